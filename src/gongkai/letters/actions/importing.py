"""Letters of another system come in by thousands: sealed, counted, each once.

A batch is one transaction, so whoever kills an import loses nothing and repeats it: what is in is
recognised by its channel and number, or by its text where there is no number.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction

from gongkai.custody.storing import insert
from gongkai.letters.actions.preparing import COLUMNS, EVENT_COLUMNS, Preparer, Ready
from gongkai.letters.actions.receiving import numbered
from gongkai.letters.actions.tallying import Changes, write
from gongkai.letters.actions.telling import tell
from gongkai.letters.models import Event, Letter
from gongkai.letters.rules.importing import Draft
from gongkai.letters.rules.words import EventType


@dataclass(slots=True)
class Outcome:
    """What became of rows."""

    added: int = 0
    updated: int = 0
    known: int = 0


def take(letters: Sequence[Ready], preparer: Preparer) -> Outcome:
    """Store a batch; rows that speak of one letter twice are taken one after the other.

    Args:
        letters: What `preparer` made ready.
        preparer: Who made it; says who enters the letters, and when.
    """
    outcome, left = Outcome(), list(letters)
    while left:
        once: dict[str, Ready] = {}
        again = []
        for letter in left:
            if letter.origin in once:
                again.append(letter)
            else:
                once[letter.origin] = letter
        _take(list(once.values()), preparer, outcome)
        left = again
    return outcome


@transaction.atomic
def _take(letters: list[Ready], preparer: Preparer, outcome: Outcome) -> None:
    rows = Letter.objects.filter(origin__in=[letter.origin for letter in letters]).order_by()
    known = dict(rows.values_list("origin", "unanswered"))
    fresh = [letter for letter in letters if letter.origin not in known]
    _add(fresh)
    outcome.added += len(fresh)
    for letter in letters:
        if known.get(letter.origin) and letter.draft and _follow(letter.draft, preparer):
            outcome.updated += 1
        elif letter.origin in known:
            outcome.known += 1


def _follow(draft: Draft, preparer: Preparer) -> bool:
    """Add the reply that a later export brings, unless the letter is handled here by now."""
    letter = Letter.objects.get(origin=draft.origin)
    if letter.events.exclude(type=EventType.IMPORTED.value).exists():
        return False
    assert draft.replied_on is not None
    event = preparer.event(draft, on=draft.replied_on)
    at, today = preparer.at, preparer.today
    tell(letter, event, by=preparer.by, at=at, today=today, text=draft.reply)
    return True


def _add(letters: list[Ready]) -> None:
    if not letters:
        return
    counts = Counter(letter.year for letter in letters)
    numbers = {year: iter(numbered(year, counts[year])) for year in sorted(counts)}
    changes = Changes()
    for letter in letters:
        changes.add(letter.cell, letter.facts)
    insert(Letter, COLUMNS, [letter.stored(next(numbers[letter.year])) for letter in letters])
    insert(Event, EVENT_COLUMNS, [letter.event for letter in letters])
    write(changes)
