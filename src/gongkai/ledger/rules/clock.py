"""Which instant may be signed: never one before the last, and no leap far ahead of it."""

from datetime import datetime, timedelta

# Time servers turn clocks back by fractions of a second; that is no reason to stop.
BACK_SLACK = timedelta(seconds=2)
# A clock set far ahead, once signed, would stop the log until that day has come.
AHEAD_MAX = timedelta(days=45)
# How far a witness's clock may differ from ours before one of them is wrong.
WITNESS_SLACK = timedelta(minutes=5)


class ClockBackError(ValueError):
    """The clock stands before the instant that was signed last."""


class ClockAheadError(ValueError):
    """The clock stands unbelievably long after the instant that was signed last."""


def stamp(now: datetime, last: datetime | None, confirmed: datetime | None = None) -> datetime:
    """Return the instant to write into leaves, in whole seconds, never before the last one.

    Args:
        now: What the clock says.
        last: The instant signed last; None if nothing was signed yet.
        confirmed: The instant signed last after which a person has confirmed the clock, in
            whichever direction it jumped; None if nobody has.

    Raises:
        ClockBackError: `now` is before `last`.
        ClockAheadError: `now` is more than 45 days after `last`.
    """
    now = now.replace(microsecond=0)
    if last is None or confirmed == last:
        return now
    if now < last - BACK_SLACK:
        raise ClockBackError(f"the clock says {now}, but {last} was signed already")
    if now > last + AHEAD_MAX:
        raise ClockAheadError(f"the clock says {now}, long after {last}")
    return max(now, last)
