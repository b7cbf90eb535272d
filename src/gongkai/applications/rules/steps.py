"""What each event does to a case, or why it is refused (Order 711, arts. 29 to 36).

One function an event. A step returns the faults it found; when one of them refuses the event the
course is left as it was.
"""

from collections.abc import Callable, Mapping
from functools import partial

from gongkai.applications.rules.course import (
    CORRECTION_NOTICE_DAYS,
    EXTENSION_DAYS_MAX,
    OPINION_DAYS,
    Consultation,
    Course,
)
from gongkai.applications.rules.events import (
    LONGEST_PERIOD_DAYS,
    RECEIVED_AT_ONCE,
    Event,
    Ground,
)
from gongkai.applications.rules.events import EventType as E
from gongkai.applications.rules.faults import FLAGGED, Fault
from gongkai.applications.rules.road import CLOSED, ROAD, ROW_OF_CLOSING, State

Faults = tuple[Fault, ...]
FINE: Faults = ()

_BLOCKED = {
    State.NOT_RECEIVED: Fault.NOT_RECEIVED,
    State.ARRIVED_UNCONFIRMED: Fault.NOT_CONFIRMED,
    State.AWAIT_CORRECTION: Fault.CLOCK_CANCELLED,
    State.AWAIT_FEE: Fault.CLOCK_STOPPED,
    State.OVERDUE: Fault.AFTER_DUE,
}


def _receive(course: Course, event: Event, day: int) -> Faults:
    course.channel, course.arrived = event.channel, day
    if event.channel in RECEIVED_AT_ONCE:
        course.received = course.start = day
    return FINE


def _confirm(course: Course, event: Event, day: int) -> Faults:
    course.received = course.start = day
    return FINE


def _request_correction(course: Course, event: Event, day: int) -> Faults:
    assert course.received is not None
    late = day > course.days.nth_after(course.received, CORRECTION_NOTICE_DAYS)
    assert course.start is not None
    course.correction_asked = day
    course.correction_period = event.days or course.correction_days
    course.voided.append((course.start, day, E.CORRECTION_REQUESTED))
    course.start, course.extension = None, 0
    return (Fault.CORRECTION_LATE,) if late else FINE


def _deliver_correction(course: Course, event: Event, day: int) -> Faults:
    course.correction_delivered = day
    return FINE


def _correct(course: Course, event: Event, day: int) -> Faults:
    limit = course.correction_limit
    if limit is not None and day > limit and not event.justified:
        return (Fault.CORRECTED_LATE,)
    assert course.correction_asked is not None
    course.closed = course.closed_on = None
    course.voided.append((course.correction_asked, day, E.CORRECTED))
    course.corrected = course.start = day
    return FINE


def _consult(state: State) -> Callable[[Course, Event, int], Faults]:
    def consult(course: Course, event: Event, day: int) -> Faults:
        got = course.days.require(event.received_on) if event.received_on else day
        counted_from = max(got, day)
        limit = course.days.nth_after(counted_from, OPINION_DAYS)
        known = event.received_on is not None
        course.consultations.append(
            Consultation(state, event.party, day, counted_from, limit, reached=known)
        )
        return FINE

    return consult


def _reach(state: State) -> Callable[[Course, Event, int], Faults]:
    def reach(course: Course, event: Event, day: int) -> Faults:
        asked = course.asked(state, event.party, unreached=True)
        if asked is None:
            return (Fault.NOBODY_ASKED,)
        asked.counted_from, asked.reached = day, True
        asked.limit = course.days.nth_after(day, OPINION_DAYS)
        return FINE

    return reach


def _answer(state: State) -> Callable[[Course, Event, int], Faults]:
    def answer(course: Course, event: Event, day: int) -> Faults:
        asked = course.asked(state, event.party)
        if asked is None:
            return (Fault.NOBODY_ASKED,)
        asked.ended = day
        return FINE

    return answer


