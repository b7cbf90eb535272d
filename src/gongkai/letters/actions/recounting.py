"""Stored dates follow the events: read the events, count, store what came out."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db import transaction

from gongkai.calendars.access import load_workdays
from gongkai.letters.actions.telling import DERIVED, derived, event_of, standing_of, store
from gongkai.letters.limits import Limits
from gongkai.letters.models import Event as Row
from gongkai.letters.models import Letter
from gongkai.letters.rules.clock import reckon

BATCH = 1000


def moved(keys: Sequence[UUID]) -> list[UUID]:
    """Return the letters whose stored copy differs from what their events say. Writes nothing."""
    workdays, limits, found = load_workdays(), Limits(), []
    for start in range(0, len(keys), BATCH):
        batch = keys[start : start + BATCH]
        stories: dict[UUID, list[Any]] = {key: [] for key in batch}
        rows = Row.objects.filter(letter__in=batch).order_by("letter", "position")
        for key, *told in rows.values_list("letter_id", "type", "on", "details"):
            stories[key].append(event_of(*told))
        letters = Letter.objects.filter(pk__in=batch).order_by()
        for row in letters.values("pk", "intake_id", "kind", *DERIVED):
            terms = limits.of(row["intake_id"], row["kind"])
            now = derived(reckon(stories[row["pk"]], workdays, terms), row["intake_id"])
            now["merged_into_id"] = UUID(now["merged_into_id"]) if now["merged_into_id"] else None
            if any(now[name] != row[name] for name in DERIVED):
                found.append(row["pk"])
    return found


@transaction.atomic
def recount(key: UUID) -> bool:
    """Count one letter again under its lock; say whether anything moved."""
    letter = Letter.objects.select_for_update().get(pk=key)
    before = {name: getattr(letter, name) for name in DERIVED}
    store(letter, standing_of(letter))
    letter.refresh_from_db()
    return before != {name: getattr(letter, name) for name in DERIVED}
