"""The course of a promise: a table by hand, and what holds whatever happens."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.commitments.rules.course import (
    ROADS,
    RUNNING,
    Standing,
    State,
    Step,
    after,
    may_verify,
    standing,
    steps,
)

TODAY = date(2026, 11, 22)


@pytest.mark.parametrize(
    ("state", "step", "machine", "then"),
    [
        ("open", "reported", False, "reported"),
        ("reported", "verified", False, "done"),
        ("reported", "verified", True, None),
        ("open", "verified", False, None),
        ("reported", "unsolved", False, "open"),
        ("done", "unsolved", False, "open"),
        ("open", "unsolved", False, None),
        ("cancelled", "unsolved", False, None),
        ("reported", "check_passed", True, "done"),
        ("reported", "check_passed", False, None),
        ("done", "check_failed", True, "open"),
        ("open", "extended", False, "open"),
        ("done", "extended", False, None),
        ("done", "progress", False, None),
        ("open", "promised", False, None),
    ],
)
def test_where_a_step_leads(state, step, machine, then):
    found = after(State(state), Step(step), machine_checked=machine)
    assert found == (State(then) if then else None)


@pytest.mark.parametrize(
    ("state", "days", "closed", "expected"),
    [
        ("open", -1, None, Standing.OVERDUE),
        ("reported", -1, None, Standing.OVERDUE),
        ("open", 0, None, Standing.TODAY),
        ("open", 7, None, Standing.WEEK),
        ("open", 8, None, Standing.LATER),
        ("done", -5, -5, Standing.DONE),
        ("done", -5, -4, Standing.DONE_LATE),
        ("cancelled", -5, -1, Standing.CANCELLED),
    ],
)
def test_how_it_stands_to_its_date(state, days, closed, expected):
    closed_on = None if closed is None else TODAY + timedelta(days=closed)
    due = TODAY + timedelta(days=days)
    assert standing(State(state), due, TODAY, closed_on) is expected


@given(st.lists(st.sampled_from(list(ROADS)), max_size=30), st.booleans())
def test_nothing_is_done_without_verification_or_a_passed_check(taken, machine):
    state = State.OPEN
    for step in taken:
        before = state
        state = after(state, step, machine_checked=machine) or state
        if state is State.DONE and before is not State.DONE:
            assert step is (Step.CHECK_PASSED if machine else Step.VERIFIED)
        if before is State.CANCELLED:
            assert state is State.CANCELLED


@given(st.sampled_from(list(State)), st.booleans())
def test_every_running_promise_can_go_on(state, machine):
    assert bool(steps(state, machine_checked=machine) & {Step.PROGRESS}) is (state in RUNNING)


@given(
    st.integers(1, 5), st.none() | st.integers(1, 5), st.frozensets(st.integers(1, 5), max_size=5)
)
def test_neither_owner_nor_reporter_verifies(person, owner, reporters):
    allowed = may_verify(person, owner=owner, reporters=reporters)
    assert allowed is not (person == owner or person in reporters)
