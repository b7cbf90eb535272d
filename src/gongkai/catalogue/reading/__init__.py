"""Files in, tables out: Excel workbooks, CSV files and HTML pages, each with its own hazards."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from gongkai.catalogue.reading.refusal import Refusal, RefusedFileError
from gongkai.catalogue.reading.sheets import read_csv, read_workbook
from gongkai.catalogue.reading.webpages import read_page
from gongkai.catalogue.rules.grid import Table

__all__ = ["FORMATS", "Refusal", "RefusedFileError", "read_bytes", "read_tables"]

FILE_BYTES_MAX = 30_000_000
PAGE_SEARCHED_BYTES = 400
PAGE_BEGINS = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|meta|table)\b", re.IGNORECASE
)
FORMATS: dict[str, Callable[[bytes], Iterator[Table]]] = {
    ".xlsx": read_workbook,
    ".xlsm": read_workbook,
    ".csv": read_csv,
    ".html": read_page,
    ".htm": read_page,
    ".shtml": read_page,
}


def read_bytes(path: Path) -> bytes:
    """Return a file's content.

    Raises:
        RefusedFileError: It cannot be opened or is too large.
    """
    try:
        if path.stat().st_size > FILE_BYTES_MAX:
            raise RefusedFileError(Refusal.TOO_LARGE)
        return path.read_bytes()
    except OSError as error:
        raise RefusedFileError(Refusal.UNREADABLE, error.strerror or str(error)) from error


def read_tables(name: str, content: bytes) -> list[Table]:
    """Return the tables of a file's content; its name says the format.

    Raises:
        RefusedFileError: It cannot be read, and why.
    """
    ending = Path(name).suffix.lower()
    if ending not in FORMATS and not _is_page(ending, content):
        raise RefusedFileError(Refusal.FORMAT, ending)
    if len(content) > FILE_BYTES_MAX:
        raise RefusedFileError(Refusal.TOO_LARGE)
    tables = list(_reader(ending, content)(content))
    if not tables:
        raise RefusedFileError(Refusal.NO_TABLE)
    return tables


def _reader(ending: str, content: bytes) -> Callable[[bytes], Iterator[Table]]:
    return read_page if _is_page(ending, content) else FORMATS[ending]


def _is_page(ending: str, content: bytes) -> bool:
    """Say whether a file is a page by its name, or one that a system exported as a sheet."""
    if ending in {".xls", ".xlsx"}:
        return bool(PAGE_BEGINS.match(content[:PAGE_SEARCHED_BYTES]))
    return FORMATS.get(ending) is read_page
