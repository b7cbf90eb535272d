"""An official sheet as a Word file. The same sheet gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from gongkai.printing.rules.sheet import Sheet, Style, numbered

# GB/T 9704-2012: text in size 3 imitation Song, 22 lines of 28 characters a page.
BODY_FACE = "仿宋_GB2312"
HEAD_FACE = "方正小标宋简体"
HEADING_FACE = "黑体"
POINTS = 16
PITCH = 28
RED = RGBColor(0xC0, 0, 0)
LETTERHEAD_POINTS = 34
ROOM_POINTS = 436  # 15.4 cm
BLANK_CHARACTERS = 24
WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # the instant of setting is no part of a letter


def word(sheet: Sheet) -> bytes:
    """Return a letter as .docx."""
    made = docx.Document()
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    _number_pages(section.footer.paragraphs[0])
    facts = made.core_properties
    facts.title, facts.author, facts.comments = sheet.title, sheet.letterhead, ""
    facts.created = facts.modified = WHEN
    if sheet.mark:
        note = section.header.paragraphs[0]
        note.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        _face(note.add_run(sheet.mark), HEADING_FACE, 14)
    _write(made, sheet)
    if sheet.slip:
        made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        _write(made, sheet.slip)
    out = io.BytesIO()
    made.save(out)
    return _dateless(out.getvalue())


def _write(made: Document, sheet: Sheet) -> None:
    _head(made, sheet)
    if sheet.addressee:
        _text(made, f"{sheet.addressee}：", indent=0)
    for place, line in enumerate(sheet.lines):
        if place == sheet.facts_at and sheet.facts:
            _facts(made, sheet.facts)
        words = line.text
        if line.style is Style.BLANK:
            words += "＿" * (BLANK_CHARACTERS - len(words))
        paragraph = _text(made, words, indent=0 if line.style is Style.BLANK else 2)
        last = place == len(sheet.lines) - 1
        paragraph.paragraph_format.keep_with_next = line.style is Style.HEADING or last
        if line.style is Style.HEADING:
            for run in paragraph.runs:
                _face(run, HEADING_FACE, POINTS)
    for place, name in enumerate(numbered(sheet.enclosures)):
        paragraph = _text(made, name, indent=2)
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(PITCH if place == 0 else 0)
    _sign(made, sheet)


def _head(made: Document, sheet: Sheet) -> None:
    if sheet.letterhead:
        _letterhead(made, sheet)
    title = _centred(made)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(24), Pt(18)
    _face(title.add_run(sheet.title), HEAD_FACE, 22)


def _letterhead(made: Document, sheet: Sheet) -> None:
    wide = len(sheet.letterhead) * LETTERHEAD_POINTS
    points = LETTERHEAD_POINTS * min(1, ROOM_POINTS / wide) if wide else LETTERHEAD_POINTS
    head = _centred(made)
    run = _face(head.add_run(sheet.letterhead), HEAD_FACE, int(points))
    run.font.color.rgb = RED
    number = _centred(made)
    number.paragraph_format.space_before = Pt(14)
    _face(number.add_run(sheet.number), BODY_FACE, POINTS)
    _rule_below(number)


def _centred(made: Document) -> Paragraph:
    paragraph = made.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    paragraph.paragraph_format.space_after = Pt(0)
    return paragraph


def _rule_below(paragraph: Paragraph) -> None:
    border, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    for name, value in (("val", "single"), ("sz", "12"), ("space", "6"), ("color", "C00000")):
        line.set(qn(f"w:{name}"), value)
    border.append(line)
    paragraph._p.get_or_add_pPr().append(border)


def _text(made: Document, words: str, *, indent: int) -> Paragraph:
    paragraph = made.add_paragraph()
    shape = paragraph.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(PITCH)
    shape.space_after = Pt(0)
    shape.first_line_indent = Pt(indent * POINTS)
    _face(paragraph.add_run(words), BODY_FACE, POINTS)
    return paragraph


def _facts(made: Document, rows: tuple[tuple[str, str], ...]) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.columns[0].width, table.columns[1].width = Cm(4), Cm(11.6)
    for name, value in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (name, value), (Cm(4), Cm(11.6)), strict=True):
            cell.width = width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            _face(cell.paragraphs[0].add_run(text), BODY_FACE, 12)


def _sign(made: Document, sheet: Sheet) -> None:
    # Room for the seal, which stands on signer and date.
    for place, words in enumerate((sheet.signer, sheet.dated) if sheet.signer else ()):
        paragraph = _text(made, words, indent=0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.right_indent = Pt(4 * POINTS)
        paragraph.paragraph_format.keep_with_next = place == 0
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(2 * PITCH)
    if sheet.contact:
        paragraph = _text(made, f"（{sheet.contact}）", indent=2)
        paragraph.paragraph_format.space_before = Pt(PITCH)


def _face(run: Run, face: str, points: float) -> Run:
    run.font.name, run.font.size = face, Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return run


def _number_pages(paragraph: Paragraph) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    for words, kind in (("— ", ""), ("", "begin"), ("PAGE", ""), ("", "end"), (" —", "")):
        run = _face(paragraph.add_run("" if words == "PAGE" else words), BODY_FACE, 14)
        if kind:
            mark = OxmlElement("w:fldChar")
            mark.set(qn("w:fldCharType"), kind)
            run._element.append(mark)
        elif words == "PAGE":
            field = OxmlElement("w:instrText")
            field.text = words
            run._element.append(field)


def _dateless(content: bytes) -> bytes:
    """Return the archive with one instant on each of its parts."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as read,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written,
    ):
        for name in read.namelist():
            written.writestr(zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0)), read.read(name))
    return out.getvalue()
