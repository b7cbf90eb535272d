"""Why a reply is due on its day: each calendar day between the count's start and its end."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from gongkai.calendars.rules.workdays import SATURDAY, Workdays
from gongkai.letters.rules.clock import Standing


class Reason(StrEnum):
    """What a day was."""

    START = "start"
    COUNTED = "counted"
    WORKED_WEEKEND = "worked_weekend"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


@dataclass(frozen=True, slots=True)
class Row:
    """One calendar day.

    Attributes:
        place: Which working day of the count it is; 0 for a day that is not counted.
        provisional: The holiday notice of its year has not been entered.
    """

    on: date
    reason: Reason
    place: int
    provisional: bool


def explain(found: Standing, workdays: Workdays) -> tuple[Row, ...]:
    """Return a row for each day from the start of the count to the day the reply is due."""
    start, end = found.counted_from, found.due_on
    known = workdays.presuming(start.year, end.year)
    rows = [Row(start, Reason.START, 0, start.year not in workdays.years)]
    place = 0
    for distance in range(1, (end - start).days + 1):
        day = start + timedelta(days=distance)
        worked = day in known
        place += worked
        weekend = day.weekday() >= SATURDAY
        if worked:
            reason = Reason.WORKED_WEEKEND if weekend else Reason.COUNTED
        else:
            off = weekend and day not in workdays.holidays
            reason = Reason.WEEKEND if off else Reason.HOLIDAY
        rows.append(Row(day, reason, place if worked else 0, day.year not in workdays.years))
    return tuple(rows)
