"""Days as old sites write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.documents.rules.importing.days import Reading, read_day, starts_with_day
from gongkai.documents.rules.importing.found import Reason

JANUARY = date(2019, 1, 22)


@pytest.mark.parametrize(
    "text",
    [
        "2019年01月22日",
        "2019年1月22日",
        "2019 年 1 月 22 日",
        "2019-1-22",
        "2019-01-22 10:30:00",
        "2019-01-22T10:30:00+08:00",
        "2019/01/22",
        "2019.1.22",
        "２０１９－０１－２２",
        "二〇一九年一月二十二日",
        "二○一九年一月二十二日",
        "二Ｏ一九年元月廿二日",
        "20190122",
        "20190122103000",
        "发布时间：2019-01-22 来源：县政府",
        "Tue Jan 22 08:00:00 CST 2019",
        "\u3000\u00a02019年01月22日\n",
    ],
)
def test_a_day_is_read_in_every_form(text):
    assert read_day(text) == Reading(JANUARY)


@pytest.mark.parametrize(
    "text",
    ["", "  ", "无", "-", "1970-01-01", "1970年1月1日", "0001-01-01", "9999-12-31", "1900-1-1"],
)
def test_a_field_never_filled_in_is_empty_and_no_fault(text):
    assert read_day(text) == Reading()


@pytest.mark.parametrize(
    "text", ["2023-02-30", "2023年13月1日", "2021.6.31", "二〇二一年二月三十日"]
)
def test_a_day_no_calendar_has_is_told_and_not_moved(text):
    assert read_day(text) == Reading(reason=Reason.IMPOSSIBLE_DATE)


@pytest.mark.parametrize(
    "text", ["2019年1月", "待定", "去年春天", "12-25", "1.2.3.4", "第20190122号文"[:2]]
)
def test_what_is_no_day_is_told(text):
    assert read_day(text) == Reading(reason=Reason.UNREADABLE_DATE)


def test_a_line_that_begins_with_a_day_is_known():
    assert starts_with_day("2019-01-22 10:30 来源：本站")
    assert not starts_with_day("来源：本站 2019-01-22")


@given(st.dates(date(1901, 1, 1), date(2199, 12, 31)).filter(lambda day: day != date(1970, 1, 1)))
def test_every_day_comes_back_from_every_way_of_writing_it(day):
    for text in (
        day.isoformat(),
        f"{day.year}年{day.month}月{day.day}日",
        f"{day:%Y/%m/%d} 23:59",
        f"{day:%Y.%m.%d}",
        in_han(day),
    ):
        assert read_day(text) == Reading(day), text


def in_han(day):
    digits = "〇一二三四五六七八九"

    def count(number):
        tens, ones = divmod(number, 10)
        lead = {0: "", 1: "十"}.get(tens, digits[tens] + "十")
        return lead + (digits[ones] if ones else "")

    year = "".join(digits[int(one)] for one in str(day.year))
    return f"{year}年{count(day.month)}月{count(day.day)}日"


@given(st.text(max_size=40))
def test_no_text_breaks_the_reading(text):
    reading = read_day(text)
    assert reading.day is None or reading.reason is None
