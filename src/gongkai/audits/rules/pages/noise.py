"""Traces that page generators leave: repeated ids on wrappers, @@ signs, doubled commas."""

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.page import Page

ODD_ID = re.compile(r"^(?=.*\d)(?=.*[a-z])(?![a-z]+\d+$)[a-z0-9]{5}$")
ID_REPEATS = 3
AT_SIGNS = re.compile(r"(?:(?<=[\u3000-\u9fff\uff00-\uffef])@@|@@(?=[\u3000-\u9fff\uff00-\uffef]))")
AT_MIN = 3
DOUBLED = re.compile("[,，、。][、,，]")
DOUBLED_MIN = 5


def find(page: Page) -> Iterator[Finding]:
    """Yield the traces of generators on a page."""
    yield from _wrappers(page)
    text = page.shown.text
    signs = list(AT_SIGNS.finditer(text)) if "@@" in text else []
    if len(signs) >= AT_MIN:
        span = page.shown.span(signs[0].start(), signs[-1].end())
        restored = text[signs[0].start() : signs[-1].end()].replace("@@", "")[:2000]
        yield Finding(
            Code.MOJIBAKE, Severity.BLOCK, *span, excerpt(page.source, *span), "noise_signs",
            (("count", str(len(signs))),), restored,
        )  # fmt: skip
    doubled = list(DOUBLED.finditer(text))
    if len(doubled) >= DOUBLED_MIN:
        span = page.shown.span(doubled[0].start(), doubled[-1].end())
        yield Finding(
            Code.MOJIBAKE, Severity.REVIEW, *span, excerpt(page.source, *span), "noise_commas",
            (("count", str(len(doubled))),),
        )  # fmt: skip


def _wrappers(page: Page) -> Iterator[Finding]:
    marks = [mark for mark in page.identified if ODD_ID.match(mark[1])]
    for identity, count in Counter(mark[1] for mark in marks).most_common(3):
        same = [mark for mark in marks if mark[1] == identity]
        wrong = any(mark[0] == "delect" for mark in same)
        if count < ID_REPEATS and not wrong:
            continue
        first = same[0]
        yield Finding(
            Code.HIDDEN_TEXT, Severity.BLOCK, first[2], first[3],
            excerpt(page.source, first[2], first[3]), "wrappers",
            (("identity", identity), ("count", str(count))),
        )  # fmt: skip
