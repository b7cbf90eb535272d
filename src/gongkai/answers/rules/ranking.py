"""Which of the texts that were found answers a question best, and whether any does.

The index finds candidates by pairs of characters. Each is then read whole, and what is seen is
weighed: fitted by logistic regression to pairs of a right and a wrong text of questions with known
answers, measured on questions held out, and rounded (docs/reference/answers.md).
"""

import math
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from gongkai.answers.rules import passages
from gongkai.answers.rules.asking import Asked, gram_list, places_in
from gongkai.answers.rules.passages import ALIKE_SHARE, Passage, Rarity, Reading
from gongkai.search.rules.text import fold

READ_MAX = 30_000  # characters of one text that are read
LEAD = 120
QUOTED = 3
EVIDENCE = 30.0
COPIES_READ = 6  # texts that may be copies of the best one
COPY_NEAR = 0.3  # of a score
COPIED = 0.8  # of the clauses of a text, from which on it is a copy
CLAUSE_MIN = 8
NEAR = 0.4  # of a score: the second text may hold the answer as well

_CLAUSE = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text that the index found, with the share of the question's weight that it scored."""

    key: str
    title: str
    text: str
    share: float
    url: str = ""
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Ranked:
    """A candidate with what was seen in it, best first when in a list."""

    candidate: Candidate
    reading: Reading
    signs: dict[str, float]
    score: float


@dataclass(frozen=True, slots=True)
class Quote:
    """A passage to be quoted and the text it stands in."""

    candidate: Candidate
    passage: Passage


# What is seen in a text and what it counts.
WEIGHTS = {
    "share": 0.5,
    "dense": 2.3,
    "words": 0.4,
    "runs": 0.8,
    "longest_run": 0.7,
    "title_precision": 0.2,
    "title_place": -0.2,
    "other_place": -0.4,
}


def rank(asked: Asked, candidates: Iterable[Candidate], rarity: Rarity) -> list[Ranked]:
    """Return candidates with the text that answers best first."""
    found = []
    for candidate in candidates:
        text = candidate.text[:READ_MAX]
        reading = passages.read(asked, candidate.title, text, rarity)
        signs = _signs(asked, candidate, reading, rarity)
        score = sum(weight * signs[name] for name, weight in WEIGHTS.items())
        found.append(Ranked(candidate, reading, signs, score))
    # Of two equal texts the one that the index gives first stays first.
    found.sort(key=lambda one: -one.score)
    return _fuller_first(found)


def _fuller_first(found: list[Ranked]) -> list[Ranked]:
    """Return texts with the fullest copy of the best one first: an announcement is reprinted,
    shortened and quoted, and whoever asks is shown all of it."""
    if not found:
        return found
    best, said = found[0], _clauses(found[0])
    copies = [
        other
        for other in found[1:COPIES_READ]
        if best.score - other.score < COPY_NEAR
        and len(other.candidate.text) > len(best.candidate.text)
        and _copied(said, _clauses(other)) >= COPIED
    ]
    if not copies:
        return found
    fullest = max(copies, key=lambda one: len(one.candidate.text))
    return [fullest, *(one for one in found if one is not fullest)]


def _clauses(one: Ranked) -> frozenset[str]:
    """Return the clauses of a text that are long enough to be nobody else's."""
    return frozenset(part for part in _CLAUSE.split(one.reading.folded) if len(part) >= CLAUSE_MIN)


def _copied(one: frozenset[str], other: frozenset[str]) -> float:
    """Return how much of the shorter of two texts stands in the other."""
    return len(one & other) / max(1, min(len(one), len(other)))


def _signs(
    asked: Asked, candidate: Candidate, reading: Reading, rarity: Rarity
) -> dict[str, float]:
    title, folded = fold(candidate.title), reading.folded
    in_title = places_in(title)
    covered, longest = _runs(asked.runs, folded)
    named = any(place in title for place in asked.places)
    return {
        "share": candidate.share,
        "dense": reading.dense,
        "words": reading.words,
        "title_precision": _precision(asked, title, rarity),
        "title_place": 1.0 if named else 0.0,
        "other_place": 1.0 if asked.places and in_title and not asked.places & in_title else 0.0,
        "evidence": _evidence(asked, folded, rarity) / EVIDENCE,
        "runs": covered,
        "longest_run": longest / 10,
    }


def _evidence(asked: Asked, folded: str, rarity: Rarity) -> float:
    """Return how rare the words of the question are that stand in a text, or others for them."""
    found = 0.0
    for word in asked.words:
        if word in folded:
            found += rarity(word)
        elif any(other in folded for other in asked.alike.get(word, ())):
            found += ALIKE_SHARE * rarity(word)
    return found


def _precision(asked: Asked, title: str, rarity: Rarity) -> float:
    """Return how much of a title the question repeats."""
    weights = {token: rarity(token) for token in set(gram_list(title))}
    shared = sum(weight for token, weight in weights.items() if token in asked.grams)
    return shared / (sum(weights.values()) + 1)


def _runs(runs: Sequence[str], folded: str) -> tuple[float, int]:
    """Return how much of the question stands word for word in long runs, and the longest."""
    total, longest = 0.0, 0
    for run in runs:
        at = 0
        while at < len(run):
            end = at + 2
            while end <= len(run) and run[at:end] in folded:
                end += 1
            length = end - 1 - at
            if length >= 2:
                total += (length - 1) ** 1.5
                longest = max(longest, length)
            at += max(1, length)
    whole = sum((len(run) - 1) ** 1.5 for run in runs if len(run) > 1)
    return (total / whole if whole else 0.0), longest


def quotes(ranked: Sequence[Ranked], most: int = QUOTED) -> list[Quote]:
    """Return the passages to quote, the best of the best text first.

    Where another text comes near the best one, it gives the last of them.
    """
    if not ranked:
        return []
    best = ranked[0]
    made = [Quote(best.candidate, one) for one in passages.apart(best.reading.passages, most)]
    if len(ranked) > 1 and best.score - ranked[1].score < NEAR:
        second = Quote(ranked[1].candidate, ranked[1].reading.passages[0])
        made = [*made[: most - 1], second]
    return made


# Logistic regression on what is seen in the best text: answered questions against questions
# about nothing in the texts.
DECLINING = {"words": 2.7, "longest_run": 4.2, "evidence": 2.6}
DECLINING_OFFSET = -5.8
CERTAIN = 0.45  # below, the question is declined


def certainty(ranked: Sequence[Ranked]) -> float:
    """Return how likely it is, 0 to 1, that the best text answers the question at all."""
    if not ranked:
        return 0.0
    signs = ranked[0].signs
    total = DECLINING_OFFSET + sum(weight * signs[name] for name, weight in DECLINING.items())
    return 1 / (1 + math.exp(-total))
