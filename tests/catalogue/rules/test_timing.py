"""What a cell of 公开时限 says, in every way that directories say it."""

import csv
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.rules.timing import Kind, TimeLimit, Unit, number, parse

FORMED = ("changed", "formed")
MADE = ("made", "obtained")


@pytest.mark.parametrize(
    ("text", "limit"),
    [
        ("信息形成或变更之日起20个工作日内", TimeLimit(Kind.WITHIN, 20, events=FORMED)),
        ("信息形成(或变更)之日起15个工作日内", TimeLimit(Kind.WITHIN, 15, events=FORMED)),
        ("自信息形成或者变更之日起 7 个工作日内予以公开", TimeLimit(Kind.WITHIN, 7, events=FORMED)),
        ("信息形成之日起二十个工作日内", TimeLimit(Kind.WITHIN, 20, events=("formed",))),
        ("３个工作日内", TimeLimit(Kind.WITHIN, 3)),
        ("20工作日", TimeLimit(Kind.WITHIN, 20)),
        ("制定或获取信息之日起10个工作日内", TimeLimit(Kind.WITHIN, 10, events=MADE)),
        (
            "制定或获取信息之日起10个工作日内，公示7个工作日",
            TimeLimit(Kind.WITHIN, 10, events=MADE, posted_days=7),
        ),
        ("公示期不少于5日", TimeLimit(Kind.POSTED, posted_days=5, posted_unit=Unit.CALENDAR)),
        (
            "收到批复之日起20日内",
            TimeLimit(Kind.WITHIN, 20, Unit.CALENDAR, ("obtained", "approved")),
        ),
        ("实时公开", TimeLimit(Kind.AT_ONCE)),
        ("及时公开", TimeLimit(Kind.PROMPTLY)),
        ("长期公开", TimeLimit(Kind.STANDING)),
        ("按月公开", TimeLimit(Kind.PERIODIC, period="month")),
        ("按季度公开", TimeLimit(Kind.PERIODIC, period="quarter")),
        ("每年1月31日前", TimeLimit(Kind.PERIODIC, period="year", by_month=1, by_day=31)),
        ("每半年公开一次", TimeLimit(Kind.PERIODIC, period="half_year")),
        ("每季度终了后15日内", TimeLimit(Kind.WITHIN, 15, Unit.CALENDAR, period="quarter")),
        ("每月10日前", TimeLimit(Kind.PERIODIC, period="month", by_month=1, by_day=10)),
        (
            "每月10日前公开上月数据",
            TimeLimit(Kind.PERIODIC, period="month", by_month=1, by_day=10, follows=True),
        ),
        (
            "次月5日前",
            TimeLimit(Kind.PERIODIC, period="month", by_month=1, by_day=5, follows=True),
        ),
        ("每年一季度", TimeLimit(Kind.PERIODIC, period="year", by_month=3)),
        ("每季度首月15日前", TimeLimit(Kind.PERIODIC, period="quarter", by_month=1, by_day=15)),
        ("事件发生后2小时内", TimeLimit(Kind.WITHIN, 1, Unit.CALENDAR, ("formed",))),
        ("36小时内", TimeLimit(Kind.WITHIN, 2, Unit.CALENDAR)),
        ("24小时内", TimeLimit(Kind.WITHIN, 1, Unit.CALENDAR)),
        ("一个月内", TimeLimit(Kind.WITHIN, 1, Unit.MONTH)),
        ("信息形成之日起3-5个工作日内", TimeLimit(Kind.WITHIN, 5, events=("formed",))),
        ("形成之日起不超过20个工作日", TimeLimit(Kind.WITHIN, 20, events=("formed",))),
        ("与政策文件同步公开", TimeLimit(Kind.AT_ONCE)),
        ("及时公开，公示7个工作日", TimeLimit(Kind.POSTED, posted_days=7)),
        (
            "信息形成之日起20个工作日内（法律法规另有规定的除外）",
            TimeLimit(Kind.WITHIN, 20, events=("formed",), proviso=True),
        ),
        (
            "信息形成之日起20个工作日内，变更后及时更新",
            TimeLimit(Kind.WITHIN, 20, events=("formed",)),
        ),
        (
            "自信息形成或者变更之日起20个工作日内予以公开。"
            "法律、法规对政府信息公开的期限另有规定的，从其规定。",
            TimeLimit(Kind.WITHIN, 20, events=FORMED, proviso=True),
        ),
        ("信息形成（变更）20个工作日（含）内", TimeLimit(Kind.WITHIN, 20, events=FORMED)),
        ("收到审批结果7个工作日内", TimeLimit(Kind.WITHIN, 7, events=("obtained", "approved"))),
        ("公开时限：20个工作日", TimeLimit(Kind.WITHIN, 20)),
        (
            "信息形成之日起20个工作日内公开，并在政府网站长期公开",
            TimeLimit(Kind.WITHIN, 20, events=("formed",)),
        ),
        ("每年不少于1次", TimeLimit(Kind.PERIODIC, period="year")),
        ("季后15日内", TimeLimit(Kind.WITHIN, 15, Unit.CALENDAR, period="quarter")),
        ("按照法定时限公开", TimeLimit(Kind.BY_LAW, proviso=True)),
        ("依据相关规定", TimeLimit(Kind.BY_LAW, proviso=True)),
        ("年度终了后3个月内", TimeLimit(Kind.WITHIN, 3, Unit.MONTH, period="year")),
        (
            "按月公开，每月5日前",
            TimeLimit(Kind.PERIODIC, period="month", by_month=1, by_day=5),
        ),
        (
            "每年1月31日前公布上一年度报告",
            TimeLimit(Kind.PERIODIC, period="year", by_month=1, by_day=31, follows=True),
        ),
        (
            "经本级人大常委会批准后二十日内由财政部门向社会公开",
            TimeLimit(Kind.WITHIN, 20, Unit.CALENDAR, ("approved",)),
        ),
        ("按工作进展情况及时公开", TimeLimit(Kind.PROMPTLY)),
        (
            "审批前公示5天，批复后7个工作日内公开",
            TimeLimit(
                Kind.WITHIN, 7, events=("approved",), posted_days=5, posted_unit=Unit.CALENDAR
            ),
        ),
        (
            "征地批准后10个工作日内，公告期不少于30日",
            TimeLimit(
                Kind.WITHIN, 10, events=("approved",), posted_days=30, posted_unit=Unit.CALENDAR
            ),
        ),
        ("按照法律、法规规定的时限公开", TimeLimit(Kind.BY_LAW, proviso=True)),
        (
            "信息形成之日起20个工作日内；法律、法规另有规定的，从其规定",
            TimeLimit(Kind.WITHIN, 20, events=("formed",), proviso=True),
        ),
    ],
)
def test_each_way_of_saying_it_is_understood(text, limit):
    assert parse(text) == limit


