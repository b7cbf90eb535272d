"""An official sheet as a Word file. The same sheet gives the same bytes."""

import io
import zipfile
from datetime import UTC, datetime

import docx
from docx.document import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import (
    WD_ALIGN_PARAGRAPH,
    WD_BREAK,
    WD_LINE_SPACING,
    WD_TAB_ALIGNMENT,
    WD_TAB_LEADER,
)
from docx.opc.oxml import serialize_part_xml
from docx.oxml import OxmlElement, parse_xml
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
TEXT_CM = 15.6
FACT_CM = 4
TABLE_GAP = 8
LABEL_CHARACTERS = len("附件：")
# What Windows, Linux offices and macOS have for the faces of the standard.
TEXT_FACE = "宋体"
STAND_INS = {
    TEXT_FACE: "SimSun,Songti SC,Noto Serif CJK SC",
    BODY_FACE: "仿宋,FangSong,STFangsong,Noto Serif CJK SC,SimSun",
    HEAD_FACE: "小标宋,STZhongsong,Noto Serif CJK SC,SimSun",
    HEADING_FACE: "SimHei,Noto Sans CJK SC,Microsoft YaHei",
}
WHEN = datetime(2000, 1, 1, tzinfo=UTC)  # the instant of setting is no part of a letter


def word(sheet: Sheet) -> bytes:
    """Return a letter as .docx."""
    made = docx.Document()
    speak_chinese(made)
    section = made.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(2.8), Cm(2.6)
    section.top_margin, section.bottom_margin = Cm(3.7), Cm(3.5)
    number_pages(section.footer.paragraphs[0])
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
        below_table = place == sheet.facts_at and bool(sheet.facts)
        if below_table:
            made.paragraphs[-1].paragraph_format.space_after = Pt(TABLE_GAP)
            _facts(made, sheet.facts)
        blank = line.style is Style.BLANK
        paragraph = _text(
            made, f"{line.text or '　'}\t" if blank else line.text, indent=0 if blank else 2
        )
        if blank:
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                Cm(TEXT_CM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.LINES
            )
        paragraph.paragraph_format.space_before = Pt(TABLE_GAP if below_table else 0)
        last = place == len(sheet.lines) - 1
        paragraph.paragraph_format.keep_with_next = line.style is Style.HEADING or last
        if line.style is Style.HEADING:
            for run in paragraph.runs:
                _face(run, HEADING_FACE, POINTS)
    for place, parts in enumerate(numbered(sheet.enclosures)):
        _enclosure(made, parts, first=place == 0)
    _sign(made, sheet)


def _enclosure(made: Document, parts: tuple[str, str, str], *, first: bool) -> None:
    """Write an enclosure; a name that runs over goes on under its own first character."""
    label, number, _name = parts
    figure = (len(number) + 1) / 2  # figures are half as wide as their stop
    paragraph = _text(made, "".join(parts), indent=0)
    shape = paragraph.paragraph_format
    shape.left_indent = Pt((2 + LABEL_CHARACTERS + (figure if number else 0)) * POINTS)
    shape.first_line_indent = Pt(-(len(label) + (figure if number else 0)) * POINTS)
    shape.keep_with_next = True
    shape.space_before = Pt(PITCH if first else 0)


def _head(made: Document, sheet: Sheet) -> None:
    if sheet.letterhead:
        _letterhead(made, sheet)
    title = _centred(made, 34)
    title.paragraph_format.space_before, title.paragraph_format.space_after = Pt(24), Pt(18)
    _face(title.add_run(sheet.title), HEAD_FACE, 22)


def _letterhead(made: Document, sheet: Sheet) -> None:
    wide = len(sheet.letterhead) * LETTERHEAD_POINTS
    points = LETTERHEAD_POINTS * min(1, ROOM_POINTS / wide) if wide else LETTERHEAD_POINTS
    head = _centred(made, 44)
    run = _face(head.add_run(sheet.letterhead), HEAD_FACE, int(points))
    run.font.color.rgb = RED
    number = _centred(made, PITCH)
    number.paragraph_format.space_before = Pt(14)
    _face(number.add_run(sheet.number), BODY_FACE, POINTS)
    _rule_below(number)


def _centred(made: Document, pitch: int) -> Paragraph:
    paragraph = made.add_paragraph()
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = Pt(pitch)
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
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    _face(paragraph.add_run(words), BODY_FACE, POINTS)
    return paragraph


def _facts(made: Document, rows: tuple[tuple[str, str], ...]) -> None:
    table = made.add_table(rows=0, cols=2, style="Table Grid")
    table.autofit = False
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    widths = (Cm(FACT_CM), Cm(TEXT_CM - FACT_CM))
    table.columns[0].width, table.columns[1].width = widths
    for name, value in rows:
        cells = table.add_row().cells
        for cell, text, width in zip(cells, (name, value), widths, strict=True):
            cell.width = width
            cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.space_before = Pt(5)
            paragraph.paragraph_format.space_after = Pt(5)
            _face(paragraph.add_run(text), BODY_FACE, 12)
        cells[0].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER


def _sign(made: Document, sheet: Sheet) -> None:
    # Room for the seal, which stands on signer and date.
    pair = (sheet.signer, sheet.dated) if sheet.signer else ()
    # Each is centred over the other, four characters from the right edge.
    wide = max((_width(words) for words in pair), default=0)
    for place, words in enumerate(pair):
        paragraph = _text(made, words, indent=0)
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        paragraph.paragraph_format.right_indent = Pt(2 * POINTS)
        paragraph.paragraph_format.left_indent = Pt(max(0, ROOM_POINTS - 6 * POINTS - wide))
        paragraph.paragraph_format.keep_with_next = place == 0 or bool(sheet.contact)
        if place == 0:
            paragraph.paragraph_format.space_before = Pt(1.5 * PITCH)
    if sheet.contact:
        paragraph = _text(made, f"（{sheet.contact}）", indent=2)
        paragraph.paragraph_format.space_before = Pt(PITCH / 2)


def _width(words: str) -> float:
    return sum(POINTS / 2 if sign.isascii() else POINTS for sign in words)


def speak_chinese(made: Document) -> None:
    """Say which language the text is in and what may stand for a face that is not there.

    Without the language a machine takes Japanese or Taiwanese forms of characters and stops.
    """
    style = made.styles.element.find(f".//{qn('w:rPrDefault')}/{qn('w:rPr')}")
    language = style.find(qn("w:lang"))
    if language is None:
        language = OxmlElement("w:lang")
        style.append(language)
    for name, value in (("val", "zh-CN"), ("eastAsia", "zh-CN")):
        language.set(qn(f"w:{name}"), value)
    parts = made.part.package.iter_parts()
    table = next(part for part in parts if str(part.partname) == "/word/fontTable.xml")
    fonts = parse_xml(table.blob)
    for face, others in STAND_INS.items():
        font, other, charset = (OxmlElement(f"w:{name}") for name in ("font", "altName", "charset"))
        font.set(qn("w:name"), face)
        other.set(qn("w:val"), others)
        charset.set(qn("w:val"), "86")  # GB 2312
        font.append(other)
        font.append(charset)
        fonts.append(font)
    table._blob = serialize_part_xml(fonts)


def _face(run: Run, face: str, points: float) -> Run:
    run.font.name, run.font.size = face, Pt(points)
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face)
    return run


def number_pages(paragraph: Paragraph) -> None:
    """Write the number of the page between two dashes."""
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
            part = zipfile.ZipInfo(name, (2000, 1, 1, 0, 0, 0))
            written.writestr(part, read.read(name), zipfile.ZIP_DEFLATED)
    return out.getvalue()
