"""How fast a question is answered from a great index, and what it costs.

    answers.py HOME [COUNT]

Indexes COUNT documents (200,000) made as search_engine.py makes them, and asks questions of three
kinds, no two alike. The last line is one JSON object. Seconds of the processor stand beside
those of the clock, because others may work on the same machine.
"""

import json
import random
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from search_engine import Corpus, _at, _prepare, index_all

P95_MS = 50.0
ROUNDS = 150
FORMS = (
    "请问{0}是怎么规定的？",
    "{0}需要准备什么材料？",
    "办理{0}要多长时间？",
    "哪个部门负责{0}？",
    "{0}的标准是多少？",
)
Ask = Callable[[int], str]


def questions(corpus: Corpus) -> dict[str, Ask]:
    """Return the kinds of questions that are timed."""
    chance = random.Random(17)

    def clause(longest: int) -> str:
        while True:
            text = corpus.entry(chance.randrange(corpus.count)).text
            found = [one for one in re.findall(r"[一-鿿]{6,}", text) if len(one) <= longest]
            if found:
                return chance.choice(found)

    def asked(subject: str, number: int) -> str:
        return FORMS[number % len(FORMS)].format(subject)

    return {
        "about a title": lambda number: asked(corpus.entry(number * 613).title[:60], number),
        "in words of a text": lambda number: asked(clause(14), number),
        "long, of three clauses": lambda number: asked(
            "，".join(clause(40) for _ in range(3)), number
        ),
    }


def timed(ask: Ask) -> tuple[dict[str, float], list[float], list[float]]:
    """Return the figures of one kind and its milliseconds by the clock and of the processor."""
    from gongkai.answers.finding import find

    for number in range(ROUNDS, ROUNDS + 10):
        find(ask(number))
    wall, spent, answered = [], [], 0
    for number in range(ROUNDS):
        question = ask(number)
        began, burnt = time.perf_counter(), time.process_time()
        answered += find(question).answered
        spent.append((time.process_time() - burnt) * 1000)
        wall.append((time.perf_counter() - began) * 1000)
    wall.sort()
    spent.sort()
    row = {
        "p50_ms": _at(wall, 0.5),
        "p95_ms": _at(wall, 0.95),
        "cpu_p95_ms": _at(spent, 0.95),
        "answered": round(answered / ROUNDS, 3),
    }
    return row, wall, spent


def main(home: Path, count: int = 200_000) -> dict[str, Any]:
    """Measure in a home of its own, print it and return it."""
    _prepare(home)
    from django.test.utils import override_settings

    from gongkai.search import folders, sources

    answer: dict[str, Any] = {"documents": count}
    with override_settings(GONGKAI_INDEX=home / "answers-index"):
        corpus = Corpus(count)
        for source in list(sources.every()):
            sources.forget(source.name)
        sources.register(corpus)
        if not folders.current():
            answer |= index_all(corpus)
        kinds: dict[str, dict[str, float]] = {}
        every: list[float] = []
        burnt: list[float] = []
        print(f"{'question':28} {'p50 ms':>8} {'p95 ms':>8} {'CPU p95':>8} {'answered':>8}")
        for name, ask in questions(corpus).items():
            kinds[name], wall, spent = timed(ask)
            every += wall
            burnt += spent
            print(f"{name:28} " + " ".join(f"{figure:8.2f}" for figure in kinds[name].values()))
    every.sort()
    burnt.sort()
    answer |= {
        "kinds": kinds,
        "p50_ms": _at(every, 0.5),
        "p95_ms": _at(every, 0.95),
        "cpu_p95_ms": _at(burnt, 0.95),
        "most_ms": round(every[-1], 2),
    }
    print(json.dumps(answer, ensure_ascii=False))
    return answer


if __name__ == "__main__":
    told = main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 200_000)
    sys.exit(int(told["p95_ms"] > P95_MS))
