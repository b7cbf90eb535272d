"""One spelling for many disguises: wide letters, traditional forms, zero-width marks, notes.

A word list is looked up in the folded text; every place in it leads back to the text as it was.
"""

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from gongkai.audits.rules.pages.han import HAN_CLASS, simple_forms

INVISIBLE_CLASS = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e01ef"
)
TONED = "āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ"
NOTE = rf"[ \u3000]?[(][ ]?[a-zü:{TONED}]{{1,7}}[ ]?[)]"
# Strokes and dots that are drawn over a character; no Chinese text has them.
OVERDRAWN = rf"(?<=[{HAN_CLASS}])[\u0300-\u036f\u20d0-\u20f0]+"
DROPPED = re.compile(rf"[{INVISIBLE_CLASS}]+|(?<=[{HAN_CLASS})]){NOTE}|{OVERDRAWN}")
# Characters of a word set apart one by one: 博.彩.网, 百*家*乐, 娱 乐 城.
BETWEEN = r"[ \t.*·\-_/|~^+•●★☆,、，。:;'\"`=#@&!\u2600-\u27bf\U0001f300-\U0001faff]{1,2}"
STEP = rf"(?:{BETWEEN}|\n)"  # one below the other, too
SPACED = re.compile(rf"(?:[{HAN_CLASS}]{STEP}){{2,40}}[{HAN_CLASS}]")
# Rare characters that are written for common ones so that no list finds the word.
_DISGUISED = dict(
    zip(
        "仩芐囻菿哋菂莪伱妏恏兲芣洎囼岼紸簙愽煿猉綵倮婬銫蕟噺叧溡尐妠旳佷喓荭菋嶶徴蓶娚眞咑亰咘漈洷卟罓亽兂昰扗姩蒍",
        "上下国到地的我你文好天不自台平注博博博棋彩裸淫色发新另时小那的很要红味微征唯男真打京布际注不网人无是在年为",
        strict=True,
    )
)
DISGUISE = re.compile(f"[{''.join(_DISGUISED)}]|[{INVISIBLE_CLASS}]|{OVERDRAWN}")
_WIDE = (0xFF01, 0xFF5E)
_STYLED = (
    range(0x1D400, 0x1D800), range(0x2460, 0x2500), range(0x2100, 0x2150), range(0x2E80, 0x2FE0),
    range(0x1F100, 0x1F170), range(0x3200, 0x3300), range(0xF900, 0xFB00),
)  # fmt: skip
LOOKALIKES = dict(
    zip(
        "аеорсухіјѕһԁԛԝвкмнтАЕОРСУХІЈЅВКМНТοαεικνρτυχΑΒΕΖΗΙΚΜΝΟΡΤΥΧıɡ",
        "aeopcyxijshdqwbkmhtAEOPCYXIJSBKMHToaeikvptuxABEZHIKMNOPTYXig",
        strict=True,
    )
)


@cache
def table() -> dict[int, str]:
    """Return the characters that fold to one other character."""
    folds = {ord(one): simple for one, simple in simple_forms().items()}
    for code in range(_WIDE[0], _WIDE[1] + 1):
        folds[code] = chr(code - 0xFEE0).lower()
    for code in (code for block in _STYLED for code in block):
        plain = unicodedata.normalize("NFKC", chr(code)).lower()
        if len(plain) == 1 and plain != chr(code):
            folds[code] = simple_forms().get(plain, plain)
    for code in range(ord("A"), ord("Z") + 1):
        folds[code] = chr(code).lower()
    folds |= {ord(rare): common for rare, common in _DISGUISED.items()}
    folds[0x3000] = " "
    folds[0x00A0] = " "
    return folds


@dataclass(frozen=True, slots=True)
class Folded:
    """A folded text; `cuts` holds (place in it, characters dropped before that place)."""

    text: str
    places: tuple[int, ...] = ()
    shifts: tuple[int, ...] = ()

    def origin(self, place: int) -> int:
        """Return the place in the original text of a character of the folded one."""
        if not self.places:
            return place
        index = bisect_right(self.places, place) - 1
        return place + (self.shifts[index] if index >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original text of a span of the folded one."""
        return self.origin(start), self.origin(end - 1) + 1


def fold(text: str) -> Folded:
    """Fold a text; nothing is dropped but invisible marks and notes in brackets after Han."""
    plain = text if text.isascii() else text.translate(table())
    if text.isascii():
        return Folded(plain.lower())
    parts, places, shifts = [], [], []
    at = kept = dropped = 0
    for match in DROPPED.finditer(plain):
        parts.append(plain[at : match.start()])
        kept += match.start() - at
        dropped += match.end() - match.start()
        places.append(kept)
        shifts.append(dropped)
        at = match.end()
    if not parts:
        return Folded(plain)
    parts.append(plain[at:])
    return Folded("".join(parts), tuple(places), tuple(shifts))


def skeleton(word: str) -> str:
    """Return a word with letters that look Latin replaced by the Latin ones."""
    return "".join(LOOKALIKES.get(one, one) for one in word)
