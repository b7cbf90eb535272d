"""A public document as a Word file."""

import io
from datetime import date

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Emu, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph as WordParagraph
from docx.text.run import Run as WordRun

from gongkai.documents.models import Document
from gongkai.documents.renditions.facts import facts
from gongkai.documents.renditions.pictures import picture
from gongkai.documents.rules import blocks as rules

# GB/T 9704-2012: text in size 3 imitation Song, first line indented by two characters.
BODY_FACE = "仿宋"
HEAD_FACE = "黑体"
TITLE_FACE = "宋体"
BODY_POINTS = 16
PICTURE_WIDTH_MAX, PICTURE_HEIGHT_MAX = Cm(15.6), Cm(20)
BLACK = RGBColor(0, 0, 0)
HEADING_POINTS = {1: 16, 2: 16, 3: 15}


def word(document: Document, address: str, today: date) -> bytes:
    """Return the .docx of what the public reads.

    Args:
        document: A published document.
        address: Its permanent address, printed at the foot.
        today: The day for which its validity is stated.
    """
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    made.core_properties.title = document.title
    made.core_properties.author = document.issuer
    made.core_properties.comments = address
    _title(made, document.title)
    _facts_table(made, facts(document, today))
    for block in rules.blocks(document.body):
        if isinstance(block, rules.Picture):
            _picture(made, block, picture(document, block.address))
        else:
            _add(made, block)
    if document.mark:
        _add(made, rules.Paragraph((rules.Run(document.mark),)))
    foot = section.footer.paragraphs[0]
    foot.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _face(foot.add_run(address), TITLE_FACE, 9)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _face(run: WordRun, face: str, points: float) -> WordRun:
    run.font.name = face
    run.font.size = Pt(points)
    properties = run._element.get_or_add_rPr()
    properties.get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return run


def _title(made: docx.document.Document, title: str) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(18)
    _face(paragraph.add_run(title), TITLE_FACE, 22).bold = True


def _facts_table(made: docx.document.Document, rows: list[tuple[str, str]]) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(3.6), Cm(12)
    for name, value in rows:
        cells = table.add_row().cells
        _fill(cells[0], name, strong=True)
        _fill(cells[1], value)
        cells[0].width, cells[1].width = Cm(3.6), Cm(12)
    made.add_paragraph()


def _fill(cell: _Cell, text: str, *, strong: bool = False) -> None:
    _face(cell.paragraphs[0].add_run(text), TITLE_FACE, 10.5).bold = strong


def _add(made: docx.document.Document, block: rules.Block) -> None:
    match block:
        case rules.Heading(level=level, runs=runs):
            paragraph = made.add_paragraph(style=f"Heading {level}")
            _write(paragraph, runs, HEAD_FACE, HEADING_POINTS[level])
        case rules.Paragraph(runs=runs, align=align):
            paragraph = made.add_paragraph()
            if align == "right":
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            else:
                paragraph.paragraph_format.first_line_indent = Pt(2 * BODY_POINTS)
            _write(paragraph, runs, BODY_FACE, BODY_POINTS)
        case rules.Entry(runs=runs, depth=depth, number=number):
            paragraph = made.add_paragraph()
            paragraph.paragraph_format.left_indent = Pt(2 * BODY_POINTS * (depth + 1))
            paragraph.paragraph_format.first_line_indent = Pt(-BODY_POINTS)
            mark = f"{number}." if number is not None else "•"
            _write(paragraph, (rules.Run(f"{mark} "), *runs), BODY_FACE, BODY_POINTS)
        case rules.Table():
            _table(made, block)


def _picture(made: docx.document.Document, block: rules.Picture, content: bytes | None) -> None:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    if content is None:
        _write(paragraph, (rules.Run(block.left_out),), BODY_FACE, BODY_POINTS)
        return
    shown = paragraph.add_run().add_picture(io.BytesIO(content))
    shown._inline.docPr.set("descr", block.words)
    if shown.width > PICTURE_WIDTH_MAX or shown.height > PICTURE_HEIGHT_MAX:
        share = min(PICTURE_WIDTH_MAX / shown.width, PICTURE_HEIGHT_MAX / shown.height)
        shown.width, shown.height = Emu(int(shown.width * share)), Emu(int(shown.height * share))


def _write(paragraph: WordParagraph, runs: tuple[rules.Run, ...], face: str, points: float) -> None:
    paragraph.paragraph_format.line_spacing = Pt(28)
    for run in runs:
        if run.text == rules.INLINE_BREAK:
            paragraph.add_run().add_break()
            continue
        made = _face(paragraph.add_run(run.text), face, points)
        made.bold, made.italic = run.strong, run.emphasis
        made.font.color.rgb = BLACK


def _table(made: docx.document.Document, block: rules.Table) -> None:
    laid = rules.grid(block.rows)
    table = made.add_table(rows=len(laid), cols=block.width, style="Table Grid")
    for y, line in enumerate(laid):
        for x, cell in enumerate(line):
            if cell is None:
                continue
            down = min(y + cell.rows, len(laid)) - 1
            right = min(x + cell.columns, block.width) - 1
            place = table.cell(y, x).merge(table.cell(down, right))
            _fill(place, cell.text, strong=cell.header)
        if line and all(cell is None or cell.header for cell in line):
            _repeat(table.rows[y])
    made.add_paragraph()


def _repeat(row: object) -> None:
    """Mark a header row to be printed on each page the table runs over."""
    properties = row._tr.get_or_add_trPr()  # type: ignore[attr-defined]
    properties.append(OxmlElement("w:tblHeader"))
