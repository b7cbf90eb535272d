"""Document numbers (发文字号) in every bracket style, and their one canonical form.

GB/T 9704-2012, 7.2.5: a number is the code of the issuing organ, the year in full within
hexagonal brackets 〔〕 and a serial without leading zeros, without 第: 国办发〔2019〕6号. Orders
(国令第711号) and announcements (财政部公告2019年第3号) are numbered in their own ways. Old sites
write round, square and black brackets, full-width digits and stray spaces.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

_OPEN = "〔[［【(（﹝〖{「〈<"
_CLOSE = "〕]］】)）﹞〗}」〉>"
_CODE = r"[A-Za-z\u3400-\u9fff·]{1,24}?"
_COUNT = r"\d{1,5}|[〇零一二三四五六七八九十百千]{1,7}"

_LETTER = re.compile(
    rf"(?P<code>{_CODE}|)[{re.escape(_OPEN)}](?P<year>(?:19|20)\d\d)年?[{re.escape(_CLOSE)}]"
    rf"(?:第)?(?P<serial>{_COUNT})(?P<part>(?:[-之]\d{{1,3}})?)号?"
)
_ORDER = re.compile(rf"(?P<code>{_CODE}令)[(]?第?(?P<serial>{_COUNT})号[)]?")
_ORDER_TURNED = re.compile(rf"第(?P<serial>{_COUNT})号(?P<code>{_CODE}令)")
_NOTICE = re.compile(
    rf"(?P<code>{_CODE}|)[(]?(?P<year>(?:19|20)\d\d)年[)]?第?(?P<serial>{_COUNT})号"
    rf"(?P<tail>公告|通告|令|)"
)
_NOT_CODES = re.compile(r"^(?:根据|依据|按照|依照|参照|贯彻|落实|转发|关于|以及|和|与|及|见|如)+")
_STATE_COUNCIL_ORDERS = frozenset({"中华人民共和国国务院令", "国务院令", "国令"})
_DIGITS = {c: n for n, c in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


class Form(StrEnum):
    """How a number is written."""

    LETTER = "letter"
    ORDER = "order"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class DocumentNumber:
    """A document number in its parts; `str()` gives the canonical form.

    Attributes:
        code: Code of the issuing organ (国办发); empty where only the year and serial stand.
        year: Four digits; None for an order that is numbered through.
        serial: The running number.
        form: How it is written.
        part: A sub-number such as -1, mostly empty.
    """

    code: str
    year: int | None
    serial: int
    form: Form = Form.LETTER
    part: str = ""

    def __str__(self) -> str:
        match self.form:
            case Form.LETTER:
                return f"{self.code}〔{self.year}〕{self.serial}{self.part}号"
            case Form.NOTICE:
                return f"{self.code}{self.year}年第{self.serial}号"
            case Form.ORDER:
                return f"{self.code}第{self.serial}号"


def parse(text: str) -> DocumentNumber | None:
    """Read a text that is one document number and nothing else; None if it is not."""
    plain = _plain(text)
    if found := _LETTER.fullmatch(plain):
        return _letter(found)
    if found := _ORDER.fullmatch(plain) or _ORDER_TURNED.fullmatch(plain):
        return _order(found)
    if (found := _NOTICE.fullmatch(plain)) and (found["code"] or found["tail"]):
        return _notice(found)
    return None


def normalise(text: str) -> str:
    """Return the canonical form of a document number; another text comes back as it was."""
    number = parse(text)
    return text if number is None else str(number)


def numbers_in(text: str) -> tuple[DocumentNumber, ...]:
    """Return the numbers with a year in brackets that stand in a running text, in order.

    Words such as 根据 before the code are cut off; which Han still belong to the code cannot
    always be told, so use `parse` where the limits are known.
    """
    found = []
    for match in _LETTER.finditer(_plain(text)):
        number = _letter(match)
        code = _NOT_CODES.sub("", number.code)
        if code:
            found.append(DocumentNumber(code, number.year, number.serial, part=number.part))
    return tuple(found)


def _plain(text: str) -> str:
    """Fold widths and drop white space; only the brackets keep their looks."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _letter(found: re.Match[str]) -> DocumentNumber:
    serial = _count(found["serial"])
    return DocumentNumber(found["code"], int(found["year"]), serial, Form.LETTER, found["part"])


def _order(found: re.Match[str]) -> DocumentNumber:
    code = "国令" if found["code"] in _STATE_COUNCIL_ORDERS else found["code"]
    return DocumentNumber(code, None, _count(found["serial"]), Form.ORDER)


def _notice(found: re.Match[str]) -> DocumentNumber:
    code = found["code"] + found["tail"]
    return DocumentNumber(code, int(found["year"]), _count(found["serial"]), Form.NOTICE)


def _count(text: str) -> int:
    """Return a number written in digits or in Han, with or without units (二十四, 七一一)."""
    if text.isdecimal():
        return int(text)
    if not any(c in _UNITS for c in text):
        return int("".join(str(_DIGITS[c]) for c in text))
    total, digit = 0, 0
    for c in text:
        if c in _UNITS:
            total += (digit or 1) * _UNITS[c]
            digit = 0
        else:
            digit = _DIGITS[c]
    return total + digit
