"""One more thing happened to a letter: it is refused with its reason, or stored and counted."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.letters.actions import notifying, tallying
from gongkai.letters.limits import Limits, written
from gongkai.letters.models import Assistance, Letter
from gongkai.letters.models import Event as Row
from gongkai.letters.rules.clock import Standing, reckon
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.terms import terms_from
from gongkai.letters.rules.words import ENDED, UNANSWERED, EventType, Satisfied, Solved
from gongkai.letters.signals import told

PLAIN = ("body", "reason", "leader", "into", "solved", "satisfied")
DAYS = ("answered_on", "closed_on")
DERIVED = (
    "body_id", "state", "open", "unanswered", "due_on", "next_on", "provisional", "answered_on",
    "closed_on", "in_time", "urgent", "returns", "redos", "extension_days", "solved", "satisfied",
    "merged_into_id",
)  # fmt: skip
ANSWERS = frozenset({EventType.REPLIED, EventType.ANSWERED_AT_ONCE, EventType.IMPORTED})


class FromTheFutureError(ValueError):
    """An event is dated after today."""


def event_of(kind: str, on: date, details: Mapping[str, Any]) -> Event:
    """Return a stored event as the rules read it."""
    days = {name: date.fromisoformat(details[name]) for name in DAYS if details.get(name)}
    return Event(
        type=EventType(kind),
        on=on,
        body=str(details.get("body", "")),
        days=int(details.get("days", 0)),
        reason=str(details.get("reason", "")),
        solved=Solved(details.get("solved", "")),
        satisfied=Satisfied(details.get("satisfied", "")),
        terms=terms_from(details["terms"]) if "terms" in details else None,
        leader=str(details.get("leader", "")),
        into=str(details.get("into", "")),
        **days,
    )


def details_of(event: Event) -> dict[str, Any]:
    """Return what an event's columns do not hold, as JSON; empty fields are left out."""
    found: dict[str, Any] = {name: str(value) for name in PLAIN if (value := getattr(event, name))}
    found |= {name: day.isoformat() for name in DAYS if (day := getattr(event, name))}
    if event.days:
        found["days"] = event.days
    if event.terms is not None:
        found["terms"] = written(event.terms)
    return found


def events_of(letter: Letter) -> list[Event]:
    """Return the events of a letter as the rules read them."""
    rows = letter.events.order_by("position").values_list("type", "on", "details")
    return [event_of(*row) for row in rows]


def standing_of(letter: Letter) -> Standing:
    """Return where a letter stands, counted afresh from its events."""
    terms = Limits().of(letter.intake_id, letter.kind)
    return reckon(events_of(letter), load_workdays(), terms)


def derived(found: Standing, intake: int) -> dict[str, Any]:
    """Return what is stored of a standing.

    Args:
        intake: Who received the letter, and so leads while no unit does.
    """
    return {
        "body_id": int(found.lead) if found.lead else intake,
        "state": found.state.value,
        "open": found.state not in ENDED,
        "unanswered": found.state in UNANSWERED,
        "due_on": found.due_on,
        "next_on": found.next_on,
        "provisional": found.provisional,
        "answered_on": found.answered_on,
        "closed_on": found.closed_on,
        "in_time": found.in_time,
        "urgent": found.urgent,
        "returns": found.returns,
        "redos": found.redos,
        "extension_days": found.extension_days,
        "solved": found.solved.value,
        "satisfied": found.satisfied.value,
        "merged_into_id": found.into or None,
    }


@transaction.atomic
def tell(
    letter: Letter,
    event: Event,
    *,
    by: User | None,
    at: datetime,
    today: date,
    text: str = "",
) -> Standing:
    """Add an event to a letter and count it again.

    Args:
        letter: The letter; its row is locked and read afresh.
        event: What happened. A dispatch takes the limits of the unit's day with it.
        by: Who entered it; None for the writer.
        at: The instant of entry.
        today: The civil day of entry.
        text: The reply, or what a call back brought; shown to the writer.

    Returns:
        Where the letter stands now.

    Raises:
        RefusedError: It may not happen now; nothing was stored.
        FromTheFutureError: It is dated after today.
    """
    if event.on > today:
        raise FromTheFutureError(event.on.isoformat())
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    earlier = events_of(locked)
    found = reckon([*earlier, event], load_workdays(), Limits().of(locked.intake_id, locked.kind))
    _enter(locked, event, len(earlier), text.strip(), by=by, at=at)
    if event.type in ANSWERS:
        locked.reply = text.strip()
    if event.type is EventType.ESCALATED:
        locked.leader_id = int(event.leader)
    store(locked, found)
    letter.refresh_from_db()
    transaction.on_commit(lambda: told.send(Letter, letter=letter, event=event), robust=True)
    return found


def _enter(
    letter: Letter, event: Event, position: int, text: str, *, by: User | None, at: datetime
) -> None:
    details = details_of(event) | ({"text": text} if text else {})
    Row.objects.create(
        letter=letter,
        position=position,
        type=event.type.value,
        on=event.on,
        details=details,
        entered_at=at,
        entered_by=by,
    )
    notifying.queue(letter, event.type, position, at)


def store(letter: Letter, found: Standing) -> None:
    """Write what a standing says to its letter and to the counters; the row is locked."""
    changes = tallying.Changes()
    changes.add(tallying.cell_of(letter), tallying.facts_of(letter), -1)
    for name, value in derived(found, letter.intake_id).items():
        setattr(letter, name, value)
    letter.save(update_fields=[*(name.removesuffix("_id") for name in DERIVED), "reply", "leader"])
    changes.add(tallying.cell_of(letter), tallying.facts_of(letter))
    tallying.write(changes)
    beside = {int(key) for key in found.beside}
    Assistance.objects.filter(letter=letter).exclude(body__in=beside).delete()
    known = set(Assistance.objects.filter(letter=letter).values_list("body_id", flat=True))
    Assistance.objects.bulk_create(Assistance(letter=letter, body_id=key) for key in beside - known)


def dispatch(
    letter: Letter, unit: Body, on: date, *, by: User | None, at: datetime, today: date
) -> Standing:
    """Send a letter to the unit that shall answer it, with the limits that hold there today."""
    terms = Limits().of(unit.pk, letter.kind)
    event = Event(type=EventType.DISPATCHED, on=on, body=str(unit.pk), terms=terms)
    return tell(letter, event, by=by, at=at, today=today)
