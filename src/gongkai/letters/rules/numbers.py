"""What is counted about letters, so that nobody has to believe a percentage.

Each measure names its numerator, its denominator, what is left out and why, and stands beside its
uncomfortable twin. Letters are counted by the month they were received in.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from operator import add
from typing import NamedTuple

from gongkai.letters.rules.words import Satisfied, Solved, State


class Counts(NamedTuple):
    """How many letters of a cell (body, kind, channel, month) are what.

    Attributes:
        late: First reply after its due day.
        merged: Followed up under another letter.
        solved_asked: Writers who said whether the matter is solved.
        rated: Writers who said whether they are satisfied.
        reopened: Ordered to be done again at least once.
    """

    received: int = 0
    rejected: int = 0
    merged: int = 0
    in_time: int = 0
    late: int = 0
    closed: int = 0
    reopened: int = 0
    solved_asked: int = 0
    solved: int = 0
    rated: int = 0
    satisfied: int = 0
    dissatisfied: int = 0

    def plus(self, other: "Counts") -> "Counts":
        """Return the sum."""
        return Counts._make(map(add, self, other))


NOTHING = Counts()
FIELDS = Counts._fields


class Facts(NamedTuple):
    """What a letter's counts are read from."""

    state: str
    received_on: date
    answered_on: date | None
    in_time: bool | None
    redos: int
    solved: str
    satisfied: str


def counts_of(facts: Facts) -> Counts:
    """Return what one letter adds to its cell."""
    state = facts.state
    if state == State.MERGED:
        return Counts(received=1, merged=1)
    if state == State.REJECTED:
        return Counts(received=1, rejected=1)
    return Counts(
        1,
        0,
        0,
        int(facts.in_time is True),
        int(facts.in_time is False),
        int(state == State.CLOSED),
        int(facts.redos > 0),
        int(facts.solved != Solved.UNKNOWN),
        int(facts.solved == Solved.YES),
        int(facts.satisfied != Satisfied.UNKNOWN),
        int(facts.satisfied == Satisfied.SATISFIED),
        int(facts.satisfied == Satisfied.DISSATISFIED),
    )


def wait_of(facts: Facts) -> int | None:
    """Return the calendar days from receipt to the first reply; None for a letter not counted."""
    if facts.answered_on is None or facts.state in {State.MERGED, State.REJECTED}:
        return None
    return max(0, (facts.answered_on - facts.received_on).days)


class Measure(StrEnum):
    """The five numbers that a county shows."""

    RECEIVED = "received"
    IN_TIME = "in_time"
    COMPLETED = "completed"
    SOLVED = "solved"
    SATISFIED = "satisfied"


class Twin(StrEnum):
    """The number that stands beside each of them."""

    MEDIAN_DAYS = "median_days"
    OVER_LIMIT = "over_limit"
    REOPENED = "reopened"
    NOT_SOLVED = "not_solved"
    DISSATISFIED = "dissatisfied"


class Left(StrEnum):
    """Why letters are left out of a denominator."""

    REJECTED = "rejected"
    MERGED = "merged"
    NOT_DUE = "not_due"
    NOT_ANSWERED = "not_answered"
    NOT_SAID = "not_said"


@dataclass(frozen=True, slots=True)
class Figure:
    """A measure or a twin: numerator over denominator, and what is in neither.

    Attributes:
        value: The share 0 to 1, or the days of a median; None without a denominator.
    """

    name: str
    numerator: int
    denominator: int
    value: float | None
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Pair:
    """A measure with its twin."""

    measure: Figure
    twin: Figure


def median(waits: Mapping[int, int]) -> float | None:
    """Return the median of days counted by how many letters waited them; None without letters."""
    total = sum(waits.values())
    if not total:
        return None
    places = ((total - 1) // 2, total // 2)
    found: list[int] = []
    passed = 0
    for days in sorted(waits):
        passed += waits[days]
        while len(found) < 2 and places[len(found)] < passed:
            found.append(days)
    return sum(found) / 2


def added(many: Iterable[Mapping[int, int]]) -> dict[int, int]:
    """Return several tables of waits as one."""
    total: dict[int, int] = {}
    for waits in many:
        for days, count in waits.items():
            total[days] = total.get(days, 0) + count
    return total


def _share(name: str, part: int, whole: int, left_out: Mapping[str, int]) -> Figure:
    return Figure(name, part, whole, part / whole if whole else None, left_out)


def figures(counts: Counts, waits: Mapping[int, int], overdue: int) -> tuple[Pair, ...]:
    """Return the five measures with their twins.

    Args:
        counts: The sum of the cells asked about.
        waits: Days waited for the first reply to how many letters waited them.
        overdue: Letters of those cells that never had a reply and whose day is past.
    """
    aside = {Left.REJECTED.value: counts.rejected, Left.MERGED.value: counts.merged}
    taken = counts.received - counts.rejected - counts.merged
    answered = counts.in_time + counts.late
    owed = answered + overdue
    not_due = {**aside, Left.NOT_DUE.value: taken - owed}
    unsaid = {**aside, Left.NOT_ANSWERED.value: taken - answered}
    middle = Figure(Twin.MEDIAN_DAYS, 0, answered, median(waits), unsaid)
    unsolved = counts.solved_asked - counts.solved
    no_word = {**aside, Left.NOT_SAID.value: taken - counts.solved_asked}
    no_rating = {**aside, Left.NOT_SAID.value: taken - counts.rated}
    return (
        Pair(Figure(Measure.RECEIVED, counts.received, 0, None), middle),
        Pair(
            _share(Measure.IN_TIME, counts.in_time, owed, not_due),
            _share(Twin.OVER_LIMIT, counts.late + overdue, owed, not_due),
        ),
        Pair(
            _share(Measure.COMPLETED, counts.closed, taken, aside),
            _share(Twin.REOPENED, counts.reopened, answered, unsaid),
        ),
        Pair(
            _share(Measure.SOLVED, counts.solved, counts.solved_asked, no_word),
            _share(Twin.NOT_SOLVED, unsolved, counts.solved_asked, no_word),
        ),
        Pair(
            _share(Measure.SATISFIED, counts.satisfied, counts.rated, no_rating),
            _share(Twin.DISSATISFIED, counts.dissatisfied, counts.rated, no_rating),
        ),
    )
