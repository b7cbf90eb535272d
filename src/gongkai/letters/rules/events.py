"""One dated fact about a letter, as the rules read it."""

from dataclasses import dataclass, field
from datetime import date

from gongkai.letters.rules.terms import Terms
from gongkai.letters.rules.words import EventType, Satisfied, Solved


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What happened on a day.

    Attributes:
        body: The unit: dispatched to, added beside, made the lead.
        days: Working days of an extension.
        reason: Why; a return, a refusal, an extension and an order to redo need one.
        terms: The limits in force on the day of dispatch; they stay with the letter.
        leader: Whom it was put before.
        into: The letter that it was merged into.
        answered_on: Of an imported letter, the day of its reply.
        closed_on: Of an imported letter, the day it was closed.
    """

    type: EventType
    on: date
    body: str = ""
    days: int = 0
    reason: str = ""
    solved: Solved = Solved.UNKNOWN
    satisfied: Satisfied = Satisfied.UNKNOWN
    terms: Terms | None = None
    leader: str = ""
    into: str = ""
    answered_on: date | None = None
    closed_on: date | None = field(default=None)
