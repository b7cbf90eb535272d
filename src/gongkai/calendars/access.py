"""The working days as this installation knows them, read once a process.

Every caller gets the same frozen `Workdays` until a notice is entered or amended; what tells is
one small query, so another process's entry is seen at the next call.
"""

from datetime import date, datetime

from django.db.models import Count, Max

from gongkai.calendars.models import Notice, SpecialDay
from gongkai.calendars.rules.workdays import Workdays

Version = tuple[int, datetime | None]
_kept: dict[Version, Workdays] = {}


def version() -> Version:
    """Return what changes whenever a notice is entered, amended or removed."""
    row = Notice.objects.aggregate(count=Count("pk"), entered=Max("entered_at"))
    return row["count"], row["entered"]


def load_workdays() -> Workdays:
    """Return the working days of all entered years. Costs one query when nothing changed."""
    now = version()
    found = _kept.get(now)
    if found is None:
        found = read_workdays()
        _kept.clear()
        _kept[now] = found
    return found


def read_workdays() -> Workdays:
    """Return the working days read afresh from the database."""
    worked: dict[date, bool] = {}
    # The notice of a year may speak of the last days of the year before, and then governs them.
    rows = SpecialDay.objects.order_by("notice__year").values_list("date", "worked")
    for day, is_worked in rows:
        worked[day] = is_worked
    return Workdays(
        years=frozenset(Notice.objects.values_list("year", flat=True)),
        holidays=frozenset(day for day, is_worked in worked.items() if not is_worked),
        worked=frozenset(day for day, is_worked in worked.items() if is_worked),
    )
