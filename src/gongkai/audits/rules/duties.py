"""What is owed and what was done: item × body × period, computed for any day and never stored.

A periodic item (按月, 每季度首月15日前, 年度终了后20日内) owes something new in each period, by a
due date. Any other item owes every single piece of information within its limit, counted from the
day the piece was formed; where the cell names no number of days, the twenty working days of Order
711 hold. A year whose holiday notice is not entered counts as plain Mondays to Fridays until it is.
Days are ordinals (`date.toordinal`) inside, because a county computes a million duties.
"""

from bisect import bisect_left, bisect_right
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache

from gongkai.calendars.rules.workdays import Workdays
from gongkai.catalogue.rules.timing import DISCLOSURE_DAYS_MAX, Kind, TimeLimit, Unit

# How long an item without a period may stand without anything new. An office's choice: the
# official check form names a column that should be renewed, and no number of days.
STALE_DAYS = 365
MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
MISSED_TILL_STALE = 2  # periods in a row with nothing in them


class State(StrEnum):
    """How an item stands for a body on a day."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    MISSING = "missing"
    STALE = "stale"
    EMPTY = "empty"
    UNREAD = "unread"


FAULTS = (State.EMPTY, State.MISSING, State.STALE, State.LATE, State.UNREAD)
# Codes of single duties, one byte each.
IS_DONE, IS_LATE, IS_MISSING, IS_OPEN = b"dlmo"


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that was opened under an item.

    Attributes:
        opened: The day it became public.
        formed: The day the information was formed; None when nobody knows.
        closed: The first day on which it was public no more; None while it is.
        key: What it is known by.
    """

    opened: int
    formed: int | None = None
    closed: int | None = None
    key: str = ""


@dataclass(frozen=True, slots=True)
class Window:
    """One period of a periodic item: something new from `first` on, by `due`; late until `last`."""

    first: int
    due: int
    last: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How an item stands for a body.

    Attributes:
        state: In one word.
        due: Next or last missed due date of a periodic item.
        newest: The day on which something was opened last.
        pieces: How many things are open.
        missing: Periods in which nothing was opened, in the span looked at.
        late: Periods or pieces that came late, in the span looked at.
        late_keys: Keys of the late pieces of an item without a period.
        short_keys: Keys of pieces taken back before they had been posted as long as promised.
    """

    state: State
    due: int | None = None
    newest: int | None = None
    pieces: int = 0
    missing: int = 0
    late: int = 0
    late_keys: tuple[str, ...] = ()
    short_keys: tuple[str, ...] = ()


def periodic(limit: TimeLimit) -> bool:
    """Say whether an item owes something new in each period."""
    return bool(limit.period)


def windows(limit: TimeLimit, first: date, last: date, workdays: Workdays) -> tuple[Window, ...]:
    """Return the periods of an item that touch a span of days; none for an item without periods."""
    return _windows(limit, first, last, workdays)


@lru_cache(maxsize=512)
def _windows(limit: TimeLimit, first: date, last: date, workdays: Workdays) -> tuple[Window, ...]:
    if not periodic(limit):
        return ()
    found = []
    for start, end in _periods(limit.period, first, last):
        if limit.kind is Kind.WITHIN:
            # The information of one period is owed in the next: counted from the end of the former.
            due = _due(limit, start - timedelta(days=1), workdays)
        else:
            due = _named_day(limit, start, end)
        found.append(Window(start.toordinal(), due.toordinal(), end.toordinal()))
    return tuple(found)


def _periods(period: str, first: date, last: date) -> Iterator[tuple[date, date]]:
    """Yield first and last day of each period that touches a span."""
    if period not in MONTHS:
        step = 7 if period == "week" else 1
        day = first - timedelta(days=first.weekday() if step == 7 else 0)
        while day <= last:
            yield day, day + timedelta(days=step - 1)
            day += timedelta(days=step)
        return
    months = MONTHS[period]
    place = first.year * 12 + (first.month - 1) // months * months
    while (start := date(place // 12, place % 12 + 1, 1)) <= last:
        yield start, _plus_months(start, months) - timedelta(days=1)
        place += months


def _named_day(limit: TimeLimit, start: date, end: date) -> date:
    """Return the day that the cell names within a period; the period's last day when none."""
    if not (limit.by_month or limit.by_day):
        return end
    month = _plus_months(start, limit.by_month - 1) if limit.by_month else end
    longest = monthrange(month.year, month.month)[1]
    return month.replace(day=min(limit.by_day or longest, longest))


def due_of(limit: TimeLimit, formed: date, workdays: Workdays) -> date:
    """Return by when a piece of information formed on a day must be open.

    The day itself is not counted. Where the cell names no days, art. 26 does.
    """
    return _due(limit, formed, workdays)


@lru_cache(maxsize=4096)
def _due(limit: TimeLimit, formed: date, workdays: Workdays) -> date:
    days, unit = limit.days, limit.unit
    if days is None:
        days, unit = DISCLOSURE_DAYS_MAX, Unit.WORKING
    if unit is Unit.WORKING:
        return workdays.provisional_nth_after(formed, days)[0]
    if unit is Unit.CALENDAR:
        return formed + timedelta(days=days)
    return _plus_months(formed, days)


