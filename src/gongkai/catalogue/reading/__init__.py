"""Files in, tables out: Excel workbooks, CSV files and HTML pages, each with its own hazards."""

from collections.abc import Callable, Iterator
from pathlib import Path

from gongkai.catalogue.reading.refusal import Refusal, RefusedFileError
from gongkai.catalogue.reading.sheets import read_csv, read_workbook
from gongkai.catalogue.reading.webpages import read_page
from gongkai.catalogue.rules.grid import Table

__all__ = ["FORMATS", "Refusal", "RefusedFileError", "read_bytes", "read_tables"]

FILE_BYTES_MAX = 30_000_000
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
    if ending not in FORMATS:
        raise RefusedFileError(Refusal.FORMAT, ending)
    if len(content) > FILE_BYTES_MAX:
        raise RefusedFileError(Refusal.TOO_LARGE)
    tables = list(FORMATS[ending](content))
    if not tables:
        raise RefusedFileError(Refusal.NO_TABLE)
    return tables
