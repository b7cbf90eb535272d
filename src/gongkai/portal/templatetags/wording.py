"""Dates, sizes, counts and document text as the public pages write them."""

import re

from django import template
from django.template.defaultfilters import filesizeformat
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.portal.language import in_english
from gongkai.printing.days import day, full_day
from gongkai.search.rules.segments import pieces

register = template.Library()

WIDE_TABLE_COLUMNS = 5
FIRST_ROW = re.compile(r"<tr\b.*?</tr>", re.DOTALL | re.IGNORECASE)
CELL = re.compile(r"<t[dh]\b", re.IGNORECASE)
TABLE = re.compile(r"<table\b.*?</table>", re.DOTALL | re.IGNORECASE)


register.filter("day", day)
register.filter("full_day", full_day)


@register.filter
def size(value: int) -> str:
    """Write a file size with its unit."""
    return filesizeformat(value).replace("\xa0", " ")


@register.filter
def ending(name: str) -> str:
    """Return the type of a file as people name it: PDF, DOCX; empty when it has none."""
    _, dot, last = name.rpartition(".")
    return last.upper() if dot and len(last) <= 5 else ""


@register.filter
def stem(name: str) -> str:
    """Return the name of a file without its type."""
    return name.rpartition(".")[0] if ending(name) else name


@register.filter
def relation_name(kind: str) -> str:
    """Say what the other document has to do with this one; `_by` turns the relation round.

    A document that is simply related has nothing more to be said of it.
    """
    return {
        "interprets": gettext("Explained here"),
        "interprets_by": gettext("Interpretation"),
        "amends": gettext("Amended by this document"),
        "amends_by": gettext("Amends this document"),
        "repeals": gettext("Repealed by this document"),
        "repeals_by": gettext("Repeals this document"),
        "replaces": gettext("Replaced by this document"),
        "replaces_by": gettext("Replaces this document"),
        "forwards": gettext("Forwarded by this document"),
        "forwards_by": gettext("Forwards this document"),
    }.get(kind, "")


@register.filter
def beside(relations: list[tuple[str, object]]) -> list[tuple[str, object]]:
    """Return the relations that are not interpretations; those have a place of their own."""
    return [pair for pair in relations if not pair[0].startswith("interprets")]


@register.filter
def at_words(title: str) -> SafeString:
    """Let a heading break between words only (GB/T 9704-2012, 7.3.1: 回行时要做到词意完整)."""
    return mark_safe("<wbr>".join(escape(piece) for piece in pieces(str(title))))  # noqa: S308


def _framed(match: re.Match[str]) -> str:
    table = match[0]
    row = FIRST_ROW.search(table)
    if row is None or len(CELL.findall(row[0])) < WIDE_TABLE_COLUMNS:
        return table
    label = "Table" if in_english() else "表格"
    return f'<div class="scroll" role="region" aria-label="{label}" tabindex="0">{table}</div>'


@register.filter
def prose(html: str) -> SafeString:
    """Give wide tables of an already sanitised text a frame that scrolls by touch and by key."""
    framed = TABLE.sub(_framed, html) if "<table" in html else html
    return mark_safe(framed)  # noqa: S308 - documents.rules.prose.clean made it safe


@register.filter
def grouped(number: int) -> str:
    """Write a whole number exactly, in groups of three."""
    return f"{number:,}"
