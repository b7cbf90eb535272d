"""Small real files for the demo's papers: sheets, forms and leaflets, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Sequence

import docx
import openpyxl
import typst
from docx.enum.text import WD_ALIGN_PARAGRAPH
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from gongkai.printing.faces import fonts, known

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first instant a zip archive can hold
STAMP = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?")
COLUMN_WIDTH = 16
LEAFLET = """
#set document(title: sys.inputs.title, date: none)
#set page(paper: "a4", margin: 2.5cm)
#set text(font: sys.inputs.faces.split("|"), size: 12pt, lang: "zh")
#align(center, text(size: 16pt, weight: "bold", sys.inputs.title))
#for line in sys.inputs.lines.split("\\n") { par(line) }
"""


def sheet(lines: Sequence[str]) -> bytes:
    """Return a workbook with one table: its caption, its headings, then rows parted by |."""
    caption, head, *rows = lines
    book = openpyxl.Workbook()
    page = book.active
    assert page is not None
    page.title = "附表"
    page.append([caption])
    page.append(head.split("|"))
    for row in rows:
        page.append([_cell(value) for value in row.split("|")])
    width = len(head.split("|"))
    page.merge_cells(start_row=1, start_column=1, end_row=1, end_column=width)
    page["A1"].alignment = Alignment(horizontal="center")
    for cell in (*page[1], *page[2]):
        cell.font = Font(bold=True)
    for place in range(1, width + 1):
        letter = get_column_letter(place)
        page.column_dimensions[letter].width = COLUMN_WIDTH
    out = io.BytesIO()
    book.save(out)
    return _undated(out.getvalue())


def form(title: str, materials: Sequence[str]) -> bytes:
    """Return an application form as a Word file."""
    paper = docx.Document()
    heading = paper.add_paragraph()
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.add_run(title).bold = True
    grid = paper.add_table(rows=0, cols=4)
    grid.style = "Table Grid"
    for left, right in (
        ("申请人", "证件号码"),
        ("联系电话", "通讯地址"),
        ("代办人", "与申请人关系"),
        ("开户银行", "账号"),
    ):
        cells = grid.add_row().cells
        cells[0].text, cells[2].text = left, right
    for text in ("申请事项和理由", "受理意见", "审核意见"):
        cells = grid.add_row().cells
        cells[0].text = text
        cells[1].merge(cells[3]).text = "\n\n\n"
    paper.add_paragraph("随表提交的材料：")
    for place, item in enumerate(materials, 1):
        paper.add_paragraph(f"{place}. {item}")
    paper.add_paragraph("本人承诺以上内容真实。申请人（签名）：　　　　　　年　　月　　日")
    out = io.BytesIO()
    paper.save(out)
    return _undated(out.getvalue())


def leaflet(title: str, lines: Sequence[str]) -> bytes:
    """Return a one-page PDF of a title and paragraphs."""
    faces = known()
    inputs = {"title": title, "lines": "\n".join(lines), "faces": "|".join(faces)}
    return bytes(typst.compile(LEAFLET.encode(), font_paths=fonts(), sys_inputs=inputs))


def _cell(value: str) -> str | float:
    try:
        return float(value) if "." in value else int(value)
    except ValueError:
        return value


def _undated(archive: bytes) -> bytes:
    """Return an Office file without the clock: members dated 1980, no instant of saving."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(archive)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for member in sorted(old.namelist()):
            content = old.read(member)
            if member == "docProps/core.xml":
                content = STAMP.sub(b"2026-01-05T01:00:00Z", content)
            new.writestr(zipfile.ZipInfo(member, EPOCH), content, zipfile.ZIP_DEFLATED)
    return out.getvalue()
