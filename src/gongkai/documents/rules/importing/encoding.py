"""Bytes of an old page as text: GBK declared as gb2312, byte-order marks, wrong declarations.

A page that decodes strictly as UTF-8 is UTF-8, whatever it declares: no Chinese text in another
encoding does so by chance. What is no UTF-8 is mostly GB 18030, of which gb2312 and gbk are parts.
"""

import codecs
import re
from dataclasses import dataclass

from gongkai.documents.rules.importing.found import Refusal, UnreadableError

HEAD_BYTES = 4096
WIDE_ZEROS_MIN = 8  # zeros of UTF-16 markup at the head of a page
DAMAGE_SHARE_MAX = 0.05  # of the Han of a text, while UTF-8 is still the better reading

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([A-Za-z0-9_:.-]{2,20})""", re.I)
_HAN = re.compile("[\u4e00-\u9fff]")
REPLACEMENT = "\ufffd"


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and the encoding it was read in; `damaged` counts characters that were lost."""

    text: str
    encoding: str
    damaged: int = 0


def decode(content: bytes) -> Decoded:
    """Return the text of a page, a table or a plain text.

    Raises:
        UnreadableError: The bytes are empty or no text at all.
    """
    if not content.strip():
        raise UnreadableError(Refusal.EMPTY)
    for mark, name in _MARKS:
        if content.startswith(mark):
            return _lossy(content[len(mark) :], name)
    if b"\x00" in content[:HEAD_BYTES]:
        return _wide(content)
    try:
        return Decoded(content.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _legacy(content, _declared(content[:HEAD_BYTES]))


def _declared(head: bytes) -> str | None:
    found = _DECLARED.search(head)
    if found is None:
        return None
    name = found[1].decode("ascii").lower()
    try:
        return codecs.lookup(name).name
    except LookupError:
        return None


def _legacy(content: bytes, declared: str | None) -> Decoded:
    damaged = _lossy(content, "utf-8")
    if damaged.damaged <= DAMAGE_SHARE_MAX * len(_HAN.findall(damaged.text)):
        return damaged
    names = [declared, "gb18030", "big5"] if declared not in {None, "utf-8"} else ["gb18030"]
    for name in names:
        assert name is not None
        try:
            return Decoded(content.decode(name), name)
        except UnicodeDecodeError:
            continue
    tries = [damaged, *(_lossy(content, name) for name in names if name)]
    return min(tries, key=lambda tried: tried.damaged)


def _wide(content: bytes) -> Decoded:
    """Read UTF-16 without a mark: every second byte of its markup is zero."""
    head = content[:HEAD_BYTES]
    for offset, name in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[offset::2].count(0)
        if zeros > max(WIDE_ZEROS_MIN, len(head) // 8) and not head[1 - offset :: 2].count(0):
            return _lossy(content, name)
    raise UnreadableError(Refusal.NOT_TEXT)


def _lossy(content: bytes, name: str) -> Decoded:
    text = content.decode(name, errors="replace")
    return Decoded(text, name, text.count(REPLACEMENT))
