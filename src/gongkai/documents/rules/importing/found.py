"""What an import finds in one page, row or file, and what it could not read there."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Field(StrEnum):
    """A field of a document that the old site may state (domain: 政策文件库字段)."""

    TITLE = "title"
    KIND = "kind"
    INDEX_NUMBER = "index_number"
    TOPIC = "topic"
    ISSUER = "issuer"
    DOCUMENT_NUMBER = "document_number"
    MADE_ON = "made_on"
    PUBLISHED_ON = "published_on"
    EFFECTIVE_ON = "effective_on"
    EXPIRES_ON = "expires_on"
    VALIDITY = "validity"
    KEYWORDS = "keywords"
    GROUP_CATEGORY = "group_category"
    SUMMARY = "summary"
    SOURCE_URL = "source_url"
    BODY = "body"


DATES = frozenset({Field.MADE_ON, Field.PUBLISHED_ON, Field.EFFECTIVE_ON, Field.EXPIRES_ON})

# The fields that a report names when the page does not state them.
EXPECTED = (
    Field.INDEX_NUMBER,
    Field.TITLE,
    Field.ISSUER,
    Field.DOCUMENT_NUMBER,
    Field.TOPIC,
    Field.MADE_ON,
    Field.PUBLISHED_ON,
    Field.BODY,
)

# What the columns of a document hold, in characters (documents.models.Content).
LENGTHS: Mapping[str, int] = {
    Field.TITLE: 300,
    Field.INDEX_NUMBER: 80,
    Field.TOPIC: 120,
    Field.ISSUER: 200,
    Field.DOCUMENT_NUMBER: 120,
    Field.KEYWORDS: 200,
    Field.GROUP_CATEGORY: 120,
    Field.SOURCE_URL: 500,
}


class Reason(StrEnum):
    """Why a field could not be read, or was not taken as it stands."""

    MISSING = "missing"
    BLANK = "blank"
    IMPOSSIBLE_DATE = "impossible_date"
    UNREADABLE_DATE = "unreadable_date"
    UNUSUAL_NUMBER = "unusual_number"
    TOO_LONG = "too_long"
    DAMAGED_TEXT = "damaged_text"
    NO_TEXT_LAYER = "no_text_layer"
    PICTURE_LEFT_OUT = "picture_left_out"
    FILE_LEFT_OUT = "file_left_out"
    DAYS_CROSSED = "days_crossed"
    FROM_THE_BODY = "from_the_body"
    SHARED_INDEX_NUMBER = "shared_index_number"
    EDITED_HERE = "edited_here"
    KEPT_AS_DRAFT = "kept_as_draft"


@dataclass(frozen=True, slots=True)
class Problem:
    """One field that could not be read; `value` is what stood there, shortened."""

    field: str
    reason: Reason
    value: str = ""


@dataclass(frozen=True, slots=True)
class Reference:
    """A file the text points to by a relative address.

    In `Found.body` it stands as `import:NUMBER`; whoever stores the text puts an address there.
    """

    number: int
    target: str
    label: str
    picture: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A document as the old site shows it. An empty text or None means: not stated there.

    `body` is safe HTML. `inferred` names the fields that no label stated and that were taken
    from the text itself, the title or the address.
    """

    title: str = ""
    kind: str = ""
    index_number: str = ""
    topic: str = ""
    issuer: str = ""
    document_number: str = ""
    made_on: date | None = None
    published_on: date | None = None
    effective_on: date | None = None
    expires_on: date | None = None
    validity: str = ""
    keywords: str = ""
    group_category: str = ""
    summary: str = ""
    source_url: str = ""
    body: str = ""
    references: tuple[Reference, ...] = ()
    problems: tuple[Problem, ...] = ()
    inferred: tuple[str, ...] = ()


class Refusal(StrEnum):
    """Why a whole file cannot be imported."""

    EMPTY = "empty"
    NO_DOCUMENT = "no_document"
    A_LIST = "a_list"
    NOT_TEXT = "not_text"
    NOT_WHAT_IT_SAYS = "not_what_it_says"
    BROKEN = "broken"
    ENCRYPTED = "encrypted"
    BOMB = "bomb"
    SCAN = "scan"
    HEADER = "header"
    OLD_FORMAT = "old_format"


class UnreadableError(Exception):
    """The file gives no document; `detail` helps the person who has to mend it."""

    def __init__(self, refusal: Refusal, detail: str = "") -> None:
        super().__init__(f"{refusal.value}: {detail}" if detail else refusal.value)
        self.refusal = refusal
        self.detail = detail

    def __reduce__(self) -> tuple[type["UnreadableError"], tuple[Refusal, str]]:
        # The message is no argument, which is what exceptions are rebuilt from otherwise.
        return UnreadableError, (self.refusal, self.detail)


# What was read so far, before it becomes a Found: a field's text or day.
Values = dict[Field, Any]
