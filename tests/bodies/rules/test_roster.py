"""The tree of bodies as a table: what is read, in which order, and what is refused."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.bodies.rules.roster import COLUMNS, Fault, decode, read, write

HEADER = "code,name,tier,parent,position,established_on\n"


def faults(rows, known=()):
    return [(p.line, p.fault) for p in read(HEADER + rows, known).problems]


def test_superiors_come_before_those_below_whatever_the_order_of_the_file():
    text = HEADER + "c,丙村,village,b,,\nb,乙镇,township,a,,\na,甲县,county,,,\n"
    assert [row.code for row in read(text).rows] == ["a", "b", "c"]


def test_chinese_columns_and_tiers_are_understood():
    text = "机构代码,机构名称,层级,成立日期,备注\nedu,教育局,部门,1958-04-01,x\n"
    (row,) = read(text).rows
    assert row.values == {
        "name": "教育局",
        "tier": "department",
        "established_on": date(1958, 4, 1),
    }


def test_a_column_that_the_file_lacks_is_not_in_the_values():
    (row,) = read("code,name,tier\na,甲县,county\n").rows
    assert set(row.values) == {"name", "tier"}


def test_a_superior_may_stand_in_the_tree_already():
    assert not faults("b,乙镇,township,a,,\n", known=["a"])


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("甲,甲县,county,,,", Fault.CODE),
        (",甲县,county,,,", Fault.CODE),
        ("a,,county,,,", Fault.NO_NAME),
        ("a,甲县,empire,,,", Fault.TIER),
        ("a,甲县,county,,first,", Fault.POSITION),
        ("a,甲县,county,,99999999999,", Fault.POSITION),
        ("a,甲县,county,,,2023-02-30", Fault.DATE),
        ("a,甲县,county,nowhere,,", Fault.NO_PARENT),
        ("a,甲县,county,a,,", Fault.CIRCLE),
    ],
)
def test_a_bad_row_is_named_with_its_line(row, fault):
    assert faults(row + "\n") == [(2, fault)]


def test_a_circle_is_found_and_its_tail_is_not_blamed():
    assert faults("a,甲,county,b,,\nb,乙,county,a,,\nc,丙,village,b,,\n") == [
        (2, Fault.CIRCLE),
        (3, Fault.CIRCLE),
    ]


def test_a_code_given_twice_is_refused():
    assert faults("a,甲,county,,,\na,乙,county,,,\n") == [(3, Fault.TWICE)]


def test_a_file_without_header_or_rows_is_refused():
    assert [p.fault for p in read("甲,乙\n1,2\n").problems] == [Fault.NO_HEADER]
    assert [p.fault for p in read("").problems] == [Fault.NO_HEADER]
    assert faults("") == [(0, Fault.NO_ROWS)]


def test_what_is_written_reads_back_the_same():
    row = dict.fromkeys(COLUMNS, "") | {
        "code": "a",
        "name": "甲县，“乙”\n丙",
        "tier": "county",
        "position": 3,
        "established_on": date(1958, 4, 1),
    }
    text = decode(write([row]).encode())
    (back,) = read(text).rows
    assert back.values["name"] == row["name"]
    assert back.values["position"] == 3
    assert back.values["established_on"] == row["established_on"]


@given(st.text(max_size=300))
def test_no_text_whatever_breaks_the_reader(text):
    roster = read(text)
    assert roster.rows or roster.problems
