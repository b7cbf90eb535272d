"""Measure answers on questions whose right text and answer are known."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from gongkai.answers.rules import asking, ranking
from gongkai.answers.shelf import Shelf

ENCODINGS = ("utf-8-sig", "gb18030")
FIRST = 10
_BLANKS = re.compile(r"\s+")
_QUESTION = ("question", "问题", "提问")
_TEXT_KEY = ("docid", "doc_id", "document", "文档编号")
_ANSWER = ("answer", "答案", "回答")


class UnreadableQuestionsError(Exception):
    """A file of questions cannot be read; the text says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """A question, the key of the text that answers it, and the words in which it does.

    Both are empty for a question about nothing in the texts, which should be declined.
    """

    text: str
    key: str = ""
    answer: str = ""


def read_questions(path: Path) -> list[Question]:
    """Read a CSV table of questions.

    Raises:
        UnreadableQuestionsError: It is no table with a column of questions.
        OSError: The file cannot be read.
    """
    content = path.read_bytes()
    try:
        text = content.decode(ENCODINGS[0])
    except UnicodeDecodeError:
        text = content.decode(ENCODINGS[1], errors="replace")
    csv.field_size_limit(16 * 1024 * 1024)
    try:
        rows = list(csv.DictReader(io.StringIO(text)))
    except csv.Error as error:
        raise UnreadableQuestionsError(str(error)) from error
    questions = [
        Question(_cell(row, _QUESTION), _cell(row, _TEXT_KEY), _cell(row, _ANSWER)) for row in rows
    ]
    kept = [question for question in questions if question.text]
    if not kept:
        raise UnreadableQuestionsError(
            _("%(file)s has no column “question” with anything in it.") % {"file": path.name}
        )
    return kept


def _cell(row: dict[str, str], names: Iterable[str]) -> str:
    return next(((row.get(name) or "").strip() for name in names if row.get(name)), "")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question: the place of the right text (0 first, None not found), whether
    the answer stands in the first passage or in any quoted, and whether it was declined."""

    place: int | None
    first: bool
    any: bool
    declined: bool


def measure(shelf: Shelf, questions: Iterable[Question]) -> Iterator[Outcome]:
    """Yield what comes of each question."""
    for question in questions:
        asked = asking.read(question.text)
        ranked = ranking.rank(asked, shelf.find(asked), shelf.rarity)
        quoted = [_plain(quote.passage.text) for quote in ranking.quotes(ranked)]
        answer = _plain(question.answer)
        found = [bool(answer) and answer in passage for passage in quoted]
        keys = [one.candidate.key for one in ranked]
        yield Outcome(
            place=keys.index(question.key) if question.key in keys else None,
            first=found[:1] == [True],
            any=any(found),
            declined=ranking.certainty(ranked) < ranking.CERTAIN,
        )


def _plain(text: str) -> str:
    return _BLANKS.sub("", text)


def summary(questions: list[Question], outcomes: list[Outcome]) -> dict[str, float | int]:
    """Return the figures of a measurement.

    Recall is over the questions with a right text, passages over those with an answer; whether
    a question is declined is counted by itself and does not enter the others.
    """
    pairs = list(zip(questions, outcomes, strict=True))
    keyed = [outcome for question, outcome in pairs if question.key]
    answered = [outcome for question, outcome in pairs if question.answer]
    foreign = [outcome for question, outcome in pairs if not question.key]
    return {
        "questions": len(pairs),
        "recall_at_1": _share(outcome.place == 0 for outcome in keyed),
        "recall_at_10": _share(
            outcome.place is not None and outcome.place < FIRST for outcome in keyed
        ),
        "answer_in_passage": _share(outcome.first for outcome in answered),
        "answer_in_three": _share(outcome.any for outcome in answered),
        "declined": _share(outcome.declined for outcome in outcomes),
        "declined_of_unanswerable": _share(outcome.declined for outcome in foreign),
        "declined_of_answerable": _share(outcome.declined for outcome in keyed),
    }


def _share(marks: Iterable[bool]) -> float:
    kept = list(marks)
    return round(sum(kept) / len(kept), 4) if kept else 0.0
