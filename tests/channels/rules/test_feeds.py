"""Posts out of Atom, RSS, JSON Feed and tables, as platforms write them."""

import contextlib
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.channels.rules.feeds import UnreadableError, from_feed, from_table

ZONE = ZoneInfo("Asia/Shanghai")
AT = datetime(2026, 11, 20, 9, 30, tzinfo=ZONE)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom"><title>x</title>
<entry><id>tag:1</id><title> 停水
通知 </title><link href="https://w.example/1"/><updated>2026-11-20T01:30:00Z</updated></entry>
<entry><id>tag:2</id><title>没有日期</title></entry></feed>"""
RSS = """<rss version="2.0"><channel><item><title>停水通知</title><link>https://w.example/1</link>
<guid>1</guid><pubDate>Fri, 20 Nov 2026 09:30:00 +0800</pubDate></item></channel></rss>"""
JSON = '{"version":"https://jsonfeed.org/version/1.1","items":[{"id":"1","title":"停水通知","url":"https://w.example/1","date_published":"2026-11-20T09:30:00+08:00"}]}'


@pytest.mark.parametrize("text", [ATOM, RSS, JSON])
def test_the_same_post_comes_out_of_each_format(text):
    (entry,) = from_feed(text.encode(), ZONE)
    assert entry.title.replace(" ", "") == "停水通知"
    assert (entry.url, entry.at.astimezone(UTC)) == ("https://w.example/1", AT.astimezone(UTC))


@pytest.mark.parametrize(
    "text",
    [
        "<html><body>404</body></html>",
        "not a feed",
        "{}",
        "",
        '<!DOCTYPE r [<!ENTITY a "b">]><rss version="2.0"><channel/></rss>',
    ],
)
def test_what_is_no_feed_is_refused(text):
    with pytest.raises(UnreadableError):
        from_feed(text.encode(), ZONE)


def test_a_script_in_an_address_is_dropped():
    (entry,) = from_feed(RSS.replace("https://w.example/1", "javascript:alert(1)").encode(), ZONE)
    assert entry.url == ""


@pytest.mark.parametrize(
    "written",
    [
        "2026-11-20 09:30",
        "2026/11/20 9:30",
        "2026年11月20日 09:30",
        "2026-11-20T09:30:00",
        "２０２６-11-20 09：30",
    ],
)
def test_a_table_takes_times_as_people_write_them(written):
    (entry,) = from_table(f"账号,发布时间,标题,链接\n示例发布,{written},停水通知,\n", ZONE)
    assert (entry.account, entry.at) == ("示例发布", AT)


def test_a_table_may_name_its_columns_as_the_platforms_do():
    table = "平台,账号名称,发文时间,作品标题\n抖音,示例发布,2026-11-20 09:30,停水通知\n"
    (entry,) = from_table(table, ZONE)
    assert (entry.account, entry.title, entry.at) == ("示例发布", "停水通知", AT)


@pytest.mark.parametrize(
    ("table", "line"),
    [("账号,标题\nx,y\n", "1"), ("发布时间,标题\n2026-11-20,a\n昨天,b\n", "3"), ("", "1")],
)
def test_a_table_that_cannot_be_read_names_the_line(table, line):
    with pytest.raises(UnreadableError, match=f"^{line}"):
        from_table(table, ZONE)


@given(st.binary(max_size=400))
def test_no_bytes_break_the_reader(content):
    with contextlib.suppress(UnreadableError):
        assert isinstance(from_feed(content, ZONE), tuple)
