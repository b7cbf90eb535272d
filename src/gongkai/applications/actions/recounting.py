"""Stored dates follow the events: read the events, count, store what came out."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gongkai.applications import access
from gongkai.applications.models import Application, Event, Recount
from gongkai.applications.rules import events as rule
from gongkai.applications.rules.clock import Reckoning, reckon

BATCH = 500
DERIVED = ("received_on", "state", "due_on", "provisional", "outcome", "closed_on")


def told(rows: Iterable[tuple[str, date, dict[str, Any]]]) -> list[rule.Event]:
    """Return stored events (type, on, details) as the rules read them."""
    return [
        rule.event_from({"type": kind, "on": on.isoformat(), **details})
        for kind, on, details in rows
    ]


def events_of(application: Application) -> list[rule.Event]:
    """Return the events of a case as the rules read them."""
    return told(application.events.values_list("type", "on", "details"))


def derived(found: Reckoning) -> dict[str, Any]:
    """Return what is stored of a reckoning."""
    return {
        "received_on": found.received_on,
        "state": found.state.value,
        "due_on": found.reply_due,
        "provisional": found.provisional,
        "outcome": found.outcome,
        "closed_on": found.closed_on,
    }


def store(application: Application, found: Reckoning) -> None:
    """Write what a reckoning says to its case. The caller holds the row's lock."""
    for name, value in derived(found).items():
        setattr(application, name, value)
    application.save(update_fields=DERIVED)


def moved(keys: Sequence[UUID], today: date, names: Sequence[str] = DERIVED) -> list[UUID]:
    """Return the cases whose stored copy differs from what their events say. Writes nothing.

    Args:
        keys: Which cases.
        today: The civil day.
        names: Which columns are compared.
    """
    days, _ = access.calendar()
    found = []
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        stories: dict[UUID, list[tuple[str, date, dict[str, Any]]]] = {key: [] for key in batch}
        rows = Event.objects.filter(application__in=batch).order_by("application", "position")
        for key, *fact in rows.values_list("application_id", "type", "on", "details"):
            stories[key].append((fact[0], fact[1], fact[2]))
        for row in Application.objects.filter(pk__in=batch).values("pk", *names):
            key = row.pop("pk")
            now = derived(reckon(told(stories[key]), days, today))
            if any(now[name] != row[name] for name in names):
                found.append(key)
    return found


@transaction.atomic
def recount(key: UUID, *, today: date, at: datetime, cause: str) -> bool:
    """Count one case again under its lock; say whether anything moved, and write down what."""
    application = Application.objects.select_for_update().get(pk=key)
    days, _ = access.calendar()
    found = reckon(events_of(application), days, today)
    before = {name: getattr(application, name) for name in DERIVED}
    if derived(found) == before:
        return False
    store(application, found)
    Recount.objects.create(
        application=application,
        at=at,
        cause=cause,
        due_before=before["due_on"],
        due_after=application.due_on,
        state_before=before["state"],
        state_after=application.state,
    )
    return True
