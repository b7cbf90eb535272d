"""Simplified and traditional characters, common and rare ones, told by tables that come along.

Which form belongs to which script is asked of OpenCC once; which characters are common, of the
two levels of GB 2312 (level one holds the 3,755 in daily use).
"""

import re
from functools import cache
from typing import Any

import opencc
import rjieba

HAN_CLASS = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
HAN = re.compile(f"[{HAN_CLASS}]")
FIRST, LAST = 0x4E00, 0x9FFF
# Two-byte signs of GBK that Chinese hardly uses: kana, bopomofo, Greek, Cyrillic, dotted numbers.
ODD_SIGNS = "\u0391-\u03c9\u0410-\u044f\u2474-\u249b\u3041-\u30f6\u3105-\u3129"
GAIJI = re.compile("[\ue000-\uf8ff]")


@cache
def _forms() -> tuple[dict[str, str], str, str]:
    every = [chr(code) for code in range(FIRST, LAST + 1)]
    lines = "\n".join(every)
    simple = opencc.OpenCC("t2s").convert(lines).split("\n")
    full = opencc.OpenCC("s2t").convert(lines).split("\n")
    table, traditional, simplified = {}, [], []
    for one, to_simple, to_full in zip(every, simple, full, strict=True):
        if to_simple != one and len(to_simple) == 1:
            table[one] = to_simple
            if not _encodable(one, "gb2312"):
                traditional.append(one)
        elif to_full != one and not _encodable(one, "big5"):
            simplified.append(one)
    return table, "".join(traditional), "".join(simplified)


def _encodable(one: str, encoding: str) -> bool:
    try:
        one.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def simple_forms() -> dict[str, str]:
    """Return the simplified form of each traditional character that has one."""
    return _forms()[0]


@cache
def traditional_only() -> re.Pattern[str]:
    """Return a pattern of characters that simplified text never uses."""
    return re.compile(f"[{_forms()[1]}]")


@cache
def simplified_only() -> re.Pattern[str]:
    """Return a pattern of characters that traditional text never uses."""
    return re.compile(f"[{_forms()[2]}]")


@cache
def _converter() -> Any:
    return opencc.OpenCC("t2s")


def simplify(text: str) -> str:
    """Return a text in simplified characters, by words and not only by characters."""
    return str(_converter().convert(text))


@cache
def _common() -> frozenset[str]:
    """The characters of level one of GB 2312: rows 16 to 55."""
    made = []
    for row in range(16, 56):
        for cell in range(1, 95):
            try:
                made.append(bytes((0xA0 + row, 0xA0 + cell)).decode("gb2312"))
            except UnicodeDecodeError:
                continue
    return frozenset(made)


def is_common(one: str) -> bool:
    """Say whether a character, or its simplified form, is one of the 3,755 in daily use."""
    return simple_forms().get(one, one) in _common()


@cache
def rare() -> re.Pattern[str]:
    """Return a pattern of Han characters outside the 3,755 in daily use, and of private ones."""
    odd = "".join(one for code in range(FIRST, LAST + 1) if not is_common(one := chr(code)))
    return re.compile(f"[{odd}{ODD_SIGNS}\ue000-\uf8ff]")


def worded(text: str) -> float:
    """Return the share of a text's characters that stand in words of two or more, 0 to 1."""
    if not text:
        return 0.0
    return sum(len(word) for word in rjieba.cut(text, False) if len(word) > 1) / len(text)


def is_word(text: str) -> bool:
    """Say whether a text is one word of the dictionary."""
    return len(text) > 1 and list(rjieba.cut(text, False)) == [text]
