"""Why a file cannot be read."""

from enum import StrEnum


class Refusal(StrEnum):
    """What is wrong with a file as a whole."""

    UNREADABLE = "unreadable"
    TOO_LARGE = "too_large"
    FORMAT = "format"
    BROKEN = "broken"
    LOCKED = "locked"
    NO_TABLE = "no_table"
    NO_HEADING = "no_heading"
    NO_ITEMS = "no_items"
    NO_AREA = "no_area"


class RefusedFileError(ValueError):
    """A file that cannot be read."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(f"{refusal}: {detail}" if detail else str(refusal))
        self.refusal = refusal
        self.detail = detail
