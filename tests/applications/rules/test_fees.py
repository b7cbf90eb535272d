"""Totals of the tariff, worked out by hand, and what must hold for every count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.applications.rules.fees import Basis, Charge, by_items, by_pages, item_rate, page_rate

counts = st.integers(0, 1200)


@pytest.mark.parametrize(
    ("items", "yuan"),
    [(0, 0), (10, 0), (11, 100), (30, 2000), (31, 2200), (40, 4000), (41, 4300), (50, 7000)],
)
def test_items_cost(items, yuan):
    assert by_items(items) == yuan


@pytest.mark.parametrize(
    ("pages", "yuan"),
    [(0, 0), (30, 0), (31, 10), (68, 380), (100, 700), (101, 720), (200, 2700), (201, 2740)],
)
def test_pages_cost(pages, yuan):
    assert by_pages(pages) == yuan


def test_items_of_one_month_go_on_where_the_last_request_ended():
    assert Charge(Basis.ITEM, 5, before=8).yuan == 300
    assert by_items(8) + by_items(5, before=8) == by_items(13)


@given(counts, counts)
def test_splitting_a_request_within_a_month_changes_nothing(first, second):
    assert by_items(first) + by_items(second, before=first) == by_items(first + second)


@given(counts)
def test_pages_cost_the_sum_of_their_own_rates(pages):
    assert by_pages(pages) == sum(page_rate(number) for number in range(1, pages + 1))


@given(st.integers(1, 1200))
def test_a_later_item_is_never_cheaper(number):
    assert item_rate(number) <= item_rate(number + 1)
    assert page_rate(number) <= page_rate(number + 1)


def test_a_charge_has_one_basis():
    assert Charge(Basis.PAGE, 68).yuan == 380
    assert Charge(Basis.ITEM, 68).yuan != 380


@pytest.mark.parametrize("function", [by_items, by_pages])
def test_a_negative_count_is_refused(function):
    with pytest.raises(ValueError, match="negative"):
        function(-1)
