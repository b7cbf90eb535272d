"""What a PDF says and what it carries besides: notes, files inside, authors, words nobody sees."""

import io
from collections.abc import Iterator, Sequence

import pypdf
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject

from gongkai.screening.rules.findings import Code, Finding, Severity

MEDIA_TYPE = "application/pdf"
PAGES_MAX = 300
CHARACTERS_MAX = 2_000_000
# Links and form fields are part of the page; these are remarks that somebody left on it.
REMARKS = frozenset(
    {"/Text", "/FreeText", "/Highlight", "/Underline", "/StrikeOut", "/Popup", "/Ink", "/Stamp"}
)
FAULTS = (PyPdfError, ValueError, KeyError, TypeError, AttributeError, OSError, RecursionError)

UNREADABLE = (Finding(Code.UNREADABLE, Severity.BLOCK, ""),)


def read(content: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return the words of a PDF and what it hides.

    A file that cannot be opened is a finding of its own, and so is one without any words: a scan
    has been searched for nothing.
    """
    try:
        reader = _opened(content)
        text = "\n".join(page.extract_text() for page in reader.pages[:PAGES_MAX])[:CHARACTERS_MAX]
        found = _hidden(reader)
    except FAULTS:
        return "", UNREADABLE
    if not text.strip() or len(reader.pages) > PAGES_MAX:
        found += (Finding(Code.UNSEARCHED, Severity.NOTE, str(len(reader.pages))),)
    return text.replace("\x00", ""), found


def find(content: bytes) -> tuple[Finding, ...]:
    """Return what a PDF hides, without reading its words."""
    try:
        return _hidden(_opened(content))
    except FAULTS:
        return UNREADABLE


def _opened(content: bytes) -> pypdf.PdfReader:
    reader = pypdf.PdfReader(io.BytesIO(content))
    if reader.is_encrypted and not reader.decrypt(""):
        msg = "locked"
        raise PyPdfError(msg)
    return reader


def _hidden(reader: pypdf.PdfReader) -> tuple[Finding, ...]:
    return (*_remarks(reader.pages[:PAGES_MAX]), *_inside(reader), *_metadata(reader))


def _remarks(pages: Sequence[pypdf.PageObject]) -> Iterator[Finding]:
    said = []
    for page in pages:
        for one in page.get("/Annots", ArrayObject()) or ():
            note = one.get_object()
            if isinstance(note, DictionaryObject) and note.get("/Subtype") in REMARKS:
                said.append(str(note.get("/Contents", "")).strip())
    if said:
        words = next((one for one in said if one), "")
        yield Finding(Code.COMMENTS, Severity.BLOCK, f"{len(said)}: {words[:40]}")


def _inside(reader: pypdf.PdfReader) -> Iterator[Finding]:
    names = sorted(reader.attachments)
    if names:
        yield Finding(Code.FILES_INSIDE, Severity.BLOCK, f"{len(names)}: {names[0][:40]}")


def _metadata(reader: pypdf.PdfReader) -> Iterator[Finding]:
    about = reader.metadata
    author = str(about.author or "").strip() if about is not None else ""
    if author:
        yield Finding(Code.METADATA, Severity.NOTE, author[:80])
