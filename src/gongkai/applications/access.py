"""Who may see which application, and the calendar that dates are counted with."""

from datetime import date

from gongkai.applications.rules.days import Days
from gongkai.applications.rules.explanation import Notices
from gongkai.calendars.access import load_workdays
from gongkai.calendars.models import SpecialDay
from gongkai.calendars.rules.workdays import Workdays

_laid_out: dict[int, tuple[Workdays, Days, Notices]] = {}


def calendar() -> tuple[Days, Notices]:
    """Return the calendar as this installation knows it, laid out once a process.

    Costs one query when no notice was entered meanwhile.
    """
    workdays = load_workdays()
    kept = _laid_out.get(0)
    if kept is None or kept[0] is not workdays:
        kept = (workdays, Days(workdays), read_notices())
        _laid_out[0] = kept
    return kept[1], kept[2]


def read_notices() -> Notices:
    """Return which notice took which day off."""
    rows = SpecialDay.objects.filter(worked=False).order_by("notice__year")
    holidays: dict[date, tuple[str, str]] = {}
    for day, name, number, amended in rows.values_list(
        "date", "name", "notice__number", "notice__amendment_number"
    ):
        holidays[day] = (name, amended or number)
    return Notices(holidays)
