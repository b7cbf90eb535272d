"""Numbers, weights, words of the dictionary, frequent phrases."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.search.rules import frequent, numbers, segments
from gongkai.search.rules.frequent import Frequent
from gongkai.search.rules.text import fold
from gongkai.search.rules.weight import weight


def test_document_numbers_sort_by_prefix_then_year_then_serial() -> None:
    typed = ["清政发〔2020〕3号", "清政发〔2019〕12号", "安政发〔2021〕1号", "清政发〔2019〕2号"]
    ordered = sorted(typed, key=lambda number: numbers.order(number) or 0)
    assert ordered == [
        "安政发〔2021〕1号",
        "清政发〔2019〕2号",
        "清政发〔2019〕12号",
        "清政发〔2020〕3号",
    ]


def test_no_number_has_no_order() -> None:
    assert numbers.order("") is None


@given(st.text(max_size=40))
def test_every_number_fits_into_64_bits(number: str) -> None:
    place = numbers.order(number)
    assert place is None or 0 <= place < 2**64


def test_newer_counts_for_more_and_repealed_for_less() -> None:
    new, old = weight(date(2024, 1, 1), "in_force"), weight(date(2014, 1, 1), "in_force")
    assert 1.3 < new / old < 1.4
    assert weight(date(2024, 1, 1), "repealed") == pytest.approx(new * 0.4)


@given(st.dates(), st.sampled_from(["", "in_force", "repealed", "废止"]))
def test_every_weight_can_be_written_into_the_index(day: date, validity: str) -> None:
    assert 1.0 <= weight(day, validity) < 100


def test_idle_words_are_no_content() -> None:
    assert segments.content("请问住房公积金怎么提取？") == ["住房", "公积金", "提取"]


def test_a_question_of_idle_words_keeps_what_it_has() -> None:
    assert segments.content("税呢") == ["税"]


def test_a_title_set_wide_is_closed_up() -> None:
    assert segments.unspaced("通　知") == "通知"
    assert segments.unspaced("关于 开展 工作") == "关于 开展 工作"


def test_words_that_sound_alike_share_a_beginning() -> None:
    meant = segments.kin("公积金")
    assert any(token.startswith(key) for key in segments.kin_keys("公鸡金") for token in meant)
    assert any(token.startswith(key) for key in segments.kin_keys("gongjijin") for token in meant)
    assert any(
        token.startswith(key) for key in segments.kin_keys("公基会金") for token in meant
    ) is (False)


def test_few_texts_have_no_frequent_phrases() -> None:
    assert frequent.learn(["县级以上人民政府"] * (frequent.SAMPLE_MIN - 1)) == []


def test_a_phrase_of_common_pairs_is_learnt_and_a_rare_one_is_not() -> None:
    texts = ["由县级以上人民政府负责"] * 400 + ["预算公开"] * 100 + ["罕见的词语"]
    learnt = frequent.learn(texts)
    assert "县级以上人民政府" in learnt
    assert "人民政府" in learnt
    assert "民政府" in learnt
    assert "罕见的" not in learnt
    assert "县" in learnt


@given(st.text(alphabet="县级以上人民政府a，", max_size=60))
def test_a_frequent_phrase_is_told_exactly_where_it_stands(text: str) -> None:
    known = Frequent(["人民政府", "县级以上", "民政府", "以上人民政府", "县"])
    assert known.tokens(fold(text)) == {phrase for phrase in known.phrases if phrase in text}
