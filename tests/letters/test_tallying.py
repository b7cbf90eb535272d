"""Changes are gathered before they are written: alike letters together, each taken back."""

from datetime import date

from gongkai.letters.actions.tallying import Changes
from gongkai.letters.rules.numbers import NOTHING, Facts, counts_of

CELL = (date(2026, 9, 1), 1, "consult", "hotline")
ANSWERED = Facts("closed", date(2026, 9, 3), date(2026, 9, 8), True, 0, "yes", "satisfied")
LATER = Facts("closed", date(2026, 9, 20), date(2026, 9, 21), True, 0, "yes", "satisfied")
REDONE = Facts("closed", date(2026, 9, 3), date(2026, 9, 8), False, 2, "no", "dissatisfied")


def test_letters_that_count_alike_are_summed_with_their_own_waits():
    changes = Changes()
    for facts in (ANSWERED, LATER, REDONE):
        changes.add(CELL, facts)
    hand = counts_of(ANSWERED).plus(counts_of(LATER)).plus(counts_of(REDONE))
    assert changes.counts == {CELL: hand}
    assert changes.waits == {CELL: {5: 2, 1: 1}}


def test_a_letter_taken_back_leaves_nothing_and_a_changed_one_its_difference():
    changes = Changes()
    changes.add(CELL, ANSWERED, -1)
    changes.add(CELL, REDONE)
    assert changes.counts[CELL].in_time == -1
    assert changes.counts[CELL].late == 1
    assert changes.counts[CELL].reopened == 1
    assert changes.counts[CELL].received == 0
    changes.add(CELL, REDONE, -1)
    changes.add(CELL, ANSWERED)
    assert changes.counts == {CELL: NOTHING}
    assert changes.waits == {CELL: {5: 0}}
