"""The limits of a case: who must act by which day, and whether they did (Order 711)."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from gongkai.applications.rules.course import (
    ANSWER_DAYS,
    CORRECTION_NOTICE_DAYS,
    OPINION_DAYS,
    PAYMENT_DAYS,
    Course,
)
from gongkai.applications.rules.events import RECEIVED_AT_ONCE
from gongkai.applications.rules.pauses import Pause, due_after
from gongkai.applications.rules.road import CLOSED, State


class LimitKind(StrEnum):
    """Whose time is running."""

    CONTACT = "contact"  # the body, to confirm what came by post, fax, web or e-mail
    CORRECTION_NOTICE = "correction_notice"  # the body, to ask for a correction
    CORRECTION = "correction"  # the applicant, to correct
    REPLY = "reply"  # the body, to answer
    THIRD_PARTY = "third_party"  # a third party, to give its opinion
    ORGAN = "organ"  # another organ, to give its opinion
    FEE = "fee"  # the applicant, to pay


class LimitStatus(StrEnum):
    """How a limit stands."""

    WAITING = "waiting"  # not started, or held by a pause: there is no date yet
    RUNNING = "running"
    MET = "met"
    PASSED = "passed"
    CANCELLED = "cancelled"


class Limit(NamedTuple):
    """One period.

    Attributes:
        kind: Whose time it is.
        from_on: Day zero; None while it has not started.
        days: Working days; 0 means the same day.
        due: Its last day; None while there is none.
        latest: Of a held reply: the due date if every open opinion takes its full time.
        status: How it stands.
        provisional: The date was reached through a year without a holiday notice.
        party: Whose opinion.
    """

    kind: LimitKind
    from_on: int | None
    days: int
    due: int | None
    status: LimitStatus
    provisional: bool = False
    party: str = ""
    latest: int | None = None


def limits_of(course: Course, day: int | None) -> tuple[Limit, ...]:
    """Return every limit of a case as it stands at the end of a day, in the order they arose."""
    if course.arrived is None:
        return ()
    found = [*_of_receipt(course, day), *_of_correction(course, day)]
    found += [*_of_opinions(course, day), *_of_fee(course, day), *_of_reply(course, day)]
    return tuple(found)


def _status(course: Course, due: int | None, done_on: int | None, day: int | None) -> LimitStatus:
    if done_on is not None:
        return LimitStatus.PASSED if due is not None and done_on > due else LimitStatus.MET
    end = day
    if course.closed_on is not None and (day is None or course.closed_on <= day):
        end = course.closed_on
    if due is not None and end is not None and end > due:
        return LimitStatus.PASSED
    if course.closed is not None:
        return LimitStatus.CANCELLED
    return LimitStatus.RUNNING if due is not None else LimitStatus.WAITING


def _of_receipt(course: Course, day: int | None) -> Iterator[Limit]:
    arrived = course.arrived
    assert arrived is not None
    if course.channel not in RECEIVED_AT_ONCE:
        # Art. 31 (2): the working body confirms on the day it gets the letter.
        status = _status(course, arrived, course.received, day)
        yield Limit(LimitKind.CONTACT, arrived, 0, arrived, status)
    if course.received is None:
        return
    days = course.days
    due = days.nth_after(course.received, CORRECTION_NOTICE_DAYS)
    yield Limit(
        LimitKind.CORRECTION_NOTICE,
        course.received,
        CORRECTION_NOTICE_DAYS,
        due,
        _status(course, due, course.correction_asked, day),
        days.provisional(course.received, due),
    )


def _of_correction(course: Course, day: int | None) -> Iterator[Limit]:
    if course.correction_asked is None:
        return
    since, due = course.correction_delivered, course.correction_limit
    yield Limit(
        LimitKind.CORRECTION,
        since,
        course.correction_period,
        due,
        _status(course, due, course.corrected, day),
        since is not None and due is not None and course.days.provisional(since, due),
    )


def _of_opinions(course: Course, day: int | None) -> Iterator[Limit]:
    for asked in course.consultations:
        third = asked.state is State.CONSULT_THIRD_PARTY
        yield Limit(
            LimitKind.THIRD_PARTY if third else LimitKind.ORGAN,
            asked.counted_from,
            OPINION_DAYS,
            asked.limit,
            _status(course, asked.limit, asked.ended, day),
            course.days.provisional(asked.counted_from, asked.limit),
            asked.party,
        )


def _of_fee(course: Course, day: int | None) -> Iterator[Limit]:
    if course.fee_noticed is None:
        return
    since, due = course.fee_received, course.payment_limit
    yield Limit(
        LimitKind.FEE,
        since,
        PAYMENT_DAYS,
        due,
        _status(course, due, course.fee_paid, day),
        since is not None and due is not None and course.days.provisional(since, due),
    )


def _of_reply(course: Course, day: int | None) -> Iterator[Limit]:
    if course.received is None:
        return
    start, due, latest = course.start, course.due(day), None
    if start is not None and due is None:
        ends = [
            Pause(asked.sent, asked.pause(None).ended or asked.limit)
            for asked in course.consultations
        ]
        latest = due_after(start, ANSWER_DAYS + course.extension, course.days, ends)
    replied = course.closed_on if course.closed is State.REPLIED else None
    if start is None:
        status = LimitStatus.CANCELLED if course.closed in CLOSED else LimitStatus.WAITING
    else:
        status = _status(course, due, replied, day)
    shown = due if due is not None else latest
    yield Limit(
        LimitKind.REPLY,
        start,
        ANSWER_DAYS + course.extension,
        due,
        status,
        start is not None and shown is not None and course.days.provisional(start, shown),
        latest=latest,
    )
