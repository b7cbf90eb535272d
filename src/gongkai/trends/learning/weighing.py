"""What a model has learnt: a weight for each feature and class, and how scores become shares."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongkai.trends.learning.grams import Matrix
from gongkai.trends.learning.nearness import Nearness

Floats = NDArray[np.float32]

NEAR_SHARE = np.float32(0.8)  # beside the linear learners


@dataclass(frozen=True, slots=True)
class Weights:
    """One column for each class: the weights of all features, what is added at the end, and what
    the nearness to letters learnt from adds."""

    table: Floats
    offset: Floats
    near: Nearness

    def scores(self, parts: Sequence[Matrix]) -> Floats:
        """Return the score of each letter for each class, from its rows block by block."""
        found = self.offset + NEAR_SHARE * self.near.scores(parts)
        first = 0
        for part in parts:
            found += part @ self.table[first : first + part.shape[1]]
            first += part.shape[1]
        return np.asarray(found, dtype=np.float32)


def shares(scores: Floats, temperature: float) -> Floats:
    """Return scores as shares of one for each class."""
    warm = scores * np.float32(temperature)
    powers = np.exp(warm - warm.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)
