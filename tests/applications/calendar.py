"""The shipped calendar as the rules see it, read without a database."""

from pathlib import Path

import gongkai.calendars
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.explanation import Notices
from gongkai.calendars.rules.notice import Draft, decode, read
from gongkai.calendars.rules.workdays import Workdays


def shipped() -> tuple[Draft, ...]:
    folder = Path(gongkai.calendars.__file__).parent
    reading = read(decode((folder / "holidays.csv").read_bytes()))
    assert not reading.problems
    return reading.drafts


def workdays_of(drafts: tuple[Draft, ...]) -> Workdays:
    days = {day.date: day.worked for draft in drafts for day in draft.days}
    return Workdays(
        years=frozenset(draft.year for draft in drafts),
        holidays=frozenset(day for day, worked in days.items() if not worked),
        worked=frozenset(day for day, worked in days.items() if worked),
    )


def notices_of(drafts: tuple[Draft, ...]) -> Notices:
    return Notices(
        {
            day.date: (day.name, f"notice of {draft.year}")
            for draft in drafts
            for day in draft.days
            if not day.worked
        }
    )


def shipped_days() -> Days:
    return Days(workdays_of(shipped()))
