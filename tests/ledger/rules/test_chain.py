"""What may follow what in the history of a document, and which dates it allows."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.chain import BackdatedError, ChainError, Step, follow
from gongkai.ledger.rules.clock import (
    AHEAD_MAX,
    ClockAheadError,
    ClockBackError,
    stamp,
)
from gongkai.ledger.rules.leaf import Kind

DAY = date(2026, 11, 22)
DIGEST = "sha256:" + "ab" * 32


def step(kind, rev=1, day=DAY):
    shows = kind not in {Kind.WITHDRAW, Kind.ERASE}
    return Step(kind=kind, rev=rev, manifest=DIGEST if shows else None, claimed_date=day)


def told(*steps, today=DAY):
    chain = None
    for one in steps:
        chain = follow(chain, one, today)
    return chain


PUBLISH, REVISE = step(Kind.PUBLISH), step(Kind.REVISE, 2)
WITHDRAW, RESTORE = step(Kind.WITHDRAW), step(Kind.RESTORE)
IMPORT, ERASE = step(Kind.IMPORT), step(Kind.ERASE)


@pytest.mark.parametrize(
    ("steps", "shown"),
    [
        ([PUBLISH], True),
        ([PUBLISH, REVISE], True),
        ([PUBLISH, WITHDRAW], False),
        ([PUBLISH, WITHDRAW, RESTORE], True),
        ([PUBLISH, WITHDRAW, step(Kind.PUBLISH, 2)], True),
        ([PUBLISH, WITHDRAW, ERASE], False),
        ([PUBLISH, REVISE, ERASE], True),
        ([IMPORT, REVISE], True),
    ],
)
def test_what_is_public_after_these(steps, shown):
    assert told(*steps).shown is shown


@pytest.mark.parametrize(
    "steps",
    [
        [REVISE],
        [WITHDRAW],
        [RESTORE],
        [ERASE],
        [PUBLISH, PUBLISH],
        [PUBLISH, RESTORE],
        [PUBLISH, IMPORT],
        [PUBLISH, ERASE],
        [PUBLISH, WITHDRAW, WITHDRAW],
        [PUBLISH, WITHDRAW, REVISE],
        [PUBLISH, WITHDRAW, ERASE, RESTORE],
        [PUBLISH, REVISE, step(Kind.REVISE, 1)],
        [PUBLISH, step(Kind.REVISE, 2, None)],
    ],
)
def test_what_cannot_follow(steps):
    told(*steps[:-1])
    with pytest.raises(ChainError):
        told(*steps)


def test_a_page_signed_before_midnight_may_be_logged_after_it():
    assert follow(None, step(Kind.PUBLISH, day=DAY - timedelta(days=1)), DAY).shown
    with pytest.raises(BackdatedError):
        follow(None, step(Kind.PUBLISH, day=DAY - timedelta(days=2)), DAY)
    with pytest.raises(BackdatedError):
        follow(None, step(Kind.PUBLISH, day=DAY + timedelta(days=1)), DAY)


def test_a_revision_keeps_the_first_date_but_cannot_go_before_it():
    later = DAY + timedelta(days=100)
    chain = told(PUBLISH)
    assert follow(chain, step(Kind.REVISE, 2), later).floor == DAY - timedelta(days=1)
    with pytest.raises(BackdatedError):
        follow(chain, step(Kind.REVISE, 2, DAY - timedelta(days=2)), later)


def test_an_import_carries_its_old_date_and_says_so():
    chain = follow(None, step(Kind.IMPORT, day=date(2009, 4, 1)), DAY)
    assert chain.imported
    assert not told(PUBLISH).imported
    with pytest.raises(BackdatedError):
        follow(None, step(Kind.IMPORT, day=DAY + timedelta(days=1)), DAY)


def test_a_draw_has_one_plan_and_no_second_result():
    plan, result = Step(kind=Kind.DRAW_PLAN, rev=1), Step(kind=Kind.DRAW_RESULT, rev=1)
    chain = follow(None, plan, DAY)
    done = follow(chain, result, DAY)
    for start, one in ((done, result), (done, plan), (None, result)):
        with pytest.raises(ChainError):
            follow(start, one, DAY)


kinds = st.sampled_from([PUBLISH, REVISE, WITHDRAW, RESTORE, IMPORT, ERASE])


@given(st.lists(kinds, max_size=12))
def test_the_floor_never_moves_and_is_never_undercut(steps):
    chain, floor = None, None
    for one in steps:
        try:
            after = follow(chain, one, DAY)
        except ChainError:
            continue
        if chain is not None:
            assert after.floor == floor
        chain, floor = after, after.floor
        assert floor is None or chain.claimed_date >= floor


AT = datetime(2026, 11, 22, 8, 30, 11, tzinfo=UTC)


def test_the_first_stamp_is_what_the_clock_says_in_whole_seconds():
    assert stamp(AT.replace(microsecond=999_999), None) == AT


def test_the_clock_may_tremble_but_not_go_back():
    assert stamp(AT - timedelta(seconds=2), AT) == AT
    with pytest.raises(ClockBackError):
        stamp(AT - timedelta(seconds=3), AT)
    with pytest.raises(ClockBackError):
        stamp(AT - timedelta(days=1), AT)


def test_the_clock_may_pause_but_not_leap_a_year():
    assert stamp(AT + AHEAD_MAX, AT) == AT + AHEAD_MAX
    with pytest.raises(ClockAheadError):
        stamp(AT + timedelta(days=366), AT)


def test_a_confirmation_holds_for_the_instant_it_was_given_after_and_no_other():
    assert stamp(AT - timedelta(days=1), AT, AT) == AT - timedelta(days=1)
    with pytest.raises(ClockBackError):
        stamp(AT - timedelta(days=1), AT, AT - timedelta(seconds=1))
