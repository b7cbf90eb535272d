"""How a clerk finds a letter: by a number at once, by words of its title a stretch at a time.

No index knows what stands in the middle of a title, so titles are read; never more than a stretch
of them, the newest first, and whoever found nothing goes on to the older ones.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Q

from gongkai.letters import access
from gongkai.letters.models import Letter, LetterQuerySet

STRETCH_LETTERS = 50_000
ROWS_MAX = 1_000
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Found:
    """What was found.

    Attributes:
        rows: The letters, newest first.
        total: How many they are, counted up to `ROWS_MAX`.
        since: The first day of receipt that was looked through; None when all were.
    """

    rows: LetterQuerySet
    total: int
    since: date | None = None

    @property
    def older(self) -> date | None:
        """The last day of the stretch that comes next."""
        return self.since - DAY if self.since else None


def find(keys: list[int], words: str, until: date) -> Found:
    """Find letters of bodies by their number here, their number in their channel, or a title.

    Args:
        keys: The bodies.
        words: What was typed.
        until: The last day of receipt; titles of newer letters are not read.
    """
    numbered = _numbered(words)
    if numbered:
        return _found(access.among(Letter.objects.filter(pk__in=numbered), keys))
    newest = Letter.objects.filter(received_on__lte=until).order_by("-received_on", "-number")
    rest = newest.values_list("received_on", flat=True)[STRETCH_LETTERS : STRETCH_LETTERS + 1]
    # The day at which the stretch breaks off is looked through next time, as a whole.
    since = next((day + DAY for day in rest if day < until), None)
    rows = Letter.objects.filter(received_on__lte=until, title__icontains=words)
    if since:
        rows = rows.filter(received_on__gte=since)
    return _found(access.among(rows, keys), since)


def _numbered(words: str) -> list[UUID]:
    """Return the keys of the letters with exactly this number; each has an index of its own."""
    here = Letter.objects.filter(number=words)
    there = Letter.objects.filter(~Q(original_number=""), original_number=words)
    found = (rows.order_by().values_list("pk", flat=True)[:ROWS_MAX] for rows in (here, there))
    return [key for keys in found for key in keys]


def _found(rows: LetterQuerySet, since: date | None = None) -> Found:
    total = rows.order_by().values("pk")[:ROWS_MAX].count()
    return Found(rows.order_by("-received_on", "-number"), total, since)
