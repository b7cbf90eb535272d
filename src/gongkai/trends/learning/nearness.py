"""How near a letter is to letters that people have classed: what a straight line cannot say.

The features that tell classes apart best are folded into few directions; there a letter is compared
with landmarks, letters learnt from, by a Gaussian of the distance. A ridge regression says how much
the nearness to each landmark speaks for each class.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.decomposition import TruncatedSVD
from sklearn.feature_selection import chi2

from gongkai.trends.learning.grams import Matrix

FEATURES = 20_000
DIRECTIONS = 200
LANDMARKS = 2_000
NARROWNESS = 1.0
RIDGE = 0.15
STEADYING = 1e-4

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Nearness:
    """What is known of nearness.

    `columns` are the features that are looked at, in order; `directions` has a row for each of
    them; `landmarks` are rows of length 1; `table` has a row for each landmark and a column for
    each class.
    """

    columns: NDArray[np.int64]
    directions: Floats
    landmarks: Floats
    table: Floats

    def scores(self, parts: Sequence[Matrix]) -> Floats:
        """Return the score of each letter for each class, from its rows block by block."""
        folded = np.zeros((parts[0].shape[0], self.directions.shape[1]), dtype=np.float32)
        first = 0
        for part in parts:
            start, end = np.searchsorted(self.columns, (first, first + part.shape[1]))
            folded += part[:, self.columns[start:end] - first] @ self.directions[start:end]
            first += part.shape[1]
        folded = _even(folded)
        return np.asarray(_near(folded, self.landmarks) @ self.table, dtype=np.float32)


def learn(rows: Matrix, labels: NDArray[np.int64], classes: int, *, seed: int) -> Nearness:
    """Learn from rows and the number of the class of each."""
    columns = _telling(rows, labels)
    chosen = rows[:, columns]
    most = min(DIRECTIONS, min(chosen.shape) - 1)
    folding = TruncatedSVD(most, random_state=seed, n_iter=3).fit(chosen)
    directions = np.ascontiguousarray(folding.components_.T, dtype=np.float32)
    folded = _even(np.asarray(chosen @ directions))
    chance = np.random.RandomState(seed)
    landmarks = folded[np.sort(chance.permutation(len(folded))[:LANDMARKS])]
    near = _near(folded, landmarks)
    # Every class weighs the same, however many letters it has.
    weight = (len(labels) / (classes * np.bincount(labels, minlength=classes)))[labels]
    weighed = near * weight[:, None].astype(np.float32)
    marks = np.where(np.eye(classes)[labels] > 0, 1, -1).astype(np.float32)
    system = (near.T @ weighed + RIDGE * _near(landmarks, landmarks)).astype(np.float64)
    system[np.diag_indices_from(system)] += STEADYING
    table = np.linalg.solve(system, (weighed.T @ marks).astype(np.float64))
    return Nearness(columns, directions, landmarks, table.astype(np.float32))


def _telling(rows: Matrix, labels: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return the features that tell classes apart best, in order."""
    told = np.nan_to_num(chi2(rows, labels)[0])
    return np.sort(np.argsort(-told, kind="stable")[:FEATURES]).astype(np.int64)


def _even(folded: NDArray[Any]) -> Floats:
    """Return rows brought to length 1; a row of nothing stays."""
    norms = np.linalg.norm(folded, axis=1, keepdims=True)
    return np.asarray(folded / np.maximum(norms, 1e-9), dtype=np.float32)


def _near(one: Floats, other: Floats) -> Floats:
    """Return the Gaussian of the distance of each row to each row; all have length 1."""
    near = one @ other.T
    near -= 1
    near *= 2 * NARROWNESS
    return np.asarray(np.exp(near, out=near), dtype=np.float32)
