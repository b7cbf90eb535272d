"""Broken encodings (D7): bytes shifted by one, UTF-8 read as GBK, Latin debris, private characters.

A GBK text that lost one byte decodes to rare characters, and where a shifted pair falls into the
user areas, to private ones. Shifting back gives words again: that is the repair we offer.
"""

import re
from collections.abc import Iterable, Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.han import GAIJI, HAN, HAN_CLASS, is_common, is_word, rare, worded
from gongkai.audits.rules.pages.page import Page

RUN_MAX = 400
RARE_NEAR = 6
RUNS_MAX = 60
LOOK_AHEAD = 40
SHORT_MAX = 14
SOUND_AHEAD = 8
FINDINGS_MAX = 200
GAIN_MIN = 0.35  # of `_sense`, that a repair must win
FILLINGS = ("\ufffd", "锟斤拷", "烫烫烫", "屯屯屯", "葺葺葺")
LATIN = re.compile(
    "[\u00a0-\u00ff\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013-\u2122]{6,400}"
)
_MISREAD = "[锛銆鈥鐨勫涓浜鏄鍦鏈鍥鍚鏀搴鍏寮淇℃伅閫氱煡绗杩鍙浠瀛璇皯卞拰簬鍗闂缁鍔鎬]"
UTF8_AS_GBK = re.compile(f"{_MISREAD}.{{0,2}}{_MISREAD}.{{0,2}}{_MISREAD}")
QUESTIONED = re.compile(f"(?<=[{HAN_CLASS}])\\?(?=[{HAN_CLASS}！-～])")
BROKEN_YEAR = re.compile(r"〔(20[0-3]\d)(\d{1,4})(?![\d〕])")
LOST_YEAR = re.compile(r"〔\?(0[0-3]\d)〕")
# Places of the GB 18030 standard of 2000 that later got characters of their own.
LEGACY = {
    "\ue81e": "\u9fb4", "\ue826": "\u9fb5", "\ue82b": "\u9fb6", "\ue82c": "\u9fb7",
    "\ue832": "\u9fb8", "\ue843": "\u9fb9", "\ue854": "\u9fba", "\ue864": "\u9fbb",
    "\ue78d": "\ufe10", "\ue78e": "\ufe12", "\ue78f": "\ufe11", "\ue790": "\ufe13",
    "\ue791": "\ufe14", "\ue792": "\ufe15", "\ue793": "\ufe16", "\ue794": "\ufe17",
    "\ue795": "\ufe18", "\ue796": "\ufe19",
}  # fmt: skip


def find(page: Page) -> Iterator[Finding]:
    """Yield private characters and garbled runs of the shown text and the title."""
    for stream in (page.shown, page.title):
        if not stream.text or stream.text.isascii():
            continue
        done: list[tuple[int, int]] = []
        for start, end, code, severity, reason, restored in _runs(stream.text):
            if len(done) >= FINDINGS_MAX:
                break
            if any(first < end and start < last for first, last in done):
                continue
            done.append((start, end))
            span = stream.span(start, end)
            cut = excerpt(page.source, *span)
            yield Finding(
                code, severity, *span, cut, reason, (("restored", restored or ""),), restored
            )


Run = tuple[int, int, Code, Severity, str, str | None]


def _runs(text: str) -> Iterator[Run]:
    yield from _private(text)
    yield from _shifted(text)
    yield from _latin(text)
    yield from _utf8(text)
    for match in BROKEN_YEAR.finditer(text):
        restored = f"〔{match[1]}〕{match[2]}号"
        yield match.start(), match.end(), Code.MOJIBAKE, Severity.REVIEW, "number", restored
    for match in LOST_YEAR.finditer(text):
        restored = f"〔2{match[1]}〕"
        yield match.start(), match.end(), Code.MOJIBAKE, Severity.BLOCK, "number", restored
    yield from _lost(text)


def _lost(text: str) -> Iterator[Run]:
    """Find characters that a conversion replaced by a filling."""
    for filling in FILLINGS:
        count = text.count(filling)
        if count:
            start = text.find(filling)
            end = text.rfind(filling) + len(filling) if count < 10 else start + len(filling)
            severity = Severity.BLOCK if count >= 10 else Severity.REVIEW
            yield start, end, Code.MOJIBAKE, severity, "lost", None


def _private(text: str) -> Iterator[Run]:
    for count, match in enumerate(GAIJI.finditer(text)):
        if count >= RUNS_MAX:
            return
        start, end = _around(text, match.start(), match.end())
        restored = _repaired(text[start:end], text[end : end + 1])
        if restored:
            yield start, end, Code.PRIVATE_USE, Severity.BLOCK, "shifted", restored
            continue
        known = LEGACY.get(match.group())
        place = (match.start(), match.end())
        reason = "private_known" if known else "private"
        broken = not known and text[match.end() : match.end() + 1] == "\ufffd"
        severity = Severity.BLOCK if broken else Severity.REVIEW  # half a character beside it
        yield *place, Code.PRIVATE_USE, severity, reason, known


