"""Variety without chance: choices and figures that follow from a name, the same every time."""

from collections.abc import Sequence
from hashlib import sha256
from typing import TypeVar

T = TypeVar("T")


def number(*names: object, below: int) -> int:
    """Return a number from 0 up to a bound, which is not included, that follows from the names."""
    digest = sha256("\x1f".join(map(str, names)).encode()).digest()
    return int.from_bytes(digest[:8], "big") % below


def between(first: int, last: int, *names: object) -> int:
    """Return a number from first to last, both included."""
    return first + number(*names, below=last - first + 1)


def choose(options: Sequence[T], *names: object) -> T:
    """Return one of the options."""
    return options[number(*names, below=len(options))]


def share(total: int, weights: Sequence[float], *names: object) -> list[int]:
    """Split a total by weights, each moved by up to a fifth; the parts add up to the total."""
    moved = [weight * between(80, 120, *names, place) / 100 for place, weight in enumerate(weights)]
    exact = [total * weight / sum(moved) for weight in moved]
    parts = [int(value) for value in exact]
    by_rest = sorted(range(len(parts)), key=lambda place: parts[place] - exact[place])
    for place in by_rest[: total - sum(parts)]:
        parts[place] += 1
    return parts
