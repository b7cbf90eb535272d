"""Counting working days: worked tables, and the promise stated without the search."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.calendars.rules.workdays import CalendarGapError, Workdays

DAY = timedelta(days=1)
YEARS = frozenset({2024, 2025, 2026})
PLAIN = Workdays(years=YEARS)
# National Day 2022: the 1st to the 7th off, Saturday 8 and Sunday 9 October worked.
AUTUMN_2022 = Workdays(
    years=frozenset({2022}),
    holidays=frozenset(date(2022, 10, day) for day in range(1, 8)),
    worked=frozenset({date(2022, 10, 8), date(2022, 10, 9)}),
)

days = st.dates(date(2024, 1, 1), date(2026, 12, 31))
calendars = st.builds(
    Workdays,
    years=st.just(YEARS),
    holidays=st.frozensets(days, max_size=40),
    worked=st.frozensets(days, max_size=20),
)


def test_a_worked_weekend_counts_and_a_holiday_does_not():
    assert AUTUMN_2022.nth_after(date(2022, 9, 30), 20) == date(2022, 11, 2)
    assert date(2022, 10, 8) in AUTUMN_2022
    assert date(2022, 10, 3) not in AUTUMN_2022


def test_the_day_itself_is_never_counted():
    monday = date(2025, 3, 3)
    assert PLAIN.nth_after(monday, 1) == date(2025, 3, 4)
    assert PLAIN.next_after(date(2025, 3, 7)) == date(2025, 3, 10)


def test_a_year_without_a_notice_cannot_be_counted_into():
    last = date(2026, 12, 31)
    assert PLAIN.nth_after(date(2026, 12, 30), 1) == last
    with pytest.raises(CalendarGapError) as gap:
        PLAIN.nth_after(date(2026, 12, 30), 2)
    assert gap.value.year == 2027
    with pytest.raises(CalendarGapError) as gap:
        PLAIN.nth_after(last, 1)
    assert gap.value.year == 2027


def test_a_year_missing_between_two_entered_ones_is_a_gap():
    holed = Workdays(years=frozenset({2024, 2026}))
    with pytest.raises(CalendarGapError) as gap:
        holed.nth_after(date(2024, 12, 20), 20)
    assert gap.value.year == 2025
    with pytest.raises(CalendarGapError) as gap:
        holed.nth_after(date(2025, 6, 1), 1)
    assert gap.value.year == 2025
    assert holed.nth_after(date(2025, 12, 31), 1) == date(2026, 1, 1)


def test_a_count_below_one_is_refused():
    with pytest.raises(ValueError, match="at least 1"):
        PLAIN.nth_after(date(2025, 3, 3), 0)


def test_a_date_beyond_the_notices_is_provisional_and_plain():
    assert PLAIN.provisional_nth_after(date(2026, 11, 20), 40) == (date(2027, 1, 15), True)
    assert PLAIN.provisional_nth_after(date(2026, 11, 20), 5) == (date(2026, 11, 27), False)
    assert PLAIN.provisional_nth_after(date(2031, 6, 2), 1) == (date(2031, 6, 3), True)


def test_a_span_is_counted_with_both_ends():
    assert PLAIN.count(date(2025, 3, 3), date(2025, 3, 7)) == 5
    assert PLAIN.count(date(2025, 3, 8), date(2025, 3, 9)) == 0
    assert PLAIN.count(date(2025, 3, 9), date(2025, 3, 3)) == 0
    assert list(PLAIN.between(date(2025, 3, 7), date(2025, 3, 10))) == [
        date(2025, 3, 7),
        date(2025, 3, 10),
    ]


def test_a_span_that_touches_a_gap_is_refused():
    with pytest.raises(CalendarGapError):
        PLAIN.count(date(2026, 12, 1), date(2027, 1, 1))
    with pytest.raises(CalendarGapError):
        list(PLAIN.between(date(2026, 12, 1), date(2027, 1, 1)))


@given(calendars, days, st.integers(1, 60))
def test_exactly_the_days_asked_for_lie_up_to_the_date(workdays, start, count):
    rest = [start + n * DAY for n in range(1, (date(2026, 12, 31) - start).days + 1)]
    left = [day for day in rest if day in workdays]
    if len(left) < count:
        with pytest.raises(CalendarGapError):
            workdays.nth_after(start, count)
    else:
        due = workdays.nth_after(start, count)
        assert due == left[count - 1]
        assert workdays.count(start + DAY, due) == count


@given(calendars, days, days, st.integers(1, 40))
def test_a_later_start_is_never_due_earlier(workdays, one, other, count):
    first, second = sorted([one, other])
    early, _ = workdays.provisional_nth_after(first, count)
    late, _ = workdays.provisional_nth_after(second, count)
    assert early <= late


@given(calendars, days, days)
def test_the_days_between_are_the_days_that_are_worked(workdays, one, other):
    first, last = sorted([one, other])
    span = [first + n * DAY for n in range((last - first).days + 1)]
    assert list(workdays.between(first, last)) == [day for day in span if day in workdays]
