"""Days of the demo: papers are made, published and take effect on working days.

A year whose holiday notice is not out yet counts Monday to Friday, the three certain holidays
left out, since a text made today may run until 2031.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.calendars.rules.workdays import SATURDAY, CalendarGapError, Workdays

DAY = timedelta(days=1)
CERTAIN = {(1, 1), (5, 1), *((10, day) for day in range(1, 8))}
HAN_WEEKDAYS = "一二三四五六日"


@dataclass(frozen=True, slots=True)
class Days:
    """Working days, guessed where no notice is out."""

    workdays: Workdays

    def worked(self, day: date) -> bool:
        """Say whether a day is worked, as far as anybody can know."""
        try:
            return day in self.workdays
        except CalendarGapError:
            return day.weekday() < SATURDAY and (day.month, day.day) not in CERTAIN

    def at_or_before(self, day: date) -> date:
        """Return the day itself or the last working day before it."""
        while not self.worked(day):
            day -= DAY
        return day

    def at_or_after(self, day: date) -> date:
        """Return the day itself or the first working day after it."""
        while not self.worked(day):
            day += DAY
        return day

    def after(self, day: date, count: int) -> date:
        """Return the count-th working day after a day; zero is the day itself."""
        for _ in range(count):
            day = self.at_or_after(day + DAY)
        return day

    def month_after(self, day: date) -> date:
        """Return the first working day of the next month."""
        return self.at_or_after((day.replace(day=1) + timedelta(days=32)).replace(day=1))

    def years_after(self, day: date, years: int) -> date:
        """Return the last working day before the same day some years later."""
        return self.at_or_before(day.replace(year=day.year + years) - DAY)


def written(day: date) -> str:
    """Return a date as a Chinese document writes it."""
    return f"{day.year}年{day.month}月{day.day}日"


def with_weekday(day: date) -> str:
    """Return a date with its weekday."""
    return f"{written(day)}（星期{HAN_WEEKDAYS[day.weekday()]}）"
