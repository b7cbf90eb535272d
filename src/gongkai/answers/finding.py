"""Answer a question from what is published and in force.

    answer = find("公积金怎么提取")

Reads the search index, and the replies of released letters. Repealed and lapsed texts are left out
before anything is ranked, so no passage of theirs can be quoted.
"""

import json
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import tantivy
from django.conf import settings

from gongkai.answers.rules import asking, ranking
from gongkai.answers.rules.asking import Asked
from gongkai.answers.rules.ranking import Candidate, Ranked
from gongkai.answers.shelf import gram_query, rarity_of
from gongkai.letters.access import on_board
from gongkai.letters.searching import NAME
from gongkai.search import reader
from gongkai.search.reader import Reader
from gongkai.search.rules.weight import ENDED

CANDIDATES = 16
LETTERS = f"{NAME} "
SUGGESTIONS = 3


@dataclass(frozen=True, slots=True)
class Citation:
    """A passage that is quoted: word for word from the text behind the address."""

    title: str
    url: str
    passage: str
    dated_on: date | None = None


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A text that may help although it does not answer."""

    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What is said to a question.

    `text` is the first passage quoted, or a rephrasing of the passages that a model made and every
    sentence of which was traced back to them. Not answered, there are no citations.
    """

    question: str
    answered: bool
    text: str = ""
    citations: tuple[Citation, ...] = ()
    suggestions: tuple[Suggestion, ...] = ()
    certainty: float = 0.0
    rephrased: bool = False


def find(question: str) -> Answer:
    """Answer a question, or say that the published texts do not."""
    asked = asking.read(question)
    opened = reader.current()
    if opened is None or asked.empty:
        return Answer(question=question, answered=False)
    ranked = ranking.rank(asked, candidates(opened, asked), rarity_of(opened.searcher))
    return answer_of(question, ranked)


def answer_of(question: str, ranked: list[Ranked]) -> Answer:
    """Return the answer that ranked texts give."""
    certainty = ranking.certainty(ranked)
    if certainty < ranking.CERTAIN:
        near = ranked[:SUGGESTIONS] if certainty > 0 else []
        return Answer(
            question=question,
            answered=False,
            suggestions=tuple(_suggestion(one) for one in near),
            certainty=round(certainty, 4),
        )
    cited = ranking.quotes(ranked)
    citations = tuple(
        Citation(
            title=quote.candidate.title,
            url=quote.candidate.url,
            passage=quote.passage.text.strip(),
            dated_on=quote.candidate.dated_on,
        )
        for quote in cited
    )
    shown = {quote.candidate.key for quote in cited}
    others = [one for one in ranked if one.candidate.key not in shown]
    return Answer(
        question=question,
        answered=True,
        text=citations[0].passage,
        citations=citations,
        suggestions=tuple(_suggestion(one) for one in others[:SUGGESTIONS]),
        certainty=round(certainty, 4),
    )


def _suggestion(one: Ranked) -> Suggestion:
    return Suggestion(one.candidate.title, one.candidate.url)


def candidates(opened: Reader, asked: Asked) -> list[Candidate]:
    """Return the public texts in force that share most with a question, best first."""
    wanted, total = gram_query(opened.searcher, opened.schema, asked)
    if wanted is None:
        return []
    ended = [
        (tantivy.Occur.MustNot, tantivy.Query.term_query(opened.schema, "validity", name))
        for name in sorted(ENDED)
    ]
    inside = tantivy.Query.boolean_query([(tantivy.Occur.Must, wanted), *ended])
    found = []
    for score, address in opened.searcher.search(inside, CANDIDATES, count=False).hits:
        stored = opened.searcher.doc(address)
        face: dict[str, Any] = json.loads(bytes(stored["face"][0]))
        days = face["published_on"] or face["made_on"]
        found.append(
            Candidate(
                key=f"{face['source']} {face['key']}",
                title=face["title"],
                text=bytes(stored["text"][0]).decode("utf-8"),
                share=float(score) / total,
                url=f"{settings.GONGKAI_BASE_URL}{face['url']}",
                dated_on=date.fromordinal(days) if days else None,
            )
        )
    return _replies_alone(found)


def _replies_alone(found: list[Candidate]) -> list[Candidate]:
    """Return candidates with the reply alone where one is a letter: what its writer said, asked
    or claimed is no answer of anybody's."""
    keys = {one.key: one.key.removeprefix(LETTERS) for one in found if one.key.startswith(LETTERS)}
    if not keys:
        return found
    released = on_board().filter(key__in=keys.values())
    replies = dict(released.values_list("key", "reply"))
    return [
        replace(one, text=replies.get(keys[one.key], "")) if one.key in keys else one
        for one in found
        if one.key not in keys or replies.get(keys[one.key])
    ]
