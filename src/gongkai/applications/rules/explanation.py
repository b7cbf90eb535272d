"""Why a due date is the day it is: one row for each calendar day that was not counted.

The rows carry codes; `applications.wording` puts them into words a citizen understands.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

from gongkai.applications.rules.clock import Reckoning
from gongkai.applications.rules.course import Consultation, Course
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import EventType as E
from gongkai.applications.rules.faults import FEE_NOTICE_109, ORDER_711
from gongkai.applications.rules.road import State
from gongkai.calendars.rules.workdays import SATURDAY

ARTICLE_COUNTED_FROM_NEXT_DAY = 33
ARTICLE_RECEIPT = 31
ARTICLE_CORRECTION = 30
WORKING_HOURS_146 = "国务院令第146号"  # 国务院关于职工工作时间的规定, art. 7


class Reason(StrEnum):
    """Why a day was not counted."""

    UNCONFIRMED = "unconfirmed"
    RECEIPT_DAY = "receipt_day"
    CORRECTED_DAY = "corrected_day"
    PAYMENT_DAY = "payment_day"
    CANCELLED_BY_CORRECTION = "cancelled_by_correction"
    AWAITING_CORRECTION = "awaiting_correction"
    CANCELLED_BY_FEE = "cancelled_by_fee"
    AWAITING_PAYMENT = "awaiting_payment"
    THIRD_PARTY = "third_party"
    ORGAN = "organ"
    HOLIDAY = "holiday"
    WEEKEND = "weekend"


_VOIDED = {
    E.CORRECTION_REQUESTED: Reason.CANCELLED_BY_CORRECTION,
    E.CORRECTED: Reason.AWAITING_CORRECTION,
    E.FEE_NOTICED: Reason.CANCELLED_BY_FEE,
    E.FEE_PAID: Reason.AWAITING_PAYMENT,
}


@dataclass(frozen=True, slots=True)
class Notices:
    """Where the days off come from.

    Attributes:
        holidays: Civil day off to the name of its holiday and the number of the notice that
            says so. A notice may speak of the last days of the year before.
    """

    holidays: Mapping[date, tuple[str, str]] = field(default_factory=dict)


class Row(NamedTuple):
    """One day that was not counted.

    Attributes:
        on: The civil day.
        reason: Why.
        law: The regulation or notice; empty where the notice's number is not known.
        article: Its article, 0 where it has none.
        name: The holiday's name, or the party asked.
        provisional: The year's holiday notice has not been entered.
    """

    on: date
    reason: Reason
    law: str
    article: int
    name: str = ""
    provisional: bool = False


def explain(reckoning: Reckoning, notices: Notices) -> tuple[Row, ...]:
    """Return a row for each day, from arrival to the due date, that was not counted.

    Where there is no due date the rows end on the day asked about.
    """
    course = reckoning.course
    if course.arrived is None:
        return ()
    end = reckoning.due
    if end is None:
        known = [day for day in (course.closed_on, reckoning.day) if day is not None]
        end = min(known, default=course.arrived)
    rows = dict(_before_start(course, end))
    if course.start is not None:
        for day in range(course.start + 1, end + 1):
            row = _held(course, day, reckoning.day) or _off(course.days, day, notices)
            if row is not None:
                rows[day] = row
    return tuple(rows[day] for day in sorted(rows) if day <= end)


def made_up(reckoning: Reckoning) -> tuple[date, ...]:
    """Return the Saturdays and Sundays that were counted because they are worked (调休)."""
    course, due = reckoning.course, reckoning.due
    if course.start is None or due is None:
        return ()
    held = [asked.pause(reckoning.day) for asked in course.consultations]
    return tuple(
        date.fromordinal(day)
        for day in range(course.start + 1, due + 1)
        if (day - 1) % 7 >= SATURDAY
        and course.days.is_worked(day)
        and not any(pause.holds(day) for pause in held)
    )


def _before_start(course: Course, end: int) -> Iterator[tuple[int, Row]]:
    assert course.arrived is not None
    until = end if course.received is None else course.received
    for day in range(course.arrived, until):
        yield day, _row(day, Reason.UNCONFIRMED, article=ARTICLE_RECEIPT)
    if course.received is None:
        yield until, _row(until, Reason.UNCONFIRMED, article=ARTICLE_RECEIPT)
        return
    yield until, _row(until, Reason.RECEIPT_DAY, article=ARTICLE_COUNTED_FROM_NEXT_DAY)
    for after, last, event in course.voided:
        for day in range(after + 1, last + 1):
            yield day, _voided(day, _VOIDED[E(event)])
    if course.start is None:
        # A correction or a payment is awaited: the days since the notice do not count either.
        last, event = course.voided[-1][1], course.voided[-1][2]
        asked = event == E.CORRECTION_REQUESTED
        reason = Reason.AWAITING_CORRECTION if asked else Reason.AWAITING_PAYMENT
        for day in range(last + 1, end + 1):
            yield day, _voided(day, reason)
    elif course.start == course.corrected:
        yield course.start, _voided(course.start, Reason.CORRECTED_DAY)
    elif course.start == course.fee_paid:
        yield course.start, _voided(course.start, Reason.PAYMENT_DAY)


def _voided(day: int, reason: Reason) -> Row:
    if reason in {Reason.CANCELLED_BY_FEE, Reason.AWAITING_PAYMENT, Reason.PAYMENT_DAY}:
        return _row(day, reason, law=FEE_NOTICE_109)
    return _row(day, reason, article=ARTICLE_CORRECTION)


def _row(day: int, reason: Reason, *, article: int = 0, law: str = ORDER_711) -> Row:
    return Row(date.fromordinal(day), reason, law, article)


def _held(course: Course, day: int, at: int | None) -> Row | None:
    if not course.days.is_worked(day):
        return None
    holding: list[Consultation] = [
        asked for asked in course.consultations if asked.pause(at).holds(day)
    ]
    if not holding:
        return None
    third = [asked for asked in holding if asked.state is State.CONSULT_THIRD_PARTY]
    reason = Reason.THIRD_PARTY if third else Reason.ORGAN
    name = (third or holding)[0].party
    return Row(date.fromordinal(day), reason, ORDER_711, 33, name)


def _off(days: Days, day: int, notices: Notices) -> Row | None:
    if days.is_worked(day):
        return None
    on = date.fromordinal(day)
    provisional = on.year not in days.entered
    if on.weekday() < SATURDAY or on in notices.holidays:
        name, number = notices.holidays.get(on, ("", ""))
        return Row(on, Reason.HOLIDAY, number, 0, name, provisional)
    return Row(on, Reason.WEEKEND, WORKING_HOURS_146, 7, "", provisional)
