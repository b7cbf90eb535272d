"""Class the letters of a table with a model."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gongkai.trends.learning import keeping
from gongkai.trends.learning.classing import REASONS, Suggestion, suggest_many
from gongkai.trends.learning.keeping import ForeignModelError, Model
from gongkai.trends.tables import UnreadableTableError, opened


class Command(BaseCommand):
    help = "Class the letters of a CSV or xlsx table with a model, one line for each letter."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="The table: CSV or xlsx.")
        parser.add_argument(
            "--text",
            action="append",
            required=True,
            help="Column of the text; may be repeated, the subject first.",
        )
        parser.add_argument("--model", type=Path, required=True, help="What was learnt.")
        parser.add_argument("--json", action="store_true", help="Print a JSON object a line.")
        parser.add_argument(
            "--reasons", action="store_true", help="Give the words that led to each class."
        )

    def handle(
        self,
        *,
        file: Path,
        text: list[str],
        model: Path,
        json: bool,
        reasons: bool,
        **options: object,
    ) -> None:
        learnt = loaded(model)
        write = as_json if json else as_line
        try:
            with opened(file) as table:
                asked = REASONS if reasons else 0
                found = suggest_many(learnt, table.columns(text), reasons=asked)
                for suggestion in found:
                    self.stdout.write(write(suggestion))
        except UnreadableTableError as error:
            raise CommandError(str(error)) from error
        except BrokenPipeError:  # the reader has seen enough
            sys.stderr.close()


def loaded(path: Path) -> Model:
    """Load a model or say in words why not."""
    try:
        return keeping.load(path)
    except ForeignModelError as error:
        raise CommandError(
            _(
                "%(file)s is not a model of this platform, or it is broken (%(reason)s). "
                "Make one with: gongkai train_letters"
            )
            % {"file": path, "reason": error}
        ) from error
    except FileNotFoundError as error:
        raise CommandError(_("There is no file %(file)s.") % {"file": path}) from error
    except OSError as error:
        raise CommandError(
            _("%(file)s cannot be read: %(reason)s") % {"file": path, "reason": error.strerror}
        ) from error


def as_json(suggestion: Suggestion) -> str:
    """Return a suggestion as one JSON object."""
    found: dict[str, object] = {
        "label": suggestion.label,
        "confidence": suggestion.confidence,
    }
    if suggestion.words:
        found["words"] = list(suggestion.words)
    return json.dumps(found, ensure_ascii=False)


def as_line(suggestion: Suggestion) -> str:
    """Return a suggestion for a person."""
    return f"{suggestion.label}\t{suggestion.confidence:.2f}\t{' '.join(suggestion.words)}".rstrip()
