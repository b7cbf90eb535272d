"""What is wrong with a new-media account on a day: vetoes N2 to N4 of 国办秘函〔2019〕19号.

Its points and days differ from province to province, so the limits come in with the facts.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

SILENT_DAYS = 14  # no update in two weeks makes an account a zombie (僵尸号)
ANSWER_MONTHS = 3  # a valid message unanswered for more than three months
MONTHS_A_YEAR = 12


class State(StrEnum):
    """Whether an account is in use."""

    OPEN = "open"
    MERGING = "merging"
    CLOSED = "closed"


class Fault(StrEnum):
    """What is wrong."""

    SILENT = "silent"  # N2
    UNANSWERED = "unanswered"  # N3
    UNUSABLE = "unusable"  # N4
    MUTE = "mute"  # N3: nobody can write to it


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something is a fault.

    Attributes:
        silent_days: Days without a post.
        answer_months: Months without an answer.
    """

    silent_days: int = SILENT_DAYS
    answer_months: int = ANSWER_MONTHS


@dataclass(frozen=True, slots=True)
class Seen:
    """What is known of an account on a day.

    Attributes:
        opened_on: Its first day; it counts as an update.
        last_post_on: The newest post's day; None if there is none.
        oldest_message_on: The day of the oldest valid message without an answer.
        works: Whether an app could be downloaded and used when last tried; None if not tried, or
            not an app.
        interactive: Whether readers can write to it.
    """

    state: State
    opened_on: date
    last_post_on: date | None = None
    oldest_message_on: date | None = None
    works: bool | None = None
    interactive: bool = True


def months_after(day: date, months: int) -> date:
    """Return the same day some months later, or the last day of a shorter month."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    first = date(day.year + years, month + 1, 1)
    last = date(first.year + (first.month == MONTHS_A_YEAR), first.month % MONTHS_A_YEAR + 1, 1)
    return min(first + timedelta(days=day.day - 1), last - timedelta(days=1))


def silent_since(seen: Seen) -> date:
    """Return the day of the last update; opening the account is one."""
    return max(seen.opened_on, seen.last_post_on or seen.opened_on)


def faults(seen: Seen, today: date, limits: Limits | None = None) -> tuple[Fault, ...]:
    """Return what is wrong with an account; nothing is asked of a closed one.

    An account that is being merged need not post any more, but still owes its answers.
    """
    limits = limits or Limits()
    if seen.state is State.CLOSED:
        return ()
    found = []
    quiet = (today - silent_since(seen)).days > limits.silent_days
    if seen.state is State.OPEN and quiet:
        found.append(Fault.SILENT)
    asked = seen.oldest_message_on
    if asked is not None and today > months_after(asked, limits.answer_months):
        found.append(Fault.UNANSWERED)
    if seen.state is State.OPEN and seen.works is False:
        found.append(Fault.UNUSABLE)
    if seen.state is State.OPEN and not seen.interactive:
        found.append(Fault.MUTE)
    return tuple(found)
