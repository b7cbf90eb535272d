"""Availability as veto W2 counts it: a week, at least so many probes a day, a share of failures."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

WEEK_DAYS = 7
WHOLE_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days that were probed enough on each of them."""

    first: date
    probes: int
    failed: int

    def down(self, percent: int) -> bool:
        """Say whether the share of failures reaches the limit."""
        return self.failed * WHOLE_PERCENT >= percent * self.probes


def weeks(probes: Iterable[tuple[date, bool]], a_day: int) -> list[Week]:
    """Return every run of seven days on each of which there were enough probes.

    Args:
        probes: The day of each probe and whether the page opened in time.
        a_day: Fewer probes on a day say nothing about it.
    """
    tried: dict[date, int] = defaultdict(int)
    failed: dict[date, int] = defaultdict(int)
    for day, opened in probes:
        tried[day] += 1
        failed[day] += not opened
    found = []
    for first in sorted(tried):
        days = [first + timedelta(days=n) for n in range(WEEK_DAYS)]
        if all(tried.get(day, 0) >= a_day for day in days):
            found.append(
                Week(first, sum(tried[day] for day in days), sum(failed[day] for day in days))
            )
    return found


def worst(found: Iterable[Week]) -> Week | None:
    """Return the week with the largest share of failures; the earliest of equals."""
    return max(found, key=lambda week: (week.failed / week.probes, -week.first.toordinal()),
               default=None)  # fmt: skip
