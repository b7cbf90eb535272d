"""Characters nobody sees (D7): zero width, direction marks, fillers; radicals that pass for Han."""

import re
import unicodedata
from collections.abc import Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import INVISIBLE_CLASS
from gongkai.audits.rules.pages.han import HAN_CLASS
from gongkai.audits.rules.pages.lists import Thresholds
from gongkai.audits.rules.pages.page import Page, Stream

EMOJI_PARTS = "\ufe0e\ufe0f\u200d"
INVISIBLE = re.compile(f"[{INVISIBLE_CLASS}]+")
WITHIN = re.compile(f"(?<=[{HAN_CLASS}])[{INVISIBLE_CLASS}]+(?=[{HAN_CLASS}])")
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
OVERRIDES = re.compile("[\u202d\u202e]")
RADICALS = re.compile("[\u2e80-\u2fdf]")
FOREIGN_SCRIPTS = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0eff\u1780-\u17ff]")
GRAVE_MIN = 10


def find(page: Page, numbers: Thresholds) -> Iterator[Finding]:
    """Yield one finding for the invisible characters of each stream, and one for radicals."""
    for stream in (page.shown, page.title):
        if stream.text.isascii():
            continue
        yield from _invisible(page, stream, numbers)
        radicals = list(RADICALS.finditer(stream.text))
        if radicals:
            restored = "".join(unicodedata.normalize("NFKC", one.group()) for one in radicals[:200])
            yield _finding(
                page, stream, radicals, Severity.REVIEW, "radicals", Code.SCRIPT_MIX, restored
            )


def _invisible(page: Page, stream: Stream, numbers: Thresholds) -> Iterator[Finding]:
    text = stream.text
    found = [one for one in INVISIBLE.finditer(text) if one.group().strip(EMOJI_PARTS)]
    if not found or FOREIGN_SCRIPTS.search(text):
        return
    within = sum(1 for _ in WITHIN.finditer(text))
    turned = OVERRIDES.search(text) is not None
    if len(found) < numbers.invisible_min and not within and not turned:
        severity, reason = Severity.NOTE, "invisible"
    elif turned or within >= GRAVE_MIN:
        severity, reason = Severity.BLOCK, "turned" if turned else "invisible_within"
    else:
        severity, reason = Severity.REVIEW, "invisible"
    restored = None
    if within or turned:
        first, last = found[0].start(), found[-1].end()
        restored = INVISIBLE.sub("", text[max(0, first - 10) : min(last + 10, first + 2000)])
    yield _finding(page, stream, found, severity, reason, Code.INVISIBLE_CHARACTERS, restored)


def _finding(
    page: Page,
    stream: Stream,
    found: "list[re.Match[str]]",
    severity: Severity,
    reason: str,
    code: Code,
    restored: str | None,
) -> Finding:
    span = stream.span(found[0].start(), found[-1].end())
    facts = (("count", str(len(found))), ("signs", _signs(found)))
    return Finding(code, severity, *span, excerpt(page.source, *span), reason, facts, restored)


def _signs(found: "list[re.Match[str]]") -> str:
    signs = dict.fromkeys(one for match in found[:200] for one in match.group())
    return " ".join(f"U+{ord(one):04X}" for one in list(signs)[:6])
