"""When an account is a zombie, owes an answer, or cannot be used."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.channels.rules.standing import Fault, Limits, Seen, State, faults, months_after

TODAY = date(2026, 11, 22)
OPENED = date(2020, 1, 1)


def seen(**told) -> Seen:
    return Seen(**({"state": State.OPEN, "opened_on": OPENED, "last_post_on": TODAY} | told))


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ({}, ()),
        ({"last_post_on": TODAY - timedelta(days=14)}, ()),
        ({"last_post_on": TODAY - timedelta(days=15)}, (Fault.SILENT,)),
        ({"last_post_on": None}, (Fault.SILENT,)),
        ({"last_post_on": None, "opened_on": TODAY - timedelta(days=3)}, ()),
        ({"last_post_on": None, "state": State.MERGING}, ()),
        ({"last_post_on": None, "state": State.CLOSED, "oldest_message_on": OPENED}, ()),
        ({"oldest_message_on": date(2026, 8, 22)}, ()),
        ({"oldest_message_on": date(2026, 8, 21)}, (Fault.UNANSWERED,)),
        ({"oldest_message_on": date(2026, 8, 21), "state": State.MERGING}, (Fault.UNANSWERED,)),
        ({"works": False}, (Fault.UNUSABLE,)),
        ({"works": True}, ()),
    ],
)
def test_the_vetoes_hold_from_the_day_after_their_limit(told, expected):
    assert faults(seen(**told), TODAY) == expected


def test_a_province_with_ten_days_is_stricter():
    told = seen(last_post_on=TODAY - timedelta(days=11))
    assert faults(told, TODAY, Limits(silent_days=10)) == (Fault.SILENT,)


def test_three_months_after_the_end_of_november_is_the_end_of_february():
    assert months_after(date(2026, 11, 30), 3) == date(2027, 2, 28)
    assert months_after(date(2027, 11, 30), 3) == date(2028, 2, 29)
    assert months_after(date(2026, 1, 31), 12) == date(2027, 1, 31)


@given(st.dates(date(2024, 1, 1), date(2026, 11, 22)), st.integers(0, 400))
def test_a_later_post_never_makes_an_account_worse(last, more):
    later = min(last + timedelta(days=more), TODAY)
    before = faults(seen(last_post_on=last), TODAY)
    assert set(faults(seen(last_post_on=later), TODAY)) <= set(before)
