"""What can be wrong with the order of events, each with the article that says so."""

from enum import StrEnum
from typing import NamedTuple

from gongkai.applications.rules.events import EventType as E

ORDER_711 = "国务院令第711号"  # 政府信息公开条例
FEE_NOTICE_109 = "国办函〔2020〕109号"  # 政府信息公开信息处理费管理办法


class Fault(StrEnum):
    """A code that `wording` puts into words."""

    NOT_RECEIVED = "not_received"
    NOT_CONFIRMED = "not_confirmed"
    ALREADY_RECEIVED = "already_received"
    CLOSED = "closed"
    CLOCK_CANCELLED = "clock_cancelled"
    CLOCK_STOPPED = "clock_stopped"
    AFTER_DUE = "after_due"
    SECOND_CORRECTION = "second_correction"
    CORRECTION_LATE = "correction_late"
    NO_CORRECTION_OPEN = "no_correction_open"
    CORRECTED_LATE = "corrected_late"
    NOBODY_ASKED = "nobody_asked"
    EXTENDED_TWICE = "extended_twice"
    EXTENSION_TOO_LONG = "extension_too_long"
    NO_VOLUME_GROUND = "no_volume_ground"
    REASON_OPEN = "reason_open"
    NO_REASON_OPEN = "no_reason_open"
    SECOND_FEE_NOTICE = "second_fee_notice"
    NO_FEE_OPEN = "no_fee_open"
    PAID_LATE = "paid_late"
    REPLY_LATE = "reply_late"
    DECIDED_AFTER_DISPATCH = "decided_after_dispatch"
    OPINION_OUTSTANDING = "opinion_outstanding"
    OUTCOME_WITHOUT_CORRECTION = "outcome_without_correction"
    OUTCOME_TOO_EARLY = "outcome_too_early"
    OUTCOME_WITHOUT_REASON_REQUEST = "outcome_without_reason_request"


# Faults that are written down while the event still counts: a late act is unlawful, not undone.
FLAGGED = frozenset(
    {
        Fault.CORRECTION_LATE,
        Fault.REPLY_LATE,
        Fault.DECIDED_AFTER_DISPATCH,
        Fault.OPINION_OUTSTANDING,
        Fault.OUTCOME_WITHOUT_CORRECTION,
        Fault.OUTCOME_TOO_EARLY,
        Fault.OUTCOME_WITHOUT_REASON_REQUEST,
    }
)

_ARTICLE_OF_EVENT = {
    E.RECEIVED: 31,
    E.CONFIRMED: 31,
    E.CORRECTION_REQUESTED: 30,
    E.CORRECTION_DELIVERED: 30,
    E.CORRECTED: 30,
    E.THIRD_PARTY_CONSULTED: 32,
    E.THIRD_PARTY_REACHED: 32,
    E.THIRD_PARTY_ANSWERED: 32,
    E.ORGAN_CONSULTED: 33,
    E.ORGAN_REACHED: 33,
    E.ORGAN_ANSWERED: 33,
    E.EXTENDED: 33,
    E.REASON_REQUESTED: 35,
    E.REASON_GIVEN: 35,
    E.WITHDRAWN: 33,
    E.REPLIED: 33,
}

_ARTICLE_OF_FAULT = {
    Fault.NOT_RECEIVED: 31,
    Fault.NOT_CONFIRMED: 31,
    Fault.CLOCK_CANCELLED: 30,
    Fault.NO_VOLUME_GROUND: 35,
    Fault.OPINION_OUTSTANDING: 32,
    Fault.OUTCOME_WITHOUT_CORRECTION: 30,
    Fault.OUTCOME_TOO_EARLY: 30,
    Fault.OUTCOME_WITHOUT_REASON_REQUEST: 35,
}

_FEES = frozenset({E.FEE_NOTICED, E.FEE_NOTICE_RECEIVED, E.FEE_PAID})


class Violation(NamedTuple):
    """One event that the law does not allow as it happened.

    Attributes:
        event: Its place in the list that was given, from 0.
        type: What was tried.
        on: Its day, as an ordinal.
        fault: What is wrong.
        law: The number of the regulation.
        article: The article, 0 where the source has none.
        refused: True when the event was left out of the count.
    """

    event: int
    type: E
    on: int
    fault: Fault
    law: str
    article: int
    refused: bool


def violation(place: int, kind: E, on: int, fault: Fault, outcome: str = "") -> Violation:
    """Return a fault with its source of law."""
    fees = kind in _FEES or fault is Fault.CLOCK_STOPPED or outcome == "other_fee_unpaid"
    if fees and fault not in {Fault.NOT_RECEIVED, Fault.NOT_CONFIRMED, Fault.REPLY_LATE}:
        law, article = FEE_NOTICE_109, 0
    else:
        law = ORDER_711
        article = _ARTICLE_OF_FAULT.get(fault) or _ARTICLE_OF_EVENT.get(kind, 33)
    return Violation(place, kind, on, fault, law, article, fault not in FLAGGED)
