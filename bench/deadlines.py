"""How fast due dates are counted: one alone, and a million cases counted again.

Run from the project's root: `.venv/bin/python bench/deadlines.py [--cases 1000000]`. Exits 1 when a
promise is broken: one due date within 50 microseconds, a million cases within 60 seconds.
"""

import argparse
import os
import sys
import time
from datetime import date, timedelta

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

import django

django.setup()

from gongkai.applications.access import shipped_calendar  # noqa: E402
from gongkai.applications.rules.clock import answer_due, reckon  # noqa: E402
from gongkai.applications.rules.days import Days  # noqa: E402
from gongkai.applications.rules.events import Channel, Event, EventType  # noqa: E402

ONE_DUE_DATE_SECONDS = 50e-6
MILLION_SECONDS = 60.0
FIRST = date(2019, 1, 2)


def story(number: int) -> list[Event]:
    """Return one of seven usual courses, beginning on one of 2,500 days."""
    begin = FIRST + timedelta(days=number % 2500)
    later = [begin + timedelta(days=n) for n in (3, 6, 10, 14, 20)]
    events = [Event(EventType.RECEIVED, begin, channel=Channel.IN_PERSON)]
    match number % 7:
        case 1:
            events[0] = Event(EventType.RECEIVED, begin, channel=Channel.WEB)
            events.append(Event(EventType.CONFIRMED, later[0]))
        case 2:
            events.append(Event(EventType.CORRECTION_REQUESTED, later[0]))
            events.append(Event(EventType.CORRECTION_DELIVERED, later[1]))
            events.append(Event(EventType.CORRECTED, later[2]))
        case 3:
            events.append(Event(EventType.THIRD_PARTY_CONSULTED, later[0]))
            events.append(Event(EventType.THIRD_PARTY_ANSWERED, later[3]))
        case 4:
            events.append(Event(EventType.EXTENDED, later[2], days=20))
        case 5:
            events.append(Event(EventType.REPLIED, later[4], outcome="granted"))
    return events


def one(days: Days) -> float:
    """Return the seconds of one due date with an extension and two pauses."""
    begin = time.perf_counter()
    for number in range(10_000):
        start = FIRST + timedelta(days=number % 2500)
        pause = (start + timedelta(days=4), start + timedelta(days=15))
        answer_due(start, days, extension=20, pauses=[pause, pause])
    return (time.perf_counter() - begin) / 10_000


def many(days: Days, cases: int) -> float:
    """Return the seconds that it takes to count a number of cases again."""
    stories = [story(number) for number in range(17_500)]
    today = date(2026, 6, 1)
    begin = time.perf_counter()
    for number in range(cases):
        reckon(stories[number % 17_500], days, today)
    return time.perf_counter() - begin


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--cases", type=int, default=1_000_000)
    cases = parser.parse_args().cases
    days, _ = shipped_calendar()
    single, all_cases = one(days), many(days, cases)
    limit = MILLION_SECONDS * cases / 1_000_000
    print(f"one due date: {single * 1e6:.1f} us (promised {ONE_DUE_DATE_SECONDS * 1e6:.0f})")
    print(f"{cases} cases counted again: {all_cases:.1f} s (promised {limit:.1f})")
    return int(single > ONE_DUE_DATE_SECONDS or all_cases > limit)


if __name__ == "__main__":
    sys.exit(main())
