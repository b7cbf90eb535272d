"""Wording errors (D11), by the list of `screening` and the scan's own, minus sound longer words."""

from collections.abc import Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.lists import Lists
from gongkai.audits.rules.pages.page import Page
from gongkai.screening.rules import wording
from gongkai.screening.rules.findings import Severity as Grade

FINDINGS_MAX = 100


def find(page: Page, lists: Lists) -> Iterator[Finding]:
    """Yield the wrong forms in the shown text and the title with the right ones."""
    count = 0
    for stream in (page.title, page.shown):
        if stream.text.isascii():
            continue
        for found in wording.find(stream.text, lists.wordings):
            wrong, _, right = found.excerpt.partition(" → ")
            if _excused(stream.text, found.start, wrong, lists.not_in.get(wrong, ())):
                continue
            count += 1
            if count > FINDINGS_MAX:
                return
            severity = Severity.BLOCK if found.severity is Grade.BLOCK else Severity.REVIEW
            span = stream.span(found.start, found.end)
            yield Finding(
                Code.WORDING_ERROR, severity, *span, excerpt(page.source, *span), "wording",
                (("right", right),), right,
            )  # fmt: skip


def _excused(text: str, start: int, wrong: str, longer: tuple[str, ...]) -> bool:
    for word in longer:
        offset = word.find(wrong)
        if offset >= 0 and text.startswith(word, max(start - offset, 0)):
            return True
    return False
