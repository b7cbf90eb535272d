"""What a target holds: saved pages, texts, office files, folders, standard input.

A file is named by the path that was given. Each is read on its own and dropped: a folder of any
size needs the memory of one page.
"""

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from gongkai.audits.rules.pages import Page, parse
from gongkai.audits.scanning.encodings import text_of
from gongkai.documents import words
from gongkai.documents.rules.importing.found import UnreadableError
from gongkai.screening.rules.files import OFFICE

PAGES = frozenset(
    {".html", ".htm", ".shtml", ".xhtml", ".mht.html", ".jsp", ".asp", ".aspx", ".php"}
)
TEXTS = frozenset({".txt", ".text", ".md", ".csv", ".json", ".xml", ".svg", ".log"})
OFFICE_FILES = {
    ".docx": OFFICE["docx"], ".xlsx": OFFICE["xlsx"], ".pdf": "application/pdf",
}  # fmt: skip
FILE_BYTES_MAX = 20_000_000
STANDARD_INPUT = "-"
HOST_FOLDER = re.compile(
    r"^(?:[a-z0-9\-]+\.){1,5}(?:cn|com|net|org|info|[a-z]{2,10})(?::\d+)?$", re.I
)
HTML_BYTES = re.compile(
    rb"<\s*(?:!doctype\s+html|html|head|body|meta|title|script|div|table)\b", re.I
)


class UnreadableTargetError(Exception):
    """A target cannot be read; `reason` is a key of `wording.REFUSALS`."""

    def __init__(self, target: str, reason: str) -> None:
        super().__init__(f"{target}: {reason}")
        self.target = target
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Stored:
    """One file to be scanned; `path` None is standard input."""

    target: str
    path: Path | None
    root: Path | None = None


def files_of(target: str) -> Iterator[Stored]:
    """Yield the files of a target that can be scanned, folders in the order of names.

    Raises:
        UnreadableTargetError: There is no such file or folder.
    """
    if target == STANDARD_INPUT:
        yield Stored(target, None)
        return
    path = Path(target)
    if path.is_dir():
        yield from _within(path)
    elif path.exists():
        yield Stored(target, path)
    else:
        raise UnreadableTargetError(target, "missing")


def _within(folder: Path) -> Iterator[Stored]:
    known = PAGES | TEXTS | OFFICE_FILES.keys()
    for path in sorted(folder.rglob("*")):
        if path.is_symlink() or not path.is_file():
            continue
        if path.suffix.lower() in known or (not path.suffix and _is_page(path)):
            yield Stored(str(path), path, folder)


def _is_page(path: Path) -> bool:
    with path.open("rb") as file:
        return HTML_BYTES.search(file.read(2000)) is not None


def read(stored: Stored, today: date, address: str | None = None) -> Page:
    """Return the page in a file.

    Raises:
        UnreadableTargetError: The file is empty, too large, no text, or not to be opened.
    """
    try:
        content = _bytes(stored)
    except OSError as error:
        raise UnreadableTargetError(stored.target, "unopened") from error
    if len(content) > FILE_BYTES_MAX:
        raise UnreadableTargetError(stored.target, "large")
    suffix = stored.path.suffix.lower() if stored.path else ""
    if suffix in OFFICE_FILES:
        text = words.words_in(OFFICE_FILES[suffix], content)
        return parse(text, target=stored.target, today=today, html=False)
    return page_of(content, stored.target, today, address or _address(stored), suffix)


def page_of(
    content: bytes, target: str, today: date, address: str | None = None, suffix: str = ""
) -> Page:
    """Return the page in bytes: the encoding is found, markup told from text.

    Raises:
        UnreadableTargetError: The bytes are empty or no text.
    """
    try:
        text = text_of(content)
    except UnreadableError as error:
        raise UnreadableTargetError(target, error.refusal.value) from error
    html = True if suffix in PAGES else None
    return parse(text, target=target, address=address, today=today, html=html)


def _bytes(stored: Stored) -> bytes:
    if stored.path is None:
        return sys.stdin.buffer.read(FILE_BYTES_MAX + 1)
    with stored.path.open("rb") as file:
        return file.read(FILE_BYTES_MAX + 1)


def _address(stored: Stored) -> str | None:
    """Return the address of a page saved by a mirroring tool: a folder bears the host's name."""
    if stored.path is None or stored.root is None:
        return None
    parts = stored.path.relative_to(stored.root).parts
    for index, part in enumerate(parts[:-1]):
        if HOST_FOLDER.match(part):
            return f"http://{part}/" + "/".join(parts[index + 1 :])
    return None
