"""Tables of letters from other systems: CSV in the encodings that offices use, and xlsx.

Rows are read one at a time, so that a file of a million letters needs no more room than one.
"""

import codecs
import csv
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

from django.utils.translation import gettext as _
from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

FIELD_CHARACTERS_MAX = 64 * 1024 * 1024
UNPACKED_BYTES_MAX = 4_000_000_000
OLE2 = b"\xd0\xcf\x11\xe0"  # Excel's old format and every encrypted workbook begin so
ZIP = b"PK\x03\x04"
CHUNK_BYTES = 1 << 20
DELIMITERS = ",\t;"
COLUMNS_SHOWN_MAX = 30


class UnreadableTableError(Exception):
    """A file cannot be read as a table; the text says why and what to do."""


class Table:
    """An open table: its header, and its rows once, in their order."""

    def __init__(self, header: Sequence[str], rows: Iterator[Sequence[str]]) -> None:
        self.header = [name.strip().lstrip("\ufeff") for name in header]
        self._rows = rows

    def places(self, names: Sequence[str]) -> list[int]:
        """Return where columns stand.

        Raises:
            UnreadableTableError: There is no such column.
        """
        missing = [name for name in names if name not in self.header]
        if missing:
            raise UnreadableTableError(
                _("There is no column %(missing)s. The columns are: %(columns)s")
                % {
                    "missing": ", ".join(missing),
                    "columns": ", ".join(self.header[:COLUMNS_SHOWN_MAX]),
                }
            )
        return [self.header.index(name) for name in names]

    def columns(self, names: Sequence[str]) -> Iterator[list[str]]:
        """Yield the named cells of each row.

        A row of empty cells is a row, so that what is answered keeps step with the table; blank
        lines and the empty rows behind the last full one are none.
        """
        places = self.places(names)
        for row in self._rows:
            if row:
                yield [row[at] if at < len(row) else "" for at in places]


@contextmanager
def opened(path: Path) -> Iterator[Table]:
    """Open a table.

    Raises:
        UnreadableTableError: There is no such file, or it is no table.
    """
    try:
        with path.open("rb") as file:
            start = file.read(8)
            if start.startswith(OLE2):
                raise UnreadableTableError(
                    _("%(file)s is an old or locked Excel file. Save it as .xlsx or .csv.")
                    % {"file": path.name}
                )
            if start.startswith(ZIP):
                yield _workbook(file, path.name)
                return
        with path.open(encoding=_encoding(path), errors="replace", newline="") as text:
            yield _csv(text, path.name)
    except IsADirectoryError as error:
        raise UnreadableTableError(
            _("%(file)s is a folder, not a table.") % {"file": path}
        ) from error
    except FileNotFoundError as error:
        raise UnreadableTableError(_("There is no file %(file)s.") % {"file": path}) from error
    except csv.Error as error:
        raise UnreadableTableError(
            _("%(file)s is not a CSV table: %(reason)s") % {"file": path.name, "reason": error}
        ) from error


def _encoding(path: Path) -> str:
    """Return the encoding of a text file: UTF-8 if all of it is, UTF-16 by its mark, else GB."""
    with path.open("rb") as file:
        chunk = file.read(CHUNK_BYTES)
        if chunk.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
            return "utf-16"
        decoder = codecs.getincrementaldecoder("utf-8")()
        try:
            while chunk:
                decoder.decode(chunk)
                chunk = file.read(CHUNK_BYTES)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "gb18030"
    return "utf-8-sig"


def _csv(text: IO[str], name: str) -> Table:
    first = text.readline()
    text.seek(0)
    delimiter = max(DELIMITERS, key=first.count)
    csv.field_size_limit(FIELD_CHARACTERS_MAX)
    rows = csv.reader((line.replace("\0", "") for line in text), delimiter=delimiter)
    return _headed(rows, name)


def _headed(rows: Iterator[Sequence[str]], name: str) -> Table:
    for row in rows:
        if any(cell.strip() for cell in row):
            return Table(row, rows)
    raise UnreadableTableError(_("%(file)s is empty.") % {"file": name})


def _workbook(file: IO[bytes], name: str) -> Table:
    try:
        with zipfile.ZipFile(file) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > UNPACKED_BYTES_MAX:
                raise UnreadableTableError(
                    _("%(file)s is too large. Save it as .csv.") % {"file": name}
                )
        book = load_workbook(file, read_only=True, data_only=True)
        sheet = next((one for one in book.worksheets if one.sheet_state == "visible"), None)
    except (zipfile.BadZipFile, InvalidFileException, KeyError, ValueError) as error:
        raise UnreadableTableError(
            _("%(file)s is not a workbook that can be read: %(reason)s")
            % {"file": name, "reason": error}
        ) from error
    if sheet is None:
        raise UnreadableTableError(_("%(file)s is empty.") % {"file": name})
    return _headed(_rows(sheet), name)


def _rows(sheet: Any) -> Iterator[list[str]]:
    empty = 0
    for row in sheet.iter_rows(values_only=True):
        cells = [_text(cell) for cell in row]
        if not any(cells):
            empty += 1
            continue
        yield from ([""] for _ in range(empty))
        empty = 0
        yield cells


def _text(value: object) -> str:
    """Return a cell as its sheet shows it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
