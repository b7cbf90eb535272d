"""Document numbers in every style, and their one canonical form (GB/T 9704-2012, 7.2.5)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.rules.number import DocumentNumber, Form, normalise, numbers_in, parse


@pytest.mark.parametrize("brackets", ["〔〕", "[]", "［］", "【】", "()", "（）", "﹝﹞", "〖〗"])
@pytest.mark.parametrize("year", ["2021", "２０２１"])
@pytest.mark.parametrize("serial", ["5号", "第5号", "5", " 5 号", "005号", "五号"])
def test_a_letter_is_one_number_in_every_bracket_style(brackets, year, serial):
    text = f"青政发{brackets[0]}{year}{brackets[1]}{serial}"
    assert parse(text) == DocumentNumber("青政发", 2021, 5)
    assert normalise(text) == "青政发〔2021〕5号"


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("国令第711号", "国令第711号"),
        ("中华人民共和国国务院令第711号", "国令第711号"),
        ("国务院令 第 711 号", "国令第711号"),
        ("第711号国务院令", "国令第711号"),
        ("主席令第二十四号", "主席令第24号"),
        ("青禾县人民政府令（第6号）", "青禾县人民政府令第6号"),
        ("财政部公告2019年第3号", "财政部公告2019年第3号"),
        ("财政部 税务总局公告2019年第13号", "财政部税务总局公告2019年第13号"),
        ("2019年第3号公告", "公告2019年第3号"),
        ("国办发明电〔2018〕15号", "国办发明电〔2018〕15号"),
        ("青政办〔2020〕6-1号", "青政办〔2020〕6-1号"),
        ("青禾县人民政府令〔2024〕第1号", "青禾县人民政府令〔2024〕1号"),
    ],
)
def test_other_ways_of_numbering_have_their_own_form(text, canonical):
    assert normalise(text) == canonical


@pytest.mark.parametrize(
    "text", ["", "无", "关于印发的通知", "青政发〔二〇二一〕5号", "2019年", "号", "〔〕号"]
)
def test_what_is_no_number_comes_back_as_it_was(text):
    assert parse(text) is None
    assert normalise(text) == text


def test_an_order_has_no_year():
    assert parse("国令第711号") == DocumentNumber("国令", None, 711, Form.ORDER)


def test_numbers_in_a_running_text_are_found_without_the_words_before_them():
    text = "根据青政发[2015]43号和《管理办法》（青政办发（2016）5号），现通知如下"
    assert [str(one) for one in numbers_in(text)] == ["青政发〔2015〕43号", "青政办发〔2016〕5号"]


@given(
    st.text(alphabet="国办发政财教民县字函令", min_size=1, max_size=8),
    st.integers(1950, 2099),
    st.integers(1, 99999),
)
def test_the_canonical_form_stays_what_it_is(code, year, serial):
    number = DocumentNumber(code, year, serial)
    assert parse(str(number)) == number
    assert normalise(str(number)) == str(number)


@given(st.text(max_size=30))
def test_normalising_twice_is_normalising_once(text):
    assert normalise(normalise(text)) == normalise(text)
