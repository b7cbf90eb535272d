"""Learn a model from letters that people have classed, and keep it as a file."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from gongkai.trends.learning import grams, keeping, training
from gongkai.trends.learning.keeping import Model
from gongkai.trends.learning.training import FOLDS, Progress, TooLittleError
from gongkai.trends.learning.wording import Wording, wordings

RARE = FOLDS  # a class of fewer different texts cannot stand in every fold


@dataclass(frozen=True, slots=True)
class Lesson:
    """A letter and the class that a person gave it."""

    columns: Sequence[str]
    label: str


@dataclass(slots=True)
class _Material:
    """Letters to learn from, and what was left out."""

    letters: list[Wording]
    labels: list[str]
    empty: int
    rare: dict[str, int]


def learn(
    lessons: Iterable[Lesson],
    path: Path,
    *,
    learnt_on: date,
    origin: str,
    progress: Progress = lambda done, total: None,
) -> dict[str, Any]:
    """Learn a model, measure it on held-out letters, keep it, and return its card.

    Args:
        lessons: The letters and their classes; those without text or class are left out.
        path: Where the model is kept. What stands there is replaced.
        learnt_on: The day that the card tells.
        origin: Where the letters come from, for the card.
        progress: Told (done, all) for each fold.

    Raises:
        TooLittleError: Too few letters, or fewer than two classes.
        OSError: The file cannot be written.
    """
    material = _gather(lessons)
    names = sorted(set(material.labels))
    if len(names) < 2:
        lacking = _("At least two classes with %(least)d different letters each are needed.")
        raise TooLittleError(lacking % {"least": RARE})
    places = {name: place for place, name in enumerate(names)}
    labels = np.array([places[label] for label in material.labels], dtype=np.int64)
    held = training.hold_out(material.letters, labels, len(names), progress=progress)
    figures = training.measure(held, labels, names)
    temperature = float(figures.pop("temperature"))
    vocabulary = grams.learn(material.letters)
    weights = training.fit(vocabulary.rows(material.letters), labels, len(names))
    card = _card(material, learnt_on, origin) | {
        "features": {name: len(block.keys) for name, block in vocabulary.blocks.items()},
        "held_out": figures,
    }
    keeping.save(Model(tuple(names), vocabulary, weights, temperature, card), path)
    return card


def _card(material: _Material, learnt_on: date, origin: str) -> dict[str, Any]:
    """Return what a model's card says of the letters it learnt from."""
    return {
        "learnt_on": learnt_on.isoformat(),
        "origin": origin,
        "letters": len(material.labels),
        "different_texts": len(set(training.groups(material.letters).tolist())),
        "left_out": {"without_text_or_class": material.empty, "rare_classes": material.rare},
    }


def _gather(lessons: Iterable[Lesson]) -> _Material:
    columns: list[Sequence[str]] = []
    labels: list[str] = []
    empty = 0
    for lesson in lessons:
        label = lesson.label.strip()
        if label and any(column.strip() for column in lesson.columns):
            columns.append(lesson.columns)
            labels.append(label)
        else:
            empty += 1
    letters = wordings(columns)
    texts: dict[str, set[str]] = {}
    for letter, label in zip(letters, labels, strict=True):
        texts.setdefault(label, set()).add(letter.signs)
    rare = {label for label, different in texts.items() if len(different) < RARE}
    counted = Counter(label for label in labels if label in rare)
    kept = [at for at, label in enumerate(labels) if label not in rare]
    return _Material(
        letters=[letters[at] for at in kept],
        labels=[labels[at] for at in kept],
        empty=empty,
        rare=dict(sorted(counted.items())),
    )
