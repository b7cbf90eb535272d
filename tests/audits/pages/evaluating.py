"""Recall by family and false blocks on clean pages, with Wilson intervals of 95 percent."""

import math
import random
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from clean_pages import Clean

from gongkai.audits.rules.pages import Lists, parse, scan

TODAY = date(2026, 4, 1)
Z = 1.96


@dataclass(frozen=True)
class Share:
    """Hits of tries, with the interval in which the true share lies."""

    hits: int
    tries: int

    @property
    def share(self) -> float:
        return self.hits / self.tries if self.tries else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        if not self.tries:
            return 0.0, 1.0
        n, p = self.tries, self.share
        middle = (p + Z * Z / (2 * n)) / (1 + Z * Z / n)
        reach = Z * math.sqrt(p * (1 - p) / n + Z * Z / (4 * n * n)) / (1 + Z * Z / n)
        return max(0.0, middle - reach), min(1.0, middle + reach)


def blocked(source: str, lists: Lists, target: str = "page") -> bool:
    return scan(parse(source, target=target, today=TODAY), lists).polluted


def recall(
    name: str,
    family: Callable[[random.Random, Clean], str],
    clean: Callable[[int], Clean],
    count: int,
    lists: Lists,
) -> Share:
    """Return how many injected pages of a family are blocked; the same pages each time."""
    hits = sum(
        blocked(family(random.Random(f"{name}{number}"), clean(number)), lists, name)
        for number in range(count)
    )
    return Share(hits, count)


def false_blocks(pages: Iterable[str], lists: Lists) -> Share:
    """Return how many clean pages are blocked."""
    hits = tries = 0
    for page in pages:
        hits += blocked(page, lists)
        tries += 1
    return Share(hits, tries)
