"""A calendar laid out for counting: how many working days lie up to any civil day.

Laid out once from `calendars.rules.workdays`, it answers "the n-th working day after" and "how
many between" by two look-ups, whatever the distance. A year whose notice has not been entered is
counted Monday to Friday, and every date reached through it is *provisional*.
"""

from bisect import bisect_right
from datetime import date

from gongkai.calendars.rules.workdays import SATURDAY, Workdays

FIRST_YEAR = 1990
LAST_YEAR = 2100


class OutsideCalendarError(ValueError):
    """A date lies before or after every year that can be counted."""

    def __init__(self, year: int) -> None:
        super().__init__(f"{year} is outside {FIRST_YEAR} to {LAST_YEAR}")
        self.year = year


class Days:
    """The days of FIRST_YEAR to LAST_YEAR of one jurisdiction, counted up.

    Days are ordinals here (`date.toordinal`), because millions of them are added and compared.
    """

    __slots__ = ("entered", "first", "last", "upto", "worked")

    def __init__(self, workdays: Workdays) -> None:
        """Lay the calendar out; takes some ten milliseconds."""
        self.first = date(FIRST_YEAR, 1, 1).toordinal()
        self.last = date(LAST_YEAR, 12, 31).toordinal()
        self.entered = workdays.years
        off = {day.toordinal() for day in workdays.holidays}
        made_up = {day.toordinal() for day in workdays.worked}
        # Ordinal 1 was a Monday, so ordinals count weekdays without a date.
        self.worked = [
            day
            for day in range(self.first, self.last + 1)
            if day in made_up or ((day - 1) % 7 < SATURDAY and day not in off)
        ]
        self.upto: list[int] = []
        count, known = 0, frozenset(self.worked)
        for day in range(self.first, self.last + 1):
            count += day in known
            self.upto.append(count)

    def nth_after(self, day: int, count: int) -> int:
        """Return the count-th working day after a day, which is never counted itself."""
        try:
            return self.worked[self.upto[day - self.first] + count - 1]
        except IndexError:
            raise OutsideCalendarError(_year(day)) from None

    def between(self, after: int, until: int) -> int:
        """Return how many working days lie after one day and up to another, the last included."""
        return self.upto[until - self.first] - self.upto[after - self.first]

    def is_worked(self, day: int) -> bool:
        """Say whether a day is worked."""
        place = bisect_right(self.worked, day)
        return place > 0 and self.worked[place - 1] == day

    def require(self, day: date) -> int:
        """Return the ordinal of a day that can be counted from.

        Raises:
            OutsideCalendarError: It lies outside the calendar.
        """
        # The last year is left free to count into.
        if not FIRST_YEAR <= day.year < LAST_YEAR:
            raise OutsideCalendarError(day.year)
        return day.toordinal()

    def provisional(self, after: int, until: int) -> bool:
        """Say whether the days after one day, up to another, touch a year without a notice."""
        entered = self.entered
        last = _year(until)
        if last not in entered:
            return True
        first = _year(after + 1)
        return first != last and any(year not in entered for year in range(first, last))


def _year(day: int) -> int:
    return date.fromordinal(day).year
