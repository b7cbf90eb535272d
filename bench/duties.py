"""How fast the duties of a whole city are computed: 120 bodies × 300 items × 36 periods.

Run from the project's root: `.venv/bin/python bench/duties.py`. Every item is monthly, the worst
case; a third of the pairs of item and body has something opened in most months, a third in few, a
third has nothing. Exits 1 when it takes more than 5 seconds.
"""

import argparse
import json
import os
import sys
import time
from datetime import date

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "gongkai.project.settings")

import django

django.setup()

from gongkai.audits.rules.duties import Piece, judge, standing, windows  # noqa: E402
from gongkai.calendars.actions import shipped  # noqa: E402
from gongkai.calendars.rules.workdays import Workdays  # noqa: E402
from gongkai.catalogue.rules.timing import parse  # noqa: E402

SECONDS = 5.0
FIRST, TODAY = date(2023, 12, 1), date(2026, 11, 22)
CELLS = ("按月公开", "每月10日前", "次月5日前", "每月15日前公开上月数据", "每月结束后10个工作日内")


def shipped_workdays() -> Workdays:
    """Return the calendar that came with the program, without asking a database."""
    drafts = shipped()
    worked = {day.date: day.worked for draft in drafts for day in draft.days}
    return Workdays(
        years=frozenset(draft.year for draft in drafts),
        holidays=frozenset(day for day, is_worked in worked.items() if not is_worked),
        worked=frozenset(day for day, is_worked in worked.items() if is_worked),
    )


def opened(body: int, item: int) -> list[int]:
    """Return the days on which a pair opened something: most months, few, or none."""
    begin, sort = FIRST.toordinal(), (body + item) % 3
    if sort == 0:
        return []
    months = range(36) if sort == 1 else range(0, 36, 9)
    return [begin + 30 * month + (body * 7 + item * 3 + month) % 29 for month in months]


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--bodies", type=int, default=120)
    parser.add_argument("--items", type=int, default=300)
    asked = parser.parse_args()
    calendar = shipped_workdays()
    done = {
        (body, item): opened(body, item)
        for body in range(asked.bodies)
        for item in range(asked.items)
    }
    begin, cpu = time.perf_counter(), time.process_time()
    limits = [parse(CELLS[item % len(CELLS)]) for item in range(asked.items)]
    counts = dict.fromkeys(b"dlmo", 0)
    duties = 0
    for (_body, item), when in done.items():
        limit = limits[item]
        assert limit is not None
        codes = judge(windows(limit, FIRST, TODAY, calendar), when, TODAY.toordinal())
        duties += len(codes)
        for code in counts:
            counts[code] += codes.count(code)
    took, took_cpu = time.perf_counter() - begin, time.process_time() - cpu
    pieces = {pair: [Piece(day) for day in when] for pair, when in done.items()}
    begin = time.perf_counter()
    for (_body, item), found in pieces.items():
        standing(limits[item], found, today=TODAY, since=FIRST, workdays=calendar)
    whole = time.perf_counter() - begin
    told = ", ".join(f"{chr(code)} {count:,}" for code, count in counts.items())
    print(f"{duties:,} duties: {took:.2f} s, {took_cpu:.2f} s of CPU (promised {SECONDS}); {told}")
    print(f"how each of {len(done):,} pairs stands: {whole:.2f} s")
    print(json.dumps({"duties": duties, "seconds": took, "cpu": took_cpu, "standings": whole}))
    return int(max(took, whole) > SECONDS)


if __name__ == "__main__":
    sys.exit(main())
