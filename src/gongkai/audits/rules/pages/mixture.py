"""Scripts in the wrong company (D8): simplified lines on a traditional page, lookalike letters."""

import re
from collections.abc import Iterator
from functools import lru_cache

from gongkai.audits.rules.pages.findings import (
    RESTORED_CHARACTERS_MAX,
    Code,
    Finding,
    Severity,
    excerpt,
)
from gongkai.audits.rules.pages.fold import LOOKALIKES, skeleton
from gongkai.audits.rules.pages.han import simplified_only, simplify, traditional_only
from gongkai.audits.rules.pages.lists import Thresholds
from gongkai.audits.rules.pages.page import Page

PAGE_CHARACTERS_MIN = 20
SHARE_MIN = 0.75  # of the marked characters of a page, to call it traditional or simplified
LINES_MAX = 50
WORD = re.compile(r"[\w.\-]{3,80}")
LOOKALIKE = re.compile("[" + re.escape("".join(LOOKALIKES)) + "]")
LETTER = re.compile("[A-Za-z]")
OTHER = re.compile("[^\x00-\x7f]")


@lru_cache(maxsize=4)
def counts(text: str) -> tuple[int, int]:
    """Return how many characters of a text are traditional only, and simplified only."""
    return len(traditional_only().findall(text)), len(simplified_only().findall(text))


def mismatches(text: str, numbers: Thresholds) -> list[tuple[int, int]]:
    """Return the spans of lines in simplified characters on a page in traditional ones.

    The other way round only long stretches count: names and quotations may stand as they are.
    """
    full, simple = counts(text)
    if full < PAGE_CHARACTERS_MIN or not simple:
        return []
    if full >= SHARE_MIN * (full + simple):
        return list(
            _lines(text, simplified_only(), traditional_only(), numbers.script_characters_min)
        )
    if simple >= SHARE_MIN * (full + simple):
        return list(
            _lines(text, traditional_only(), simplified_only(), 3 * numbers.script_characters_min)
        )
    return list(_lines(text, simplified_only(), traditional_only(), numbers.script_characters_min))


def _lines(
    text: str, wrong: "re.Pattern[str]", right: "re.Pattern[str]", minimum: int
) -> Iterator[tuple[int, int]]:
    at = 0
    for line in text.split("\n"):
        odd = len(wrong.findall(line))
        if odd >= minimum and odd >= 4 * len(right.findall(line)):
            stripped = line.strip()
            start = at + line.index(stripped)
            yield start, start + len(stripped)
        at += len(line) + 1


def find(page: Page, numbers: Thresholds, wrong: list[tuple[int, int]]) -> Iterator[Finding]:
    """Yield lines in the wrong script, and words that mix Latin letters with lookalikes."""
    for start, end in wrong[:LINES_MAX]:
        span = page.shown.span(start, end)
        restored = simplify(page.shown.text[start:end])[:RESTORED_CHARACTERS_MAX]
        yield Finding(
            Code.SCRIPT_MIX, Severity.REVIEW, *span, excerpt(page.source, *span), "scripts", (),
            restored,
        )  # fmt: skip
    if not page.source.isascii():
        yield from _blended(page, numbers)
        yield from _lookalikes(page)


def _blended(page: Page, numbers: Thresholds) -> Iterator[Finding]:
    """Yield a page whose lines themselves blend both scripts, as bad conversions do."""
    text = page.shown.text
    full, simple = counts(text)
    minor = min(full, simple)
    if minor < 2 * PAGE_CHARACTERS_MIN or minor < 0.15 * (full + simple):
        return
    begun = traditional_only().search(text)
    first, last = begun.start() if begun else 0, len(text)
    span = page.shown.span(first, last)
    restored = simplify(text[first:last][:RESTORED_CHARACTERS_MAX])
    yield Finding(
        Code.SCRIPT_MIX, Severity.REVIEW, *span, excerpt(page.source, *span), "scripts_blended", (),
        restored,
    )  # fmt: skip


def _lookalikes(page: Page) -> Iterator[Finding]:
    for stream in (page.shown, page.title):
        if not LOOKALIKE.search(stream.text):
            continue
        count = 0
        for match in WORD.finditer(stream.text):
            word = match.group()
            odd = OTHER.findall(word)
            if not odd or not LETTER.search(word) or any(one not in LOOKALIKES for one in odd):
                continue
            count += 1
            if count > LINES_MAX:
                return
            span = stream.span(match.start(), match.end())
            severity = Severity.BLOCK if "." in word.strip(".") else Severity.REVIEW
            yield Finding(
                Code.SCRIPT_MIX, severity, *span, excerpt(page.source, *span), "lookalikes",
                (("restored", skeleton(word)),), skeleton(word),
            )  # fmt: skip
