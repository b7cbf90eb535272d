"""Telling areas apart in cells, titles and file names."""

import pytest

from gongkai.catalogue.rules.areas import name_of, proper, spoken_of

NAMES = {
    "社会救助": "social-assistance",
    "农村集体土地征收": "rural-land",
    "国有土地上房屋征收与补偿": "house-expropriation",
    "城乡规划": "planning",
    "就业": "employment",
    "救灾": "disaster-relief",
    "扶贫": "poverty-alleviation",
    "政府文件信息": "local-27",
}


@pytest.mark.parametrize(
    ("cell", "code"),
    [
        ("社会救助", "social-assistance"),
        ("社会救助领域", "social-assistance"),
        ("（五）社会救助", "social-assistance"),
        ("5.社会救助领域", "social-assistance"),
        ("社 会\n救 助", "social-assistance"),
        ("国有土地上房屋征收", "house-expropriation"),
        ("城市绿化", ""),
        ("", ""),
    ],
)
def test_a_cell_names_an_area_or_none(cell, code):
    assert proper(cell, NAMES) == code


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("云河县社会救助领域基层政务公开标准目录", "social-assistance"),
        ("国有土地上房屋征收与补偿领域目录", "house-expropriation"),
        ("征地补偿标准目录", "rural-land"),
        ("就业创业领域", "employment"),
        ("社会救助和就业领域标准目录", ""),
        ("Sheet1", ""),
        ("", ""),
    ],
)
def test_a_title_speaks_of_one_area_or_none(text, code):
    assert spoken_of(text, NAMES) == code


def test_a_local_name_is_kept_without_its_ordinal():
    assert name_of("二十七、政府文件信息(镇自定)") == "政府文件信息(镇自定)"
