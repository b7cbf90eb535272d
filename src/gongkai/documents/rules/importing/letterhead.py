"""What an official text says of itself (GB/T 9704-2012): number and history above, issuer and
date below. Used only for what no label on the page states.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.documents.rules import number
from gongkai.documents.rules.importing.days import DAY_TEXT, read_day
from gongkai.documents.rules.importing.spacing import squeeze, tidy

HEAD_LINES = 12
SIGNATURE_LINES = 12
SIGNATURE_CHARACTERS_MAX = 120  # with the spaces that push a date to the right
SALUTATION_CHARACTERS_MIN = 40  # a longer line belongs to the text proper

_ORGAN = re.compile(
    r"^[\u4e00-\u9fff（）()、·\s]{2,40}(?:人民政府|政府|办公厅|办公室|委员会|委|厅|局|部|院|署|会|办|"
    r"中心|总队|支队|大队|队|银行|行|公署|公司|处|站|所|社|法院|检察院|指挥部|领导小组|联席会议|专班|"
    r"街道|镇|乡|军委|总局|协会|联合会|工会|学校|学院|大学|医院|集团)$"
)
_MEDIA = re.compile(r"(?:网|报|社|台|客户端|公众号|微信|融媒体中心|新闻中心)$")
_TITLE_ISSUER = re.compile(
    r"^(?P<issuer>.{2,60}?)(?:关于|印发|转发|批转|公告|通告|决定|通知|令$|令（|\d{4}年)"
)
_DATE_LINE = re.compile(rf"^[（(]?(?P<day>{DAY_TEXT})(?:印发|发布)?[)）]?$")
_SIGNED = re.compile(rf"^(?P<issuer>[\u4e00-\u9fff（）()、]{{2,40}}?)(?P<day>{DAY_TEXT})$")
_HISTORY = re.compile(rf"^[（(](?P<day>{DAY_TEXT}).{{0,80}}[)）]$")
_ADOPTED = re.compile(
    rf"^[（(]?(?P<day>{DAY_TEXT})(?P<issuer>[\u4e00-\u9fff]{{4,40}}?(?:常务委员会|代表大会|人民政府|"
    r"委员会))(?:第.{1,12}次.{0,8}会议)?(?:审议)?(?:通过|公布|发布|批准|令)"
)
_REVISED = re.compile(r"修订|修正|修改|失效|废止")
_ORDER_NUMBER = re.compile(r"^第\s*[\d〇零一二三四五六七八九十百]+\s*号$")
_NUMBER_HEAD = re.compile(
    r"^(?P<number>[\u4e00-\u9fffA-Za-z]{1,12}[〔\[［【（(](?:19|20)\d\d[〕\]］】）)]第?\d{1,5}号)"
)
_SEAL = re.compile(r"[（(](?:盖章|公章|印章|章|代章)[)）]")


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What was read; an empty text or None means: not told."""

    document_number: str = ""
    issuer: str = ""
    made_on: date | None = None


def read_letterhead(lines: Sequence[str]) -> Letterhead:
    """Read the number at the head of a text and the signature below it.

    Args:
        lines: The lines of the text, without the page around it.
    """
    plain = [line for line in (tidy(line) for line in lines) if line]
    head = _head(plain)
    numbered, in_history = _number(plain, head), _history(plain[:head])
    issuer, signed_on = _signature(plain, head)
    issuer = issuer or _ordering(plain[: head + 1])
    return Letterhead(numbered or in_history[0], issuer, signed_on or in_history[1])


def issuer_in_title(title: str) -> str:
    """Return the organ a title begins with (县人民政府办公室关于...), or an empty text."""
    found = _TITLE_ISSUER.match(title)
    if found is None:
        return ""
    issuer = found["issuer"].strip()
    return issuer if is_organ(issuer) else ""


def is_organ(name: str) -> bool:
    """Say whether a name reads like an organ and not like a newspaper or a person."""
    return bool(_ORGAN.match(name)) and not _MEDIA.search(name)


def _head(lines: Sequence[str]) -> int:
    """Return how many lines stand above the text proper: up to the salutation."""
    for at, line in enumerate(lines[:HEAD_LINES]):
        if line.endswith(("：", ":")) or len(line) > SALUTATION_CHARACTERS_MIN * 2:
            return at
    return min(len(lines), HEAD_LINES)


def _number(lines: Sequence[str], head: int) -> str:
    for at, line in enumerate(lines[: head + 1]):
        if found := _number_in(line, lines[at + 1] if at + 1 < len(lines) else ""):
            return found
    return ""


def _number_in(line: str, following: str) -> str:
    bare = squeeze(line).strip("()（）")
    if bare.endswith("令") and _ORDER_NUMBER.match(following):
        bare += squeeze(following)
    for candidate in (bare, tidy(line).split(" ")[0].split("\u3000")[0]):
        parsed = number.parse(candidate)
        if parsed is not None and parsed.code and len(candidate) <= 40:
            return str(parsed) if parsed.form is number.Form.ORDER else candidate
    found = _NUMBER_HEAD.match(bare)
    return found["number"] if found else ""


def _ordering(head: Sequence[str]) -> str:
    """Return who gives an order (某县人民政府令, signed by a person) or adopted a law."""
    for line in head:
        name = squeeze(line).removesuffix("令")
        if name != squeeze(line) and is_organ(name):
            return name
        if adopted := _ADOPTED.match(squeeze(line)):
            return adopted["issuer"]
    return ""


def _history(head: Sequence[str]) -> tuple[str, date | None]:
    """Read (2001年9月25日某省人民政府令〔2001〕第15号公布); a revised text tells too many days."""
    for line in head:
        bare = squeeze(line)
        if (found := _HISTORY.match(bare)) and not _REVISED.search(bare):
            inside = number.numbers_in(bare)
            day = read_day(found["day"]).day
            return (str(inside[0]) if len(inside) == 1 else "", day)
    return "", None


def _signature(lines: Sequence[str], head: int) -> tuple[str, date | None]:
    """Return issuer and day of the first signature; annexes follow it and may sign again."""
    for at in range(min(head, len(lines)), len(lines)):
        line = lines[at]
        if len(line) > SIGNATURE_CHARACTERS_MAX or "日" not in line[-8:]:
            continue
        bare = _SEAL.sub("", squeeze(line))
        if found := _DATE_LINE.match(bare):
            day = read_day(found["day"]).day
            signers = _signers(lines, at)
            if day is not None and (signers or at >= len(lines) - 3):
                return " ".join(signers), day
        elif (found := _SIGNED.match(bare)) and is_organ(found["issuer"]):
            return found["issuer"], read_day(found["day"]).day
    return "", _dated_head(lines[:head])


def _signers(lines: Sequence[str], at: int) -> list[str]:
    signers: list[str] = []
    for line in reversed(lines[max(0, at - SIGNATURE_LINES) : at]):
        name = _SEAL.sub("", line).strip()
        together = squeeze(name)
        if is_organ(name):
            signers.insert(0, name if " " not in name or not _spaced(name) else together)
        elif _spaced(name) and is_organ(together):
            signers.insert(0, together)
        else:
            break
    return signers


def _spaced(name: str) -> bool:
    """Say whether a name is letter-spaced: 国 务 院 办 公 厅."""
    return all(len(part) == 1 for part in name.split())


def _dated_head(head: Sequence[str]) -> date | None:
    for line in head:
        if found := _DATE_LINE.match(squeeze(line)):
            return read_day(found["day"]).day
    return None
