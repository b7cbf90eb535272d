"""The numbers of letters, read from the monthly counters: never by going through the letters."""

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet

from gongkai.letters.models import Letter, LetterQuerySet, Tally
from gongkai.letters.rules.numbers import FIELDS, NOTHING, Counts, Pair, added, figures

DIMENSIONS = ("body", "kind", "channel", "month")
COLUMNS = {"body": "body_id", "kind": "kind", "channel": "channel", "month": "month_on"}


@dataclass(frozen=True, slots=True)
class Asked:
    """Which letters are counted.

    Attributes:
        bodies: Bodies that lead them; None means all.
        since: First month, as its first day; None means from the beginning.
        until: Last month, as its first day.
    """

    bodies: Sequence[int] | None = None
    kind: str = ""
    channel: str = ""
    since: date | None = None
    until: date | None = None

    def cells(self) -> QuerySet[Tally]:
        """Return the counters of these letters."""
        rows: QuerySet[Tally] = self._chosen(Tally.objects.all())
        if self.since is not None:
            rows = rows.filter(month_on__gte=self.since)
        if self.until is not None:
            rows = rows.filter(month_on__lte=self.until)
        return rows.order_by()

    def letters(self) -> LetterQuerySet:
        """Return the letters themselves: what the numbers open."""
        rows: LetterQuerySet = self._chosen(Letter.objects.all())
        if self.since is not None:
            rows = rows.filter(received_on__gte=self.since)
        if self.until is not None:
            rows = rows.filter(received_on__lt=month_after(self.until))
        return rows

    def _chosen(self, rows: Any) -> Any:
        if self.bodies is not None:
            rows = rows.filter(body__in=self.bodies)
        if self.kind:
            rows = rows.filter(kind=self.kind)
        if self.channel:
            rows = rows.filter(channel=self.channel)
        return rows


@dataclass(frozen=True, slots=True)
class Line:
    """The numbers of one body, kind, channel or month; of all together where `key` is None."""

    key: Any
    pairs: tuple[Pair, ...]


def month_after(month: date) -> date:
    """Return the first day of the month after a month."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def lines(asked: Asked, by: str, today: date) -> tuple[Line, list[Line]]:
    """Return the numbers of all letters asked about, and of each part.

    Args:
        asked: Which letters.
        by: One of `DIMENSIONS`.
        today: The day on which overdue letters are overdue.
    """
    column = COLUMNS[by]
    counts: dict[Any, Counts] = {}
    texts: dict[Any, list[str]] = {}
    for key, waits, *numbers in asked.cells().values_list(column, "waits", *FIELDS):
        counts[key] = counts.get(key, NOTHING).plus(Counts(*numbers))
        if waits != "{}":
            texts.setdefault(key, []).append(waits)
    waits_of = {key: _together(many) for key, many in texts.items()}
    overdue = _overdue(asked, by, today)
    parts = [
        Line(key, figures(counts[key], waits_of.get(key, {}), overdue.get(key, 0)))
        for key in sorted(counts)
    ]
    total = NOTHING
    for one in counts.values():
        total = total.plus(one)
    whole = Line(None, figures(total, added(waits_of.values()), sum(overdue.values())))
    return whole, parts


def _together(texts: list[str]) -> dict[int, int]:
    # One reading of all texts: a reading of each costs more than all the sums.
    told = json.loads(f"[{','.join(texts)}]")
    found: dict[str, int] = {}
    for waits in told:
        for days, count in waits.items():
            found[days] = found.get(days, 0) + count
    return {int(days): count for days, count in found.items()}


def _overdue(asked: Asked, by: str, today: date) -> dict[Any, int]:
    """Count from the index of letters that never had a reply: few, however many there are.

    The other conditions are put here and not to the database, which would otherwise choose the
    index of days of receipt and go through every letter.
    """
    # A letter that is done again owes a reply too, but its first reply is counted already.
    rows = Letter.objects.filter(unanswered=True, answered_on=None, due_on__lt=today).order_by()
    end = month_after(asked.until) if asked.until else None
    found: Counter[Any] = Counter()
    for body, kind, channel, on in rows.values_list("body_id", "kind", "channel", "received_on"):
        if asked.bodies is not None and body not in asked.bodies:
            continue
        if (asked.kind and kind != asked.kind) or (asked.channel and channel != asked.channel):
            continue
        if (asked.since and on < asked.since) or (end and on >= end):
            continue
        month = on.replace(day=1)
        found[{"body": body, "kind": kind, "channel": channel, "month": month}[by]] += 1
    return found
