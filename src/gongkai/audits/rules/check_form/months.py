"""Months, and how the findings of one run stand to those of the one before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

MONTHS_A_YEAR = 12


def first_of(text: str) -> date:
    """Read a month written 2026-11.

    Raises:
        ValueError: It is none.
    """
    year, _, month = text.partition("-")
    if not (year.isascii() and month.isascii() and year.isdigit() and month.isdigit()):
        raise ValueError(text)
    return date(int(year), int(month), 1)


def shifted(month: date, by: int) -> date:
    """Return the first day of a month some months later, or earlier."""
    place = month.year * MONTHS_A_YEAR + month.month - 1 + by
    return date(place // MONTHS_A_YEAR, place % MONTHS_A_YEAR + 1, 1)


def last_of(month: date) -> date:
    """Return the last day of a month."""
    return shifted(month, 1) - timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Fingerprints: found for the first time, still there, there no more."""

    new: frozenset[str]
    still: frozenset[str]
    gone: frozenset[str]


def compare(before: Iterable[str], now: Iterable[str]) -> Comparison:
    """Return how the findings of two runs stand to each other."""
    old, fresh = frozenset(before), frozenset(now)
    return Comparison(fresh - old, fresh & old, old - fresh)
