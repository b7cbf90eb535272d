"""Paths that spell the way from the root, so that a subtree is one prefix of text."""

from collections.abc import Mapping
from dataclasses import dataclass

STEP = 6  # characters of one step; base 36, so two thousand million bodies
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


class CircleError(ValueError):
    """A body would stand above itself."""


def step(key: int) -> str:
    """Return a body's own step, made from its key and therefore never used twice."""
    digits = ""
    while key:
        key, digit = divmod(key, len(DIGITS))
        digits = DIGITS[digit] + digits
    return digits.rjust(STEP, "0")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body is said to stand: its superior's key, None at the top."""

    parent: int | None


def paths(places: Mapping[int, Place]) -> dict[int, str]:
    """Return the path of every body of a tree.

    Raises:
        CircleError: Some body stands above itself.
    """
    found: dict[int, str] = {}
    for key in places:
        found[key] = "".join(step(above) for above in reversed(line(key, places)))
    return found


def line(key: int, places: Mapping[int, Place]) -> list[int]:
    """Return a body and its superiors, upwards.

    Raises:
        CircleError: The way up comes back to where it was.
    """
    way = [key]
    parent = places[key].parent
    while parent is not None:
        if parent in way:
            raise CircleError(str(parent))
        way.append(parent)
        parent = places[parent].parent
    return way
