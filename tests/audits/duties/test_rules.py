"""What is owed and what was done: tables worked out by hand, and what holds for any day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audits.rules.duties import (
    IS_DONE,
    IS_LATE,
    IS_MISSING,
    IS_OPEN,
    Piece,
    State,
    due_of,
    judge,
    standing,
    windows,
)
from gongkai.calendars.rules.workdays import Workdays
from gongkai.catalogue.rules.timing import parse

# Mondays to Fridays, the first week of October off, Saturday 10 October worked.
CALENDAR = Workdays(
    years=frozenset({2025, 2026}),
    holidays=frozenset(date(2026, 10, day) for day in range(1, 8)),
    worked=frozenset({date(2026, 10, 10)}),
)
TODAY = date(2026, 11, 22)


def piece(opened: str, formed: str = "", closed: str = "") -> Piece:
    def ordinal(day: str) -> int | None:
        return date.fromisoformat(day).toordinal() if day else None

    return Piece(date.fromisoformat(opened).toordinal(), ordinal(formed), ordinal(closed), opened)


@pytest.mark.parametrize(
    ("cell", "formed", "due"),
    [
        ("信息形成之日起20个工作日内", "2026-10-26", "2026-11-23"),
        ("信息形成之日起7个工作日内", "2026-09-28", "2026-10-13"),
        ("20日内", "2026-10-01", "2026-10-21"),
        ("一个月内", "2026-01-31", "2026-02-28"),
        ("24小时内", "2026-10-01", "2026-10-02"),
        # No number of days: the statute's twenty working days.
        ("及时公开", "2026-10-26", "2026-11-23"),
        ("实时公开", "2026-10-26", "2026-11-23"),
    ],
)
def test_by_when_a_piece_must_be_open(cell, formed, due):
    found = due_of(parse(cell), date.fromisoformat(formed), CALENDAR)
    assert found.isoformat() == due


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("按月公开", [("2026-09-01", "2026-09-30", "2026-09-30"),
                  ("2026-10-01", "2026-10-31", "2026-10-31")]),
        ("每月10日前", [("2026-09-01", "2026-09-10", "2026-09-30"),
                   ("2026-10-01", "2026-10-10", "2026-10-31")]),
        ("每季度首月15日前", [("2026-07-01", "2026-07-15", "2026-09-30"),
                      ("2026-10-01", "2026-10-15", "2026-12-31")]),
        ("每年1月31日前", [("2026-01-01", "2026-01-31", "2026-12-31")]),
        ("每半年", [("2026-07-01", "2026-12-31", "2026-12-31")]),
        # Counted from 31 August and 30 September: ten working days into the next month.
        ("每月结束后10个工作日内", [("2026-09-01", "2026-09-14", "2026-09-30"),
                         ("2026-10-01", "2026-10-20", "2026-10-31")]),
        ("及时公开", []),
    ],
)  # fmt: skip
def test_the_periods_of_an_item(cell, expected):
    found = windows(parse(cell), date(2026, 9, 5), date(2026, 10, 20), CALENDAR)
    shown = [
        tuple(date.fromordinal(day).isoformat() for day in (w.first, w.due, w.last)) for w in found
    ]
    assert shown == expected


MONTHLY = parse("每月10日前")


@pytest.mark.parametrize(
    ("opened", "codes"),
    [
        ([], b"mmm"),
        (["2026-09-10", "2026-10-10", "2026-11-10"], b"ddd"),
        (["2026-09-11", "2026-10-09"], b"ldm"),
        (["2026-11-30"], b"mmm"),  # has not happened on the day asked about
        (["2026-08-31", "2026-11-22"], b"mml"),
    ],
)
def test_each_period_is_done_late_or_missing(opened, codes):
    owed = windows(MONTHLY, date(2026, 9, 1), TODAY, CALENDAR)
    days = sorted(date.fromisoformat(day).toordinal() for day in opened)
    assert judge(owed, days, TODAY.toordinal()) == codes


@pytest.mark.parametrize(
    ("cell", "pieces", "state"),
    [
        ("及时公开", [], State.EMPTY),
        ("信息形成之日起5个工作日内", [piece("2026-11-06", "2026-11-02")], State.DONE),
        ("信息形成之日起5个工作日内", [piece("2026-11-10", "2026-11-02")], State.LATE),
        ("信息形成之日起5个工作日内",
         [piece("2026-11-10", "2026-11-02"), piece("2026-11-12", "2026-11-12")], State.DONE),
        ("及时公开", [piece("2025-11-21")], State.STALE),
        ("长期公开", [piece("2025-11-21")], State.DONE),
        ("及时公开", [piece("2026-11-01", closed="2026-11-20")], State.EMPTY),
        ("按月公开", [piece("2026-10-08"), piece("2026-11-01")], State.DONE),
        ("按月公开", [piece("2026-10-08")], State.DUE),
        ("按月公开", [piece("2026-09-08")], State.MISSING),
        ("按月公开", [piece("2026-08-08")], State.STALE),
        ("每月5日前", [piece("2026-11-06")], State.LATE),
        ("每月5日前", [], State.EMPTY),
    ],
)  # fmt: skip
def test_how_an_item_stands(cell, pieces, state):
    found = standing(parse(cell), pieces, today=TODAY, since=date(2026, 8, 1), workdays=CALENDAR)
    assert found.state is state


def test_a_cell_that_is_not_understood_is_a_finding_and_not_a_guess():
    found = standing(parse("适当时候"), [], today=TODAY, since=date(2026, 8, 1), workdays=CALENDAR)
    assert found.state is State.UNREAD


@pytest.mark.parametrize(
    ("closed", "short"),
    [("2026-11-11", True), ("2026-11-12", False), ("2026-11-30", False), ("", False)],
)
def test_what_was_posted_too_short_is_named(closed, short):
    # Opened on Monday 2 November; the seventh working day after it is Wednesday the 11th.
    pieces = [piece("2026-11-02", closed=closed)]
    found = standing(
        parse("10个工作日内，公示7个工作日"),
        pieces,
        today=TODAY,
        since=date(2026, 8, 1),
        workdays=CALENDAR,
    )
    assert bool(found.short_keys) is short


def test_a_late_piece_is_named():
    pieces = [piece("2026-11-10", "2026-11-02"), piece("2026-11-12", "2026-11-12")]
    found = standing(
        parse("5个工作日内"), pieces, today=TODAY, since=date(2026, 8, 1), workdays=CALENDAR
    )
    assert (found.late, found.late_keys) == (1, ("2026-11-10",))


days = st.dates(date(2025, 6, 1), date(2026, 12, 31))
cells = st.sampled_from(
    [
        "按月公开",
        "每月10日前",
        "次月5日前",
        "按季公开",
        "每周",
        "每年1月底前",
        "每月结束后10个工作日内",
    ]
).map(parse)
openings = st.lists(days.map(date.toordinal), max_size=40).map(sorted)


@given(cells, openings, days)
def test_the_past_is_what_it_was_whatever_came_later(limit, opened, today):
    owed = windows(limit, date(2025, 6, 1), date(2026, 12, 31), CALENDAR)
    known = [day for day in opened if day <= today.toordinal()]
    assert judge(owed, opened, today.toordinal()) == judge(owed, known, today.toordinal())


@given(cells, openings, openings, days)
def test_opening_more_never_makes_a_duty_worse(limit, opened, more, today):
    owed = windows(limit, date(2025, 6, 1), today, CALENDAR)
    rank = {IS_DONE: 0, IS_OPEN: 1, IS_LATE: 1, IS_MISSING: 2}
    before = judge(owed, opened, today.toordinal())
    after = judge(owed, sorted(opened + more), today.toordinal())
    assert all(rank[b] <= rank[a] for a, b in zip(before, after, strict=True))


@given(cells, openings, days)
def test_every_duty_is_judged_as_its_definition_says(limit, opened, today):
    owed = windows(limit, date(2025, 6, 1), today, CALENDAR)
    for window, code in zip(owed, judge(owed, opened, today.toordinal()), strict=True):
        inside = [d for d in opened if window.first <= d <= min(window.last, today.toordinal())]
        if inside:
            assert code == (IS_DONE if inside[0] <= window.due else IS_LATE)
        else:
            assert code == (IS_MISSING if window.due < today.toordinal() else IS_OPEN)


@given(cells, days, days)
def test_periods_follow_each_other_without_gap_or_overlap(limit, one, other):
    first, last = sorted([one, other])
    owed = windows(limit, first, last, CALENDAR)
    assert owed[0].first <= first.toordinal()
    assert owed[-1].last >= last.toordinal()
    assert all(a.last + 1 == b.first for a, b in pairwise(owed))
    assert all(window.first <= window.due for window in owed)


@given(days, st.integers(1, 20))
def test_a_limit_in_working_days_counts_exactly_these(formed, count):
    due = due_of(parse(f"{count}个工作日内"), formed, CALENDAR)
    if due.year <= 2026:
        assert CALENDAR.count(formed + timedelta(days=1), due) == count
