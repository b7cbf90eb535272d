"""Bring the documents of an old site in: pages, tables, Word and PDF files."""

import json
from argparse import ArgumentParser, BooleanOptionalAction
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.bodies.models import Body
from gongkai.documents.actions import importing
from gongkai.documents.actions.importing import EnteredByHandError, Outcome, Taken
from gongkai.documents.faults import draft_words, problems_words
from gongkai.documents.intake import Intake, NothingThereError, Old, Read, files_in, spelled
from gongkai.documents.reading import read_all
from gongkai.documents.rules.importing.mapping import Mapping, MappingError, read_mapping
from gongkai.search.actions import RebuildingError
from gongkai.search.work import catch_up

BATCH = 200  # documents in one transaction: what a kill can lose
TEXTS = ("title", "index_number", "document_number", "issuer", "topic")
DAYS = ("made_on", "published_on")


@dataclass
class Report:
    """What became of every file."""

    outcomes: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, str]] = field(default_factory=list)
    documents: list[dict[str, Any]] = field(default_factory=list)
    notes: list[tuple[str, list[str]]] = field(default_factory=list)

    def enter(self, shown: str, taken: Taken | EnteredByHandError) -> None:
        """Add what became of one document."""
        if isinstance(taken, EnteredByHandError):
            reason = _(
                "A document with this index number or address was written here. It was left as it "
                "is; correct it by hand."
            )
            self.failed.append({"path": shown, "reason": reason})
            return
        self.outcomes[taken.outcome] += 1
        self.documents.append({"path": shown} | _facts(taken))
        notes = problems_words(taken.problems)
        if taken.lacks is not None:
            notes.append(_("Kept as a draft: %s") % draft_words(taken.lacks))
        if notes:
            self.notes.append((shown, notes))

    def as_json(self) -> str:
        """Return the one object that --json prints."""
        counts = {outcome.value: self.outcomes[outcome] for outcome in Outcome}
        told = counts | {"failed": self.failed, "documents": self.documents}
        return json.dumps(told, ensure_ascii=False)


class Command(BaseCommand):
    help = (
        "Bring documents of an old site in, from folders or files (HTML, CSV, xlsx, docx, PDF, "
        "text). Safe to run again: known documents stay, changed ones become revisions."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", type=Path, nargs="+", metavar="PATH")
        parser.add_argument("--body", required=True, metavar="CODE", help="The body they are of.")
        parser.add_argument(
            "--mapping", type=Path, metavar="FILE", help="What the old site calls things (TOML)."
        )
        parser.add_argument("--dry-run", action="store_true", help="Write nothing.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument(
            "--publish",
            action=BooleanOptionalAction,
            default=True,
            help="Publish what is ready, marked as back-filled; --no-publish leaves drafts.",
        )
        parser.add_argument(
            "--as-drafts", action="store_false", dest="publish", help="The same as --no-publish."
        )

    def handle(
        self, *, paths: Sequence[Path], body: str, mapping: Path | None, **options: Any
    ) -> None:
        owner = self._owner(body)
        intake = Intake(self._mapping(mapping), settings.GONGKAI_IMPORT_MB)
        try:
            files = files_in(paths)
        except NothingThereError as error:
            raise CommandError(_nothing_there(error)) from error
        known = importing.known_of(owner)
        report = Report()
        reads = self._reads(intake, files)
        at = timezone.now()
        while batch := list(islice(reads, BATCH)):
            self._batch(batch, known, report, at=at, **options)
        self._index(**options)
        self._tell(report, **options)

    def _owner(self, code: str) -> Body:
        owner = Body.objects.filter(code=code).first()
        if owner is None:
            codes = list(Body.objects.order_by("path").values_list("code", flat=True)[:20])
            raise CommandError(
                _("There is no body with the code %(code)s. Codes begin with: %(codes)s.")
                % {"code": code, "codes": ", ".join(codes)}
                if codes
                else _("There is no body yet. Found one first, or run: gongkai import_bodies FILE")
            )
        return owner

    def _mapping(self, path: Path | None) -> Mapping:
        if path is None:
            return Mapping()
        try:
            return read_mapping(path.read_bytes())
        except (OSError, MappingError) as error:
            raise CommandError(
                _("The mapping %(path)s cannot be followed: %(reason)s")
                % {"path": path, "reason": error}
            ) from error

    def _reads(self, intake: Intake, files: Sequence[Old]) -> Iterator[Read]:
        # disable=None: a bar on a terminal, silence under cron and in CI.
        pages = read_all(intake, files)
        for _old, documents in tqdm(pages, total=len(files), unit=" files", disable=None):
            yield from documents

    def _batch(
        self,
        batch: Sequence[Read],
        known: importing.Known,
        report: Report,
        *,
        at: datetime,
        publish: bool,
        dry_run: bool,
        **options: Any,
    ) -> None:
        report.failed += [
            {"path": read.shown, "reason": read.reason} for read in batch if read.source is None
        ]
        good = [(read.shown, read.source) for read in batch if read.source is not None]
        sources = [source for _shown, source in good]
        taken = (
            importing.foresee(known, sources)
            if dry_run
            else importing.take_in(known, sources, at=at, publish=publish)
        )
        for (shown, _source), one in zip(good, taken, strict=True):
            report.enter(shown, one)

    def _index(self, *, dry_run: bool, **options: Any) -> None:
        if dry_run:
            return
        with suppress(RebuildingError):  # whoever builds it anew reads what was imported
            catch_up()

    def _tell(self, report: Report, *, json: bool, dry_run: bool, **options: Any) -> None:
        out = self.stderr if json else self.stdout
        for shown, notes in report.notes:
            out.write(f"{shown}: {'; '.join(notes)}")
        if json:
            self.stdout.write(report.as_json())
            return
        for failure in report.failed:
            self.stdout.write(
                self.style.ERROR(
                    _("%(path)s was not imported: %(reason)s")
                    % {"path": failure["path"], "reason": failure["reason"]}
                )
            )
        self.stdout.write(_summary(report))
        if dry_run:
            self.stdout.write(_("Nothing was written."))


def _summary(report: Report) -> str:
    return _(
        "%(imported)d imported, %(updated)d updated, %(unchanged)d unchanged, %(failed)d failed."
    ) % {
        **{outcome.value: report.outcomes[outcome] for outcome in Outcome},
        "failed": len(report.failed),
    }


def _facts(taken: Taken) -> dict[str, str | None]:
    texts = {name: getattr(taken.text, name) for name in TEXTS}
    days: dict[str, date | None] = {name: getattr(taken.text, name) for name in DAYS}
    return texts | {name: day.isoformat() if day else None for name, day in days.items()}


def _nothing_there(error: NothingThereError) -> str:
    if error.reason:
        return _("%(path)s cannot be opened: %(reason)s") % {
            "path": spelled(error.path),
            "reason": error.reason,
        }
    return _(
        "%(path)s holds no document: no .html, .csv, .xlsx, .docx, .pdf, .txt or .md file."
    ) % {"path": spelled(error.path)}
