"""Which verb may follow in which state, and what a text still lacks before it may be public.

This is the gate of publication: `actions.publishing` asks here and nowhere else. Order 711,
art. 17 asks every organ for a procedure of review before disclosure.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

DISCLOSURE_DAYS = 20  # art. 26, in working days from formation or change

FROM: Mapping[str, frozenset[str]] = {
    "revise": frozenset({"draft", "scheduled", "published", "withdrawn"}),
    "schedule": frozenset({"draft", "scheduled"}),
    "unschedule": frozenset({"scheduled"}),
    "publish": frozenset({"draft", "scheduled", "published"}),
    "withdraw": frozenset({"published"}),
    "restore": frozenset({"withdrawn"}),
    "discard": frozenset({"draft"}),
}


class Lack(StrEnum):
    """What keeps a text from being public."""

    TITLE = "title"
    TEXT = "text"
    ISSUER = "issuer"
    PUBLISHED_BEFORE_MADE = "published_before_made"
    EXPIRES_BEFORE_EFFECTIVE = "expires_before_effective"
    PUBLISHED_IN_FUTURE = "published_in_future"
    NOT_OPEN = "not_open"
    BACKDATED = "backdated"
    SOURCE_NOT_PUBLIC = "source_not_public"


class WrongStateError(Exception):
    """The verb does not apply to a document in this state."""

    def __init__(self, verb: str, state: str) -> None:
        super().__init__(f"cannot {verb} a document that is {state}")
        self.verb = verb
        self.state = state


class NotReadyError(Exception):
    """The text lacks something that publication needs."""

    def __init__(self, lacks: tuple[Lack, ...]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks


@dataclass(frozen=True, slots=True)
class Facts:
    """What the gate looks at."""

    title: str
    text: str
    issuer: str
    attached: bool
    made_on: date | None
    published_on: date | None
    effective_on: date | None
    expires_on: date | None


def check_verb(verb: str, state: str) -> None:
    """Refuse a verb that does not apply.

    Raises:
        WrongStateError: The state allows no such verb.
        KeyError: There is no such verb.
    """
    if state not in FROM[verb]:
        raise WrongStateError(verb, state)


def lacks(facts: Facts, today: date) -> tuple[Lack, ...]:
    """Return what keeps the text from being public on a day, in the order of the form."""
    found = []
    if not facts.title.strip():
        found.append(Lack.TITLE)
    if not facts.text.strip() and not facts.attached:
        found.append(Lack.TEXT)
    if not facts.issuer.strip():
        found.append(Lack.ISSUER)
    if facts.made_on and facts.published_on and facts.published_on < facts.made_on:
        found.append(Lack.PUBLISHED_BEFORE_MADE)
    if facts.published_on and facts.published_on > today:
        found.append(Lack.PUBLISHED_IN_FUTURE)
    if facts.effective_on and facts.expires_on and facts.expires_on < facts.effective_on:
        found.append(Lack.EXPIRES_BEFORE_EFFECTIVE)
    return tuple(found)
