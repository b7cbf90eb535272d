"""A reckoning as pages show it: state, date, limits, faults and days in the reader's language."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from django.utils.translation import gettext as _

from gongkai.applications import access, wording
from gongkai.applications.actions.recounting import told
from gongkai.applications.models import Event
from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.explanation import Notices, Row, explain, made_up
from gongkai.applications.rules.limits import LimitStatus
from gongkai.applications.rules.road import CLOSED, EXPIRES, ROAD, State


@dataclass(frozen=True, slots=True)
class ShownLimit:
    """One limit in words."""

    name: str
    due: date | None
    days: int
    status: str
    running: bool
    passed: bool
    provisional: bool


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in a row that were not counted for one reason."""

    first: date
    last: date
    days: int
    text: str
    source: str


@dataclass(frozen=True, slots=True)
class Shown:
    """What a page shows of a case."""

    state: str
    closed: bool
    overdue: bool
    due: date | None
    provisional: bool
    received: date | None
    limits: list[ShownLimit]
    stretches: list[Stretch]
    left_out: int
    worked_weekends: tuple[date, ...]
    faults: list[str]
    reckoning: Reckoning


def of_events(events: Iterable[Event], today: date) -> Shown:
    """Return what is shown of a stored case, counted afresh from its events."""
    days, notices = access.calendar()
    facts = told((event.type, event.on, event.details) for event in events)
    return of_reckoning(reckon(facts, days, today), notices)


def of_reckoning(found: Reckoning, notices: Notices) -> Shown:
    """Return what is shown of a reckoning."""
    rows = explain(found, notices)
    return Shown(
        state=str(wording.STATES[found.state]),
        closed=found.state in CLOSED,
        overdue=found.state is State.OVERDUE,
        due=found.reply_due,
        provisional=found.provisional,
        received=found.received_on,
        limits=[
            ShownLimit(
                str(wording.LIMITS[limit.kind]),
                None if limit.due is None else date.fromordinal(limit.due),
                limit.days,
                str(wording.LIMIT_STATUSES[limit.status]),
                limit.status is LimitStatus.RUNNING,
                limit.status is LimitStatus.PASSED,
                limit.provisional,
            )
            for limit in found.limits()
        ],
        stretches=stretches(rows),
        left_out=len(rows),
        worked_weekends=made_up(found),
        faults=[wording.fault_text(violation) for violation in found.violations],
        reckoning=found,
    )


def stretches(rows: tuple[Row, ...]) -> list[Stretch]:
    """Return the days left out with neighbours of one reason put together."""
    found = []
    told = [
        (row, wording.reason_text(row), wording.source_text(row.law, row.article)) for row in rows
    ]
    numbered = enumerate(told)
    # Days that follow each other keep their distance from their place in the list.
    groups = groupby(numbered, key=lambda n: (n[1][0].on - timedelta(days=n[0]), n[1][1:]))
    for (_start, (text, source)), group in groups:
        days = [row.on for _place, (row, *_) in group]
        found.append(Stretch(days[0], days[-1], len(days), text, source))
    return found


def outside_calendar() -> str:
    """Say that a date is too far away to count from."""
    return _("This date cannot be counted from.")


@dataclass(frozen=True, slots=True)
class Step:
    """One state of the flow chart and the verbs that lead on."""

    name: str
    leads: list[tuple[str, str]]
    closed: bool


def chart() -> list[Step]:
    """Return the flow chart of applications, drawn from the same road that the clock obeys."""
    found = []
    for state, verbs in ROAD.items():
        if state is State.NOT_RECEIVED:
            continue
        leads = [
            (str(wording.EVENTS[verb]), str(wording.STATES[to]))
            for verb, to in verbs.items()
            if to is not state
        ]
        if state in EXPIRES:
            leads.append((_("Time runs out"), str(wording.STATES[EXPIRES[state]])))
        found.append(Step(str(wording.STATES[state]), leads, state in CLOSED))
    return found