@pytest.mark.parametrize(
    "text",
    [
        "", "  ", "同上", "政府网站", "20个", "每2个月一次", "N个工作日内", "20个工作日后",
        "不少于20个工作日", "提前5个工作日公示", "合理期限内", "视情况公开", "会前公开", "每周一",
        "2020年12月31日前", "每年不少于2次", "7个工作日公示",
        "每学期开学前", "信息形成之日起20个工作日内，其余待定", "每月32日前",
        "按月公开，每季度首月15日前", "每月5日前，每月20日前",
    ],
)  # fmt: skip
def test_what_is_not_understood_whole_is_none_and_never_a_guess(text):
    assert parse(text) is None


@given(st.text("年月日季度每按公开示及时内个工作十20，（）起或", max_size=300))
def test_words_of_time_in_any_order_break_nothing(text):
    limit = parse(text)
    assert limit is None or limit.kind in Kind


@pytest.mark.reference
def test_the_printed_directories_are_understood_or_refer_to_the_row_above():
    rows = Path(os.environ["GONGKAI_REFERENCE"], "catalogue", "examples.csv")
    with rows.open(encoding="utf-8-sig", newline="") as file:
        cells = [row["time_limit_公开时限"] for row in csv.DictReader(file)]
    assert len(cells) == 22
    assert [cell for cell in cells if parse(cell) is None] == ["同上"] * cells.count("同上")


@pytest.mark.parametrize(
    ("text", "within"),
    [
        ("信息形成之日起20个工作日内", True),
        ("信息形成之日起21个工作日内", False),
        ("信息形成之日起26日内", True),
        ("信息形成之日起30日内", False),
        ("及时公开", True),
    ],
)
def test_more_than_twenty_working_days_is_beyond_article_26(text, within):
    assert parse(text).within_law is within


@given(st.integers(1, 999))
def test_a_number_in_chinese_figures_is_the_number(value):
    figures = "〇一二三四五六七八九"
    hundreds, rest = divmod(value, 100)
    tens, ones = divmod(rest, 10)
    said = (figures[hundreds] + "百") if hundreds else ""
    said += (figures[tens] + "十") if tens else ("零" if hundreds and ones else "")
    said += figures[ones] if ones else ""
    assert number(said) == value
    assert number(str(value)) == value


@given(st.integers(1, 60))
def test_the_number_of_days_is_what_is_written(days):
    assert parse(f"信息形成之日起{days}个工作日内").days == days
    assert parse(f"形成之日起10个工作日内，公示{days}个工作日").posted_days == days


@given(st.text(max_size=80))
def test_no_text_whatever_breaks_the_reader(text):
    limit = parse(text)
    assert limit is None or isinstance(limit.kind, Kind)
