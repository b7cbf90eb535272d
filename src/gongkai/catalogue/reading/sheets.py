"""Excel workbooks and CSV files as tables, merged cells spread out."""

import csv
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO, StringIO
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from gongkai.catalogue.reading.refusal import Refusal, RefusedFileError
from gongkai.catalogue.rules.grid import COLUMNS_MAX, Cell, Table, plain, spread

ROWS_MAX = 20_000
PARTED_LINES = 4
# A small archive may unpack to something that fills the memory.
UNPACKED_BYTES_MAX = 300_000_000
# Excel's old format and every encrypted workbook are OLE2 files and begin so.
OLE2 = b"\xd0\xcf\x11\xe0"


def decode(content: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 as Excel's “Unicode text”, or a GB encoding."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return content.decode("utf-16", errors="replace")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def read_csv(content: bytes) -> Iterator[Table]:
    """Yield the one table of a CSV file, its fields parted by commas, semicolons or tabs."""
    text = decode(content)
    # The first line may be a title that parts nothing.
    first = "\n".join(text.lstrip().split("\n", PARTED_LINES)[:PARTED_LINES])
    delimiter = max(",\t;", key=first.count)
    try:
        rows = list(csv.reader(StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise RefusedFileError(Refusal.BROKEN, str(error)) from error
    if any(any(cell.strip() for cell in row) for row in rows):
        yield plain(row[:COLUMNS_MAX] for row in rows[:ROWS_MAX])


def read_workbook(content: bytes) -> Iterator[Table]:
    """Yield a table for each visible sheet of a workbook that has anything on it."""
    if content.startswith(OLE2):
        raise RefusedFileError(Refusal.LOCKED)
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES_MAX:
                raise RefusedFileError(Refusal.TOO_LARGE)
        book = load_workbook(BytesIO(content), data_only=True)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError, OSError) as error:
        if isinstance(error, RefusedFileError):
            raise
        raise RefusedFileError(Refusal.BROKEN, str(error)) from error
    for sheet in book.worksheets:
        if sheet.sheet_state == "visible" and sheet.max_row:
            table = spread(_rows(sheet), name=sheet.title)
            if any(any(cell.strip() for cell in row.cells) for row in table.rows):
                yield table


def _rows(sheet: Any) -> list[list[Cell]]:
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    covered: set[tuple[int, int]] = set()
    for area in sheet.merged_cells.ranges:
        spans[area.min_row, area.min_col] = (
            area.max_row - area.min_row + 1,
            area.max_col - area.min_col + 1,
        )
        covered.update(
            (row, column)
            for row in range(area.min_row, min(area.max_row, ROWS_MAX) + 1)
            for column in range(area.min_col, min(area.max_col, COLUMNS_MAX) + 1)
        )
    rows = []
    # Bounds beyond what is there would make openpyxl invent the cells between.
    last_row, last_column = min(sheet.max_row, ROWS_MAX), min(sheet.max_column, COLUMNS_MAX)
    for cells in sheet.iter_rows(max_row=last_row, max_col=last_column):
        line = []
        for cell in cells:
            place = (cell.row, cell.column)
            if place in spans:
                down, across = spans[place]
                line.append(Cell(_text(cell.value), down, across))
            elif place not in covered:
                line.append(Cell(_text(cell.value)))
        rows.append(line)
    return rows


def _text(value: object) -> str:
    """Return a cell's value as the sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime) and not (value.hour or value.minute):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
