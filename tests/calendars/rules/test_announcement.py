"""A notice in words gives the same days as the table of its year, and its slips are seen."""

from datetime import date

import pytest

from gongkai.calendars.actions import shipped
from gongkai.calendars.rules.announcement import read_announcement, speaks
from gongkai.calendars.rules.notice import Fault

NOTICE = """关于2026年部分节假日安排的通知
国办发明电〔2025〕7号
一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。
二、春节：2月15日（农历腊月二十八、周日）至23日（农历正月初七、周一）放假调休，共9天。
2月14日（周六）、2月28日（周六）上班。
三、清明节：4月4日（周六）至6日（周一）放假，共3天。
四、劳动节：5月1日（周五）至5日（周二）放假调休，共5天。5月9日（周六）上班。
五、端午节：6月19日（周五）至21日（周日）放假，共3天。
六、中秋节：9月25日（周五）至27日（周日）放假，共3天。
七、国庆节：10月1日（周四）至7日（周三）放假调休，共7天。9月20日（周日）、10月10日（周六）上班。
节假日期间，请妥善安排值班。"""


def test_the_words_of_2026_give_the_days_of_its_table():
    (draft,) = read_announcement(NOTICE).drafts
    (known,) = (draft for draft in shipped() if draft.year == 2026)
    assert draft.days == known.days
    assert draft.source.number == "国办发明电〔2025〕7号"


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace("\n", ""),
        lambda text: text.replace("\n", "\r\n\r\n"),
        lambda text: text.replace("：", ":").replace("（", "(").replace("）", ")"),
        lambda text: text.replace("周", "星期").replace("至", "—"),
        lambda text: text.replace("1月", " 1 月 ").replace("日", " 日"),
        lambda text: text.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
    ],
)
def test_how_it_was_pasted_makes_no_difference(change):
    assert speaks(change(NOTICE))
    assert (
        read_announcement(change(NOTICE)).drafts[0].days == read_announcement(NOTICE).drafts[0].days
    )


def test_the_new_year_holiday_may_begin_in_the_year_before():
    reading = read_announcement(
        "关于2023年部分节假日安排的通知\n"
        "一、元旦：2022年12月31日至2023年1月2日放假调休，共3天。\n"
        "二、国庆节：10月1日放假1天，10月3日（周二）补休。"
    )
    assert [day.date for day in reading.drafts[0].days] == [
        date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2), date(2023, 10, 1), date(2023, 10, 3)
    ]  # fmt: skip
    without_years = "关于2023年节假日安排\n一、元旦：12月31日至1月2日放假，共3天。"
    assert [day.date for day in read_announcement(without_years).drafts[0].days] == [
        date(2022, 12, 31), date(2023, 1, 1), date(2023, 1, 2)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "right", "fault"),
    [
        ("2026年部分", "2025年部分", Fault.WEEKDAY),
        ("（周四）至3日", "（周五）至3日", Fault.WEEKDAY),
        ("共9天", "共8天", Fault.COUNT),
        ("2月28日", "2月30日", Fault.DATE),
        ("至23日（农历正月初七、周一）", "至5日", Fault.DATE),
        ("5月9日（周六）上班", "5月11日（周一）上班", Fault.WEEKDAY_WORKED),
        ("2026年部分", "部分", Fault.NO_YEAR),
        ("6月19日（周五）至21日（周日）放假，共3天", "6月19日、6月19日放假", Fault.TWICE),
    ],
)
def test_a_slip_is_named_and_nothing_is_read(wrong, right, fault):
    assert wrong in NOTICE
    reading = read_announcement(NOTICE.replace(wrong, right))
    assert fault in {problem.fault for problem in reading.problems}


@pytest.mark.parametrize("text", ["", "年份,日期,名称,是否上班", "今天天气很好。", "一、" * 50_000])
def test_other_texts_are_no_notice(text):
    assert not speaks(text)
    assert not read_announcement(text).drafts
