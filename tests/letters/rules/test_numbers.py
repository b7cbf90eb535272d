"""The numbers of letters: worked examples, and identities that hold for any letters."""

from datetime import date, timedelta
from statistics import median as plain_median

from hypothesis import given
from hypothesis import strategies as st

from gongkai.letters.rules.numbers import (
    NOTHING,
    Counts,
    Facts,
    counts_of,
    figures,
    median,
    wait_of,
)
from gongkai.letters.rules.words import Satisfied, Solved, State

DAY = date(2026, 9, 1)
FACTS = st.builds(
    Facts,
    state=st.sampled_from([state.value for state in State]),
    received_on=st.just(DAY),
    answered_on=st.none() | st.dates(DAY, DAY + timedelta(days=60)),
    in_time=st.sampled_from([None, True, False]),
    redos=st.integers(0, 2),
    solved=st.sampled_from([word.value for word in Solved]),
    satisfied=st.sampled_from([word.value for word in Satisfied]),
)


def test_ten_letters_give_the_numbers_worked_out_by_hand():
    # Ten received: one refused, one merged, four in time, two late, two open, one of them overdue.
    counts = Counts(
        received=10, rejected=1, merged=1, in_time=4, late=2, closed=5, reopened=1,
        solved_asked=4, solved=3, rated=5, satisfied=3, dissatisfied=1,
    )  # fmt: skip
    pairs = figures(counts, {1: 2, 3: 2, 9: 1, 20: 1}, overdue=1)
    told = [(p.measure.numerator, p.measure.denominator) for p in pairs]
    assert told == [(10, 0), (4, 7), (5, 8), (3, 4), (3, 5)]
    twins = [(p.twin.numerator, p.twin.denominator) for p in pairs]
    assert twins == [(0, 6), (3, 7), (1, 6), (1, 4), (1, 5)]
    assert pairs[0].twin.value == 3
    assert pairs[1].measure.left_out == {"rejected": 1, "merged": 1, "not_due": 1}


def test_without_letters_no_share_is_claimed():
    assert {pair.measure.value for pair in figures(NOTHING, {}, 0)} == {None}
    assert median({}) is None


@given(st.lists(st.integers(0, 400), min_size=1))
def test_the_median_is_that_of_the_days_one_by_one(days):
    waits = {day: days.count(day) for day in days}
    assert median(waits) == plain_median(days)


@given(st.lists(FACTS, max_size=30))
def test_each_letter_is_in_the_denominator_or_left_out_for_one_reason(letters):
    counts = NOTHING
    for letter in letters:
        counts = counts.plus(counts_of(letter))
    assert counts.received == len(letters)
    for pair in figures(counts, {}, 0)[1:]:
        for figure in (pair.measure, pair.twin):
            assert figure.denominator + sum(figure.left_out.values()) == len(letters)
            assert figure.numerator >= 0


@given(FACTS, FACTS)
def test_sums_do_not_depend_on_the_order(before, after):
    assert counts_of(before).plus(NOTHING) == counts_of(before)
    assert counts_of(before).plus(counts_of(after)) == counts_of(after).plus(counts_of(before))
    assert (wait_of(before) is None) or wait_of(before) >= 0
