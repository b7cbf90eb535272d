"""The short form of the evaluation over invented pages; `make bench` runs the whole."""

import random

import pytest
from clean_pages import HARD_NEGATIVES, hard_negative, invented
from clean_places import PAGES as WHOLE
from clean_places import TEXTS, whole
from evaluating import blocked, false_blocks, recall
from id_numbers import LAYOUTS, id_number
from injecting import TUNED

from gongkai.audits.scanning.lists import load

PAGES = 20


@pytest.mark.parametrize("name", sorted(TUNED))
def test_injected_pages_are_blocked(name):
    assert recall(name, TUNED[name], invented, PAGES, load()).share >= 0.99


@pytest.mark.parametrize("name", sorted(HARD_NEGATIVES))
def test_what_only_looks_like_trouble_is_not_blocked(name):
    assert not blocked(hard_negative(name), load(), name)
    assert not blocked(HARD_NEGATIVES[name], load(), name)


@pytest.mark.parametrize("name", sorted(WHOLE))
def test_clean_pages_of_many_kinds_and_languages_are_not_blocked(name):
    assert not blocked(whole(name), load(), name)


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_strange_words_of_a_clean_page_are_not_blocked(name):
    assert not blocked(invented(len(name)).html(middle=TEXTS[name]), load(), name)


def test_invented_clean_pages_are_not_blocked():
    pages = (invented(number).html() for number in range(300))
    assert false_blocks(pages, load()).hits == 0


@pytest.mark.parametrize("layout", sorted(LAYOUTS))
def test_an_identity_number_is_found_in_every_layout(layout):
    for number in range(25):
        page = invented(number).html(middle=LAYOUTS[layout](id_number(random.Random(number))))
        assert blocked(page, load()), (layout, number)
