"""A report as a web page, as Word and as PDF, all from the one printed layout."""

from collections.abc import Mapping
from html import escape
from io import BytesIO
from typing import Any

import typst
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.printing.faces import fonts
from gongkai.printing.word import TEXT_FACE, number_pages, speak_chinese
from gongkai.reports.printed import Rows, heads, shares, tables, widths

NUMERALS = "一二三四五六"
SONG = "Noto Serif CJK SC"


def html(report: Mapping[str, Any]) -> str:
    """Return the report as one web page that stands alone."""
    parts = [f"<h1>{escape(report['title'])}</h1>"]
    printed = tables(report)
    for place, (title, text) in enumerate(report["chapters"].items(), start=1):
        parts.append(f"<h2>{NUMERALS[place - 1]}、{escape(title)}</h2>")
        parts += [f"<p>{escape(line)}</p>" for line in text.splitlines() if line.strip()]
        if place in printed:
            parts.append(_html_table(printed[place]))
    style = (
        "body{max-width:60rem;margin:2rem auto;padding:0 1rem;line-height:1.75;"
        "font-family:'Songti SC','Noto Serif CJK SC',SimSun,serif}h1{text-align:center}"
        "p{text-indent:2em}table{border-collapse:collapse;width:100%}"
        "td{border:1px solid #444;padding:.2rem .4rem;text-align:center;line-height:1.4}"
    )
    head = (
        '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(report['title'])}</title><style>{style}</style>"
    )
    return (
        f'<!doctype html>\n<html lang="zh-Hans"><head>{head}</head>'
        f"<body>{''.join(parts)}</body></html>\n"
    )


def _html_table(rows: Rows) -> str:
    lines = []
    for row in rows:
        cells = "".join(
            f'<td colspan="{cell.across}" rowspan="{cell.down}">{escape(cell.text)}</td>'
            for cell in row
        )
        lines.append(f"<tr>{cells}</tr>")
    return f"<table>{''.join(lines)}</table>"


def docx(report: Mapping[str, Any]) -> bytes:
    """Return the report in Word's format."""
    paper = Document()
    speak_chinese(paper)
    section = paper.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.orientation = WD_ORIENT.PORTRAIT
    section.left_margin = section.right_margin = Mm(20)
    number_pages(section.footer.paragraphs[0])
    style = paper.styles["Normal"]
    style.font.name, style.font.size = TEXT_FACE, Pt(12)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), TEXT_FACE)
    title = paper.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(report["title"])
    run.bold, run.font.size = True, Pt(18)
    printed = tables(report)
    for place, (name, text) in enumerate(report["chapters"].items(), start=1):
        head = paper.add_paragraph()
        head.add_run(f"{NUMERALS[place - 1]}、{name}").bold = True
        head.paragraph_format.keep_with_next = True
        head.paragraph_format.space_before = Pt(14)
        for line in text.splitlines():
            if line.strip():
                paragraph = paper.add_paragraph(line)
                paragraph.paragraph_format.first_line_indent = Pt(24)
        if place in printed:
            _docx_table(paper, printed[place])
    out = BytesIO()
    paper.save(out)
    return out.getvalue()


def _docx_table(paper: Any, rows: Rows) -> None:
    table = paper.add_table(rows=len(rows), cols=widths(rows))
    table.style = "Table Grid"
    table.autofit = False
    whole = sum(shares(rows))
    for column, share in zip(table.columns, shares(rows), strict=True):
        # Word reads the width of the cells, LibreOffice and WPS that of the column.
        column.width = Mm(170 * share / whole)
        for cell in column.cells:
            cell.width = column.width
    _keep_rows(table, heads(rows))
    taken: set[tuple[int, int]] = set()
    for down, row in enumerate(rows):
        column = 0
        for cell in row:
            while (down, column) in taken:
                column += 1
            last = table.cell(down + cell.down - 1, column + cell.across - 1)
            merged = table.cell(down, column).merge(last)
            merged.text = cell.text
            merged.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = merged.paragraphs[0]
            paragraph.paragraph_format.space_after = Pt(0)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            for run in paragraph.runs:
                run.font.size = Pt(8)
            taken |= {(down + y, column + x) for y in range(cell.down) for x in range(cell.across)}
            column += cell.across


def _keep_rows(table: Any, heads: int) -> None:
    """Keep each row on one page, and repeat the heads where the table runs over."""
    for place, row in enumerate(table.rows):
        names = ["w:cantSplit", *(["w:tblHeader"] if place < heads else [])]
        for name in names:
            row._tr.get_or_add_trPr().append(OxmlElement(name))


def pdf(report: Mapping[str, Any]) -> bytes:
    """Return the report as PDF.

    Raises:
        FontMissingError: There is no face for Chinese.
    """
    source = [
        f'#set text(font: "{SONG}", size: 12pt, lang: "zh")',
        '#set page(paper: "a4", margin: 2cm, numbering: "1")',
        "#set par(justify: false, leading: 0.9em)",
        f'#align(center, text(size: 18pt, weight: "bold", {_typst(report["title"])}))',
    ]
    printed = tables(report)
    for place, (name, text) in enumerate(report["chapters"].items(), start=1):
        source.append(f"#heading(level: 2, {_typst(f'{NUMERALS[place - 1]}、{name}')})")
        source += [
            f"#par(first-line-indent: (amount: 2em, all: true), {_typst(line)})"
            for line in text.splitlines()
            if line.strip()
        ]
        if place in printed:
            source.append(_typst_table(printed[place]))
    found = typst.compile("\n".join(source).encode("utf-8"), font_paths=fonts())
    assert isinstance(found, bytes)
    return found


def _typst(text: str) -> str:
    """Return a text as a typst string, in which nothing is markup."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _typst_table(rows: Rows) -> str:
    count = heads(rows)
    cells = _typst_cells(rows[count:])
    if count:
        cells = f"table.header({_typst_cells(rows[:count])}), {cells}"
    columns = ", ".join(f"{share}fr" for share in shares(rows))
    return (
        f"#text(size: 7.5pt, table(columns: ({columns}), "
        f"align: center + horizon, inset: 3pt, {cells}))"
    )


def _typst_cells(rows: Rows) -> str:
    return ", ".join(
        f"table.cell(colspan: {cell.across}, rowspan: {cell.down}, {_typst(cell.text)})"
        for row in rows
        for cell in row
    )
