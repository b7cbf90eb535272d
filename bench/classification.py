"""How well and how fast letters are classed: macro-F1 of five folds with equal texts in one fold.

Takes letters/labelled_segmented.csv and labelled_raw.csv of the folder that GONGKAI_REFERENCE
names. The last line is one JSON object.
"""

import csv
import json
import os
import time
from pathlib import Path

import numpy as np

from gongkai.trends.learning import grams, training
from gongkai.trends.learning.classing import suggest_many
from gongkai.trends.learning.keeping import Model
from gongkai.trends.learning.wording import wordings

LETTERS_TIMED = 20_000


def cpu() -> float:
    """Return the seconds of the processor that this process and its helpers have spent."""
    return sum(os.times()[:4])


def rows(name: str) -> list[dict[str, str]]:
    csv.field_size_limit(1 << 28)
    path = Path(os.environ["GONGKAI_REFERENCE"]) / "letters" / name
    with path.open(encoding="utf-8-sig", newline="") as text:
        return list(csv.DictReader(text))


def measure(name: str, columns: list[str]) -> dict[str, object]:
    table = [row for row in rows(name) if row["label"].strip()]
    texts = [[row[column] for column in columns] for row in table]
    names = sorted({row["label"] for row in table})
    labels = np.array([names.index(row["label"]) for row in table], dtype=np.int64)
    letters = wordings(texts)
    started = time.process_time()
    held = training.hold_out(letters, labels, len(names))
    figures = training.measure(held, labels, names)
    print(f"{name}: macro-F1 {figures['macro_f1']}, folds {figures['folds']}")
    vocabulary = grams.learn(letters)
    weights = training.fit(vocabulary.rows(letters), labels, len(names))
    learnt = time.process_time() - started
    model = Model(tuple(names), vocabulary, weights, figures["temperature"], {})
    many = texts * max(1, -(-LETTERS_TIMED // len(texts)))
    started, wall = cpu(), time.perf_counter()
    count = sum(1 for _ in suggest_many(model, many))
    spent, took = cpu() - started, time.perf_counter() - wall
    print(f"{name}: {count / spent:,.0f} letters a second of CPU, {count / took:,.0f} of the clock")
    return {
        "letters": len(table),
        "macro_f1": figures["macro_f1"],
        "folds": figures["folds"],
        "accuracy": figures["accuracy"],
        "confidence": figures["confidence"],
        "learning_cpu_seconds": round(learnt, 1),
        "letters_per_cpu_second": round(count / spent),
        "letters_per_second": round(count / took),
    }


def main() -> None:
    if not os.environ.get("GONGKAI_REFERENCE"):
        print("GONGKAI_REFERENCE names no folder of reference texts: nothing measured.")
        print(json.dumps({}))
        return
    found = {
        "segmented": measure("labelled_segmented.csv", ["text_seg"]),
        "raw": measure("labelled_raw.csv", ["留言主题", "留言详情"]),
    }
    print(json.dumps(found, ensure_ascii=False))


if __name__ == "__main__":
    main()
