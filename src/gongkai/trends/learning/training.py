"""Learn to class letters: three linear learners whose weights are added up, and nearness.

A support vector machine, a ridge classifier and a support vector machine over features scaled by
how much they speak for a class (after Wang and Manning, 2012) err in different places. All three
are linear in the same features, so their sum is a single table of weights and costs no more to ask
than one of them. What lies across no straight line is added by `nearness`. What the model card says
of it is measured on letters that it has not seen: letters of the same text always lie in the same
fold.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import RidgeClassifier
from sklearn.metrics import confusion_matrix, precision_recall_fscore_support
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.svm import LinearSVC

from gongkai.trends.learning import grams, nearness
from gongkai.trends.learning.grams import Matrix
from gongkai.trends.learning.weighing import Floats, Weights, shares
from gongkai.trends.learning.wording import Wording

FOLDS = 5
SEED = 20190515
MARGIN_COST = 0.3
RIDGE = 1.5
EVIDENCE_COST = 0.3
EVIDENCE_PRIOR = 0.2
MARGIN_SHARE, RIDGE_SHARE = 0.3, 0.4  # beside the third learner's 1
TEMPERATURES = np.geomspace(0.3, 30, 60)

Progress = Callable[[int, int], None]


class TooLittleError(Exception):
    """There are too few letters or classes to learn from."""


def fit(rows: Matrix, labels: NDArray[np.int64], classes: int) -> Weights:
    """Learn weights from rows and the number of the class of each."""
    marks = np.eye(classes, dtype=np.int64)[labels] * 2 - 1
    table = np.zeros((rows.shape[1], classes), dtype=np.float32)
    offset = np.zeros(classes, dtype=np.float32)
    ridge = RidgeClassifier(alpha=RIDGE, solver="sparse_cg", class_weight="balanced", tol=1e-3)
    ridge.fit(rows, labels)
    table += RIDGE_SHARE * _each(ridge.coef_, classes).T.astype(np.float32)
    offset += RIDGE_SHARE * _each(np.atleast_1d(ridge.intercept_)[:, None], classes)[:, 0]
    for place in range(classes):
        one = marks[:, place]
        scale = _evidence(rows, one > 0)
        plain = LinearSVC(C=MARGIN_COST, class_weight="balanced", random_state=SEED)
        plain.fit(rows, one)
        scaled = LinearSVC(
            C=EVIDENCE_COST, class_weight="balanced", random_state=SEED, max_iter=3000
        )
        scaled.fit(_scaled(rows, scale), one)
        table[:, place] += (MARGIN_SHARE * plain.coef_[0] + scaled.coef_[0] * scale).astype(
            np.float32
        )
        offset[place] += np.float32(MARGIN_SHARE * plain.intercept_[0] + scaled.intercept_[0])
    return Weights(table, offset, nearness.learn(rows, labels, classes, seed=SEED))


def _each(coefficients: NDArray[Any], classes: int) -> NDArray[Any]:
    """Return a row for each class; of two classes scikit-learn keeps only the second."""
    return np.vstack([-coefficients, coefficients]) if classes == 2 else coefficients


def _evidence(rows: Matrix, inside: NDArray[np.bool_]) -> Floats:
    """Return how much each feature speaks for or against a class, as a log ratio near 1."""
    yes = np.asarray(rows[inside].sum(axis=0)).ravel() + EVIDENCE_PRIOR
    no = np.asarray(rows[~inside].sum(axis=0)).ravel() + EVIDENCE_PRIOR
    ratio = np.log((yes / yes.sum()) / (no / no.sum()))
    even = ratio / max(1e-9, float(np.sqrt((ratio**2).mean())))
    return np.asarray(even, dtype=np.float32)


def _scaled(rows: Matrix, factor: Floats) -> Matrix:
    made = rows.copy()
    made.data = made.data * factor[made.indices]
    return made


def groups(letters: Sequence[Wording]) -> NDArray[np.int64]:
    """Return a number for each text: letters of one text have the same."""
    names: dict[bytes, int] = {}
    return np.array(
        [
            names.setdefault(hashlib.sha256(letter.signs.encode()).digest(), len(names))
            for letter in letters
        ],
        dtype=np.int64,
    )


@dataclass(frozen=True, slots=True)
class HeldOut:
    """Scores of every letter from a model that has not seen its text, and the fold it was in."""

    scores: Floats
    fold: NDArray[np.int64]


def hold_out(
    letters: Sequence[Wording],
    labels: NDArray[np.int64],
    classes: int,
    *,
    folds: int = FOLDS,
    progress: Progress = lambda done, total: None,
) -> HeldOut:
    """Score every letter with a model learnt from the other folds.

    Raises:
        TooLittleError: A class has fewer different texts than there are folds.
    """
    same = groups(letters)
    texts = Counter(dict(zip(same.tolist(), labels.tolist(), strict=True)).values())
    if min(texts.get(place, 0) for place in range(classes)) < folds:
        raise TooLittleError
    scores = np.zeros((len(letters), classes), dtype=np.float32)
    fold = np.zeros(len(letters), dtype=np.int64)
    parts = StratifiedGroupKFold(folds, shuffle=True, random_state=SEED % 1000)
    for number, (seen, unseen) in enumerate(parts.split(labels, labels, same)):
        progress(number, folds)
        vocabulary = grams.learn([letters[at] for at in seen])
        weights = fit(vocabulary.rows([letters[at] for at in seen]), labels[seen], classes)
        scores[unseen] = weights.scores([vocabulary.rows([letters[at] for at in unseen])])
        fold[unseen] = number
    progress(folds, folds)
    return HeldOut(scores, fold)


def temperature_of(scores: Floats, labels: NDArray[np.int64]) -> float:
    """Return the temperature at which confidence is most nearly how often the model is right."""
    rows = np.arange(len(labels))

    def surprise(temperature: float) -> float:
        given = shares(scores, temperature)[rows, labels]
        return float(-np.log(np.maximum(given, 1e-9)).mean())

    return min((float(value) for value in TEMPERATURES), key=surprise)


def measure(held: HeldOut, labels: NDArray[np.int64], names: Sequence[str]) -> dict[str, Any]:
    """Return the figures of a model card from held-out scores."""
    guess = held.scores.argmax(axis=1)
    temperature = temperature_of(held.scores, labels)
    sure = shares(held.scores, temperature).max(axis=1)
    places = list(range(len(names)))
    precision, recall, f1, count = precision_recall_fscore_support(
        labels, guess, labels=places, zero_division=0
    )
    return {
        "folds": [
            round(_macro(labels[held.fold == fold], guess[held.fold == fold], places), 4)
            for fold in range(int(held.fold.max()) + 1)
        ],
        "macro_f1": round(float(f1.mean()), 4),
        "accuracy": round(float((guess == labels).mean()), 4),
        "classes": {
            name: {
                "letters": int(count[at]),
                "precision": round(float(precision[at]), 4),
                "recall": round(float(recall[at]), 4),
                "f1": round(float(f1[at]), 4),
            }
            for at, name in enumerate(names)
        },
        "confusion": confusion_matrix(labels, guess, labels=places).tolist(),
        "confidence": _by_confidence(sure, guess == labels),
        "temperature": temperature,
    }


def _macro(labels: NDArray[np.int64], guess: NDArray[np.int64], places: list[int]) -> float:
    f1 = precision_recall_fscore_support(labels, guess, labels=places, zero_division=0)[2]
    return float(f1.mean())


def _by_confidence(sure: Floats, right: NDArray[np.bool_]) -> list[dict[str, float]]:
    """Return, for several thresholds, the share of letters above and how many are right."""
    found = []
    for threshold in (0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        above = sure >= threshold
        found.append(
            {
                "at_least": threshold,
                "share": round(float(above.mean()), 4),
                "right": round(float(right[above].mean()), 4) if above.any() else 0.0,
            }
        )
    return found