def _plus_months(day: date, months: int) -> date:
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def judge(owed: Sequence[Window], opened: Sequence[int], today: int) -> bytes:
    """Return one byte for each duty of a periodic item: done, late, missing or open.

    Args:
        owed: Its windows, ascending.
        opened: The days on which something was opened, ascending.
        today: The day asked about; what was opened later has not happened.
    """
    end = bisect_right(opened, today)
    place = bisect_left(opened, owed[0].first, 0, end) if owed else end
    codes = bytearray()
    for window in owed:
        while place < end and opened[place] < window.first:
            place += 1
        if place < end and opened[place] <= window.last:
            codes.append(IS_DONE if opened[place] <= window.due else IS_LATE)
        else:
            codes.append(IS_MISSING if window.due < today else IS_OPEN)
    return bytes(codes)


def standing(
    limit: TimeLimit | None,
    pieces: Sequence[Piece],
    *,
    today: date,
    since: date,
    workdays: Workdays,
    stale_days: int = STALE_DAYS,
) -> Standing:
    """Return how an item stands for a body on a day.

    Args:
        limit: What its 公开时限 says; None when that is not understood.
        pieces: What was opened under it, in any order.
        today: The day asked about; what came later has not happened.
        since: From when on missing and late duties are counted.
        workdays: The calendar.
        stale_days: Days without anything new after which an item without periods is stale.
    """
    day = today.toordinal()
    open_now = [
        piece
        for piece in pieces
        if piece.opened <= day and (piece.closed is None or piece.closed > day)
    ]
    if limit is None:
        return Standing(State.UNREAD, newest=_newest(open_now), pieces=len(open_now))
    if periodic(limit):
        found = _of_periods(limit, open_now, today, since, workdays)
    else:
        found = _of_pieces(limit, open_now, today, since, workdays, stale_days)
    short = tuple(
        piece.key
        for piece in pieces
        if piece.closed is not None
        and since.toordinal() <= piece.closed <= day
        and posted_short(limit, piece, workdays)
    )
    return replace(found, short_keys=short) if short else found


def _newest(pieces: Sequence[Piece]) -> int | None:
    return max((piece.opened for piece in pieces), default=None)


def _of_pieces(
    limit: TimeLimit,
    open_now: list[Piece],
    today: date,
    since: date,
    workdays: Workdays,
    stale_days: int,
) -> Standing:
    newest = _newest(open_now)
    if newest is None:
        return Standing(State.EMPTY)
    late = _late(limit, open_now, since, workdays)
    last = max(open_now, key=lambda piece: piece.opened)
    state = State.LATE if last in late else State.DONE
    if today.toordinal() - newest > stale_days and limit.kind is not Kind.STANDING:
        state = State.STALE
    return Standing(
        state,
        newest=newest,
        pieces=len(open_now),
        late=len(late),
        late_keys=tuple(piece.key for piece in late),
    )


def posted_short(limit: TimeLimit, piece: Piece, workdays: Workdays) -> bool:
    """Say whether a piece was taken back before the time of posting (公示N个工作日) had passed.

    The day on which it was opened is not counted, the last day of posting is still whole.
    """
    if limit.posted_days is None or piece.closed is None:
        return False
    posting = TimeLimit(Kind.WITHIN, limit.posted_days, limit.posted_unit)
    return piece.closed <= _due(posting, date.fromordinal(piece.opened), workdays).toordinal()


def _late(
    limit: TimeLimit, pieces: Sequence[Piece], since: date, workdays: Workdays
) -> list[Piece]:
    """Return the pieces that were opened, in the span looked at, after their due date."""
    found = []
    for piece in pieces:
        if piece.formed is None or piece.opened < since.toordinal():
            continue
        if piece.opened > due_of(limit, date.fromordinal(piece.formed), workdays).toordinal():
            found.append(piece)
    return found


def _of_periods(
    limit: TimeLimit, open_now: list[Piece], today: date, since: date, workdays: Workdays
) -> Standing:
    owed = windows(limit, since, today, workdays)
    opened = sorted(piece.opened for piece in open_now)
    codes = judge(owed, opened, today.toordinal())
    due = next((w.due for w, code in zip(owed, codes, strict=True) if code == IS_OPEN), None)
    closed = codes.rstrip(bytes([IS_OPEN]))
    if not opened:
        state = State.EMPTY
    elif closed.endswith(bytes([IS_MISSING]) * MISSED_TILL_STALE):
        state = State.STALE
    elif closed.endswith(bytes([IS_MISSING])):
        state = State.MISSING
    elif closed.endswith(bytes([IS_LATE])):
        state = State.LATE
    else:
        state = State.DUE if due is not None else State.DONE
    if due is None and state in {State.MISSING, State.STALE, State.EMPTY} and owed:
        due = owed[-1].due
    return Standing(
        state,
        due=due,
        newest=opened[-1] if opened else None,
        pieces=len(opened),
        missing=codes.count(IS_MISSING),
        late=codes.count(IS_LATE),
    )
