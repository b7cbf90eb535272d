"""The numbers of a month are written down once and never changed: what was reported stays."""

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from gongkai.letters.counting import Asked, Line, lines
from gongkai.letters.models import Snapshot


class MonthNotOverError(ValueError):
    """A month that is still running has no final numbers."""


def as_json(line: Line) -> list[dict[str, Any]]:
    """Return measures and twins as plain values."""
    return [{"measure": asdict(pair.measure), "twin": asdict(pair.twin)} for pair in line.pairs]


@transaction.atomic
def freeze(month: date, *, today: date) -> int:
    """Write down the numbers of a month, of all bodies and of each; return how many are new.

    Raises:
        MonthNotOverError: The month is not over.
    """
    month = month.replace(day=1)
    if month >= today.replace(day=1):
        raise MonthNotOverError(month.isoformat())
    whole, parts = lines(Asked(since=month, until=month), "body", today)
    made = 0
    for line in (whole, *parts):
        _row, new = Snapshot.objects.get_or_create(
            month_on=month,
            body_id=line.key,
            defaults={"taken_on": today, "figures": as_json(line)},
        )
        made += new
    return made


def freeze_last(today: date) -> int:
    """Write down last month's numbers if nobody has; for the schedule."""
    month = (today.replace(day=1) - timedelta(days=1)).replace(day=1)
    if Snapshot.objects.filter(month_on=month, body=None).exists():
        return 0
    return freeze(month, today=today)
