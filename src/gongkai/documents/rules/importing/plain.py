"""Plain text as the markup of a page: from text files, PDF and the cells of tables."""

import re
from collections.abc import Iterable
from html import escape
from itertools import pairwise

CONTAINER = "imported-text"  # id of the element that holds a text which is no page

_MARKUP = re.compile(r"<(?:p|div|br|table|span|ul|ol|h[1-6]|strong|b|font)\b[^>]*>", re.IGNORECASE)
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_HEADING = re.compile(r"^(#{1,6})\s+(.*\S)\s*$")
_RULE = re.compile(r"^\s*[-*_=]{3,}\s*$")
# Exports flatten a text to one line; the two-character indent still tells its paragraphs.
_FLATTENED = re.compile(r"(?<=\S)[ \u3000\u00a0]*[\u3000\u00a0]{2,}(?=\S)")
_NEW_PARAGRAPH = re.compile(
    r"^(?:第[〇零一二三四五六七八九十百千\d]+[条章节编]|[一二三四五六七八九十]{1,3}、|"
    r"[（(][一二三四五六七八九十\d]{1,3}[)）]|\d{1,2}[.．、](?!\d)|附件|附：|抄送)"
)
_PAGE_NUMBER = re.compile(r"^[-—–－\s]*(?:第\s*)?\d{1,4}(?:\s*页)?[-—–－\s]*(?:/\s*\d{1,4})?$")
_SENTENCE_END = ("。", "；", "：", "！", "？", ".", ";", ":", "”", "）")


def is_markup(text: str) -> bool:
    """Say whether a cell of a table holds HTML."""
    return bool(_MARKUP.search(text))


def page_of(inner: str) -> str:
    """Return markup as a page whose text is known to be all of it."""
    return f'<html><body><div id="{CONTAINER}">{inner}</div></body></html>'


def markup_of(text: str) -> str:
    """Return plain text or light Markdown as paragraphs and headings."""
    text = _COMMENT.sub("", text)
    out = []
    for line in text.splitlines():
        if not line.strip() or _RULE.match(line):
            continue
        if found := _HEADING.match(line):
            level = min(len(found[1]) + 1, 4)
            out.append(f"<h{level}>{escape(found[2], quote=False)}</h{level}>")
        else:
            parts = _FLATTENED.split(line)
            out += [f"<p>{escape(part, quote=False)}</p>" for part in parts if part.strip()]
    return "".join(out)


def paragraphs_of(pages: Iterable[str]) -> list[str]:
    """Return the paragraphs of a text that was broken into lines and pages for printing.

    A line that fills its measure and ends no sentence goes on in the next line.
    """
    lines = [
        line.strip()
        for page in pages
        for line in page.splitlines()
        if line.strip() and not _PAGE_NUMBER.match(line.strip())
    ]
    if not lines:
        return []
    measure = sorted(len(line) for line in lines)[int(len(lines) * 0.8)]
    paragraphs = [lines[0]]
    for before, line in pairwise(lines):
        full = len(before) >= measure - 2 and not before.endswith(_SENTENCE_END[:2])
        if full and not _NEW_PARAGRAPH.match(line):
            glue = " " if before[-1].isascii() and line[0].isascii() else ""
            paragraphs[-1] += glue + line
        else:
            paragraphs.append(line)
    return paragraphs
