"""Days as old sites write them: 2019年01月22日, 2019-1-22 10:30, 二〇一九年一月二十二日.

A date field that was never filled in shows up as 1970-01-01 (domain §5), 0001-01-01 or
1900-01-01; these mean: empty. A day that no calendar has (2023-02-30) is told, never moved.
"""

import re
from dataclasses import dataclass
from datetime import date

from gongkai.documents.rules.importing.found import Reason
from gongkai.documents.rules.importing.spacing import squeeze, tidy, width_folded

YEAR_MIN = 1900
YEAR_MAX = 2200
EMPTY_DAYS = frozenset({date(1970, 1, 1), date(1900, 1, 1)})

_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "Ｏ": 0, "O": 0,
           "元": 1, "正": 1}  # fmt: skip
_NUMERIC = re.compile(
    r"(?<!\d)(\d{4})\s*(?:年|[-./·–—－_])\s*(\d{1,2})\s*(?:月|[-./·–—－_])\s*(\d{1,2})(?!\d)"
)
_COMPACT = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?:\d{6})?(?!\d)")
_HAN = re.compile(
    r"([〇零○OＯ一二三四五六七八九]{4})年([元正一二三四五六七八九]|十[一二]?)月"
    r"([一二三四五六七八九]|[一二三]?十[一二三四五六七八九]?|[廿卅][一二三四五六七八九]?)日"
)
_ENGLISH = re.compile(
    r"(Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*\.?\s+(\d{1,2})\b.*?\b(\d{4})\b"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

# Dates as whole lines or phrases inside a text, for signatures and bracketed histories.
DAY_TEXT = (
    r"(?:[12]\d{3}年\d{1,2}月\d{1,2}日|"
    r"[〇零○OＯ一二三四五六七八九]{4}年[元正一二三四五六七八九十]{1,3}月"
    r"[一二三四五六七八九十廿卅]{1,3}日)"
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A day, or why there is none; neither means that the field is empty."""

    day: date | None = None
    reason: Reason | None = None


def read_day(text: str) -> Reading:
    """Read the first day in a text.

    Args:
        text: The value of a date field, with or without a time of day.
    """
    plain = width_folded(tidy(text))
    if not plain or plain in {"-", "--", "—", "——", "/", "无", "暂无", "空", "null", "NULL"}:
        return Reading()
    parts = _parts(plain)
    if parts is None:
        return Reading(reason=Reason.UNREADABLE_DATE)
    year, month, day = parts
    if year == 1 or year == 9999:  # 0001-01-01 and 9999-12-31: never filled in, or without end
        return Reading()
    try:
        read = date(year, month, day)
    except ValueError:
        return Reading(reason=Reason.IMPOSSIBLE_DATE)
    if read in EMPTY_DAYS:
        return Reading()
    if not YEAR_MIN <= year <= YEAR_MAX:
        return Reading(reason=Reason.IMPOSSIBLE_DATE)
    return Reading(read)


def starts_with_day(text: str) -> bool:
    """Say whether a text begins with a day."""
    plain = width_folded(tidy(text))
    return bool(_NUMERIC.match(plain) or _HAN.match(plain))


def _parts(plain: str) -> tuple[int, int, int] | None:
    if found := _NUMERIC.search(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _HAN.search(squeeze(plain)):
        return _han_year(found[1]), _han_count(found[2]), _han_count(found[3])
    if found := _COMPACT.search(plain):
        return int(found[1]), int(found[2]), int(found[3])
    if found := _ENGLISH.search(plain):
        return int(found[3]), _MONTHS.index(found[1]) + 1, int(found[2])
    return None


def _han_year(text: str) -> int:
    return int("".join(str(_DIGITS[c]) for c in text))


def _han_count(text: str) -> int:
    """Return a number up to 99 in Han: 二十二, 十, 廿一, 元 (the first month)."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.partition("十")
    if not ten:
        return int("".join(str(_DIGITS[c]) for c in tens))
    return (_DIGITS[tens] if tens else 1) * 10 + (_DIGITS[ones] if ones else 0)
