"""A search that is skipped for speed would have found nothing, and one begun elsewhere the same."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.audits.rules.pages import brands, fold, noise, notes, persons, spam, wordlists
from gongkai.audits.rules.pages.han import HAN_CLASS
from gongkai.screening.rules import personal

# Pieces that the patterns are made of, so that random texts hit them often.
WORDS = (
    "体育官网 加微 v信 qq 详情加v 扫码进群 ky 点击进入 ān fa 人民政府 13912345678"
    " 11010519491231002X 博.彩.网 县(ān) 国际登录"
)
PIECES = st.lists(
    st.sampled_from([*"ab19.-_ \n\t,，、。:(（)）县博彩@/|", *WORDS.split(), " 13912345678\n1 "]),
    max_size=40,
)
SPELLED = re.compile(
    rf"(?<![A-Za-z0-9.@/_\-])([a-z]{{2,12}})(?=[{HAN_CLASS}])|(?<=[{HAN_CLASS}])([a-z]{{2,12}})(?![A-Za-z0-9.@/_\-])"
)
DOUBLED = re.compile("[,，][、,，]|、[,，、]|。[,，、]")


@pytest.mark.parametrize(
    ("quick", "slow"),
    [
        (spam.TRADE, spam.TRADED),
        (spam.APART, fold.SPACED),
        (brands.TRADE_NAMED, brands.NAMED),
        (wordlists.OFFER, wordlists.CONTACT),
        (notes.ONE, notes.NOTED),
    ],
)
@settings(max_examples=150, deadline=None)
@given(PIECES)
def test_where_the_quick_search_finds_nothing_neither_does_the_slow_one(quick, slow, pieces):
    text = "".join(pieces)
    assert quick.search(text) or not slow.search(text)


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_syllables_and_doubled_commas_are_found_as_in_the_plain_spelling(pieces):
    text = "".join(pieces)
    assert [(one.span(), one[1] is not None) for one in notes.SPELLED.finditer(text)] == [
        (one.span(), one[1] is not None) for one in SPELLED.finditer(text)
    ]
    assert [one.span() for one in noise.DOUBLED.finditer(text)] == [
        one.span() for one in DOUBLED.finditer(text)
    ]


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_numbers_without_a_broken_line_need_no_second_reading(pieces):
    text = "".join(pieces)
    once = {(one.start, one.end) for one in personal.find(text)}
    again = {(one.start, one.end) for one in personal.find(text.translate(persons.ENDS))}
    assert persons.BROKEN.search(text) or again <= once


@pytest.mark.parametrize("mark", ["|", "、", " . ", "\t", "_"])
def test_an_identity_number_with_a_mark_after_each_digit_is_found(mark):
    text = "证件 " + mark.join("11010519491231002X") + " 见附件"
    found = [(kind.value, text[start:end]) for kind, _, start, end in persons._numbers(text)]
    assert ("id_number", mark.join("11010519491231002X")) in found
