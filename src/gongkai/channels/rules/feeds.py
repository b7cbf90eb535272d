"""Posts read from what platforms give out: Atom, RSS 2.0, JSON Feed, and a table (CSV)."""

import csv
import io
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from email.utils import parsedate_to_datetime
from typing import Any
from unicodedata import normalize
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]

POSTS_MAX = 2000
TITLE_MAX = 300
URL_MAX = 500
ATOM = "{http://www.w3.org/2005/Atom}"
HEADINGS = {
    "account": ("account", "账号", "账号id", "帐号", "账号名称", "帐号名称", "公众号"),
    "at": (
        "at",
        "date",
        "posted_at",
        "发布时间",
        "发布日期",
        "发文时间",
        "推送时间",
        "时间",
        "日期",
    ),
    "title": ("title", "标题", "文章标题", "作品标题", "内容"),
    "url": ("url", "link", "链接", "网址", "地址"),
}
DAY = re.compile(
    r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?:[ T](\d{1,2}):(\d{2})(?::\d{2})?)?$"
)


class UnreadableError(ValueError):
    """A text is neither of the formats; says which line or why."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One post.

    Attributes:
        key: What tells it from others of its account: the feed's own id, or address and day.
        account: Which account, in a table of several; empty in a feed.
    """

    key: str
    title: str
    url: str
    at: datetime
    account: str = ""


def from_feed(content: bytes, zone: tzinfo) -> tuple[Entry, ...]:
    """Read a feed of any of the three formats; entries without a date are left out.

    Args:
        content: The bytes as they came.
        zone: What a time without a zone is meant in.

    Raises:
        UnreadableError: It is no feed.
    """
    if content.lstrip()[:1] == b"{":
        found = _json_feed(content, zone)
    else:
        try:
            root = fromstring(content, forbid_dtd=True)
        except (ParseError, DefusedXmlException, ValueError) as error:
            raise UnreadableError(str(error)) from error
        found = _atom(root, zone) if root.tag == f"{ATOM}feed" else _rss(root, zone)
    return tuple(found)[:POSTS_MAX]


def _json_feed(content: bytes, zone: tzinfo) -> Iterator[Entry]:
    try:
        told: Any = json.loads(content)
        items = told["items"]
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableError("items") from error
    for item in items if isinstance(items, list) else ():
        if isinstance(item, dict):
            at = instant(str(item.get("date_published", "")), zone)
            words = str(item.get("title") or item.get("content_text") or "")
            yield from _entry(str(item.get("id", "")), words, str(item.get("url", "")), at)


def _atom(root: Element, zone: tzinfo) -> Iterator[Entry]:
    for item in root.iter(f"{ATOM}entry"):
        link = item.find(f"{ATOM}link")
        told = item.findtext(f"{ATOM}published") or item.findtext(f"{ATOM}updated") or ""
        yield from _entry(
            item.findtext(f"{ATOM}id") or "",
            item.findtext(f"{ATOM}title") or "",
            link.get("href", "") if link is not None else "",
            instant(told, zone),
        )


def _rss(root: Element, zone: tzinfo) -> Iterator[Entry]:
    if root.tag != "rss":
        raise UnreadableError(root.tag)
    for item in root.iter("item"):
        url = item.findtext("link") or ""
        at = instant(item.findtext("pubDate") or "", zone)
        yield from _entry(item.findtext("guid") or "", item.findtext("title") or "", url, at)


def _entry(key: str, title: str, url: str, at: datetime | None) -> Iterator[Entry]:
    if at is None:
        return
    url = url.strip()
    url = url[:URL_MAX] if url.startswith(("https://", "http://")) else ""
    title = " ".join(title.split())[:TITLE_MAX]
    key = (key.strip() or url or f"{at.isoformat()} {title}")[:URL_MAX]
    yield Entry(key, title, url, at)


def instant(words: str, zone: tzinfo) -> datetime | None:
    """Read an instant as Atom, RSS or a table writes it; None if it is none."""
    words = normalize("NFKC", words).strip()  # tables have full-width figures and colons
    plain = DAY.match(words)
    try:
        if plain is not None:
            year, month, day, hour, minute = (int(part or 0) for part in plain.groups())
            return datetime(year, month, day, hour, minute, tzinfo=zone)
        found = datetime.fromisoformat(words)
    except ValueError:
        try:
            found = parsedate_to_datetime(words)
        except ValueError:
            return None
    return found if found.tzinfo else found.replace(tzinfo=zone)


def from_table(text: str, zone: tzinfo) -> tuple[Entry, ...]:
    """Read a table of posts with the columns account, time, title and address.

    Raises:
        UnreadableError: A column is missing or a time is none; names the line.
    """
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    if not rows:
        raise UnreadableError("1")
    places = _places(rows[0])
    found = []
    for line, row in enumerate(rows[1:], start=2):
        if not any(cell.strip() for cell in row):
            continue
        cells = {name: row[at].strip() for name, at in places.items() if at < len(row)}
        at = instant(cells.get("at", ""), zone)
        if at is None:
            raise UnreadableError(f"{line}: {cells.get('at', '')}")
        for one in _entry("", cells.get("title", ""), cells.get("url", ""), at):
            found.append(Entry(one.key, one.title, one.url, one.at, cells.get("account", "")))
    return tuple(found[:POSTS_MAX])


def _places(header: Sequence[str]) -> dict[str, int]:
    said = [normalize("NFKC", cell).strip().lower() for cell in header]
    places = {
        name: said.index(word) for name, words in HEADINGS.items() for word in words if word in said
    }
    missing = {"at", "title"} - places.keys()
    if missing:
        raise UnreadableError("1")
    return places
