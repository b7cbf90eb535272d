"""What a cell of 公开时限 says, in every way that directories say it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.rules.time_limit import Kind, TimeLimit, Unit, number, parse

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
        ("每年1月31日前", TimeLimit(Kind.PERIODIC, period="year")),
        ("每半年公开一次", TimeLimit(Kind.PERIODIC, period="half_year")),
        ("每季度终了后15日内", TimeLimit(Kind.WITHIN, 15, Unit.CALENDAR, period="quarter")),
        ("按照法律、法规规定的时限公开", TimeLimit(Kind.BY_LAW, proviso=True)),
        (
            "信息形成之日起20个工作日内；法律、法规另有规定的，从其规定",
            TimeLimit(Kind.WITHIN, 20, events=("formed",), proviso=True),
        ),
    ],
)
def test_each_way_of_saying_it_is_understood(text, limit):
    assert parse(text) == limit


@pytest.mark.parametrize("text", ["", "  ", "同上", "政府网站", "20个", "每2个月一次"])
def test_what_says_no_time_is_none(text):
    assert parse(text) is None


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
