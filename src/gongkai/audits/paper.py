"""The official check form on paper: Word, PDF and xlsx from one layout of a frozen run.

The form is Chinese whatever language the clerk reads.
"""

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from functools import wraps
from io import BytesIO
from typing import Any

import typst
from django.conf import settings
from django.utils.timezone import localtime
from django.utils.translation import override
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from gongkai.audits import wording
from gongkai.audits.models import Run
from gongkai.printing.faces import fonts, known
from gongkai.printing.word import number_pages, speak_chinese
from gongkai.screening.rules.cells import defused

SONG = "宋体"
EVIDENCE_SHOWN = 6  # sentences a line; all of them stand in the annex
Entry = dict[str, Any]  # one line or finding of a frozen run
VERDICTS = {"good": "符合", "bad": "不符合", "unseen": "待人工核查", "exempt": "不适用"}


@dataclass(frozen=True, slots=True)
class Table:
    """One table of the form: its heading, head row, column shares and rows."""

    heading: str
    head: tuple[str, ...]
    shares: tuple[float, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Paper:
    """The whole form, ready to be set."""

    title: str
    facts: tuple[tuple[str, str], ...]
    tables: tuple[Table, ...]
    foot: str


def in_chinese(make: Callable[[Run], Any]) -> Callable[[Run], Any]:
    @wraps(make)
    def made(run: Run) -> Any:
        with override("zh-hans"):
            return make(run)

    return made


@in_chinese
def laid_out(run: Run) -> Paper:
    """Return what the form says, row by row."""
    said = run.content
    findings = {one["fingerprint"]: dict(one) for one in said["findings"]}
    numbers = {key: place for place, key in enumerate(findings, start=1)}
    bodies = said.get("bodies", {})
    for one in findings.values():
        one["name"] = bodies.get(one["body"], "")
    evidence = {line["code"]: _evidence(line, findings, numbers) for line in said["lines"]}
    return Paper(
        title=f"政府网站与政务新媒体自查表（{said['body']['name']}）",
        facts=_facts(run),
        tables=(
            _vetoes(said, evidence),
            _deductions(said, evidence),
            *_bonuses(said),
            _annex(findings),
        ),
        foot=f"冻结时间 {localtime(run.frozen_at):%Y-%m-%d %H:%M}　摘要 SHA-256 {run.digest}",
    )


def _facts(run: Run) -> tuple[tuple[str, str], ...]:
    said = run.content
    year, month = said["month"].split("-")
    vetoed = "、".join(said["vetoed"])
    outcome = "合格" if said["passed"] else "不合格"
    counts = "；".join(f"{wording.count(name)} {n}" for name, n in said["counts"].items())
    lost = sum(Decimal(line["lost"]) for line in said["lines"])
    return (
        ("检查对象", f"{said['body']['name']}及所属单位"),
        ("检查月份", f"{int(year)}年{int(month)}月（截至{said['as_of']}，第{run.number}次）"),
        ("检查依据", f"{said['source']}（规则第{said['rules']}版）"),
        ("检查范围", counts or "—"),
        ("单项否决", vetoed or "无"),
        ("得分", f"{said['score']}（满分100，扣分项{lost}分）"),
        ("结论", f"{outcome}{f'（单项否决：{vetoed}）' if vetoed else ''}"),
    )


def _evidence(line: Entry, findings: dict[str, Entry], numbers: dict[str, int]) -> str:
    shown = [
        f"[{numbers[key]}] {findings[key]['name']}{_sentence(findings[key])}"
        for key in line["findings"][:EVIDENCE_SHOWN]
    ]
    more = len(line["findings"]) - len(shown)
    return "\n".join([*shown, f"……另有{more}项，见附表" if more > 0 else ""]).strip()


def _vetoes(said: Entry, evidence: dict[str, str]) -> Table:
    rows = tuple(
        (
            line["code"],
            line["title"],
            line["rule"],
            VERDICTS[line["verdict"]],
            evidence[line["code"]],
        )
        for line in said["lines"]
        if line["part"] == "veto"
    )
    head = ("编号", "指标", "评分细则", "结果", "依据")
    return Table("一、单项否决指标", head, (0.9, 2.4, 4.2, 1.5, 5.5), rows)


def _deductions(said: Entry, evidence: dict[str, str]) -> Table:
    rows = tuple(
        (
            line["code"],
            line["heading"],
            line["title"],
            str(line["found"]),
            _points(line),
            line["cap"],
            evidence[line["code"]],
        )
        for line in said["lines"]
        if line["part"] == "deduction"
    )
    head = ("编号", "一级指标", "检查内容", "数量", "扣分", "上限", "依据")
    return Table("二、扣分指标", head, (0.9, 1.6, 3.2, 1, 1.4, 1, 5.4), rows)


def _bonuses(said: Entry) -> tuple[Table, ...]:
    """Return the third part, where the rules of the run have one."""
    rows = tuple(
        (line["code"], line["heading"], line["title"], line["cap"], VERDICTS[line["verdict"]],
         line["rule"])
        for line in said["lines"]
        if line["part"] == "bonus"
    )  # fmt: skip
    head = ("编号", "一级指标", "检查内容", "最高加分", "结果", "说明")
    shares = (0.9, 1.8, 4.4, 1.2, 1.5, 4.7)
    return (Table("三、加分指标", head, shares, rows),) if rows else ()


def _points(line: Entry) -> str:
    if line["verdict"] == "exempt":
        return VERDICTS["exempt"]
    if line["found"]:
        return f"-{line['lost']}"
    return "0" if line["verdict"] == "good" else VERDICTS[line["verdict"]]


def _annex(findings: dict[str, Entry]) -> Table:
    rows = tuple(
        (str(place), one["name"], wording.title(one["kind"]), _sentence(one), _place(one))
        for place, one in enumerate(findings.values(), start=1)
    )
    head = ("序号", "单位", "类别", "问题", "记录")
    empty = (("—", "—", "—", "未发现问题", "—"),)
    return Table("附表：发现的问题", head, (0.9, 1.8, 2.4, 6.2, 3.6), rows or empty)


def _sentence(one: dict[str, Any]) -> str:
    return wording.sentence(one["kind"], one["words"], one["since"])


def _place(one: dict[str, Any]) -> str:
    links = {link["sort"]: link["url"] for link in one["links"]}
    place = links.get("page") or links.get("record") or ""
    return f"{settings.GONGKAI_BASE_URL}{place}" if place.startswith("/") else place


def xlsx(run: Run) -> bytes:
    """Return the form as a workbook: a sheet for the form, one for all findings."""
    paper = laid_out(run)
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "自查表"
    sheet.append([paper.title])
    sheet["A1"].font = Font(size=16, bold=True)
    for name, value in paper.facts:
        sheet.append([name, value])
    for table in paper.tables[:-1]:
        sheet.append([])
        _sheet_table(sheet, table)
    sheet.append([paper.foot])
    for letter, width in zip("ABCDEFG", (10, 22, 44, 12, 40, 10, 60), strict=True):
        sheet.column_dimensions[letter].width = width
    annex: Any = book.create_sheet("发现的问题")
    _sheet_table(annex, paper.tables[-1])
    for letter, width in zip("ABCDE", (8, 18, 24, 80, 60), strict=True):
        annex.column_dimensions[letter].width = width
    annex.freeze_panes = "A3"
    for one in (sheet, annex):
        one.page_setup.orientation, one.page_setup.paperSize = "landscape", 9
        one.page_setup.fitToWidth, one.page_setup.fitToHeight = 1, 0
        one.sheet_properties.pageSetUpPr.fitToPage = True
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_table(sheet: Any, table: Table) -> None:
    thin = Side(style="thin", color="888888")
    sheet.append([table.heading])
    sheet.cell(row=sheet.max_row, column=1).font = Font(bold=True)
    for place, row in enumerate((table.head, *table.rows)):
        sheet.append([_cell(text) for text in row])
        for cell in sheet[sheet.max_row][: len(row)]:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(wrap_text=True, vertical="top")
            if place == 0:
                cell.font = Font(bold=True)
                cell.fill = PatternFill("solid", fgColor="EEEEEE")


def _cell(text: str) -> Any:
    try:
        return float(text) if text.lstrip("-").replace(".", "", 1).isdigit() else defused(text)
    except ValueError:
        return defused(text)


def docx(run: Run) -> bytes:
    """Return the form in Word's format, on A4 across."""
    paper = laid_out(run)
    made = Document()
    speak_chinese(made)
    section = made.sections[0]
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.left_margin = section.right_margin = Mm(15)
    section.top_margin = section.bottom_margin = Mm(15)
    style: Any = made.styles["Normal"]
    style.font.name, style.font.size = SONG, Pt(10)
    style.element.rPr.rFonts.set(qn("w:eastAsia"), SONG)
    title = made.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    words = title.add_run(paper.title)
    words.bold, words.font.size = True, Pt(18)
    _word_table(made, (2.4, 12), paper.facts)
    for table in paper.tables:
        head = made.add_paragraph()
        head.add_run(table.heading).bold = True
        head.paragraph_format.keep_with_next = True
        head.paragraph_format.space_before = Pt(8)
        _word_table(made, table.shares, (table.head, *table.rows), headed=True)
    foot = made.add_paragraph(paper.foot)
    foot.paragraph_format.space_before = Pt(8)
    number_pages(section.footer.paragraphs[0])
    out = BytesIO()
    made.save(out)
    return out.getvalue()


def _word_table(made: Any, shares: tuple[float, ...], rows: Any, *, headed: bool = False) -> None:
    table = made.add_table(rows=0, cols=len(shares))
    table.style, table.autofit = "Table Grid", False
    whole = sum(shares)
    for column, share in zip(table.columns, shares, strict=True):
        column.width = Mm(267 * share / whole)
    for place, row in enumerate(rows):
        added = table.add_row()
        if headed and place == 0:
            repeat = OxmlElement("w:tblHeader")
            repeat.set(qn("w:val"), "true")
            added._tr.get_or_add_trPr().append(repeat)
        for cell, share, text in zip(added.cells, shares, row, strict=True):
            cell.width = Mm(267 * share / whole)
            cell.text = text
            for paragraph in cell.paragraphs:
                paragraph.paragraph_format.space_before = Pt(2)
                paragraph.paragraph_format.space_after = Pt(2)
                for words in paragraph.runs:
                    words.font.size = Pt(9)
                    words.bold = headed and place == 0


def pdf(run: Run) -> bytes:
    """Return the form as PDF.

    Raises:
        FontMissingError: There is no face for Chinese.
    """
    paper = laid_out(run)
    faces = ", ".join(f'"{face}"' for face in known())
    source = [
        f'#set text(font: ({faces},), size: 9pt, lang: "zh", region: "cn")',
        '#set page(paper: "a4", flipped: true, margin: 1.5cm, numbering: "1 / 1")',
        "#set par(justify: false, leading: 0.6em)",
        f'#align(center, text(size: 18pt, weight: "bold", {_quoted(paper.title)}))',
        _typst_table((2.4, 12), paper.facts),
    ]
    for table in paper.tables:
        source.append(f"#block(above: 1.2em, sticky: true, strong({_quoted(table.heading)}))")
        source.append(_typst_table(table.shares, table.rows, table.head))
    source.append(f"#block(above: 1em, text(size: 8pt, {_quoted(paper.foot)}))")
    made = typst.compile("\n".join(source).encode("utf-8"), font_paths=fonts())
    assert isinstance(made, bytes)
    return made


def _quoted(text: str) -> str:
    """Return a text as a typst string, in which nothing is markup."""
    plain = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return f'"{plain}"'


def _typst_table(shares: tuple[float, ...], rows: Any, head: tuple[str, ...] = ()) -> str:
    columns = ", ".join(f"{share}fr" for share in shares)
    cells = [f"[#{_quoted(text)}]" for row in rows for text in row]
    top = ", ".join(f"strong({_quoted(text)})" for text in head)
    header = f"table.header({top}), " if head else ""
    return (
        f"#table(columns: ({columns}), stroke: 0.5pt, inset: 4pt, align: left + top, "
        f"{header}{', '.join(cells)})"
    )