def _extend(course: Course, event: Event, day: int) -> Faults:
    days = event.days or 0
    longest = EXTENSION_DAYS_MAX
    if event.ground is Ground.VOLUME:
        if course.reason_given is None:
            return (Fault.NO_VOLUME_GROUND,)
        longest = LONGEST_PERIOD_DAYS
    if not 1 <= days <= longest:
        return (Fault.EXTENSION_TOO_LONG,)
    course.extension, course.extended_on = days, day
    return FINE


def _request_reason(course: Course, event: Event, day: int) -> Faults:
    course.reason_asked, course.reason_given = day, None
    return FINE


def _give_reason(course: Course, event: Event, day: int) -> Faults:
    course.reason_given = day
    return FINE


def _notice_fee(course: Course, event: Event, day: int) -> Faults:
    assert course.start is not None
    course.fee_noticed = day
    course.voided.append((course.start, day, E.FEE_NOTICED))
    course.start, course.extension = None, 0
    return FINE


def _receive_fee_notice(course: Course, event: Event, day: int) -> Faults:
    course.fee_received = day
    return FINE


def _pay(course: Course, event: Event, day: int) -> Faults:
    assert course.fee_noticed is not None
    course.voided.append((course.fee_noticed, day, E.FEE_PAID))
    course.fee_paid = course.start = day
    return FINE


def _withdraw(course: Course, event: Event, day: int) -> Faults:
    course.closed, course.closed_on = State.WITHDRAWN, day
    course.outcome = ROW_OF_CLOSING[State.WITHDRAWN]
    return FINE


def _reply(course: Course, event: Event, day: int) -> Faults:
    faults = list(_outcome_faults(course, event))
    if event.decided_on and event.decided_on.toordinal() > day:
        faults.append(Fault.DECIDED_AFTER_DISPATCH)
    if any(c.open_on(day) and c.state is State.CONSULT_THIRD_PARTY for c in course.consultations):
        faults.append(Fault.OPINION_OUTSTANDING)
    for asked in course.consultations:
        if asked.open_on(day):
            asked.ended = day
    due = course.due(day)
    if due is not None and day > due:
        faults.append(Fault.REPLY_LATE)
    if course.closed and event.outcome == ROW_OF_CLOSING.get(course.closed):
        return tuple(faults)  # the notice that closes a case already closed by the clock
    course.closed, course.closed_on, course.outcome = State.REPLIED, day, event.outcome
    return tuple(faults)


def _outcome_faults(course: Course, event: Event) -> Faults:
    match event.outcome:
        case "cannot_unclear_after_correction" if course.corrected is None:
            return (Fault.OUTCOME_WITHOUT_CORRECTION,)
        case "other_no_correction" if course.closed is not State.ABANDONED:
            return (Fault.OUTCOME_TOO_EARLY,)
        case "other_fee_unpaid" if course.closed is not State.FEE_UNPAID:
            return (Fault.OUTCOME_TOO_EARLY,)
        case "noproc_massive" if course.reason_asked is None:
            return (Fault.OUTCOME_WITHOUT_REASON_REQUEST,)
    return FINE


STEPS: Mapping[E, Callable[[Course, Event, int], Faults]] = {
    E.RECEIVED: _receive,
    E.CONFIRMED: _confirm,
    E.CORRECTION_REQUESTED: _request_correction,
    E.CORRECTION_DELIVERED: _deliver_correction,
    E.CORRECTED: _correct,
    E.THIRD_PARTY_CONSULTED: _consult(State.CONSULT_THIRD_PARTY),
    E.THIRD_PARTY_REACHED: _reach(State.CONSULT_THIRD_PARTY),
    E.THIRD_PARTY_ANSWERED: _answer(State.CONSULT_THIRD_PARTY),
    E.ORGAN_CONSULTED: _consult(State.CONSULT_OTHER_ORGAN),
    E.ORGAN_REACHED: _reach(State.CONSULT_OTHER_ORGAN),
    E.ORGAN_ANSWERED: _answer(State.CONSULT_OTHER_ORGAN),
    E.EXTENDED: _extend,
    E.REASON_REQUESTED: _request_reason,
    E.REASON_GIVEN: _give_reason,
    E.FEE_NOTICED: _notice_fee,
    E.FEE_NOTICE_RECEIVED: _receive_fee_notice,
    E.FEE_PAID: _pay,
    E.WITHDRAWN: _withdraw,
    E.REPLIED: _reply,
}


