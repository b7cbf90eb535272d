"""What a reader types, and what is looked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.rules.parse import TEXT_MAX, WORDS_MAX, parse


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("预算公开", ["预算公开"]),
        ("预算 公开", ["预算", "公开"]),
        ("预算　公开", ["预算", "公开"]),
        ("预算，公开。", ["预算", "公开"]),
        ("《政府信息公开条例》第三十三条", ["政府信息公开条例", "第三十三条"]),
        ("預算公開", ["预算公开"]),
        ("COVID-19 疫苗", ["covid-19", "疫苗"]),
        ('"预算 公开" 指南', ["预算 公开", "指南"]),
        ("“预算，公开”", ["预算,公开"]),
        ('"预算', ["预算"]),
        ("”预算“", ["预算"]),
        ("预算 预算", ["预算"]),
        ("！？…", []),
        ("😀", []),
        ("\0\0", []),
        ("\0预算\0", ["预算"]),
    ],
)
def test_words_are_parted_by_spaces_and_signs(typed: str, words: list[str]) -> None:
    assert [word.text for word in parse(typed).words] == words


@pytest.mark.parametrize(("typed", "empty"), [("", True), ("  \0", True), ("？", False)])
def test_nothing_typed_is_not_the_same_as_nothing_to_find(typed: str, empty: bool) -> None:
    assert parse(typed).empty is empty


def test_an_organ_is_named_anywhere_and_is_no_word() -> None:
    parsed = parse("预算 site:czj 公开")
    assert (parsed.site, [word.text for word in parsed.words]) == ("czj", ["预算", "公开"])


def test_an_organ_alone_asks_for_all_it_has() -> None:
    assert parse("site:czj") == parse(" site:czj ")
    assert parse("site:czj").empty


def test_a_long_query_is_cut_and_says_so() -> None:
    parsed = parse("预算" * 5000)
    assert parsed.cut
    assert len(parsed.words[0].text) == TEXT_MAX


def test_a_query_of_many_words_keeps_the_first() -> None:
    parsed = parse(" ".join(f"词{number}" for number in range(30)))
    assert parsed.cut
    assert len(parsed.words) == WORDS_MAX


@pytest.mark.parametrize(
    "typed",
    [
        "国办发〔2019〕6号",
        "国办发[2019]第6号",
        "国办发（2019）6号",
        "国办发2019 6",
        "國辦發【２０１９】６號",
    ],
)
def test_a_number_is_the_same_however_it_is_typed(typed: str) -> None:
    assert parse(typed).number == "国办发20196"


def test_a_query_without_figures_is_no_number() -> None:
    assert parse("预算公开").number == ""


def test_one_word_can_be_spelled_another_way() -> None:
    parsed = parse("住房公鸡金 提取")
    changed = parsed.changed(parsed.words[0], "住房公积金")
    assert changed.text == "住房公积金 提取"
    assert changed.words[1] is parsed.words[1]


@given(st.text(max_size=300))
def test_nothing_that_can_be_typed_is_an_error(typed: str) -> None:
    parsed = parse(typed)
    assert all(word.tokens for word in parsed.words)
    assert not (parsed.empty and parsed.words)
