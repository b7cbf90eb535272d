"""Working days as published (State Council holiday notices; Order 711 counts in working days).

A day is worked when the notice of its year says so, otherwise Monday to Friday. A year whose
notice has not been entered cannot be counted: that is an error here, and a *provisional* date
one floor above.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

SATURDAY = 5
DAY = timedelta(days=1)


class CalendarGapError(LookupError):
    """The count needs a year whose holiday notice has not been entered."""

    def __init__(self, year: int) -> None:
        super().__init__(f"no holiday notice entered for {year}")
        self.year = year


@dataclass(frozen=True, slots=True)
class Workdays:
    """The working days of one jurisdiction.

    Attributes:
        years: Calendar years whose notice has been entered.
        holidays: Days off, weekends inside a holiday included.
        worked: Saturdays and Sundays worked in exchange (调休).
    """

    years: frozenset[int]
    holidays: frozenset[date] = field(default_factory=frozenset)
    worked: frozenset[date] = field(default_factory=frozenset)

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
        day += DAY
        while day not in self:
            day += DAY
        return day

    def nth_after(self, day: date, count: int) -> date:
        """Return the count-th working day after a day; the day itself is never counted.

        Raises:
            ValueError: The count is less than one.
            CalendarGapError: The count runs past the entered notices.
        """
        if count < 1:
            msg = f"count must be at least 1, got {count}"
            raise ValueError(msg)
        for _ in range(count):
            day = self.next_after(day)
        return day

    def between(self, first: date, last: date) -> Iterator[date]:
        """Yield the working days from first to last, both ends included."""
        day = first
        while day <= last:
            if day in self:
                yield day
            day += DAY