def _waits_for(state: State, unreached: bool, course: Course) -> bool:
    return course.asked(state, unreached=unreached) is not None


# What must be open, or must not have happened yet, for an event to make sense.
_WANTS: Mapping[E, tuple[Callable[[Course], bool], Fault]] = {
    E.RECEIVED: (lambda c: c.arrived is None, Fault.ALREADY_RECEIVED),
    E.CONFIRMED: (lambda c: c.received is None, Fault.ALREADY_RECEIVED),
    E.CORRECTION_REQUESTED: (lambda c: c.correction_asked is None, Fault.SECOND_CORRECTION),
    E.CORRECTION_DELIVERED: (
        lambda c: c.awaits_correction and c.correction_delivered is None,
        Fault.NO_CORRECTION_OPEN,
    ),
    E.CORRECTED: (lambda c: c.awaits_correction, Fault.NO_CORRECTION_OPEN),
    **{
        kind: (partial(_waits_for, state, unreached), Fault.NOBODY_ASKED)
        for kind, state, unreached in (
            (E.THIRD_PARTY_REACHED, State.CONSULT_THIRD_PARTY, True),
            (E.THIRD_PARTY_ANSWERED, State.CONSULT_THIRD_PARTY, False),
            (E.ORGAN_REACHED, State.CONSULT_OTHER_ORGAN, True),
            (E.ORGAN_ANSWERED, State.CONSULT_OTHER_ORGAN, False),
        )
    },
    E.EXTENDED: (lambda c: c.extended_on is None, Fault.EXTENDED_TWICE),
    E.REASON_REQUESTED: (lambda c: not c.awaits_reason, Fault.REASON_OPEN),
    E.REASON_GIVEN: (lambda c: c.awaits_reason, Fault.NO_REASON_OPEN),
    E.FEE_NOTICED: (lambda c: c.fee_noticed is None, Fault.SECOND_FEE_NOTICE),
    E.FEE_NOTICE_RECEIVED: (
        lambda c: c.awaits_fee and c.fee_received is None,
        Fault.NO_FEE_OPEN,
    ),
    E.FEE_PAID: (lambda c: c.awaits_fee, Fault.NO_FEE_OPEN),
}


def refusal(course: Course, kind: E, day: int) -> Fault | None:
    """Say why an event of a kind cannot follow at the end of a day; None when it can.

    The desk asks this to show the next legal steps. `settle` has been asked before.
    """
    state = course.state(day)
    wants, fault = _WANTS.get(kind, (None, None))
    if state in CLOSED and kind not in ROAD[state]:
        return _closed_fault(state, kind)
    if state is State.NOT_RECEIVED and kind is not E.RECEIVED:
        return Fault.NOT_RECEIVED
    if wants is not None and not wants(course):
        return fault
    if kind not in ROAD[state]:
        return _BLOCKED.get(state, Fault.CLOSED)
    return None


def _closed_fault(state: State, kind: E) -> Fault:
    if state is State.FEE_UNPAID and kind is E.FEE_PAID:
        return Fault.PAID_LATE
    return Fault.CLOSED


def take(course: Course, event: Event, day: int) -> Faults:
    """Let an event happen to a case; return what was wrong with it.

    What is refused did not happen, so it does not prove that its day has come either: a period
    that would have run out by then is open again.
    """
    before = course.closed, course.closed_on
    course.settle(day)
    fault = refusal(course, event.type, day)
    faults = (fault,) if fault is not None else STEPS[event.type](course, event, day)
    if refuses(faults):
        course.closed, course.closed_on = before
    return faults


def refuses(faults: Faults) -> bool:
    """Say whether the faults kept the event out of the count."""
    return any(fault not in FLAGGED for fault in faults)
