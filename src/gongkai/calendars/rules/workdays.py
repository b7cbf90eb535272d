"""Working days as published (State Council holiday notices; Order 711 counts in working days).

A day is worked when the notice of its year says so, otherwise Monday to Friday. A year whose
notice has not been entered cannot be counted: that is an error here, and a *provisional* date
for whoever asks `provisional_nth_after`.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

SATURDAY = 5
DAY = timedelta(days=1)
# The longest holiday of a notice so far is nine days; two weeks of slack lie in every guess.
SLACK_DAYS = 14


class CalendarGapError(LookupError):
    """The count needs a year whose holiday notice has not been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday notice entered for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of one jurisdiction, laid out once so that counting is a search.

    Attributes:
        years: Calendar years whose notice has been entered.
        holidays: Days off, weekends inside a holiday included.
        worked: Saturdays and Sundays worked in exchange (调休).
    """

    years: frozenset[int]
    holidays: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)
    # Ordinals (date.toordinal) of all working days of the entered years, ascending.
    _days: tuple[int, ...] = field(init=False, repr=False, compare=False)
    # Entered year to the ordinal of the last day that can be reached without a gap.
    _ends: dict[int, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_days", _laid_out(self.years, self.holidays, self.worked))
        object.__setattr__(self, "_ends", _unbroken(self.years))

    def __contains__(self, day: date) -> bool:
        """Say whether a day is worked.

        Raises:
            CalendarGapError: The notice of its year has not been entered.
        """
        if day.year not in self.years:
            raise CalendarGapError(day.year)
        if day in self.worked:
            return True
        return day.weekday() < SATURDAY and day not in self.holidays

    def next_after(self, day: date) -> date:
        """Return the first working day after a day."""
        return self.nth_after(day, 1)

    def nth_after(self, day: date, count: int) -> date:
        """Return the count-th working day after a day; the day itself is never counted.

        Raises:
            ValueError: The count is less than one.
            CalendarGapError: The count runs past the entered notices.
        """
        if count < 1:
            msg = f"count must be at least 1, got {count}"
            raise ValueError(msg)
        end = self._end_from(day + DAY)
        place = bisect_right(self._days, day.toordinal()) + count - 1
        if place >= len(self._days) or self._days[place] > end:
            raise CalendarGapError(date.fromordinal(end).year + 1)
        return date.fromordinal(self._days[place])

    def provisional_nth_after(self, day: date, count: int) -> tuple[date, bool]:
        """Return the count-th working day after a day, and whether it is provisional.

        A year without a notice is presumed to be plain Mondays to Fridays, and then the date is
        provisional: it must be shown as such and counted again when the notice is entered.
        """
        try:
            return self.nth_after(day, count), False
        except CalendarGapError:
            farthest = day + timedelta(days=2 * count + SLACK_DAYS)
            return self.presuming(day.year, farthest.year).nth_after(day, count), True

    def presuming(self, first: int, last: int) -> "Workdays":
        """Return a calendar in which the years from first to last count as entered.

        Years without a notice are plain Mondays to Fridays in it. Kept, so asking again is free.
        """
        return _presuming(self, first, last)

    def between(self, first: date, last: date) -> Iterator[date]:
        """Yield the working days from first to last, both ends included.

        Raises:
            CalendarGapError: The span touches a year whose notice has not been entered.
        """
        if first > last:
            return
        end = min(self._end_from(first), last.toordinal())
        for ordinal in self._days[self._place(first) : bisect_right(self._days, end)]:
            yield date.fromordinal(ordinal)
        if end < last.toordinal():
            raise CalendarGapError(date.fromordinal(end).year + 1)

    def count(self, first: date, last: date) -> int:
        """Return how many working days lie from first to last, both ends included.

        Raises:
            CalendarGapError: The span touches a year whose notice has not been entered.
        """
        if first > last:
            return 0
        end = self._end_from(first)
        if end < last.toordinal():
            raise CalendarGapError(date.fromordinal(end).year + 1)
        return bisect_right(self._days, last.toordinal()) - self._place(first)

    def _place(self, first: date) -> int:
        return bisect_left(self._days, first.toordinal())

    def _end_from(self, day: date) -> int:
        try:
            return self._ends[day.year]
        except KeyError:
            raise CalendarGapError(day.year) from None


def _laid_out(
    years: frozenset[int], holidays: frozenset[date], worked: frozenset[date]
) -> tuple[int, ...]:
    off = {day.toordinal() for day in holidays}
    made_up = {day.toordinal() for day in worked if day.year in years}
    plain = {
        ordinal
        for year in years
        for ordinal in range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
        # Ordinal 1 was a Monday.
        if (ordinal - 1) % 7 < SATURDAY
    }
    return tuple(sorted((plain - off) | made_up))


def _unbroken(years: frozenset[int]) -> dict[int, int]:
    ends: dict[int, int] = {}
    for year in sorted(years, reverse=True):
        ends[year] = ends.get(year + 1, date(year, 12, 31).toordinal())
    return ends


@lru_cache(maxsize=64)
def _presuming(workdays: Workdays, first: int, last: int) -> Workdays:
    return Workdays(
        years=workdays.years | frozenset(range(first, last + 1)),
        holidays=workdays.holidays,
        worked=workdays.worked,
    )
