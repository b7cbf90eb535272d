"""Whoever acts first: nothing becomes public that was not signed by four others, as it stands."""

from .races import race


def test_four_people_at_once_on_the_same_documents_find_no_way_round(home):
    found = race(home, people=4, seconds=6)
    assert found["wrong"] == []
    assert found["public"]
    assert found["done"]["edit"]
