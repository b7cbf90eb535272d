"""Each receipt day of 2019 to 2026 counted in three ways that share no line of code.

1. the clock: cumulated counts, two look-ups;
2. a walk: one day after another, asking the calendar about each;
3. a list: every working day written down in order, the twentieth after receipt taken.
"""

import csv
import os
from bisect import bisect_right
from datetime import date, timedelta
from pathlib import Path

import pytest

from gongkai.applications.rules.clock import reckon
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import Channel, Event, EventType
from gongkai.applications.rules.limits import LimitKind

from ..calendar import DAYS, shipped_workdays

RECEIPT_DAYS = [date(2019, 1, 1) + timedelta(days=n) for n in range(2922)]
PROMISES = {"reply": (0, 20), "correction notice": (0, 7), "extended": (20, 40)}


def by_clock(received: date, days: Days) -> dict[str, date]:
    arrival = Event(EventType.RECEIVED, received, channel=Channel.IN_PERSON)
    plain = reckon([arrival], days)
    longer = reckon([arrival, Event(EventType.EXTENDED, received, days=20)], days)
    notice = next(one for one in plain.limits() if one.kind is LimitKind.CORRECTION_NOTICE)
    return {
        "reply": plain.reply_due,
        "correction notice": date.fromordinal(notice.due),
        "extended": longer.reply_due,
    }


def by_walking(received: date, worked: dict[date, bool]) -> dict[str, date]:
    found: dict[str, date] = {}
    day, count = received, 0
    while len(found) < len(PROMISES):
        day += timedelta(days=1)
        count += worked[day]
        for name, (_, promised) in PROMISES.items():
            if count == promised:
                found.setdefault(name, day)
    return found


def by_list(received: date, written: list[date]) -> dict[str, date]:
    place = bisect_right(written, received)
    return {name: written[place + promised - 1] for name, (_, promised) in PROMISES.items()}


def disagreements(days: Days, worked: dict[date, bool]) -> list[tuple[date, object]]:
    written = [day for day in sorted(worked) if worked[day]]
    found = []
    for received in RECEIPT_DAYS:
        if date.fromordinal(received.toordinal() + 100) > max(worked):
            break
        ways = (
            by_clock(received, days),
            by_walking(received, worked),
            by_list(received, written),
        )
        if ways[0] != ways[1] or ways[1] != ways[2]:
            found.append((received, ways))
    return found


def test_three_ways_of_counting_agree_on_the_shipped_calendar():
    workdays = shipped_workdays()
    span = [date(2019, 1, 1) + timedelta(days=n) for n in range(2922)]
    worked = {day: day in workdays for day in span}
    assert sum(worked.values()) == 1994
    assert disagreements(DAYS, worked) == []


@pytest.mark.reference
def test_three_ways_of_counting_agree_on_the_published_working_days():
    path = Path(os.environ["GONGKAI_REFERENCE"]) / "calendar" / "workdays.csv"
    with path.open(encoding="utf-8") as lines:
        worked = {
            date.fromisoformat(row["date"]): row["is_workday"] == "True"
            for row in csv.DictReader(lines)
        }
    assert max(worked) >= date(2026, 12, 31)
    assert disagreements(DAYS, worked) == []
