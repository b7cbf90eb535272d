"""Which files an applicant may send, known by their first bytes and not by their names."""

from enum import StrEnum

FILE_BYTES_MAX = 10 * 1024 * 1024
FILES_MAX = 5

_STARTS = (
    (b"%PDF-", "application/pdf"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"PK\x03\x04", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
)


class PaperFault(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too_large"
    KIND = "kind"


def paper_fault(content: bytes, name: str) -> PaperFault | None:
    """Say why a file is not taken; None when it is."""
    if not content:
        return PaperFault.EMPTY
    if len(content) > FILE_BYTES_MAX:
        return PaperFault.TOO_LARGE
    kind = media_type(content)
    if kind is None or (content.startswith(b"PK") and not name.lower().endswith(".docx")):
        return PaperFault.KIND
    return None


def media_type(content: bytes) -> str | None:
    """Return the type that a file's first bytes say; None for one that is not taken."""
    return next((kind for start, kind in _STARTS if content.startswith(start)), None)
