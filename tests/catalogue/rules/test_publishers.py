"""Which bodies a cell of 公开主体 names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.rules.publishers import Named, match

COUNTY = "示例县"
BODIES = [
    Named("county", ("示例县人民政府", "县政府"), "county"),
    Named("housing", ("示例县住房和城乡建设局", "县住建局"), "department"),
    Named("civil", ("示例县民政局", ""), "department"),
    Named("town", ("示例县东镇人民政府", "东镇"), "township"),
    Named("west", ("示例县西乡人民政府", "西乡"), "township"),
    Named("street", ("示例县人民政府北街道办事处", "北街道"), "subdistrict"),
]


@pytest.mark.parametrize(
    ("cell", "codes", "unknown"),
    [
        ("示例县住房和城乡建设局", ["housing"], []),
        ("示例县住建局", ["housing"], []),
        ("住建局", ["housing"], []),
        ("县民政局；示例县人民政府", ["civil", "county"], []),
        ("示例县民政局、各乡镇人民政府", ["civil", "town", "west"], []),
        ("乡镇人民政府（街道办事处）", ["town", "west", "street"], []),
        ("镇级人民政府", ["town", "west"], []),
        ("各部门、各单位", ["housing", "civil"], []),
        ("民政局；民政局", ["civil"], []),
        ("招标人或其委托的代理机构", [], ["招标人或其委托的代理机构"]),
        ("县民政局；税务所", ["civil"], ["税务所"]),
        ("", [], []),
    ],
)
def test_a_cell_names_bodies_or_a_finding(cell, codes, unknown):
    found = match(cell, BODIES, county=COUNTY)
    assert (list(found.codes), list(found.unknown)) == (codes, unknown)


def test_two_bodies_of_one_name_are_no_answer():
    twins = [
        Named("a", ("甲局", "管理局"), "department"),
        Named("b", ("乙局", "管理局"), "department"),
    ]
    assert match("管理局", twins).unknown == ("管理局",)


@given(st.text("县民政局住建；、（）各乡镇人府", max_size=40))
def test_every_part_is_either_matched_or_reported(cell):
    found = match(cell, BODIES, county=COUNTY)
    assert set(found.codes) <= {body.code for body in BODIES}
    assert all(part for part in found.unknown)
    assert not any(mark in part for part in found.unknown for mark in "；、")
