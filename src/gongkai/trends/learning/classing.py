"""Class letters with a model, many at a time, and say which words led to it."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from gongkai.forked import shared
from gongkai.trends.learning.grams import BLOCKS, PAIR, Matrix
from gongkai.trends.learning.keeping import Model
from gongkai.trends.learning.weighing import Floats, shares
from gongkai.trends.learning.wording import wordings

BATCH = 1_000
SHARED_FROM = 3_000  # letters; fewer are classed sooner than helpers are started
REASONS = 5


@dataclass(frozen=True, slots=True)
class Suggestion:
    """The class of a letter, how sure the model is (0 to 1), and the words that speak for it."""

    label: str
    confidence: float
    words: tuple[str, ...] = ()


def suggest(
    model: Model, letters: Iterable[Sequence[str]], *, reasons: int = 0
) -> Iterator[Suggestion]:
    """Yield a suggestion for each letter, in their order.

    Args:
        model: What has been learnt.
        letters: The columns of each letter, the subject first.
        reasons: How many words to give for each suggestion.
    """
    reader = _Reasons(model) if reasons else None
    for batch in _batches(letters):
        yield from _batch(model, batch, reader, reasons)


def suggest_many(
    model: Model, letters: Iterable[Sequence[str]], *, reasons: int = 0
) -> Iterator[Suggestion]:
    """Do the same with a helper on every processor where there are many letters."""
    rest = iter(letters)
    first = list(islice(rest, SHARED_FROM))
    helpers = len(os.sched_getaffinity(0))
    if len(first) < SHARED_FROM or helpers < 2:
        yield from suggest(model, chain(first, rest), reasons=reasons)
        return
    global _helper
    _helper = _Share(model, _Reasons(model) if reasons else None, reasons)
    try:
        # A helper has the model already.
        for found in shared(_help, _batches(chain(first, rest)), helpers=helpers):
            yield from found
    finally:
        _helper = None


def _batches(letters: Iterable[Sequence[str]]) -> Iterator[list[Sequence[str]]]:
    rest = iter(letters)
    while batch := list(islice(rest, BATCH)):
        yield batch


def _batch(
    model: Model, columns: Sequence[Sequence[str]], reader: "_Reasons | None", reasons: int
) -> Iterator[Suggestion]:
    letters = wordings(columns)
    parts = model.vocabulary.parts(letters)
    scores = model.weights.scores(list(parts.values()))
    given = shares(scores, model.temperature)
    best = given.argmax(axis=1)
    sure = given[np.arange(len(letters)), best]
    # Of a letter in which nothing is known, nothing is known.
    unknown = sum(np.diff(part.indptr) for part in parts.values()) == 0
    sure = np.where(unknown, 1 / len(model.classes), sure)
    words = reader.read(parts["words"], best, reasons) if reader else [()] * len(letters)
    for at, place in enumerate(best.tolist()):
        yield Suggestion(model.classes[place], round(float(sure[at]), 4), words[at])


class _Reasons:
    """Reads out of the table of weights which words of a letter speak most for its class."""

    def __init__(self, model: Model) -> None:
        self._names = list(model.vocabulary.words)
        self._keys = model.vocabulary.blocks[BLOCKS[0]].keys
        table = model.weights.table[: max(1, len(self._keys))]
        self._lean: Floats = table - table.mean(axis=1, keepdims=True)

    def read(self, rows: Matrix, best: np.ndarray, most: int) -> list[tuple[str, ...]]:
        """Return for each row the words whose weight for its class is above all others."""
        owner = np.repeat(np.arange(rows.shape[0]), np.diff(rows.indptr))
        speaks = rows.data * self._lean[rows.indices, best[owner]]
        found: list[tuple[str, ...]] = []
        for at in range(rows.shape[0]):
            part = slice(rows.indptr[at], rows.indptr[at + 1])
            order = np.argsort(-speaks[part], kind="stable")
            chosen: list[str] = []
            for place in order.tolist():
                if speaks[part][place] <= 0 or len(chosen) == most:
                    break
                word = self._spelled(int(self._keys[rows.indices[part][place]]))
                if len(word) > 1 and not any(word in kept or kept in word for kept in chosen):
                    chosen.append(word)
            found.append(tuple(chosen))
        return found

    def _spelled(self, key: int) -> str:
        """Return a word, or two side by side."""
        if key < PAIR:
            return self._names[key] if key < len(self._names) else ""
        first, second = key // PAIR - 1, key % PAIR
        known = max(first, second) < len(self._names)
        return f"{self._names[first]}{self._names[second]}" if known else ""


@dataclass(frozen=True, slots=True)
class _Share:
    """What each process classes its share of the letters with."""

    model: Model
    reader: _Reasons | None
    reasons: int


_helper: _Share | None = None


def _help(batch: list[Sequence[str]]) -> list[Suggestion]:
    assert _helper is not None  # set before the helpers are forked
    return list(_batch(_helper.model, batch, _helper.reader, _helper.reasons))
