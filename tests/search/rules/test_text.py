"""Folding and tokens: what stands in a text is found, and nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.rules.parse import word_of
from gongkai.search.rules.text import (
    fold,
    grams,
    headed_grams,
    is_han,
    runs,
    squeeze,
    trimmed,
)

HAN = "预算公开政府信息的一县局"
texts = st.text(alphabet=HAN + "5a，。 \n〔〕", max_size=40)
words = st.text(alphabet=HAN, min_size=2, max_size=6)


def stands_in(word: str, text: str) -> bool:
    """Say whether the tokens of a word follow each other in the tokens of a text."""
    wanted = word_of(word)
    assert wanted is not None
    tokens, size = grams(text).split(), len(wanted.tokens)
    for at in range(len(tokens) - size + 1):
        piece = tokens[at : at + size]
        if tuple(piece) == wanted.tokens or (
            wanted.open_end
            and tuple(piece[:-1]) == wanted.tokens[:-1]
            and piece[-1].startswith(wanted.tokens[-1])
        ):
            return True
    return False


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("预算公开", "预算 算公 公开 开"),
        ("县，局", "县 局"),
        ("预算,公开", "预算 算 公开 开"),
        ("COVID-19", "covid 19"),
        ("2019年", "2019 年"),
        ("5月份", "5 月 月份 份"),
        ("２０１９年预算", "2019 年 年预 预算 算"),
        ("國務院辦公廳", "国务 务院 院办 办公 公厅 厅"),
        ("二○一九", "二〇 〇一 一九 九"),
        ("㈠总则", "一总 总则 则"),
        ("бюджет", "бюджет"),
        ("།བོད་ཡིག", "བོད ཡིག"),
        ("…！？", ""),
        ("", ""),
        ("\0\ud800😀", ""),
    ],
)
def test_a_text_becomes_these_tokens(text: str, tokens: str) -> None:
    assert grams(text).split() == tokens.split()


@given(st.text(max_size=60))
def test_folding_keeps_every_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(max_size=60))
def test_folding_twice_changes_nothing_more(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(texts, words)
def test_a_han_word_is_found_exactly_where_it_stands(text: str, word: str) -> None:
    assert stands_in(word, text) == (fold(word) in fold(text))


@given(texts, st.data())
def test_every_stretch_of_han_characters_is_found(text: str, data: st.DataObject) -> None:
    han = [run for run in runs(text) if is_han(run)]
    if han:
        run = data.draw(st.sampled_from(han))
        start = data.draw(st.integers(0, len(run) - 1))
        end = data.draw(st.integers(start + 1, len(run)))
        assert stands_in(run[start:end], text)


@given(texts, texts)
def test_the_tokens_of_a_head_are_those_of_the_head_alone(head: str, rest: str) -> None:
    whole, of_head = headed_grams(f"{head}\n{rest}", len(head))
    assert (whole, of_head) == (grams(f"{head}\n{rest}"), grams(head))


def test_a_word_of_figures_and_characters_is_found_across_brackets() -> None:
    text = "根据国办发〔2019〕6号文件，自5月1日起"
    assert stands_in("国办发[2019]6号", text)
    assert stands_in("2019 6号", text)
    assert stands_in("5月", text)
    assert stands_in("月1日", text)
    assert not stands_in("9号", text)
    assert not stands_in("文件自", text)


def test_squeezing_leaves_letters_figures_and_han() -> None:
    assert squeeze("《档案法》 (2020 修订)") == "档案法2020修订"


def test_trimming_cuts_signs_at_both_ends_only() -> None:
    assert trimmed("（预算，公开）。") == "预算,公开"
    assert trimmed("（）") == ""
