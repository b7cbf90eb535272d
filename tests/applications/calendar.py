"""The shipped calendar as the rules see it, read without a database."""

from gongkai.applications.access import shipped_calendar
from gongkai.calendars.actions import shipped
from gongkai.calendars.rules.workdays import Workdays

DAYS, NOTICES = shipped_calendar()


def shipped_workdays() -> Workdays:
    worked = {day.date: day.worked for draft in shipped() for day in draft.days}
    return Workdays(
        years=frozenset(draft.year for draft in shipped()),
        holidays=frozenset(day for day, is_worked in worked.items() if not is_worked),
        worked=frozenset(day for day, is_worked in worked.items() if is_worked),
    )
