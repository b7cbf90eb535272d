"""What is looked for before a letter goes out: others' personal data, hidden parts of files."""

import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from io import BytesIO

from gongkai.applications.actions.keeping import read
from gongkai.applications.models import Letter, LetterFile
from gongkai.applications.writing import name_of, sheet_of
from gongkai.screening.rules import hidden, personal, portable
from gongkai.screening.rules.findings import Finding, Severity
from gongkai.screening.wording import finding_name

PART_BYTES_MAX = 20_000_000
PDF = b"%PDF-"
TEXT_PARTS = re.compile(r"(word/.*|xl/sharedStrings|xl/worksheets/.*)\.xml")


@dataclass(frozen=True, slots=True)
class Found:
    """One finding of the check before release."""

    place: str
    code: str
    name: str
    excerpt: str
    severity: Severity


def findings(letter: Letter, today: date) -> list[Found]:
    """Return what the check before release finds in a letter and its enclosures."""
    found = [_found("", one) for one in personal.find(sheet_of(letter, today=today).whole_text)]
    for file in letter.files.filter(part=LetterFile.Part.ENCLOSURE):
        found += [_found(name_of(file), one) for one in in_file(file.media_type, read(file))]
    return found


def in_file(media_type: str, content: bytes) -> Iterator[Finding]:
    """Yield what a file hides, and the personal data in its text."""
    if content.startswith(PDF):
        text, found = portable.read(content)
        yield from found
    else:
        text = _text(content)
        yield from hidden.find(media_type, content)
    yield from personal.find(text)


def _found(place: str, one: Finding) -> Found:
    return Found(place, one.code.value, finding_name(one.code.value), one.excerpt, one.severity)


def _text(content: bytes) -> str:
    """Return the words of an office file; nothing for other kinds."""
    if not content.startswith(b"PK"):
        return ""
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            parts = [one for one in archive.infolist() if TEXT_PARTS.fullmatch(one.filename)]
            texts = [
                archive.read(one).decode("utf-8", "replace")
                for one in parts
                if one.file_size <= PART_BYTES_MAX
            ]
    except zipfile.BadZipFile:
        return ""
    # A run may end within a number, so tags vanish and paragraphs part.
    joined = re.sub(r"</w:p>|</si>|</row>", "\n", "\n".join(texts))
    return re.sub(r"<[^>]+>", "", joined)
