"""PDF files as the markup of a page: the text layer only; a scan without text is told."""

import io
from html import escape

import pypdf
from pypdf.errors import PyPdfError

from gongkai.documents.rules.importing.found import Refusal, UnreadableError
from gongkai.documents.rules.importing.plain import paragraphs_of
from gongkai.documents.rules.importing.spacing import squeeze, without_controls

PAGES_MAX = 1000
TEXT_CHARACTERS_MIN = 20  # fewer on all pages together are a stamp on a scan, not a text

# What the reader raises on files that are cut off, damaged or made to hurt.
_BROKEN = (
    PyPdfError, ValueError, KeyError, IndexError, TypeError, AttributeError, OSError,
    RecursionError, NotImplementedError, AssertionError, OverflowError,
)  # fmt: skip


def markup_of_pdf(content: bytes) -> str:
    """Return the text layer of a PDF as paragraphs.

    Raises:
        UnreadableError: It is locked, damaged or has no text.
    """
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(Refusal.ENCRYPTED)
        pages = [page.extract_text() for page in reader.pages[:PAGES_MAX]]
    except _BROKEN as error:
        raise UnreadableError(Refusal.BROKEN, type(error).__name__) from error
    if sum(len(squeeze(page)) for page in pages) < TEXT_CHARACTERS_MIN:
        raise UnreadableError(Refusal.SCAN)
    lines = paragraphs_of(without_controls(page) for page in pages)
    return "".join(f"<p>{escape(line, quote=False)}</p>" for line in lines)
