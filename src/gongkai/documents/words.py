"""The words inside an attached file, for the index; what cannot be read gives none."""

import io
import logging
import zipfile
from collections.abc import Callable

import docx
import openpyxl
import pypdf
from charset_normalizer import from_bytes

from gongkai.screening.rules.files import OFFICE

logger = logging.getLogger(__name__)

PAGES_MAX = 300
CELLS_MAX = 50_000
CHARACTERS_MAX = 400_000


def of_pdf(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    return "\n".join(page.extract_text() for page in reader.pages[:PAGES_MAX])


def of_docx(content: bytes) -> str:
    document = docx.Document(io.BytesIO(content))
    lines = [paragraph.text for paragraph in document.paragraphs]
    for table in document.tables:
        lines += [" ".join(cell.text for cell in row.cells) for row in table.rows]
    return "\n".join(lines)


def of_xlsx(content: bytes) -> str:
    book = openpyxl.load_workbook(io.BytesIO(content), read_only=True, data_only=True)
    words: list[str] = []
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            words += [str(value) for value in row if value is not None]
            if len(words) > CELLS_MAX:
                break
    return " ".join(words)


def of_text(content: bytes) -> str:
    best = from_bytes(content).best()
    return str(best) if best is not None else ""


READERS: dict[str, Callable[[bytes], str]] = {
    "application/pdf": of_pdf,
    OFFICE["docx"]: of_docx,
    OFFICE["xlsx"]: of_xlsx,
    "text/plain": of_text,
    "text/csv": of_text,
}


def words_in(media_type: str, content: bytes) -> str:
    """Return the words of a file, at most CHARACTERS_MAX; a scan or a broken file has none."""
    reader = READERS.get(media_type)
    if reader is None:
        return ""
    try:
        return reader(content)[:CHARACTERS_MAX].replace("\x00", "")
    except (ValueError, KeyError, OSError, zipfile.BadZipFile, pypdf.errors.PyPdfError) as error:
        # The file stays downloadable; it is only not found by its words.
        logger.warning("no words could be read from a file of type %s: %s", media_type, error)
        return ""
