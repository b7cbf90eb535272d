"""A policy on one picture (一图读懂): key facts laid out as accessible SVG.

Pure geometry: Han characters are one em wide, Latin letters and digits a little over half. The
picture is 1080 wide, as long as its facts need, and carries a title and a description for readers
who do not see it.
"""

import html
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

WIDTH = 1080
MARGIN = 72
LATIN_EM = 0.56
FACES = "Noto Sans CJK SC, Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
# Numbers, times and Latin words stay whole unless they alone are longer than a line.
PIECE = re.compile(r"[A-Za-z0-9][A-Za-z0-9.:/_@-]{0,40}|.", re.DOTALL)
NO_LINE_START = "，。、；：！？）》」』”’％%,.;:!?)]}"


class Part(StrEnum):
    """What a key fact tells (要点)."""

    CHANGE = "change"
    BENEFIT = "benefit"
    AMOUNT = "amount"
    DATE = "date"
    APPLY = "apply"
    CALL = "call"


@dataclass(frozen=True, slots=True)
class Fact:
    """One key fact: what it is about, and the fact in words."""

    part: Part
    words: str


@dataclass(frozen=True, slots=True)
class Look:
    """The colours of the site's face."""

    main: str = "#12457a"
    ink: str = "#1a1f24"
    soft: str = "#eef3f8"
    paper: str = "#ffffff"


def width_of(text: str) -> float:
    """Return how many em a line of text takes."""
    return sum(1.0 if unicodedata.east_asian_width(sign) in "WFA" else LATIN_EM for sign in text)


def wrapped(text: str, em: float) -> list[str]:
    """Break a text into lines of at most so many em; no line begins with a closing mark."""
    lines: list[str] = []
    line = ""
    for piece in PIECE.findall(" ".join(text.split())):
        if line and width_of(line + piece) > em and piece not in NO_LINE_START:
            lines.append(line)
            line = piece.lstrip()
        else:
            line += piece
    return [*lines, line] if line else lines


def sheet(
    title: str,
    facts: Sequence[Fact],
    *,
    names: dict[Part, str],
    foot: Sequence[str],
    look: Look | None = None,
) -> str:
    """Return the picture as an SVG document.

    Args:
        title: What is read here.
        facts: Key facts in the order in which they are shown.
        names: What each part is called in the reader's language.
        foot: Lines below: issuer, number, address.
        look: The site's colours.
    """
    look = look or Look()
    drawn: list[str] = []
    y = _head(drawn, title, look)
    for number, fact in enumerate(facts, start=1):
        y = _card(drawn, number, fact, names[fact.part], y, look)
    y = _foot(drawn, foot, y, look)
    told = "; ".join(f"{names[fact.part]}: {fact.words}" for fact in facts)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" '
        f'height="{y}" role="img" aria-labelledby="sheet-title sheet-desc" '
        f'font-family="{FACES}">'
        f'<title id="sheet-title">{html.escape(title)}</title>'
        f'<desc id="sheet-desc">{html.escape(told)}</desc>'
        f'<rect width="{WIDTH}" height="{y}" fill="{look.paper}"/>{"".join(drawn)}</svg>'
    )


def _text(x: float, y: float, size: int, words: str, fill: str, extra: str = "") -> str:
    return (
        f'<text x="{x:g}" y="{y:g}" font-size="{size}" fill="{fill}"{extra}>'
        f"{html.escape(words)}</text>"
    )


def _head(drawn: list[str], title: str, look: Look) -> int:
    size, step = 54, 76
    lines = wrapped(title, (WIDTH - 2 * MARGIN) / size)
    bottom = 96 + step * len(lines) + 40
    drawn.append(f'<rect width="{WIDTH}" height="{bottom}" fill="{look.main}"/>')
    for number, line in enumerate(lines):
        drawn.append(
            _text(MARGIN, 128 + step * number, size, line, look.paper, ' font-weight="700"')
        )
    return bottom + 48


def _card(drawn: list[str], number: int, fact: Fact, name: str, y: int, look: Look) -> int:
    size, step, inner = 38, 60, 48
    lines = wrapped(fact.words, (WIDTH - 2 * MARGIN - 2 * inner) / size)
    height = 116 + step * len(lines)
    wide = WIDTH - 2 * MARGIN
    drawn.append(
        f'<rect x="{MARGIN}" y="{y}" width="{wide}" height="{height}" rx="16" fill="{look.soft}"/>'
        f'<rect x="{MARGIN}" y="{y}" width="12" height="{height}" rx="6" fill="{look.main}"/>'
    )
    label = f"{number}  {name}"
    drawn.append(_text(MARGIN + inner, y + 72, 40, label, look.main, ' font-weight="700"'))
    for at, line in enumerate(lines):
        drawn.append(_text(MARGIN + inner, y + 136 + step * at, size, line, look.ink))
    return y + height + 32


def _foot(drawn: list[str], foot: Sequence[str], y: int, look: Look) -> int:
    y += 24
    for words in foot:
        for line in wrapped(words, (WIDTH - 2 * MARGIN) / 28):
            drawn.append(_text(MARGIN, y + 28, 28, line, look.ink))
            y += 44
    return y + 40