def _around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the run of two-byte characters around a place, up to the lost byte on each side."""
    while start > 0 and end - start < RUN_MAX and _wide(text[start - 1]):
        start -= 1
    while end < len(text) and end - start < RUN_MAX and _wide(text[end]):
        end += 1
    return start, end


def _wide(one: str) -> bool:
    return (one > "\u2000" and one not in "\ufffd\u3000") or "\u0391" <= one <= "\u044f"


def _repaired(run: str, after: str) -> str | None:
    """Return what a run says one byte further, with the character that lost its second byte.

    The run may begin with sound text: the shift is tried from each of its first characters.
    """
    odd = rare().search(run)
    last_start = odd.start() if odd else 0
    tried = [
        (_gain(run, start, shifted), run[:start] + shifted)
        for start in range(max(0, last_start - 3), last_start + 1)
        if (shifted := _shift(run[start:], after)) is not None
    ]
    if not tried:
        return None
    best = max(gain for gain, _ in tried)
    if best < GAIN_MIN:
        return None
    return next(text for gain, text in tried if gain >= best - 0.15)


def _gain(run: str, start: int, shifted: str) -> float:
    """Return what a repair wins; sound text far ahead of the shift says nothing of it."""
    near = max(0, start - SOUND_AHEAD)
    return _sense(run[near:start] + shifted) - _sense(run[near:])


def _shift(run: str, after: str) -> str | None:
    try:
        content = run.encode("gb18030")
    except UnicodeEncodeError:
        return None
    if len(content) < 5 or len(content) != 2 * len(run):
        return None
    whole = content[1 : len(content) - 1]
    try:
        shifted = whole.decode("gb18030")
    except UnicodeDecodeError:
        return None
    if any("\ue000" <= one <= "\uf8ff" for one in shifted):
        return None
    return shifted + (
        _completed(shifted[-1], content[-1]) if after in {"?", "？", "\ufffd"} else ""
    )


def _completed(before: str, lead: int) -> str:
    """Return the character of this first byte that makes a word with the one before."""
    for trail in range(0xA1, 0xFF):
        try:
            one = bytes((lead, trail)).decode("gb2312")
        except UnicodeDecodeError:
            continue
        if is_common(one) and is_word(before + one):
            return one
    return ""


def _sense(text: str) -> float:
    """Return how much a run reads like words, 0 to 2."""
    han = HAN.findall(text) + GAIJI.findall(text)
    if not han:
        return 0.0
    return sum(is_common(one) for one in han) / len(han) + worded(text)


def _shifted(text: str) -> Iterator[Run]:
    """Find runs without private characters: rare ones close together, after a lost byte."""
    last = tried = 0
    previous = -100
    for match in rare().finditer(text):
        place = match.start()
        near = place - previous <= RARE_NEAR
        previous = place
        if not near or place < last or tried >= RUNS_MAX:
            continue
        tried += 1
        start, end = _garbled(text, max(place - RARE_NEAR, 0), place + 1)
        last = end
        yield from _mended(text, start, end)
    for count, match in enumerate(QUESTIONED.finditer(text)):
        if count >= RUNS_MAX:
            return
        start, end = _around(text, match.end(), match.end() + 1)
        yield from _mended(text, start, end, range(min(end, start + SHORT_MAX), start + 3, -1))


def _mended(text: str, start: int, end: int, stops: Iterable[int] = ()) -> Iterator[Run]:
    """Yield a run that reads well one byte further; sound text may follow it without a break."""
    ends = [end]
    odd = [match.end() for match in rare().finditer(text, start, min(end, start + LOOK_AHEAD))]
    if odd:
        ends += [stop for stop in range(odd[-1], odd[-1] + 3) if stop < end]
    for stop in (*ends, *stops):
        restored = _repaired(text[start:stop], text[stop : stop + 1])
        if restored and _sense(restored) >= 1.2 and stop - start >= 4:
            yield start, stop, Code.MOJIBAKE, Severity.BLOCK, "shifted", restored
            return


def _garbled(text: str, start: int, end: int) -> tuple[int, int]:
    start, end = _around(text, start, end)
    mark = max(text.rfind("?", 0, end), text.rfind("\n", 0, end))
    return max(start, mark + 1), end


def _latin(text: str) -> Iterator[Run]:
    for match in LATIN.finditer(text):
        for encoding in ("cp1252", "latin-1"):
            restored = _reread(match.group(), encoding)
            if restored:
                yield (
                    match.start(),
                    match.end(),
                    Code.MOJIBAKE,
                    Severity.BLOCK,
                    "misread",
                    restored,
                )
                break


def _reread(run: str, encoding: str) -> str | None:
    try:
        content = run.encode(encoding)
    except UnicodeEncodeError:
        return None
    for cut in range(3):
        for name in ("utf-8", "gb18030"):
            try:
                text = content[: len(content) - cut].decode(name)
            except UnicodeDecodeError:
                continue
            han = HAN.findall(text)
            if len(set(han)) >= 2 and sum(map(is_common, han)) >= 0.8 * len(han):
                return text
    return None


def _utf8(text: str) -> Iterator[Run]:
    """Find UTF-8 that was read as GBK."""
    last = 0
    for count, match in enumerate(UTF8_AS_GBK.finditer(text)):
        if count >= RUNS_MAX or match.start() < last:
            continue
        start, end = _around(text, match.start(), match.end())
        last = end
        for cut in range(3):
            run = text[start : end - cut]
            try:
                restored = run.encode("gb18030").decode("utf-8", errors="ignore")
            except UnicodeEncodeError:
                continue
            if len(HAN.findall(restored)) >= 2 and _sense(restored) > _sense(run) + 0.3:
                yield start, end - cut, Code.MOJIBAKE, Severity.BLOCK, "misread", restored
                break


__all__ = ["HAN_CLASS", "find"]
