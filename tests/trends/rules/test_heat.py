from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.trends.rules.heat import Counted, count, heat

END = date(2026, 6, 30)
ONE = Counted(letters=10, people=10, marks=0, new=3, old=3, last_on=END, unsolved_share=1.0)
numbers = st.integers(0, 500)
any_counted = st.builds(
    Counted,
    letters=st.integers(1, 500),
    people=st.integers(1, 500),
    marks=numbers,
    new=numbers,
    old=numbers,
    last_on=st.dates(date(2024, 1, 1), END),
    unsolved_share=st.floats(0, 1),
)


def test_the_formula_worked_by_hand():
    # 10 × (ln 11 + ¼ ln 11) × 1 × 1 × 1 × 1
    assert heat(ONE, END) == 29.97


@given(any_counted, st.sampled_from(["letters", "people", "marks", "new"]))
def test_more_of_anything_never_cools_a_matter(counted, name):
    assert heat(replace(counted, **{name: getattr(counted, name) + 5}), END) >= heat(counted, END)


@given(any_counted, st.integers(1, 300))
def test_a_matter_cools_with_the_days(counted, days):
    earlier = replace(counted, last_on=counted.last_on - timedelta(days=days))
    assert heat(earlier, END) <= heat(counted, END)


def test_many_letters_of_one_writer_weigh_less_than_letters_of_many():
    days = [END] * 10
    one = count(days, ["A"] * 10, 0, 0, until=END)
    many = count(days, [f"U{at}" for at in range(10)], 0, 0, until=END)
    assert (one.people, many.people) == (1, 10)
    assert heat(one, END) < heat(many, END)


@pytest.mark.parametrize(
    ("new", "old", "bursting"), [(4, 0, False), (5, 0, True), (5, 2, True), (5, 3, False)]
)
def test_a_burst_is_five_letters_and_twice_the_month_before(new, old, bursting):
    days = [END - timedelta(days=at) for at in range(new)]
    days += [END - timedelta(days=31 + at) for at in range(old)]
    assert count(days, [""] * len(days), 0, 0, until=END).bursting is bursting
