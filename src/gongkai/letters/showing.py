"""A letter as its pages show it: where it stands, the days of its count, its timeline."""

from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.calendars.access import load_workdays
from gongkai.letters import wording
from gongkai.letters.actions.telling import standing_of
from gongkai.letters.models import Letter
from gongkai.letters.rules.clock import Standing
from gongkai.letters.rules.explanation import explain
from gongkai.letters.rules.words import UNANSWERED, EventType, State

# What a writer does not see: steps inside the office that change nothing for them.
INSIDE = frozenset(
    {EventType.CO_HANDLER_ADDED.value, EventType.LEAD_CHANGED.value, EventType.ESCALATED.value}
)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that were the same."""

    first: date
    last: date
    text: str
    counted: str


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the timeline."""

    on: date
    name: str
    note: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a letter."""

    letter: Letter
    standing: Standing
    state: str
    overdue: bool
    due_today: bool
    stretches: list[Stretch]
    steps: list[Step]


def of_letter(letter: Letter, today: date, *, inside: bool) -> Shown:
    """Return what is shown of a letter, counted afresh.

    Args:
        letter: The letter.
        today: The civil day.
        inside: For a clerk; a writer sees no names of clerks and no steps inside the office.
    """
    standing = standing_of(letter)
    waiting = standing.state in UNANSWERED
    return Shown(
        letter,
        standing,
        str(wording.STATES[standing.state]),
        overdue=waiting and standing.due_on < today,
        due_today=waiting and standing.due_on == today,
        stretches=_stretches(standing) if waiting else [],
        steps=_steps(letter, inside=inside),
    )


def _stretches(standing: Standing) -> list[Stretch]:
    found = []
    for reason, group in groupby(explain(standing, load_workdays()), key=lambda row: row.reason):
        rows = list(group)
        places = [row.place for row in rows if row.place]
        counted = f"{places[0]}–{places[-1]}" if len(places) > 1 else "".join(map(str, places))
        found.append(Stretch(rows[0].on, rows[-1].on, str(wording.REASONS[reason]), counted))
    return found


def _steps(letter: Letter, *, inside: bool) -> list[Step]:
    rows = letter.events.order_by("position")
    rows = rows.select_related("entered_by") if inside else rows.exclude(type__in=INSIDE)
    events = list(rows)
    keys = {int(row.details["body"]) for row in events if row.details.get("body")}
    names = {body.pk: body.brief for body in Body.objects.filter(pk__in=keys)}
    found = []
    for row in events:
        told = row.details
        by = str(row.entered_by) if inside and row.entered_by else ""
        note = _note(row.type, told, names, inside=inside)
        name = str(wording.EVENTS[row.type])
        found.append(Step(row.on, name, note, str(told.get("text", "")), by))
    return found


def _note(kind: str, told: dict[str, Any], names: dict[int, str], *, inside: bool) -> str:
    parts = []
    if told.get("body") and kind != EventType.RECEIVED:
        parts.append(names.get(int(told["body"]), ""))
    if told.get("days"):
        parts.append(_("%(days)d working days") % {"days": told["days"]})
    # Reasons of a return are between offices; a refusal's and an extension's are for the writer.
    if told.get("reason") and (inside or kind in {EventType.REJECTED, EventType.EXTENDED}):
        parts.append(str(told["reason"]))
    if told.get("satisfied"):
        parts.append(str(wording.SATISFIED[told["satisfied"]]))
    if told.get("solved"):
        parts.append(str(wording.SOLVED[told["solved"]]))
    if kind == EventType.IMPORTED and told.get("answered_on"):
        parts.append(_("answered on %(day)s") % {"day": told["answered_on"]})
    return " · ".join(part for part in parts if part)


def answer_of(letter: Letter) -> str:
    """Return the reply that a writer reads; that of the letter it was merged into, if it was."""
    if letter.state == State.MERGED and letter.merged_into is not None:
        return letter.merged_into.reply
    return letter.reply
