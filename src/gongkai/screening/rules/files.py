"""Which files may hang on a document, told by their bytes and not by what they are called."""

import io
import re
import unicodedata
import zipfile
from enum import StrEnum

FILE_BYTES_MAX = 50 * 1024 * 1024
ZIP_MEMBERS_MAX = 10_000
ZIP_RATIO_MAX = 100
NAME_CHARACTERS_MAX = 120

OFFICE = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
}
OFFICE_ROOTS = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml", "pptx": "ppt/"}
OLE = {
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "wps": "application/vnd.ms-works",
}
PLAIN = {"txt": "text/plain", "csv": "text/csv"}
MAGIC: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF-", "pdf", "application/pdf"),
    (b"\x89PNG\r\n\x1a\n", "png", "image/png"),
    (b"\xff\xd8\xff", "jpg", "image/jpeg"),
    (b"GIF8", "gif", "image/gif"),
    (b"ID3", "mp3", "audio/mpeg"),
)
SAME = {"jpeg": "jpg"}


class Refusal(StrEnum):
    """Why a file cannot be attached."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    MACROS = "macros"
    BOMB = "bomb"
    BROKEN = "broken"


class FileRefusedError(Exception):
    """The file cannot be attached."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.value)
        self.refusal = refusal


def tidy_name(name: str) -> str:
    """Return a file name that is safe in a header and an address; the ending is kept."""
    name = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    name = re.sub(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u202a-\u202e\u2066-\u2069]', "", name)
    name = name.strip(". ") or "file"
    stem, dot, ending = name.rpartition(".")
    if not dot:
        return name[:NAME_CHARACTERS_MAX]
    return f"{stem[: NAME_CHARACTERS_MAX - len(ending) - 1]}.{ending.lower()}"


def media_type(name: str, content: bytes) -> str:
    """Return the media type of a file that may be attached.

    Raises:
        FileRefusedError: The file is empty, too large, of a kind that is not taken, not what
            its name says, carries macros, unpacks to too much or cannot be read.
    """
    if not content:
        raise FileRefusedError(Refusal.EMPTY)
    if len(content) > FILE_BYTES_MAX:
        raise FileRefusedError(Refusal.TOO_LARGE)
    ending = name.rpartition(".")[2].lower()
    ending = SAME.get(ending, ending)
    for magic, kind, media in MAGIC:
        if content.startswith(magic):
            return _agreeing(ending, kind, media)
    if content[4:8] == b"ftyp":
        return _agreeing(ending, "mp4", "video/mp4")
    if content.startswith(b"PK\x03\x04"):
        return _office(ending, content)
    if content.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") and ending in OLE:
        return OLE[ending]
    if ending in PLAIN:
        return _text(ending, content)
    if ending in OFFICE or ending in OLE or ending in {kind for _, kind, _ in MAGIC}:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    raise FileRefusedError(Refusal.KIND)


def _agreeing(ending: str, kind: str, media: str) -> str:
    if ending != kind:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    return media


def _text(ending: str, content: bytes) -> str:
    if b"\x00" in content:
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    return PLAIN[ending]


def _office(ending: str, content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            members = archive.infolist()
    except zipfile.BadZipFile:
        raise FileRefusedError(Refusal.BROKEN) from None
    unpacked = sum(member.file_size for member in members)
    if len(members) > ZIP_MEMBERS_MAX or unpacked > ZIP_RATIO_MAX * len(content):
        raise FileRefusedError(Refusal.BOMB)
    names = {member.filename for member in members}
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise FileRefusedError(Refusal.MACROS)
    if ending == "ofd" and "OFD.xml" in names:
        return "application/ofd"
    root = OFFICE_ROOTS.get(ending)
    if root is None:
        raise FileRefusedError(Refusal.KIND)
    if not any(name.startswith(root) for name in names):
        raise FileRefusedError(Refusal.NOT_WHAT_IT_SAYS)
    return OFFICE[ending]
