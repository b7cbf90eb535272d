"""What a monthly self-inspection can find, and one thing found. Facts come from `gathering`."""

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from hashlib import sha256

SEEN_DAY = "0001-01-01"


class Kind(StrEnum):
    """What is wrong; the value is part of every fingerprint and never changes."""

    PAGE_ALTERED = "page_altered"
    FILE_ALTERED = "file_altered"
    PAGE_REMOVED = "page_removed"
    PAGE_UNLOGGED = "page_unlogged"
    LOG_BROKEN = "log_broken"
    FORGED_DATE = "forged_date"
    SITE_DOWN = "site_down"
    HOME_STALE = "home_stale"
    COLUMN_STALE = "column_stale"
    COLUMN_EMPTY = "column_empty"
    OVERDUE_ITEM = "overdue_item"
    LATE_ITEM = "late_item"
    STALE_ITEM = "stale_item"
    EMPTY_ITEM = "empty_item"
    UNREAD_LIMIT = "unread_limit"
    UNOWNED_ITEM = "unowned_item"
    UNLINKED_INTERPRETATION = "unlinked_interpretation"
    GUIDE_LACKS = "guide_lacks"
    LETTER_UNANSWERED = "letter_unanswered"
    LETTER_OVERDUE = "letter_overdue"
    APPLICATION_OVERDUE = "application_overdue"
    CORRECTION_OVERDUE = "correction_overdue"
    ACCOUNT_SILENT = "account_silent"
    ACCOUNT_UNANSWERED = "account_unanswered"
    ACCOUNT_UNUSABLE = "account_unusable"
    SEARCH_MISS = "search_miss"
    NO_CONSULTATION = "no_consultation"
    ACCOUNT_MUTE = "account_mute"


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing found.

    Attributes:
        kind: What is wrong.
        subject: What it is wrong with, as a key that is the same next month: document:KEY ...
        body: Code of the body that answers for it; empty for the whole site.
        since: Since when, as far as is known.
        words: What its sentence is filled with: names, numbers, days, as plain texts.
        links: (sort, address) of the records that show it.
        person: Key of the user who answers for it; None for the body's openness office.
    """

    kind: Kind
    subject: str
    body: str = ""
    since: date | None = None
    words: tuple[tuple[str, str], ...] = ()
    links: tuple[tuple[str, str], ...] = ()
    person: int | None = field(default=None, compare=False)

    @property
    def fingerprint(self) -> str:
        """What the same fault is known by in every run; neither day nor wording is part of it."""
        return sha256(f"{self.kind.value}\0{self.subject}".encode()).hexdigest()[:32]


# Faults of many items of one body are mended as one piece of work, not as a hundred.
MENDED_TOGETHER = frozenset(
    {Kind.OVERDUE_ITEM, Kind.LATE_ITEM, Kind.STALE_ITEM, Kind.EMPTY_ITEM, Kind.UNREAD_LIMIT,
     Kind.UNOWNED_ITEM}
)  # fmt: skip


def charge(kind: Kind, subject: str, body: str) -> Fact:
    """Return what somebody is charged with mending: the fault, or all of its sort at one body."""
    return Fact(kind, f"{body}:{kind.value}" if kind in MENDED_TOGETHER else subject, body)


def merged(facts: Iterable[Fact]) -> tuple[Fact, ...]:
    """Return each fault once, found by two sources or one; the earlier source's words stay."""
    held: dict[str, Fact] = {}
    for fact in facts:
        known = held.get(fact.fingerprint)
        if known is None:
            held[fact.fingerprint] = fact
        else:
            more = tuple(link for link in fact.links if link not in known.links)
            held[fact.fingerprint] = replace(known, links=known.links + more)
    order = {kind: place for place, kind in enumerate(Kind)}
    return tuple(sorted(held.values(), key=lambda one: (order[one.kind], one.body, one.subject)))


@dataclass(frozen=True, slots=True)
class Gathered:
    """What all sources said.

    Attributes:
        facts: What is wrong, each fault once.
        looked: The kinds that were looked for; nothing can be said of the others.
        counts: Numbers for the form, such as how many pages were compared.
    """

    facts: tuple[Fact, ...]
    looked: frozenset[Kind]
    counts: tuple[tuple[str, int], ...] = ()
