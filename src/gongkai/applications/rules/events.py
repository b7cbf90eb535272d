"""What can happen to an application for information, as dated facts (Order 711, arts. 29 to 36).

An event list is the stored truth of a case. Everything else (state, due date, limits) is worked
out from it by `clock`, so nothing that is derived can disagree with what happened.
"""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum
from typing import Any, NamedTuple

DEFAULT_CORRECTION_DAYS = 15  # art. 30 says "reasonable"; an office may set its own
LONGEST_PERIOD_DAYS = 250  # a year of working days; more is a typing error
NAME_LENGTH = 200


class Channel(StrEnum):
    """How an application reached the body (art. 29 and art. 31)."""

    IN_PERSON = "in_person"
    SIGNED_POST = "signed_post"
    ORDINARY_POST = "ordinary_post"
    FAX = "fax"
    WEB = "web"
    EMAIL = "email"


# Art. 31 (1) and (2): received on the day of submission or of the signature. All other channels
# wait for the day on which both sides have confirmed.
RECEIVED_AT_ONCE = frozenset({Channel.IN_PERSON, Channel.SIGNED_POST})


class EventType(StrEnum):
    """The verbs of the statutory clock."""

    RECEIVED = "received"
    CONFIRMED = "confirmed"
    CORRECTION_REQUESTED = "correction_requested"
    CORRECTION_DELIVERED = "correction_delivered"
    CORRECTED = "corrected"
    THIRD_PARTY_CONSULTED = "third_party_consulted"
    THIRD_PARTY_REACHED = "third_party_reached"
    THIRD_PARTY_ANSWERED = "third_party_answered"
    ORGAN_CONSULTED = "organ_consulted"
    ORGAN_REACHED = "organ_reached"
    ORGAN_ANSWERED = "organ_answered"
    EXTENDED = "extended"
    REASON_REQUESTED = "reason_requested"
    REASON_GIVEN = "reason_given"
    FEE_NOTICED = "fee_noticed"
    FEE_NOTICE_RECEIVED = "fee_notice_received"
    FEE_PAID = "fee_paid"
    WITHDRAWN = "withdrawn"
    REPLIED = "replied"


class Ground(StrEnum):
    """Why an answer is extended."""

    NEED = "need"  # art. 33: at most 20 working days
    VOLUME = "volume"  # art. 35: reasons were reasonable, a delayed period is set


class Event(NamedTuple):
    """One dated fact of a case.

    Attributes:
        type: What happened.
        on: The civil day; for a reply the day it was dispatched.
        channel: Of `received`.
        days: Working days: of `extended`, or the period named by `correction_requested`.
        party: Who was consulted or answered; empty means the earliest one still asked.
        received_on: When the consulted party got the letter; None means not known.
        decided_on: Of `replied`: the date printed on the reply.
        outcome: Of `replied`: the row of table three.
        justified: Of `corrected`: a late correction with good reason (art. 30).
        ground: Of `extended`.
    """

    type: EventType
    on: date
    channel: Channel | None = None
    days: int | None = None
    party: str = ""
    received_on: date | None = None
    decided_on: date | None = None
    outcome: str = ""
    justified: bool = False
    ground: Ground = Ground.NEED


class EventError(ValueError):
    """A fact cannot be read.

    Attributes:
        code: What is wrong, for `wording`.
        field: The field that is wrong.
        value: What stood there.
    """

    def __init__(self, code: str, field: str, value: object = None) -> None:
        super().__init__(f"{field}: {code} ({value!r})")
        self.code = code
        self.field = field
        self.value = value


def day_of(fact: Mapping[str, Any], field: str) -> date | None:
    """Return a civil date written as YYYY-MM-DD; None where the field is absent or null."""
    value = fact.get(field)
    if value is None or value == "":
        return None
    # "20260918" and "2026-W38-5" are dates to Python; one way of writing is enough here.
    if isinstance(value, str) and len(value) == len("2026-09-18"):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise EventError("not_a_date", field, value)


def _choice(kind: type[StrEnum], fact: Mapping[str, Any], field: str) -> Any:
    value = fact.get(field)
    if value is None:
        raise EventError("missing", field)
    if not isinstance(value, str) or value not in frozenset(kind):
        raise EventError("unknown_word", field, value)
    return kind(value)


def _count(fact: Mapping[str, Any], field: str) -> int | None:
    value = fact.get(field)
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int):
        raise EventError("not_a_whole_number", field, value)
    return value


def _word(fact: Mapping[str, Any], field: str) -> str:
    value = fact.get(field)
    if value is None:
        return ""
    if not isinstance(value, str) or len(value) > NAME_LENGTH or not value.isprintable():
        raise EventError("not_a_word", field, value)
    return value


def event_from(fact: Mapping[str, Any]) -> Event:
    """Return the event that a JSON object describes (docs/reference/deadline-schema.md).

    Raises:
        EventError: A field is missing or cannot be read.
    """
    if not isinstance(fact, Mapping):
        raise EventError("not_an_object", "events", fact)
    kind: EventType = _choice(EventType, fact, "type")
    on = day_of(fact, "on")
    decided_on = dispatched_on = None
    if kind is EventType.REPLIED:
        decided_on, dispatched_on = day_of(fact, "decided_on"), day_of(fact, "dispatched_on")
        on = dispatched_on or on or decided_on
    if on is None:
        raise EventError("missing", "on")
    days = _count(fact, "days")
    if kind is EventType.EXTENDED and days is None:
        raise EventError("missing", "days")
    if kind is EventType.CORRECTION_REQUESTED and days is not None:
        _require_period(days)
    justified = fact.get("justified", False)
    if not isinstance(justified, bool):
        raise EventError("not_true_or_false", "justified", justified)
    return Event(
        type=kind,
        on=on,
        channel=_choice(Channel, fact, "channel") if kind is EventType.RECEIVED else None,
        days=days,
        party=_word(fact, "party"),
        received_on=day_of(fact, "received_on"),
        decided_on=decided_on,
        outcome=_word(fact, "outcome"),
        justified=justified,
        ground=_choice(Ground, fact, "ground") if "ground" in fact else Ground.NEED,
    )


def _require_period(days: int) -> None:
    if not 1 <= days <= LONGEST_PERIOD_DAYS:
        raise EventError("period_out_of_range", "days", days)
