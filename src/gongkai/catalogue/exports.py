"""Directories as files: an Excel workbook in the printed form, and a CSV table."""

import csv
from collections.abc import Iterable, Iterator
from io import BytesIO, StringIO
from itertools import groupby
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter

from gongkai.catalogue.models import Area, Directory, Item
from gongkai.catalogue.rules import form
from gongkai.catalogue.rules.items import Item as Row
from gongkai.catalogue.rules.tiers import Level

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
SHEET_NAME_MAX = 31
SHEET_NAME_FORBIDDEN = str.maketrans("", "", "[]:*?/\\'")
# The published stubs know neither cells that hold text alone nor page set-up.
Worksheet = Any
THIN = Side(style="thin", color="FF888888")
FRAME = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
SHADE = PatternFill("solid", fgColor="FFEFF3F7")
CENTRED = Alignment(horizontal="center", vertical="center", wrap_text=True)
TOP = Alignment(vertical="top", wrap_text=True)
TITLE_ROW, HEADING_ROW, FIRST_ROW = 1, 3, 5
CENTRED_FROM = 9  # places of √ columns
# A spreadsheet would take a text that begins so for a formula.
FORMULA_SIGNS = ("=", "+", "@", "\t")


def row_of(item: Item) -> Row:
    """Return a stored item as the rules know it."""
    return Row(
        area=item.area.name,
        number=item.number,
        level1=item.level1,
        level2=item.level2,
        level3=item.level3,
        content=item.content,
        basis=item.basis,
        time_limit=item.time_limit,
        publisher=item.publisher,
        channels=tuple(item.channels),
        audience_all=item.audience_all,
        audience_group=item.audience_group,
        active=item.active,
        on_request=item.on_request,
        levels=frozenset(level for level in Level if getattr(item, level.value)),
    )


def items_of(directory: Directory) -> Iterator[tuple[Area, list[Item]]]:
    """Yield each area of a version with its items."""
    items = directory.items.select_related("area").order_by("area__position", "position")
    for _, group in groupby(items, key=lambda item: item.area_id):
        found = list(group)
        yield found[0].area, found


def as_csv(directory: Directory) -> str:
    """Return a version as one CSV table, with a mark that makes Excel read it as UTF-8."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["领域", *(lower or upper for upper, lower in form.HEADINGS)])
    for area, items in items_of(directory):
        for item in items:
            writer.writerow(
                [area.name, *(_unformulated(text) for text in form.cells(row_of(item)))]
            )
    return "\ufeff" + out.getvalue()


def as_xlsx(directory: Directory) -> bytes:
    """Return a version as a workbook with a sheet for each area, ready to be printed."""
    book: Any = Workbook()
    book.remove(book.active)
    for area, items in items_of(directory):
        sheet = book.create_sheet(area.name.translate(SHEET_NAME_FORBIDDEN)[:SHEET_NAME_MAX])
        _head(sheet, directory, area)
        _fill(sheet, items)
        _paper(sheet, directory)
    if not book.worksheets:
        book.create_sheet("—")
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _head(sheet: Worksheet, directory: Directory, area: Area) -> None:
    last = len(form.HEADINGS)
    sheet.append([f"{directory.body.name}{area.name}领域基层政务公开标准目录"])
    sheet.append([f"{directory.title}，{directory.version_on.isoformat()} 版"])
    for row in (TITLE_ROW, TITLE_ROW + 1):
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=last)
        sheet.cell(row, 1).alignment = CENTRED
    sheet.cell(TITLE_ROW, 1).font = Font(size=16, bold=True)
    sheet.append([upper for upper, _ in form.HEADINGS])
    sheet.append([lower for _, lower in form.HEADINGS])
    for place, (_, lower) in enumerate(form.HEADINGS, start=1):
        for row in (HEADING_ROW, HEADING_ROW + 1):
            cell = sheet.cell(row, place)
            cell.font, cell.fill = Font(bold=True), SHADE
            cell.border, cell.alignment = FRAME, CENTRED
        if not lower:
            sheet.merge_cells(
                start_row=HEADING_ROW, end_row=HEADING_ROW + 1, start_column=place, end_column=place
            )
        sheet.column_dimensions[get_column_letter(place)].width = form.WIDTHS[place - 1]
    for first, end in _runs([upper for upper, _ in form.HEADINGS]):
        if end > first:
            sheet.merge_cells(
                start_row=HEADING_ROW, end_row=HEADING_ROW, start_column=first, end_column=end
            )


def _fill(sheet: Worksheet, items: list[Item]) -> None:
    for number, item in enumerate(items, start=FIRST_ROW):
        row = row_of(item)
        texts = form.cells(row)
        texts[form.CHANNEL_PLACE] = form.boxes(row.channels)
        for place, text in enumerate(texts, start=1):
            cell = sheet.cell(number, place)
            # An = in front is text here, never a formula.
            cell.value, cell.data_type = text, "s"
            cell.border = FRAME
            cell.alignment = CENTRED if place > CENTRED_FROM or place == 1 else TOP
    for first, end in _runs([item.level1 for item in items]):
        if end > first:
            sheet.merge_cells(
                start_row=first + FIRST_ROW - 1,
                end_row=end + FIRST_ROW - 1,
                start_column=2,
                end_column=2,
            )


def _paper(sheet: Worksheet, directory: Directory) -> None:
    """Lay the sheet out for A4 across, its heading and its version on every page."""
    sheet.print_title_rows = f"{HEADING_ROW}:{HEADING_ROW + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.oddFooter.left.text = f"{directory.version_on.isoformat()} 版"
    sheet.oddFooter.right.text = "&P / &N"
    sheet.freeze_panes = sheet.cell(FIRST_ROW, 3)


def _runs(values: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield first and last place, from 1, of each run of equal texts that says something."""
    place = 1
    for value, run in groupby(values):
        length = len(list(run))
        if value:
            yield place, place + length - 1
        place += length


def _unformulated(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text
