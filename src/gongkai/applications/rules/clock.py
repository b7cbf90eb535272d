"""The statutory clock of an application for information (Order 711, arts. 29 to 36).

`reckon` reads an event list and says where the case stands, by when the reply is due, which other
limits run and which events the law does not allow. It asks nobody what day it is. The choices it
makes are argued in docs/explanation/answer-clock.md.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.applications.rules.course import ANSWER_DAYS, EXTENSION_DAYS_MAX, Course
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import DEFAULT_CORRECTION_DAYS, Event
from gongkai.applications.rules.events import EventType as E
from gongkai.applications.rules.faults import Violation, violation
from gongkai.applications.rules.limits import Limit, limits_of
from gongkai.applications.rules.pauses import Pause, due_after
from gongkai.applications.rules.road import CLOSED, ROW_OF_CLOSING, State
from gongkai.applications.rules.steps import refusal, take


@dataclass(frozen=True, slots=True)
class Reckoning:
    """What an event list comes to on a day.

    Attributes:
        state: Where the case stands at the end of the day.
        due: Ordinal of the last day for the reply; None while there is none.
        provisional: The due date, or a running limit where there is none, was reached through a
            year whose holiday notice has not been entered.
        violations: In the order of the events.
        course: What has happened.
        day: Ordinal of the day asked about; None means the day of the last event.
    """

    state: State
    due: int | None
    provisional: bool
    violations: tuple[Violation, ...]
    course: Course
    day: int | None

    @property
    def reply_due(self) -> date | None:
        """The last day for the reply."""
        return None if self.due is None else date.fromordinal(self.due)

    @property
    def received_on(self) -> date | None:
        """The statutory day of receipt (art. 31), whatever was corrected later."""
        day = self.course.received
        return None if day is None else date.fromordinal(day)

    @property
    def closed_on(self) -> date | None:
        """The day the case ended; None while it is open."""
        day = self.course.closed_on
        return None if day is None else date.fromordinal(day)

    @property
    def outcome(self) -> str:
        """The row of table three; empty while the case is open."""
        return self.course.outcome or ROW_OF_CLOSING.get(self.state, "")

    def limits(self) -> tuple[Limit, ...]:
        """Every limit of the case."""
        return limits_of(self.course, self.day)

    def next_steps(self, day: date) -> tuple[E, ...]:
        """Return the events that the law allows on a day, for the desk to show."""
        at = day.toordinal()
        return tuple(kind for kind in E if refusal(self.course, kind, at) is None)


def reckon(
    events: Sequence[Event],
    days: Days,
    today: date | None = None,
    *,
    correction_days: int = DEFAULT_CORRECTION_DAYS,
) -> Reckoning:
    """Work out where a case stands.

    Args:
        events: In any order; they are taken by day, and on one day in the order given.
        days: The calendar of the answering body.
        today: Periods that ran out before this day have run out; None means the last event's day.
        correction_days: The period of a correction notice that names none, in working days.

    Raises:
        OutsideCalendarError: A date cannot be counted from.
    """
    course = Course(days, correction_days)
    violations: list[Violation] = []
    order: Iterable[int] = range(len(events))
    if any(events[n].on > events[n + 1].on for n in range(len(events) - 1)):
        order = sorted(order, key=lambda n: events[n].on)
    day = None
    for place in order:
        event = events[place]
        day = days.require(event.on)
        for fault in take(course, event, day):
            violations.append(violation(place, event.type, day, fault, event.outcome))
    if today is not None:
        day = days.require(today)
    course.settle(day)
    state = course.state(day)
    due = None if state in CLOSED and state is not State.REPLIED else course.due(day)
    return Reckoning(state, due, _provisional(course, due, day), tuple(violations), course, day)


def _provisional(course: Course, due: int | None, day: int | None) -> bool:
    if due is not None:
        assert course.start is not None
        return course.days.provisional(course.start, due)
    if course.closed is not None:
        return False
    return any(limit.provisional for limit in limits_of(course, day))


def answer_due(
    received: date,
    days: Days,
    *,
    extension: int = 0,
    pauses: Sequence[tuple[date, date | None]] = (),
) -> date | None:
    """Return the last date on which an answer is in time (Order 711, art. 33).

    Args:
        received: Civil date of receipt under art. 31. Not itself counted.
        days: The calendar of the answering body.
        extension: Working days granted in writing, 0 to 20.
        pauses: (letter sent, opinion arrived or None) of each consultation. They may overlap.

    Returns:
        The due date, or None while an open pause holds the clock.

    Raises:
        ValueError: `extension` is outside 0 to 20.
        OutsideCalendarError: A date cannot be counted from.
    """
    if not 0 <= extension <= EXTENSION_DAYS_MAX:
        msg = f"extension must be 0 to {EXTENSION_DAYS_MAX} working days, got {extension}"
        raise ValueError(msg)
    held = [
        Pause(days.require(sent), None if ended is None else days.require(ended))
        for sent, ended in pauses
    ]
    due = due_after(days.require(received), ANSWER_DAYS + extension, days, held)
    return None if due is None else date.fromordinal(due)
