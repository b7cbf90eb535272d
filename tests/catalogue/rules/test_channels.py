"""Channels in a cell: boxes as printed, as scanned, as retyped, and plain lists."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.rules.channels import STANDARD, is_website, parse, sort
from gongkai.catalogue.rules.doubts import Reason
from gongkai.catalogue.rules.form import boxes

BOARD = "社区/企事业单位/村公示栏(电子屏)"


def names(text):
    return list(parse(text).names)


def reasons(text):
    return [reason for reason, _ in parse(text).doubts]


@pytest.mark.parametrize(
    "text",
    [
        "■政府网站 □政府公报 ■两微一端 □公开查阅点",
        "☑政府网站\n☐政府公报\n☑两微一端\n☐公开查阅点",
        "√政府网站 □政府公报 √两微一端 □公开查阅点",
        "■政府网站 口政府公报 ■两微一端 口公开查阅点",
        "■政府网站口政府公报■两微一端口公开查阅点",
        "t政府网站 □政府公报 t两微一端 □公开查阅点",
        "t政府网站 口政府公报\nt两微一端 口公开查阅点",
        "n政府网站 o政府公报 n两微一端 o公开查阅点",
        "þ政府网站 ¨政府公报 þ两微一端 ¨公开查阅点",
        "政府网站；两微一端",
        "政府网站、两微一端",
        "政府网站\n两微一端",
        "政府网站两微一端",
    ],
)
def test_however_it_was_printed_scanned_or_retyped_the_same_two_are_chosen(text):
    assert names(text) == ["政府网站", "两微一端"]
    assert not parse(text).doubts


@pytest.mark.parametrize(
    "text",
    [
        "■社区/企事业单位/村公示栏（电子屏）",
        "■社区/企事业单位/村公示栏 (电子屏)",
        "■社区/企事业单位/\n村公示栏（电子屏）",
        "社区、企事业单位、村公示栏（电子屏）",
        "社区／企事业单位／村公示栏",
    ],
)
def test_a_name_with_signs_inside_is_one_name(text):
    assert names(text) == [BOARD]


def test_a_name_that_differs_in_words_is_kept_as_printed():
    assert names("■单位/村委会公示栏（电子屏）") == ["单位/村委会公示栏(电子屏)"]
    assert names("行政服务中心") == ["行政服务中心"]


def test_other_is_kept_with_what_it_names():
    assert names("■其他：法律服务网") == ["其他:法律服务网"]
    assert names("□其他____ ■政府网站") == ["政府网站"]


def test_other_that_names_nothing_is_left_out_and_told():
    assert names("■政府网站 ■其他____") == ["政府网站"]
    assert reasons("■政府网站 ■其他____") == [Reason.OTHER_UNNAMED]


def test_an_unknown_channel_is_kept_and_told():
    assert names("政府网站；镇里的大喇叭") == ["政府网站", "镇里的大喇叭"]
    assert reasons("政府网站；镇里的大喇叭") == [Reason.CHANNEL]


def test_a_window_is_no_empty_box():
    assert names("政务服务窗口") == ["政务服务窗口"]
    assert names("■便民服务窗口 □政府公报") == ["便民服务窗口"]


def test_a_name_without_a_box_among_boxes_counts_and_is_told():
    assert names("□政府公报 政府网站 □两微一端") == ["政府网站"]
    assert reasons("□政府公报 政府网站 □两微一端") == [Reason.UNMARKED]
    assert reasons("政府网站 □政府公报") == [Reason.UNMARKED]


def test_all_names_and_no_mark_at_all_means_that_the_marks_were_lost():
    assert reasons(" ".join(STANDARD)) == [Reason.MARKS_LOST]


def test_no_box_chosen_is_no_channel():
    assert names("□政府网站 □政府公报") == []
    assert names("") == []


@given(st.sets(st.sampled_from(STANDARD)))
def test_the_printed_form_reads_back_as_it_was(chosen):
    assert set(names(boxes(tuple(chosen)))) == chosen
    assert not parse(boxes(tuple(chosen))).doubts


@given(st.text(alphabet="■□口tn√政府网站两微一端其他:_/()（） \n;", max_size=60))
def test_no_text_whatever_breaks_the_reader_or_names_a_channel_twice(text):
    found = names(text)
    assert len(found) == len(set(found))


def test_channels_are_sorted_as_the_directories_print_them():
    assert sort(["喇叭", "两微一端", "政府网站", "两微一端"]) == ["政府网站", "两微一端", "喇叭"]


@pytest.mark.parametrize("name", ["政府网站", "门户网站", "政府门户网站", "县政府网站"])
def test_the_governments_site_is_known_by_any_of_its_names(name):
    assert is_website(name)


def test_another_organs_site_is_not_the_governments():
    assert not is_website("管理部门网站")
    assert not is_website("信用中国网站")
