"""How alike two requests are, by the pairs of characters they share.

Chinese has no spaces to cut words at, so runs of two characters stand for words. Numbers and
stops are left out: two requests that differ in a year only are alike, and a person decides.
"""

import re

ALIKE_SHARE = 0.6  # two requests for the same thing, written twice by hand, share about this much
_LOOSE = re.compile(r"[\W\d_]+")


def pairs(text: str) -> frozenset[str]:
    """Return the runs of two characters of a text."""
    words = _LOOSE.sub("", text.lower())
    return frozenset(words[n : n + 2] for n in range(len(words) - 1))


def share(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much two texts share (Dice), 0 to 1."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))
