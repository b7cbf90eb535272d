"""Ticks as offices make them."""

import pytest

from gongkai.catalogue.rules.marks import ticked


@pytest.mark.parametrize(
    "text", ["√", "✓", "☑", "■", " √ ", "√√", "是", "Ⅴ", "v", "Y", "t", "þ", "√主动", "\u3000√"]
)
def test_a_tick_is_a_tick(text):
    assert ticked(text) is True


@pytest.mark.parametrize("text", ["", " ", "□", "口", "否", "—", "/", "×", "\u3000"])
def test_an_empty_cell_or_box_is_none(text):
    assert ticked(text) is False


@pytest.mark.parametrize("text", ["n", "视情况", "项目单位", "？"])
def test_what_cannot_be_told_is_said_to_be_so(text):
    assert ticked(text) is None
