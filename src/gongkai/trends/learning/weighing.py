"""What a model has learnt: a weight for each feature and class, and how scores become shares."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from gongkai.trends.learning.grams import Matrix

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Weights:
    """One column for each class: the weights of all features and what is added at the end."""

    table: Floats
    offset: Floats

    def scores(self, rows: Matrix) -> Floats:
        """Return the score of each letter for each class."""
        return np.asarray(rows @ self.table, dtype=np.float32) + self.offset


def shares(scores: Floats, temperature: float) -> Floats:
    """Return scores as shares of one for each class."""
    warm = scores * np.float32(temperature)
    powers = np.exp(warm - warm.max(axis=1, keepdims=True))
    return np.asarray(powers / powers.sum(axis=1, keepdims=True), dtype=np.float32)
