"""Counting working days around pauses (Order 711, art. 33 para. 3).

The time for asking third parties and other organs is not counted. A pause holds the days after
the letter goes out, up to and including the day the opinion arrives or the asked party's time is
over. Pauses that overlap are one pause: a day is left out once.
"""

from collections.abc import Iterable
from typing import NamedTuple

from gongkai.applications.rules.days import Days


class Pause(NamedTuple):
    """Days that are not counted, as ordinals: those after `sent`, up to and including `ended`.

    `ended` is None while nobody knows when the opinion comes.
    """

    sent: int
    ended: int | None

    def holds(self, day: int) -> bool:
        """Say whether a day falls into the pause."""
        return self.sent < day and (self.ended is None or day <= self.ended)


def joined(pauses: Iterable[Pause]) -> list[Pause]:
    """Return the union of pauses, in order and without overlap."""
    union: list[Pause] = []
    for pause in sorted(pauses, key=lambda item: item.sent):
        if not union:
            union.append(pause)
            continue
        last = union[-1]
        if last.ended is not None and pause.sent > last.ended:
            union.append(pause)
        elif last.ended is not None and (pause.ended is None or pause.ended > last.ended):
            union[-1] = Pause(last.sent, pause.ended)
    return union


def due_after(start: int, count: int, days: Days, pauses: Iterable[Pause] = ()) -> int | None:
    """Return the count-th working day after a day, leaving out the pauses.

    Args:
        start: Ordinal of day zero, not itself counted.
        count: Working days promised, at least one.
        days: The calendar.
        pauses: In any order; they may overlap.

    Returns:
        The ordinal of the last day in time, or None while an open pause holds the clock.
    """
    position, left = start, count
    for pause in joined(pauses):
        if pause.ended is not None and pause.ended <= position:
            continue
        begin = max(pause.sent, position)
        free = days.between(position, begin)
        if free >= left:
            break
        if pause.ended is None:
            return None
        left -= free
        position = pause.ended
    return days.nth_after(position, left)
