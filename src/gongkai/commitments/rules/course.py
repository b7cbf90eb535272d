"""The course of a promise: who may take which step, and where it leads.

A promise is open until somebody of the lead body reports it done; then somebody else verifies it,
or finds it not solved and it is open again. A promise with a machine check closes by that check
and in no other way.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

WEEK_DAYS = 7


class State(StrEnum):
    """Where a promise stands."""

    OPEN = "open"
    REPORTED = "reported"
    DONE = "done"
    CANCELLED = "cancelled"


class Step(StrEnum):
    """What can happen to a promise after it was made."""

    PROMISED = "promised"
    ASSIGNED = "assigned"
    PROGRESS = "progress"
    REPORTED = "reported"
    VERIFIED = "verified"
    UNSOLVED = "unsolved"
    EXTENDED = "extended"
    ESCALATED = "escalated"
    CHECK_PASSED = "check_passed"
    CHECK_FAILED = "check_failed"
    CANCELLED = "cancelled"


class Standing(StrEnum):
    """How a promise stands to its date."""

    DONE = "done"
    DONE_LATE = "done_late"
    CANCELLED = "cancelled"
    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    LATER = "later"


# From which states a step may be taken, and the state after it; None leaves it where it is.
ROADS: dict[Step, tuple[frozenset[State], State | None]] = {
    Step.ASSIGNED: (frozenset({State.OPEN, State.REPORTED}), None),
    Step.PROGRESS: (frozenset({State.OPEN, State.REPORTED}), None),
    Step.REPORTED: (frozenset({State.OPEN}), State.REPORTED),
    Step.VERIFIED: (frozenset({State.REPORTED}), State.DONE),
    Step.UNSOLVED: (frozenset({State.REPORTED, State.DONE}), State.OPEN),
    Step.EXTENDED: (frozenset({State.OPEN, State.REPORTED}), None),
    Step.ESCALATED: (frozenset({State.OPEN, State.REPORTED}), None),
    Step.CHECK_PASSED: (frozenset({State.OPEN, State.REPORTED}), State.DONE),
    Step.CHECK_FAILED: (frozenset({State.OPEN, State.REPORTED, State.DONE}), State.OPEN),
    Step.CANCELLED: (frozenset({State.OPEN, State.REPORTED}), State.CANCELLED),
}
BY_MACHINE = frozenset({Step.CHECK_PASSED, Step.CHECK_FAILED})
RUNNING = frozenset({State.OPEN, State.REPORTED})


def after(state: State, step: Step, *, machine_checked: bool) -> State | None:
    """Return the state after a step, or None when the step may not be taken.

    Args:
        state: Where the promise stands.
        step: What is to happen.
        machine_checked: Whether a machine check closes it.
    """
    road = ROADS.get(step)
    if road is None or state not in road[0]:
        return None
    if machine_checked and step is Step.VERIFIED:
        return None
    if not machine_checked and step in BY_MACHINE:
        return None
    return road[1] or state


def steps(state: State, *, machine_checked: bool) -> frozenset[Step]:
    """Return the steps that may be taken."""
    return frozenset(
        step for step in ROADS if after(state, step, machine_checked=machine_checked) is not None
    )


def may_verify(person: int, *, owner: int | None, reporters: Collection[int]) -> bool:
    """Say whether a person may verify: never the owner, never anybody who reported on it."""
    return person != owner and person not in reporters


def standing(state: State, due_on: date, today: date, closed_on: date | None = None) -> Standing:
    """Return how a promise stands to its date on a day."""
    if state is State.DONE:
        return Standing.DONE_LATE if closed_on and closed_on > due_on else Standing.DONE
    if state is State.CANCELLED:
        return Standing.CANCELLED
    left = (due_on - today).days
    if left < 0:
        return Standing.OVERDUE
    if left == 0:
        return Standing.TODAY
    return Standing.WEEK if left <= WEEK_DAYS else Standing.LATER
