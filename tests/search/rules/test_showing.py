"""Passages with marks, other spellings, and which misses are kept."""

import re
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.rules import correction, segments
from gongkai.search.rules.misses import kept_form
from gongkai.search.rules.snippet import PASSAGE, marked, passage, patterns

LONG = "清河县位于平原。" * 40


def test_the_passage_begins_with_the_sentence_of_the_mark() -> None:
    text = f"{LONG}本县实行预算公开制度。{LONG}"
    shown = passage(text, patterns(["预算公开"]))
    assert shown.startswith("…本县实行<mark>预算公开</mark>制度。清河县")
    assert shown.endswith("…")


def test_the_passage_with_most_words_is_shown() -> None:
    text = f"预算先行。{LONG}预算应当公开，接受监督。{LONG}"
    assert "<mark>预算</mark>应当<mark>公开</mark>" in passage(text, patterns(["预算", "公开"]))


def test_a_simplified_word_is_marked_in_traditional_text() -> None:
    assert marked("預算公開指南", patterns(["预算公开"])) == "<mark>預算公開</mark>指南"


def test_a_number_is_marked_across_its_brackets() -> None:
    shown = marked("国办发〔2019〕6号文", patterns(["国办发2019 6"]))
    assert shown == "<mark>国办发〔2019〕6</mark>号文"


def test_what_stands_inside_a_mark_is_escaped_too() -> None:
    shown = marked("国办发<2019>6号", patterns(["国办发2019 6"]))
    assert shown == "<mark>国办发&lt;2019&gt;6</mark>号"


def test_a_number_is_not_marked_inside_a_longer_one() -> None:
    assert "<mark>" not in marked("第160号", patterns(["16"]))


def test_a_text_without_the_word_shows_its_beginning() -> None:
    assert passage("短文。", patterns(["预算"])) == "短文。"
    assert len(passage(LONG, patterns(["预算"]))) == PASSAGE + 1


@given(st.text(alphabet="预算公开<>&\"'a1 \n", max_size=400))
def test_a_passage_is_escaped_text_with_marks_only(text: str) -> None:
    for shown in (passage(text, patterns(["预算", "a1", "公开"])), marked(text, patterns(["算"]))):
        bare = re.sub(r"</?mark>", "", shown)
        assert "<" not in bare
        assert ">" not in bare
        assert shown.count("<mark>") == shown.count("</mark>")
        plain = re.sub(r"\s+", " ", unescape(bare)).strip("… ")
        assert plain in re.sub(r"\s+", " ", text)


def known(*titles: str) -> correction.Lookup:
    tokens = [token for title in titles for token in segments.kin(title)]

    def lookup(beginning: str) -> list[tuple[str, int]]:
        return [(token[len(beginning) :], 1) for token in tokens if token.startswith(beginning)]

    return lookup


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("公鸡金", "公积金"),  # the same sound
        ("公基金", "公积金"),
        ("gongjijin", "公积金"),
        ("住房公鸡金", "住房公积金"),  # in part
        ("公积全", "公积金"),  # one character different
        ("公金", "公积金"),  # one character missing
        ("预蒜", "预算"),
    ],
)
def test_a_mistyped_word_is_known_by_sound_or_by_one_character(typed: str, meant: str) -> None:
    found = correction.spellings(typed, known("公积金", "预算", "残疾人"))
    assert found[0] == meant


def test_a_word_like_no_other_has_no_other_spelling() -> None:
    assert correction.spellings("龘龘龘", known("公积金", "预算")) == []


def test_a_sentence_is_not_respelled() -> None:
    assert correction.spellings("公鸡金" * 9, known("公积金")) == []


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  住房　公积金 ", "住房 公积金"),
        ("国办发〔2019〕6号", "国办发〔2019〕6号"),
        ("13800001234", ""),
        ("张某 138-0000-1234", ""),
        ("1 3 8 0 0 0 0 1 2 3 4", ""),
        ("11010119900307123X", ""),
        ("a@example.org", ""),
        ("！？", ""),
        ("预" * 61, ""),
        ("", ""),
    ],
)
def test_a_miss_that_could_name_a_person_is_not_kept(typed: str, kept: str) -> None:
    assert kept_form(typed) == kept
