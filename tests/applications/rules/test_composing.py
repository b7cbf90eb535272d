"""A letter's template with its fields put in."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.applications.rules.composing import UnknownFieldError, compose
from gongkai.printing.rules.sheet import Style, numbered

TEMPLATE = """答复书
到：{name}
第一段{a}。
?有乙才有：{b}
@编号 {a}
#一、标题
={name}的回执
=_签名：
"""


def test_marks_become_parts():
    made = compose(TEMPLATE, {"name": "张三", "a": "甲", "b": ""})
    assert (made.title, made.addressee) == ("答复书", "张三")
    assert [line.text for line in made.lines] == ["第一段甲。", "一、标题"]
    assert made.lines[1].style is Style.HEADING
    assert made.facts == [("编号", "甲")]
    assert made.facts_at == 1
    assert made.slip.title == "张三的回执"
    assert made.slip.lines[0].style is Style.BLANK


def test_an_optional_line_stands_where_its_field_is_filled():
    made = compose(TEMPLATE, {"name": "张三", "a": "甲", "b": "乙"})
    assert made.lines[1].text == "有乙才有：乙。"


def test_a_field_nobody_gives_is_an_error():
    with pytest.raises(UnknownFieldError) as error:
        compose("题\n{who}", {"name": ""})
    assert error.value.names == ("who",)


@given(st.text(alphabet=st.characters(exclude_categories=["C", "Z"]), min_size=1))
def test_what_a_person_writes_is_never_read_as_a_mark(text):
    made = compose("题\n说：{said}", {"said": text})
    assert made.lines[0].text.removesuffix("。") == f"说：{text}".removesuffix("。")
    assert len(made.lines) == 1


@pytest.mark.parametrize(
    ("said", "line"),
    [
        ("乙", "说：乙。"),
        ("乙。", "说：乙。"),
        ("（乙。）", "说：（乙。）"),
        ("〔2026〕3号", "说：〔2026〕3号。"),
    ],
)
def test_a_sentence_that_ends_in_what_is_filled_in_ends_with_one_full_stop(said, line):
    assert compose("题\n说：{said}", {"said": said}).lines[0].text == line


def test_a_paragraph_of_its_own_is_left_as_it_was_written():
    assert compose("题\n{said}", {"said": "乙"}).lines[0].text == "乙"


@pytest.mark.parametrize(
    ("names", "lines"),
    [
        ((), ()),
        (("统计表",), (("附件：", "", "统计表"),)),
        (("统计表", "公告"), (("附件：", "1．", "统计表"), ("", "2．", "公告"))),
    ],
)
def test_enclosures_are_numbered_when_there_are_several(names, lines):
    assert numbered(names) == lines
