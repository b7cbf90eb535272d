"""What an item must agree with."""

from dataclasses import replace

import pytest

from gongkai.catalogue.rules.consistency import doubts, repeated
from gongkai.catalogue.rules.doubts import Column, Reason
from gongkai.catalogue.rules.items import Item
from gongkai.catalogue.rules.tiers import Level

SOUND = Item(
    row=9,
    area="社会救助",
    level1="低保",
    level2="办事指南",
    content="申请条件",
    basis="《中华人民共和国政府信息公开条例》（国务院令第711号）",
    time_limit="信息形成之日起20个工作日内",
    publisher="民政局",
    channels=("政府网站",),
    audience_all=True,
    active=True,
    levels=frozenset({Level.COUNTY}),
)


def found(**values):
    return [(doubt.column, doubt.reason) for doubt in doubts(replace(SOUND, **values))]


def test_a_sound_item_raises_no_doubt():
    assert not found()


@pytest.mark.parametrize(
    ("values", "column", "reason"),
    [
        ({"active": False}, Column.ACTIVE, Reason.NO_MODE),
        ({"on_request": True}, Column.ACTIVE, Reason.BOTH_MODES),
        ({"active": False, "on_request": True}, Column.ON_REQUEST, Reason.ALL_ON_REQUEST),
        ({"audience_all": False}, Column.AUDIENCE_ALL, Reason.NO_AUDIENCE),
        ({"channels": ()}, Column.CHANNELS, Reason.NO_CHANNEL),
        ({"channels": ("广播电视",)}, Column.CHANNELS, Reason.NO_WEBSITE),
        ({"levels": frozenset()}, Column.COUNTY, Reason.NO_LEVEL),
        ({"time_limit": "看情况"}, Column.TIME_LIMIT, Reason.TIME_LIMIT),
        ({"time_limit": "30个工作日内"}, Column.TIME_LIMIT, Reason.LONG_LIMIT),
        ({"time_limit": ""}, Column.TIME_LIMIT, Reason.MISSING),
        ({"content": ""}, Column.CONTENT, Reason.MISSING),
        ({"publisher": ""}, Column.PUBLISHER, Reason.MISSING),
        ({"basis": "《政府信息公开条例》（国务院令第492号）"}, Column.BASIS, Reason.OLD_ORDER),
        ({"basis": "《条例》(国令492号)"}, Column.BASIS, Reason.OLD_ORDER),
    ],
)
def test_each_disagreement_is_named(values, column, reason):
    assert found(**values) == [(column, reason)]


def test_a_special_group_may_be_served_on_request():
    values = {"audience_all": False, "audience_group": "申请人"}
    assert not found(**values, active=False, on_request=True)


def test_a_doubt_carries_the_row_of_the_file():
    (doubt,) = doubts(replace(SOUND, content=""))
    assert doubt.row == 9


def test_an_item_that_says_the_same_as_one_before_is_named_once():
    rows = [SOUND, replace(SOUND, row=10), replace(SOUND, row=11, content="别的")]
    assert [(doubt.row, doubt.reason) for doubt in repeated(rows)] == [(10, Reason.TWICE)]
