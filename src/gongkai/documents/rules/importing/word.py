"""Word files (docx) as the markup of a page: paragraphs, headings, lists, tables, links."""

import io
from collections.abc import Iterator
from html import escape
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.table import Table
from docx.text.hyperlink import Hyperlink
from docx.text.paragraph import Paragraph
from docx.text.run import Run
from lxml import etree

from gongkai.documents.rules.importing.found import Field, Problem, Reason, Refusal, UnreadableError

HEADING_LEVEL_MAX = 3
_HEADING_NAMES = ("heading ", "标题 ")


def markup_of_docx(content: bytes) -> tuple[str, list[Problem]]:
    """Return the text of a Word file as HTML, with a problem for each picture left out.

    Raises:
        UnreadableError: It cannot be opened as a Word file.
    """
    try:
        document = docx.Document(io.BytesIO(content))
        parts = list(_blocks(document))
    except (PackageNotFoundError, KeyError, ValueError, etree.XMLSyntaxError, OSError) as error:
        raise UnreadableError(Refusal.BROKEN, type(error).__name__) from error
    pictures = len(document.element.body.findall(f".//{qn('w:drawing')}"))
    problems = [Problem(Field.BODY, Reason.PICTURE_LEFT_OUT, str(pictures))] if pictures else []
    return "".join(parts), problems


def _blocks(parent: Any) -> Iterator[str]:
    listed = ""
    for block in parent.iter_inner_content():
        kind = _list_kind(block) if isinstance(block, Paragraph) else ""
        if listed and kind != listed:
            yield f"</{listed}>"
        if kind and kind != listed:
            yield f"<{kind}>"
        listed = kind
        if isinstance(block, Table):
            yield _table(block)
        else:
            yield _paragraph(block, kind)
    if listed:
        yield f"</{listed}>"


def _paragraph(paragraph: Paragraph, listed: str) -> str:
    words = "".join(_inline(part) for part in paragraph.iter_inner_content())
    if listed:
        return f"<li>{words}</li>"
    level = _heading(paragraph)
    if level:
        return f"<h{level}>{words}</h{level}>"
    right = paragraph.alignment == WD_ALIGN_PARAGRAPH.RIGHT
    return f'<p align="right">{words}</p>' if right else f"<p>{words}</p>"


def _inline(part: Run | Hyperlink) -> str:
    if isinstance(part, Hyperlink):
        words = escape(part.text, quote=False)
        return f'<a href="{escape(part.url)}">{words}</a>' if part.url else words
    words = escape(part.text, quote=False).replace("\n", "<br>").replace("\t", " ")
    for wanted, tag in (
        (part.bold, "strong"),
        (part.italic, "em"),
        (part.font.superscript, "sup"),
        (part.font.subscript, "sub"),
    ):
        if wanted and words.strip():
            words = f"<{tag}>{words}</{tag}>"
    return words


def _heading(paragraph: Paragraph) -> int:
    name = ((paragraph.style.name if paragraph.style else None) or "").lower()
    if name in {"title", "标题"}:
        return 1
    for start in _HEADING_NAMES:
        if name.startswith(start) and name[len(start) :].isdecimal():
            return min(int(name[len(start) :]), HEADING_LEVEL_MAX) + 1
    return 0


def _list_kind(paragraph: Paragraph) -> str:
    name = ((paragraph.style.name if paragraph.style else None) or "").lower()
    if name.startswith("list number"):
        return "ol"
    numbered = paragraph._p.pPr is not None and paragraph._p.pPr.numPr is not None
    return "ul" if name.startswith("list") or (numbered and not _heading(paragraph)) else ""


def _table(table: Table) -> str:
    rows = []
    for at, row in enumerate(table.rows):
        cells = []
        for cell in row._tr.tc_lst:
            if cell.vMerge == "continue":
                continue
            spans = f' colspan="{cell.grid_span}"' if cell.grid_span > 1 else ""
            height = _height(table, at, cell)
            spans += f' rowspan="{height}"' if height > 1 else ""
            words = "<br>".join(
                "".join(_inline(part) for part in Paragraph(p, table).iter_inner_content())
                for p in cell.p_lst
            )
            cells.append(f"<td{spans}>{words}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{''.join(rows)}</table>"


def _height(table: Table, at: int, cell: Any) -> int:
    """Return over how many rows a cell reaches; the cells merged into it follow below."""
    if cell.vMerge != "restart":
        return 1
    height = 1
    for row in list(table.rows)[at + 1 :]:
        below = next((tc for tc in row._tr.tc_lst if tc.grid_offset == cell.grid_offset), None)
        if below is None or below.vMerge != "continue":
            break
        height += 1
    return height
