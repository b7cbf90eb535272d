"""A finding of the content scan: what, how grave, where, and an excerpt that repeats no secret."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """BLOCK needs a reviewer's answer before anybody may sign; NOTE is shown."""

    BLOCK = "block"
    NOTE = "note"


class Code(StrEnum):
    """What was found."""

    ID_NUMBER = "id_number"
    MOBILE = "mobile"
    BANK_CARD = "bank_card"
    WORDING = "wording"
    COMMENTS = "comments"
    TRACKED_CHANGES = "tracked_changes"
    HIDDEN_TEXT = "hidden_text"
    HIDDEN_SHEET = "hidden_sheet"
    HIDDEN_CELLS = "hidden_cells"
    METADATA = "metadata"
    UNREADABLE = "unreadable"
    FILES_INSIDE = "files_inside"
    UNSEARCHED = "unsearched"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing found.

    Attributes:
        code: What it is.
        severity: How grave.
        excerpt: Enough to recognise it; numbers of persons are masked.
        start: First character in the scanned text, -1 where there is none.
        end: One past the last character.
    """

    code: Code
    severity: Severity
    excerpt: str
    start: int = -1
    end: int = -1


def masked(digits: str) -> str:
    """Return a number with its middle hidden: three characters in front, two behind."""
    if len(digits) <= 5:
        return "*" * len(digits)
    return digits[:3] + "*" * (len(digits) - 5) + digits[-2:]
