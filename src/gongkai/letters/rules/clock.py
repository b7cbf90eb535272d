"""From events to where a letter stands: state, dates, who leads, and whether it was in time.

The day something happens is not counted. The reply is counted from the last dispatch (from receipt
where there was none), an extension adds to the same count, and an order to do it again begins a
count of its own. Whether the *first* reply was in time is settled by that reply and stays settled.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.calendars.rules.workdays import Workdays
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.road import NEEDS_BODY, NEEDS_REASON, ROAD
from gongkai.letters.rules.terms import Terms
from gongkai.letters.rules.words import EventType as E
from gongkai.letters.rules.words import Satisfied, Solved, State


class Fault(StrEnum):
    """Why an event is refused."""

    NOT_RECEIVED = "not_received"
    ALREADY_RECEIVED = "already_received"
    NOT_NOW = "not_now"
    BEFORE_THE_LAST = "before_the_last"
    NO_REASON = "no_reason"
    NO_BODY = "no_body"
    RETURNED_LATE = "returned_late"
    EXTENDED_TWICE = "extended_twice"
    EXTENDED_TOO_LONG = "extended_too_long"
    EXTENDED_AFTER_DUE = "extended_after_due"
    ALREADY_BESIDE = "already_beside"
    LEAD_IS_NOT_BESIDE = "lead_is_not_beside"
    RATED_TWICE = "rated_twice"
    NOTHING_RATED = "nothing_rated"
    NOT_YET_FOR_A_LEADER = "not_yet_for_a_leader"
    NO_LEADER = "no_leader"


class RefusedError(ValueError):
    """An event that may not happen where the letter stands."""

    def __init__(self, fault: Fault, event: Event) -> None:
        super().__init__(fault.value)
        self.fault = fault
        self.event = event


@dataclass(slots=True)
class Standing:
    """Where a letter stands after its events.

    Attributes:
        due_on: The last day for the reply that is owed, or was owed when it was given.
        next_on: The last day for whatever comes next; None when nothing is owed.
        provisional: A holiday notice that the date reaches into is not entered.
        in_time: Whether the first reply was; None until there is one.
        lead: The unit that answers; `beside` the units that work with it.
    """

    state: State
    terms: Terms
    received_on: date
    due_on: date
    next_on: date | None = None
    provisional: bool = False
    counted_from: date = date.min
    counted_days: int = 0
    accepted_on: date | None = None
    dispatched_on: date | None = None
    signed_on: date | None = None
    answered_on: date | None = None
    replied_on: date | None = None
    closed_on: date | None = None
    in_time: bool | None = None
    urgent: bool = False
    extension_days: int = 0
    returns: int = 0
    redos: int = 0
    escalated: bool = False
    lead: str = ""
    beside: list[str] = field(default_factory=list)
    solved: Solved = Solved.UNKNOWN
    satisfied: Satisfied = Satisfied.UNKNOWN
    rated: bool = False
    into: str = ""
    before_merger: State = State.NEW
    last_on: date = date.min

    @property
    def for_a_leader(self) -> bool:
        """Whether so many redos or returns have come together that a leader must see it."""
        enough = self.redos >= self.terms.escalate_redos
        return enough or self.returns >= self.terms.escalate_returns


def after(workdays: Workdays, day: date, count: int) -> tuple[date, bool]:
    """Return the last day of a period and whether it is provisional; 0 days end the same day."""
    return (day, False) if count == 0 else workdays.provisional_nth_after(day, count)


def reckon(events: Sequence[Event], workdays: Workdays, terms: Terms) -> Standing:
    """Return where a letter stands.

    Args:
        events: All its events, in the order they were entered.
        workdays: The working days.
        terms: The limits in force for it; a dispatch brings those of its own day.

    Raises:
        RefusedError: An event may not happen where the letter stood.
    """
    if not events or events[0].type not in {E.RECEIVED, E.IMPORTED}:
        raise RefusedError(Fault.NOT_RECEIVED, events[0] if events else _NOTHING)
    first = events[0]
    found = Standing(State.NEW, first.terms or terms, first.on, first.on, lead=first.body)
    _count(found, workdays, first.on, found.terms.finish)
    found.last_on = first.on
    if first.type is E.IMPORTED:
        _bring_in(found, first)
    for event in events[1:]:
        step(found, event, workdays, terms)
    _settle_next(found, workdays)
    return found


def step(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    """Take one more event into a standing.

    Raises:
        RefusedError: It may not happen now; the standing is as it was.
    """
    fault = fault_of(found, event, workdays)
    if fault is not None:
        raise RefusedError(fault, event)
    if event.type is E.IMPORTED:
        _bring_in(found, event)
        return
    before = found.state
    found.state = ROAD[found.state][event.type]
    found.last_on = event.on
    if event.type is E.MERGED:
        found.before_merger, found.into = before, event.into
    elif event.type is E.UNMERGED:
        found.state, found.into = found.before_merger, ""
    elif event.type in _CHANGES:
        _CHANGES[event.type](found, event, workdays, terms)


def fault_of(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    """Say why an event may not happen now; None when it may."""
    if event.type is E.IMPORTED and _still_elsewhere(found, event):
        return None
    if event.type in {E.RECEIVED, E.IMPORTED}:
        return Fault.ALREADY_RECEIVED
    if event.type not in ROAD[found.state]:
        return Fault.NOT_NOW
    if event.on < found.last_on:
        return Fault.BEFORE_THE_LAST
    if event.type in NEEDS_REASON and not event.reason.strip():
        return Fault.NO_REASON
    if event.type in NEEDS_BODY and not event.body:
        return Fault.NO_BODY
    check = _CHECKS.get(event.type)
    return check(found, event, workdays) if check else None


def verbs(found: Standing, today: date, workdays: Workdays) -> tuple[E, ...]:
    """Return what may lawfully happen on a day, in the order of the road."""
    return tuple(kind for kind in ROAD[found.state] if _possible(found, kind, today, workdays))


def _possible(found: Standing, kind: E, today: date, workdays: Workdays) -> bool:
    beside = found.beside[0] if found.beside else ""
    sample = Event(
        type=kind,
        on=max(today, found.last_on),
        body=beside if kind is E.LEAD_CHANGED else "?",
        days=1,
        reason="?",
        leader="?",
        satisfied=Satisfied.PARTLY,
    )
    return fault_of(found, sample, workdays) is None


def _return_fault(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    # A unit that was told to do it again has replied once: the letter is its own.
    if found.dispatched_on is None or found.answered_on is not None:
        return Fault.RETURNED_LATE
    last, _ = after(workdays, found.dispatched_on, found.terms.give_back)
    return Fault.RETURNED_LATE if event.on > last else None


def _extension_fault(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    if found.extension_days:
        return Fault.EXTENDED_TWICE
    if not 1 <= event.days <= found.terms.extension:
        return Fault.EXTENDED_TOO_LONG
    return Fault.EXTENDED_AFTER_DUE if event.on > found.due_on else None


def _beside_fault(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    return Fault.ALREADY_BESIDE if event.body in {found.lead, *found.beside} else None


def _lead_fault(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    return None if event.body in found.beside else Fault.LEAD_IS_NOT_BESIDE


def _rating_fault(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    if found.rated:
        return Fault.RATED_TWICE
    return Fault.NOTHING_RATED if not event.satisfied else None


def _escalation_fault(found: Standing, event: Event, workdays: Workdays) -> Fault | None:
    late = found.state not in {State.REPLIED, State.CALLED_BACK} and event.on > found.due_on
    if not (found.for_a_leader or found.urgent or late):
        return Fault.NOT_YET_FOR_A_LEADER
    return None if event.leader else Fault.NO_LEADER


_CHECKS = {
    E.RETURNED: _return_fault,
    E.EXTENDED: _extension_fault,
    E.CO_HANDLER_ADDED: _beside_fault,
    E.LEAD_CHANGED: _lead_fault,
    E.RATED: _rating_fault,
    E.ESCALATED: _escalation_fault,
}


def _count(found: Standing, workdays: Workdays, start: date, days: int) -> None:
    found.counted_from, found.counted_days = start, days
    found.due_on, found.provisional = after(workdays, start, days)


def _accepted(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.accepted_on = event.on


def _rejected(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.closed_on = event.on


def _dispatched(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.terms = event.terms or terms
    found.dispatched_on, found.signed_on = event.on, None
    found.lead, found.beside = event.body, []
    found.extension_days = 0
    days = found.terms.urgent if found.urgent else found.terms.finish
    _count(found, workdays, event.on, days)


def _signed(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.signed_on = event.on


def _returned(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.returns += 1
    found.lead, found.beside = "", []


def _co_handled(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.beside.append(event.body)


def _led(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.beside[found.beside.index(event.body)] = found.lead
    found.lead = event.body


def _extended(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.extension_days = event.days
    _count(found, workdays, found.counted_from, found.counted_days + event.days)


def _replied(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.replied_on = event.on
    if found.answered_on is None:
        found.answered_on = event.on
        found.in_time = event.on <= found.due_on


def _called(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.solved = event.solved or found.solved
    found.satisfied = event.satisfied or found.satisfied


def _rated(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.rated = True
    _called(found, event, workdays, terms)


def _redone(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    if found.dispatched_on is None:
        # Answered at once by whoever received it: there is no unit yet to do it again.
        found.state = State.ACCEPTED
    found.redos += 1
    found.closed_on, found.rated = None, False
    _count(found, workdays, event.on, found.terms.urgent if found.urgent else found.terms.redo)


def _urged(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.urgent = True
    _count(found, workdays, event.on, found.terms.urgent)


def _escalated(found: Standing, event: Event, workdays: Workdays, terms: Terms) -> None:
    found.escalated = True


_CHANGES = {
    E.ACCEPTED: _accepted,
    E.REJECTED: _rejected,
    E.DISPATCHED: _dispatched,
    E.SIGNED: _signed,
    E.RETURNED: _returned,
    E.CO_HANDLER_ADDED: _co_handled,
    E.LEAD_CHANGED: _led,
    E.EXTENDED: _extended,
    E.ANSWERED_AT_ONCE: _replied,
    E.REPLIED: _replied,
    E.CALLED_BACK: _called,
    E.RATED: _rated,
    E.REDO: _redone,
    E.MARKED_URGENT: _urged,
    E.ESCALATED: _escalated,
    E.CLOSED: _rejected,
}


def _still_elsewhere(found: Standing, event: Event) -> bool:
    """Say whether a letter has only been taken over, and a later export brings its reply."""
    untouched = found.last_on == found.received_on and found.accepted_on is None
    return untouched and found.state in {State.NEW, State.IN_HAND} and event.answered_on is not None


def _bring_in(found: Standing, event: Event) -> None:
    """Take over what another system says came of a letter; without a reply it is accepted here."""
    found.solved, found.satisfied = event.solved, event.satisfied
    found.rated = bool(event.satisfied)
    if event.body and found.dispatched_on is None:
        found.dispatched_on = found.signed_on = event.on
    if event.answered_on is None:
        found.state = State.IN_HAND if event.body else State.NEW
        return
    found.answered_on = found.replied_on = event.answered_on
    found.in_time = event.answered_on <= found.due_on
    found.closed_on = event.closed_on
    found.last_on = event.closed_on or event.answered_on
    found.state = State.CLOSED if event.closed_on else State.REPLIED


def _settle_next(found: Standing, workdays: Workdays) -> None:
    terms = found.terms
    starts: dict[State, tuple[date | None, int]] = {
        State.NEW: (found.received_on, terms.accept),
        State.ACCEPTED: (found.last_on, terms.dispatch),
        State.RETURNED: (found.last_on, terms.dispatch),
        State.DISPATCHED: (found.dispatched_on, terms.sign),
        State.REPLIED: (found.replied_on, terms.call_back),
    }
    if found.state is State.IN_HAND:
        found.next_on = found.due_on
        return
    start, days = starts.get(found.state, (None, 0))
    if start is None:
        found.next_on = None
    elif found.urgent and found.state is not State.REPLIED:
        found.next_on = min(found.due_on, after(workdays, start, days)[0])
    else:
        found.next_on = after(workdays, start, days)[0]


_NOTHING = Event(type=E.CLOSED, on=date.min)
