"""What waits for a clerk (工作台): every app registers its queues, the portal shows them.

A queue's count is the count of the list that its address opens.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from gongkai.bodies.models import User

ROWS_SHOWN = 8


class Urgency(StrEnum):
    """How soon a queue wants somebody; the desk shows the most urgent first."""

    OVERDUE = "overdue"
    TODAY = "today"
    WEEK = "week"
    MINE = "mine"
    OTHERS = "others"


@dataclass(frozen=True, slots=True)
class Waiting:
    """One thing that waits, and the page on which it is done."""

    title: str
    url: str
    note: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Queue:
    """Things of one sort that wait: the first rows, how many there are, where all of them are."""

    name: str
    urgency: Urgency
    count: int
    url: str
    rows: tuple[Waiting, ...] = field(default_factory=tuple)


Source = Callable[[User, datetime], Iterable[Queue]]
_sources: list[Source] = []


def register(source: Source) -> None:
    """Let an app say what waits; called once from its `ready`."""
    if source not in _sources:
        _sources.append(source)


def queues(user: User, now: datetime) -> list[Queue]:
    """Return what waits for this person, the most urgent first; empty queues are left out."""
    found = [queue for source in _sources for queue in source(user, now) if queue.count]
    order = list(Urgency)
    return sorted(found, key=lambda queue: order.index(queue.urgency))
