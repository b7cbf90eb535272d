"""What a machine proposes to hide before a letter is shown: numbers of persons, then names.

It hides the numbers that `screening` recognises by their own check, telephone numbers of houses,
and what follows "my name is" and its like. It proposes; a person decides.
"""

import re
from typing import NamedTuple

from gongkai.screening.rules import personal

HIDDEN = "＊＊＊"
# Eleven digits in a row or in groups: a mobile phone, the shortest number that is looked for.
LONG = re.compile(r"[0-9０-９](?:[\s\-\u2010-\u2015\u00a0\u3000]?[0-9０-９]){10}")
PHONE = re.compile(r"(?<!\d)(?:0\d{2,3}[-－ ]?)?[2-8]\d{6,7}(?!\d)")
# A name that its bearer introduces: 我叫张三, 联系人：李四, 业主王五（先生）.
NAMED = re.compile(
    r"(?P<lead>我叫|我是(?=[\u4e00-\u9fff]{2,3}[,，。、])|本人姓名[:：]?|姓名[:：]|联系人[:：]?|投诉人[:：]?|反映人[:：]?)"
    r"(?P<name>[\u4e00-\u9fff]{2,4}?)(?=[,，。；;、（(\s先女电联]|$)"
)
HOUSE = re.compile(r"\d+\s*(?:号楼|栋|幢|座)\s*(?:\d+\s*单元)?\s*\d{2,4}\s*(?:室|号|房)?")


class Mask(NamedTuple):
    """A stretch that is proposed to be hidden."""

    start: int
    end: int
    why: str


def numbers(text: str) -> str:
    """Return a text with the numbers that name a person hidden; the same text where none is."""
    if LONG.search(text) is None:
        return text
    return hidden(text, [Mask(one.start, one.end, one.code.value) for one in personal.find(text)])


def proposed(text: str) -> list[Mask]:
    """Return the stretches that a clerk should look at before a text is published."""
    found = [Mask(one.start, one.end, one.code.value) for one in personal.find(text)]
    found += [Mask(*match.span(), "phone") for match in PHONE.finditer(text)]
    found += [Mask(*match.span("name"), "name") for match in NAMED.finditer(text)]
    found += [Mask(*match.span(), "house") for match in HOUSE.finditer(text)]
    kept: list[Mask] = []
    for mask in sorted(found, key=lambda mask: (mask.start, -mask.end)):
        if not kept or mask.start >= kept[-1].end:
            kept.append(mask)
    return kept


def hidden(text: str, masks: list[Mask]) -> str:
    """Return a text with stretches hidden; they are in order and do not overlap."""
    parts, place = [], 0
    for mask in masks:
        parts += [text[place : mask.start], HIDDEN]
        place = mask.end
    return "".join([*parts, text[place:]]) if parts else text
