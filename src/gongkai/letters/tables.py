"""Rows of CSV and xlsx files, whatever they are written in: UTF-8, GBK or UTF-16."""

import codecs
import csv
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from openpyxl import load_workbook

from gongkai.screening.rules.cells import defused as defused

CHUNK_BYTES = 1 << 20
FIELD_CHARACTERS_MAX = 16 * 1024 * 1024
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)


class TableError(ValueError):
    """A file that is no table. `code` says why."""

    def __init__(self, code: str, path: Path) -> None:
        super().__init__(f"{code}: {path}")
        self.code = code
        self.path = path


def rows(path: Path) -> Iterator[tuple[Any, ...] | list[str]]:
    """Yield the rows of a table, the header first; read as it is needed.

    Raises:
        TableError: It is missing, empty, an old Excel file or written in no known way.
    """
    if not path.is_file():
        raise TableError("missing", path)
    with path.open("rb") as file:
        start = file.read(4096)
    if not start:
        raise TableError("empty", path)
    if start.startswith(b"PK\x03\x04"):
        return _sheet(path)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        raise TableError("old_excel", path)
    return _lines(path, start, encoding_of(path, start))


def encoding_of(path: Path, start: bytes) -> str:
    """Return what a text is written in; read to its end, so that no row surprises."""
    for mark, name in MARKS:
        if start.startswith(mark):
            return name
    zeros = (start[::2].count(0), start[1::2].count(0))
    if max(zeros) > len(start) // 8:
        return "utf-16-le" if zeros[1] > zeros[0] else "utf-16-be"
    for name in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            with path.open("rb") as file:
                while piece := file.read(CHUNK_BYTES):
                    decoder.decode(piece)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return name
    raise TableError("encoding", path)


def _lines(path: Path, start: bytes, encoding: str) -> Iterator[list[str]]:
    first = start.decode(encoding, "replace").splitlines()[0]
    sign = max(",\t;|", key=first.count)
    csv.field_size_limit(FIELD_CHARACTERS_MAX)
    with path.open(encoding=encoding, newline="") as file:
        yield from csv.reader(file, delimiter=sign)


def _sheet(path: Path) -> Iterator[tuple[Any, ...]]:
    try:
        # An open file: openpyxl judges paths by their ending, exports are called anything.
        book = load_workbook(path.open("rb"), read_only=True, data_only=True)
    except (zipfile.BadZipFile, KeyError, ValueError, OSError):
        raise TableError("broken_excel", path) from None
    try:
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        yield from sheet.iter_rows(values_only=True)
    finally:
        book.close()
