"""The ends of a case are the 21 rows of the annual table, each with its grounds."""

from gongkai.applications.rules.outcomes import OUTCOMES, REFUSALS, Kind, Need, lacking, of_kind


def test_the_tree_has_the_rows_of_the_form():
    assert [len(of_kind(kind)) for kind in Kind] == [1, 1, 8, 3, 5, 3]
    assert len(OUTCOMES) == 21


def test_a_search_or_the_right_organ_is_enough_for_information_not_held():
    assert lacking("cannot_not_held", [Need.REASON, Need.SEARCH]) == ()
    assert lacking("cannot_not_held", [Need.REASON, Need.RIGHT_ORGAN]) == ()
    assert lacking("cannot_not_held", [Need.REASON]) == (Need.SEARCH, Need.RIGHT_ORGAN)


def test_partial_disclosure_must_say_what_is_withheld_and_why():
    assert lacking("partial", [Need.GIVEN]) == (Need.WITHHELD,)


def test_no_end_goes_without_grounds():
    assert all(lacking(key, []) for key in OUTCOMES)


def test_refusals_are_the_eight_rows_of_not_disclosed():
    assert set(of_kind(Kind.DENIED)) == REFUSALS
