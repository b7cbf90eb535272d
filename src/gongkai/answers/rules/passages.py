"""The passages of a text, and how well each answers a question.

A passage is a run of whole sentences of at most 300 characters; very long sentences are cut at
commas. What stands in nearly every sentence of a text tells little about where in it the answer
is, so a match also counts by how rare it is within the text.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongkai.answers.rules.asking import SIGNS_ENOUGH, Asked, Want, signs_of
from gongkai.search.rules.text import fold

PASSAGE_MAX = 300  # characters
LONG_SENTENCE = 150
PIECE = 120
SENTENCES_MAX = 1_500
PASSAGES_KEPT = 60
ALIKE_SHARE = 0.8  # of a word, for another word of the same thing
SATURATION = 1.2
USUAL_LENGTH = 1_500
DENSE_WINDOW = 250
LEVELLING = 1.5
TITLE_SIGNS = 12

Rarity = Callable[[str], float]
Floats = NDArray[np.float64]

_SENTENCE = re.compile(r"[^。！？；\n]*[。！？；\n]?")
_COMMAS = re.compile(r"(?<=[，,、：])")


@dataclass(frozen=True, slots=True)
class Passage:
    """A run of sentences: where it begins in the text, itself, its first sentence and how many."""

    start: int
    text: str
    first: int
    count: int
    score: float = 0.0


@dataclass(frozen=True, slots=True)
class Reading:
    """A text read for one question: its passages best first, and how much of the question stands
    in the title and one stretch together (`dense`) and, as words, anywhere in it."""

    folded: str
    passages: tuple[Passage, ...]
    dense: float
    words: float


def sentences(text: str) -> list[tuple[int, int]]:
    """Cut a text into sentences that together are the text: where each begins and ends."""
    found: list[tuple[int, int]] = []
    for match in _SENTENCE.finditer(text):
        first, last = match.span()
        if last - first <= LONG_SENTENCE:
            found += [(first, last)] if last > first else []
            continue
        start = at = first
        for part in _COMMAS.split(match.group()):
            if at > start and at + len(part) - start > PIECE:
                found.append((start, at))
                start = at
            at += len(part)
        found += [(one, min(one + PASSAGE_MAX, last)) for one in range(start, last, PASSAGE_MAX)]
        if len(found) >= SENTENCES_MAX:
            break
    return found[:SENTENCES_MAX]


def windows(cut: Sequence[tuple[int, int]], most: int = PASSAGE_MAX) -> list[tuple[int, int]]:
    """Return for each first sentence how many follow in one passage, itself included."""
    made: list[tuple[int, int]] = []
    end = 0
    for first in range(len(cut)):
        end = max(end, first + 1)
        while end < len(cut) and cut[end][1] - cut[first][0] <= most:
            end += 1
        made.append((first, end - first))
        if end == len(cut) and first:
            break
    return made


@dataclass(frozen=True, slots=True)
class _Matches:
    """How often tokens stand in each sentence, and what each counts in the language and here.

    Tokens that stand nowhere in the text have no column; their weight is missing from the sums.
    """

    needles: tuple[str, ...]
    times: Floats
    weight: Floats
    level: Floats
    local: Floats

    def times_in(self, folded: str) -> Floats:
        """Return how often each token stands in a text."""
        return np.array([folded.count(needle) for needle in self.needles], dtype=np.float64)

    def inside(self, made: Sequence[tuple[int, int]]) -> Floats:
        """Return how often each token stands in each window."""
        sums = np.vstack([np.zeros(self.times.shape[1]), np.cumsum(self.times, axis=0)])
        spans = np.array(made, dtype=np.int64)
        counted: Floats = sums[spans.sum(axis=1)] - sums[spans[:, 0]]
        return counted


def _matches(
    folded: str,
    cut: Sequence[tuple[int, int]],
    tokens: dict[str, float],
    rarity: Rarity,
    alike: dict[str, tuple[str, ...]],
) -> _Matches:
    weights = {name: share * rarity(name) for name, share in tokens.items()}
    total = sum(weights.values()) or 1.0
    # Within one text common words part the stretches too: rarity counts more evenly.
    levels = {name: weights[name] + LEVELLING * share for name, share in tokens.items()}
    stands: dict[str, tuple[str, float]] = {}  # what to look for in place of a token
    for name in tokens:
        if name in folded:
            stands[name] = (name, 1.0)
        elif other := next((one for one in alike.get(name, ()) if one in folded), ""):
            stands[name] = (other, ALIKE_SHARE)
    times = _times(folded, cut, [needle for needle, _ in stands.values()])
    weight = np.array([weights[name] * share for name, (_, share) in stands.items()]) / total
    held = (times > 0).sum(axis=0)
    local = np.log(1 + (len(cut) - held + 0.5) / (held + 0.5))
    local = local * np.array([tokens[name] for name in stands])
    return _Matches(
        needles=tuple(needle for needle, _ in stands.values()),
        times=times,
        weight=weight,
        level=np.array([levels[name] for name in stands]) / (sum(levels.values()) or 1.0),
        local=local / local.sum() if local.sum() > 0 else local,
    )


def _times(folded: str, cut: Sequence[tuple[int, int]], needles: Sequence[str]) -> Floats:
    """Return how often each token stands in each sentence: one row for each sentence."""
    places: list[int] = []
    columns: list[int] = []
    for column, needle in enumerate(needles):
        before = len(places)
        at = folded.find(needle)
        while at >= 0:
            places.append(at)
            at = folded.find(needle, at + len(needle))
        columns += [column] * (len(places) - before)
    starts = np.array([first for first, _ in cut], dtype=np.int64)
    rows = np.maximum(0, np.searchsorted(starts, places, side="right") - 1)
    cells = np.bincount(
        rows * len(needles) + np.array(columns, dtype=np.int64),
        minlength=len(cut) * len(needles),
    )
    return cells.reshape(len(cut), len(needles)).astype(np.float64)


# What each sign of a good passage counts; fitted to questions with known answers, then rounded.
W_GRAMS, W_GRAMS_LOCAL, W_GRAMS_FIRST, W_GRAMS_SENTENCE = 0.5, 0.9, 0.5, 0.7
W_TRIGRAMS_LOCAL, W_TRIGRAMS_SENTENCE = 0.5, 0.5
W_WORDS, W_WORDS_LOCAL, W_WORDS_SENTENCE = 0.7, 1.1, 0.7
W_LENGTH, W_BEGINNING, W_TITLE = 0.2, -0.35, -0.4
W_WANTS = {Want.AMOUNT: 0.3, Want.TIME: 0.6, Want.WHO: 0.0, Want.WHERE: 0.1, Want.LIST: 0.4}


def read(asked: Asked, title: str, text: str, rarity: Rarity) -> Reading:
    """Read a text for a question.

    Args:
        asked: The question.
        title: The title; a passage that repeats it has matches that tell nothing.
        text: The whole text.
        rarity: How rare a token is among all texts; larger is rarer.
    """
    folded = fold(text)
    cut = sentences(text) or [(0, len(text))]
    made = windows(cut)
    grams = _matches(folded, cut, asked.grams, rarity, {})
    words = _matches(folded, cut, asked.words, rarity, asked.alike)
    trigrams = _matches(folded, cut, asked.trigrams, rarity, {})
    score = (
        _scores(grams, made, (W_GRAMS, W_GRAMS_LOCAL, W_GRAMS_FIRST, W_GRAMS_SENTENCE))
        + _scores(words, made, (W_WORDS, W_WORDS_LOCAL, 0.0, W_WORDS_SENTENCE))
        + _scores(trigrams, made, (0.0, W_TRIGRAMS_LOCAL, 0.0, W_TRIGRAMS_SENTENCE))
        + _looks(asked, fold(title)[:TITLE_SIGNS], folded, cut, made)
    )
    return Reading(
        folded=folded,
        passages=_passages(text, cut, made, score),
        dense=_dense(grams, fold(title), windows(cut, DENSE_WINDOW)),
        words=_saturated(words, len(text)),
    )


def _scores(
    matches: _Matches,
    made: Sequence[tuple[int, int]],
    weights: tuple[float, float, float, float],
) -> Floats:
    """Score windows by what is in them, also by rarity here, in their first and best sentence."""
    whole, local, first, best = weights
    held = matches.inside(made) > 0
    by_sentence = (matches.times > 0) @ matches.local
    firsts = by_sentence[[start for start, _ in made]]
    bests = _greatest(by_sentence, made)
    total: Floats = (
        whole * (held @ matches.weight)
        + local * (held @ matches.local)
        + first * firsts
        + best * bests
    )
    return total


def _greatest(values: Floats, made: Sequence[tuple[int, int]]) -> Floats:
    """Return the greatest of the values of the sentences of each window."""
    bounds = [bound for start, count in made for bound in (start, start + count)]
    greatest: Floats = np.maximum.reduceat(np.append(values, -np.inf), bounds)[::2]
    return greatest


def _looks(
    asked: Asked,
    title: str,
    folded: str,
    cut: Sequence[tuple[int, int]],
    made: Sequence[tuple[int, int]],
) -> Floats:
    """Score windows by length, place, and whether they look like the kind of answer wanted."""
    starts = np.array([cut[first][0] for first, _ in made])
    ends = np.array([cut[first + count - 1][1] for first, count in made])
    score: Floats = W_LENGTH * (ends - starts) / PASSAGE_MAX
    score[0] += W_BEGINNING
    if title:
        at = folded.find(title)
        while at >= 0:
            score[(starts <= at) & (at + len(title) <= ends)] += W_TITLE
            at = folded.find(title, at + len(title))
    sums = np.zeros((len(asked.wants), len(cut) + 1))
    for row, want in enumerate(asked.wants):
        sums[row, 1:] = np.cumsum([signs_of(want, folded[first:last]) for first, last in cut])
    spans = np.array(made, dtype=np.int64)
    for row, want in enumerate(asked.wants):
        inside = sums[row, spans.sum(axis=1)] - sums[row, spans[:, 0]]
        score += W_WANTS[want] * np.minimum(1, inside / SIGNS_ENOUGH[want])
    return score


def _dense(grams: _Matches, title: str, made: Sequence[tuple[int, int]]) -> float:
    """Return how much of the question stands in the title and one stretch of the text together."""
    titled = grams.inside(made) + grams.times_in(title)
    dense = titled * (SATURATION + 1) / (titled + SATURATION)
    return float((dense @ grams.level).max(initial=0.0))


def _saturated(matches: _Matches, length: int) -> float:
    """Return how much of the question stands in the text, oftener counting a little more."""
    times = matches.times.sum(axis=0)
    usual = SATURATION * (0.25 + 0.75 * length / USUAL_LENGTH)
    return float((times * (SATURATION + 1) / (times + usual)) @ matches.weight)


def _passages(
    text: str, cut: Sequence[tuple[int, int]], made: Sequence[tuple[int, int]], score: Floats
) -> tuple[Passage, ...]:
    found = []
    for at in np.argsort(-score, kind="stable")[:PASSAGES_KEPT].tolist():
        first, count = made[at]
        start = cut[first][0]
        shown = text[start : min(cut[first + count - 1][1], start + PASSAGE_MAX)]
        found.append(Passage(start, shown, first, count, float(score[at])))
    return tuple(found)


def apart(passages: Sequence[Passage], most: int) -> list[Passage]:
    """Return the best passages of a text, none sharing more than half of its sentences."""
    kept: list[Passage] = []
    for passage in passages:
        if len(kept) == most:
            break
        if all(_shared(passage, other) * 2 <= min(passage.count, other.count) for other in kept):
            kept.append(passage)
    return kept


def _shared(one: Passage, other: Passage) -> int:
    return min(one.first + one.count, other.first + other.count) - max(one.first, other.first)
