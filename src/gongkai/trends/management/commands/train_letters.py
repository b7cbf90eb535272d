"""Learn to class letters from a table of letters that people have classed."""

import json
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.trends import suggesting
from gongkai.trends.actions import models
from gongkai.trends.actions.models import Lesson
from gongkai.trends.learning.training import FOLDS, TooLittleError
from gongkai.trends.tables import UnreadableTableError, opened


class Command(BaseCommand):
    help = "Learn to class letters from a CSV or xlsx table of letters with their classes."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", type=Path, help="The table: CSV or xlsx.")
        parser.add_argument(
            "--text",
            action="append",
            default=[],
            help="Column of the text; may be repeated, the subject first.",
        )
        parser.add_argument("--label", default="", help="Column of the class.")
        parser.add_argument(
            "--own", action="store_true", help="Learn from this platform's own closed letters."
        )
        parser.add_argument(
            "--out", type=Path, help="Where the model is kept; otherwise the platform's own."
        )
        parser.add_argument("--json", action="store_true", help="Print the model card as JSON.")

    def handle(
        self,
        *,
        file: Path | None,
        text: list[str],
        label: str,
        own: bool,
        out: Path | None,
        json: bool,
        **options: object,
    ) -> None:
        kept = out or suggesting.model_path()
        if kept.is_dir():
            raise CommandError(_("%(file)s is a folder. Name a file.") % {"file": kept})
        if own:
            card = learnt(suggesting.closed_lessons(), kept, _("own closed letters"))
        elif file is None or not text or not label:
            raise CommandError(_("Name a file with --text and --label, or use --own."))
        else:
            try:
                with opened(file) as table:
                    rows = table.columns([*text, label])
                    card = learnt((Lesson(row[:-1], row[-1]) for row in rows), kept, file.name)
            except UnreadableTableError as error:
                raise CommandError(str(error)) from error
        self.stdout.write(as_json(card) if json else as_lines(card, kept))


def learnt(lessons: Iterable[Lesson], out: Path, origin: str) -> dict[str, Any]:
    """Learn a model and return its card, or say in words why not."""
    bar = tqdm(total=FOLDS, unit=" folds", disable=None)

    def show(done: int, total: int) -> None:
        bar.update(done - bar.n)

    try:
        return models.learn(lessons, out, learnt_on=localdate(), origin=origin, progress=show)
    except TooLittleError as error:
        raise CommandError(
            str(error) or _("A class has too few different letters to learn from.")
        ) from error
    finally:
        bar.close()


def as_json(card: dict[str, Any]) -> str:
    """Return the card as one JSON object."""
    return json.dumps(card, ensure_ascii=False)


def as_lines(card: dict[str, Any], out: Path) -> str:
    """Return the card for a person."""
    held = card["held_out"]
    lines = [
        _("Learnt from %(letters)d letters in %(classes)d classes, kept in %(file)s.")
        % {"letters": card["letters"], "classes": len(held["classes"]), "file": out},
        _("Measured on letters held out: macro-F1 %(f1).4f, right %(right).1f %%.")
        % {"f1": held["macro_f1"], "right": held["accuracy"] * 100},
    ]
    left = card["left_out"]
    if left["without_text_or_class"]:
        lines.append(
            _("Left out: %(count)d rows without text or class.")
            % {"count": left["without_text_or_class"]}
        )
    for name, count in left["rare_classes"].items():
        lines.append(
            _("Left out: class %(name)s with only %(count)d letters.")
            % {"name": name, "count": count}
        )
    lines += [
        f"  {name}: {figure['letters']}  P {figure['precision']:.3f}"
        f"  R {figure['recall']:.3f}  F1 {figure['f1']:.3f}"
        for name, figure in held["classes"].items()
    ]
    return "\n".join(lines)
