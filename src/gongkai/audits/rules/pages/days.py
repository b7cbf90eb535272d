"""Days on a page: stale home pages and columns, empty ones, dates that cannot be true.

National inspection (document no. 19 of 2019): nothing new on the home page for two weeks fails the
site, and so do stale or empty columns in number. An entry without a date counts for nothing.
"""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from urllib.parse import urlsplit

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.lists import Thresholds
from gongkai.audits.rules.pages.page import Link, Page

DAY = re.compile(r"(?<!\d)(20[0-4]\d|19[89]\d)\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})(?!\d)")
SHORT_DAY = re.compile(r"(?<![\d\-/.])[\[(（【]?(\d{2})[-/.月](\d{2})日?[\])）】]?(?![\d\-/.])")
PUBLISHED = re.compile(
    r"(?:发布时间|发布日期|发稿时间|发稿日期|公开日期|公开时间|更新时间|发文日期|發布時間|發布日期|录入时间|时间|日期)\s?[:：]?\s*"
    r"(20[0-4]\d)\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})"
)
MADE = re.compile(
    r"(?:成文日期|成文时间|生成日期|印发日期)\s?[:：]?\s*(20[0-4]\d)\s?[-./年]\s?(\d{1,2})\s?[-./月]\s?(\d{1,2})"
)
IN_ADDRESS = re.compile(
    r"(?:/t|/art_?|/content_?|_|/)(20[0-4]\d)[-/]?(0[1-9]|1[0-2])[-/]?(0[1-9]|[12]\d|3[01])(?=[_/.\-])"
)
# No office had a site before 1994; a counter that lost its date says 1970.
TOO_EARLY = re.compile(
    r"(?:发布|发稿|更新|发文|發布|录入)(?:时间|日期|時間)\s?[:：]\s*(?:19[0-8]\d|199[0-3])\s?[-./年]\s?\d{1,2}\s?[-./月]\s?\d{1,2}"
)
EMPTY = re.compile(
    r"暂无(?:数据|内容|信息|相关|记录|文章)|内容(?:正在)?(?:更新|建设|完善)中|栏目(?:正在)?建设中|没有(?:找到)?(?:任何)?(?:相关)?(?:信息|内容|数据|记录)"
    r"|正在建设中|页面建设中|敬请期待|该栏目(?:暂)?无"
)
NEWS = re.compile(r"动态|要闻|新闻|快讯|资讯")
HOME = re.compile(r"首页|门户网站$|^(?:中国)?.{2,20}(?:人民政府|政府网)(?:门户网站)?$")
ENTRIES_MIN = 3
EMPTY_HAN_MAX = 1500
NEAR = 60
CONTENT_LINK_CHARACTERS = 8


def find(page: Page, numbers: Thresholds) -> Iterator[Finding]:
    """Yield what the days on a page say against it."""
    if page.html and page.today is not None:
        yield from _listed(page, numbers, page.today)
    yield from _claimed(page, numbers)


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def entries(page: Page, today: date) -> list[tuple[date, Link]]:
    """Return the dated links of a page: a day stands close behind or before the link."""
    text = page.shown.text
    found = []
    for link in page.links:
        if link.tag != "a" or link.hidden or len(link.text) < CONTENT_LINK_CHARACTERS:
            continue
        line_end = text.find("\n", link.until)
        after = text[link.at : min(link.until + NEAR, len(text))]
        before = text[max(0, link.at - 24) : link.at]
        day = _first_day(after, today) or _first_day(before, today)
        if day is None and line_end >= 0:
            day = _first_day(text[line_end : line_end + 24], today)
        if day is not None:
            found.append((day, link))
    return found


def _first_day(text: str, today: date) -> date | None:
    match = DAY.search(text)
    if match:
        return _day(*match.groups())
    match = SHORT_DAY.search(text)
    if match is None:
        return None
    day = _day(str(today.year), *match.groups())
    if day is not None and day > today + timedelta(days=1):
        return _day(str(today.year - 1), *match.groups())
    return day


def _listed(page: Page, numbers: Thresholds, today: date) -> Iterator[Finding]:
    dated = entries(page, today)
    name = page.meta("columnname") or page.title.text.strip()
    home = is_home(page)
    if len(dated) < ENTRIES_MIN:
        yield from _empty(page, dated)
        return
    if not home and PUBLISHED.search(page.shown.text):
        return  # an article with a list of related ones beside it
    day, link = max(dated, key=lambda entry: entry[0] if entry[0] <= today else date.min)
    age = (today - day).days
    limit = numbers.column_days
    if home:
        limit = numbers.home_days
    elif NEWS.search(name):
        limit = numbers.news_days
    if age <= limit:
        return
    code = Code.STALE_HOME if home else Code.STALE_COLUMN
    yield Finding(
        code, Severity.REVIEW, link.start, link.end, excerpt(page.source, link.start, link.end),
        code.value, (("day", day.isoformat()), ("age", str(age)), ("limit", str(limit))),
    )  # fmt: skip


def is_home(page: Page) -> bool:
    """Say whether a page is a home page: known, or by its address, or by its title."""
    if page.home is not None:
        return page.home
    if page.address:
        path = urlsplit(page.address).path
        return re.fullmatch(r"/?(?:index|default|home)?(?:\.\w{3,5})?/?", path) is not None
    return HOME.search(page.title.text.strip()) is not None


def _empty(page: Page, dated: list[tuple[date, Link]]) -> Iterator[Finding]:
    if dated:
        return
    text = page.shown.text
    match = EMPTY.search(text)
    if match is None or sum("\u4e00" <= one <= "\u9fff" for one in text) > EMPTY_HAN_MAX:
        return
    span = page.shown.span(*match.span())
    yield Finding(
        Code.EMPTY_COLUMN, Severity.REVIEW, *span, excerpt(page.source, *span), "empty_column"
    )


def _claimed(page: Page, numbers: Thresholds) -> Iterator[Finding]:
    text = page.shown.text[:200_000]
    early = TOO_EARLY.search(text)
    if early is not None:
        span = page.shown.span(*early.span())
        yield Finding(
            Code.FORGED_DATE, Severity.REVIEW, *span, excerpt(page.source, *span), "date_early",
            (("day", early.group()), ("other", "")),
        )  # fmt: skip
    match = PUBLISHED.search(text)
    if match is None:
        return
    claimed = _day(*match.groups())
    reason, other = "", ""
    if claimed is None:
        reason = "date_impossible"
    elif page.today is not None and claimed > page.today + timedelta(days=1):
        reason = "date_future"
    else:
        reason, other = _contradicted(page, text, claimed, numbers)
    if reason:
        span = page.shown.span(*match.span())
        yield Finding(
            Code.FORGED_DATE, Severity.REVIEW, *span, excerpt(page.source, *span), reason,
            (("day", match.group()), ("other", other)),
        )  # fmt: skip


def _contradicted(page: Page, text: str, claimed: date, numbers: Thresholds) -> tuple[str, str]:
    made = MADE.search(text)
    written = _day(*made.groups()) if made else None
    if written is not None and written > claimed:
        return "date_before_made", written.isoformat()
    stated = DAY.search(page.meta("pubdate"))
    published = _day(*stated.groups()) if stated else None
    if published is not None and abs((published - claimed).days) > 1:
        return "date_differs", published.isoformat()
    address = IN_ADDRESS.search(urlsplit(page.address).path) if page.address else None
    stored = _day(*address.groups()) if address else None
    if stored is not None and (stored - claimed).days > numbers.forged_days:
        return "date_differs", stored.isoformat()
    return "", ""
