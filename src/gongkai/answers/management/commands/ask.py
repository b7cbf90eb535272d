"""Ask the published texts, or measure answers on a corpus."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.answers import finding, measuring, rephrasing
from gongkai.answers.finding import Answer
from gongkai.answers.measuring import UnreadableQuestionsError
from gongkai.answers.rules import asking, ranking
from gongkai.answers.shelf import Shelf, UnreadableCorpusError, read_corpus
from gongkai.search import health


class Command(BaseCommand):
    help = "Answer a question from published texts in force, or measure answers on a corpus."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("question", nargs="?", default="", help="The question.")
        parser.add_argument("--corpus", type=Path, help="Texts to ask: a file of JSON lines.")
        parser.add_argument("--questions", type=Path, help="Questions with answers: a CSV table.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(
        self,
        *,
        question: str,
        corpus: Path | None,
        questions: Path | None,
        json: bool,
        **options: object,
    ) -> None:
        if questions and not corpus:
            raise CommandError(_("--questions needs --corpus: the texts that answer them."))
        if not questions and not question.strip():
            raise CommandError(_("Ask something, or give --corpus and --questions."))
        if corpus is None:
            self.stdout.write(shown(live(question), json))
            return
        shelf = shelved(corpus)
        try:
            if questions:
                self.stdout.write(measured(shelf, questions, json))
            else:
                self.stdout.write(shown(from_shelf(shelf, question), json))
        finally:
            shelf.close()


def live(question: str) -> Answer:
    """Answer from the search index."""
    if health.unreadable():
        raise CommandError(_("There is no search index yet. Run: gongkai rebuild_index"))
    return rephrasing.rephrased(finding.find(question))


def from_shelf(shelf: Shelf, question: str) -> Answer:
    """Answer from a corpus."""
    asked = asking.read(question)
    if asked.empty:
        return Answer(question=question, answered=False)
    return finding.answer_of(question, ranking.rank(asked, shelf.find(asked), shelf.rarity))


def shelved(corpus: Path) -> Shelf:
    """Return the texts of a file ready to be asked."""
    try:
        return Shelf(tqdm(read_corpus(corpus), unit=" texts", disable=None))
    except UnreadableCorpusError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": corpus, "reason": error.strerror}
        ) from error


def measured(shelf: Shelf, path: Path, as_json: bool) -> str:
    """Return the figures of a measurement."""
    try:
        questions = measuring.read_questions(path)
    except UnreadableQuestionsError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": error.strerror}
        ) from error
    bar = tqdm(measuring.measure(shelf, questions), total=len(questions), disable=None)
    figures = measuring.summary(questions, list(bar))
    if as_json:
        return json.dumps(figures)
    return "\n".join(f"{name}: {figure}" for name, figure in figures.items())


def shown(answer: Answer, as_json: bool) -> str:
    """Return an answer as one JSON object or for a person."""
    if as_json:
        return json.dumps(answer_object(answer), ensure_ascii=False)
    if not answer.answered:
        lines = [_("The published texts do not answer this. You can write to us.")]
        return "\n".join([*lines, *(f"  {one.title}  {one.url}" for one in answer.suggestions)])
    lines = [answer.text, ""]
    for citation in answer.citations:
        lines += [f"{citation.title}  {citation.dated_on or ''}  {citation.url}"]
        lines += [f"  {citation.passage}"]
    return "\n".join(lines)


def answer_object(answer: Answer) -> dict[str, object]:
    """Return an answer as it is written in JSON."""
    return {
        "answered": answer.answered,
        "answer": answer.text,
        "citations": [
            {
                "title": citation.title,
                "url": citation.url,
                "passage": citation.passage,
                "date": citation.dated_on.isoformat() if citation.dated_on else None,
            }
            for citation in answer.citations
        ],
        "suggestions": [{"title": one.title, "url": one.url} for one in answer.suggestions],
    }
