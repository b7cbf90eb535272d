"""Bring a standard directory in from xlsx, CSV or HTML files."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.catalogue.actions import directories
from gongkai.catalogue.actions.directories import Outcome
from gongkai.catalogue.intake import Gathered, gather, said
from gongkai.catalogue.models import Area, Directory, Tier
from gongkai.catalogue.reading import RefusedFileError, read_bytes
from gongkai.catalogue.rules.tiers import Tier as RuleTier
from gongkai.catalogue.words import column_name, doubt_text, refusal_text


def day(text: str) -> date:
    """Return the date that an option says."""
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(_("“%s” is not a date such as 2026-01-01.") % text) from error


class Command(BaseCommand):
    help = (
        "Fill one version of a standard directory from xlsx, CSV or HTML files. Each doubtful cell "
        "is reported with its row. Safe to run again."
    )

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        # Here --version is the directory's; Django's own is asked for by `gongkai version`.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
        parser.add_argument("--body", required=True, metavar="CODE")
        parser.add_argument("--tier", required=True, choices=Tier.values)
        parser.add_argument("--version", required=True, type=day, metavar="DATE", dest="version_on")
        parser.add_argument("--title", default="", help="Title of a version that is new.")
        parser.add_argument("--area", default="", help="Area of tables that do not say theirs.")
        parser.add_argument("--publish", action="store_true", help="Make the version public.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *, files: list[Path], json: bool, **options: Any) -> None:
        body = self.body(options["body"])
        self.check_area(options["area"])
        gathered = gather(
            [(str(path), content(path)) for path in files],
            RuleTier(options["tier"]),
            area=options["area"],
        )
        if gathered.failed:
            self.refuse(gathered, json=json)
        directory, outcome = self.write(body, gathered, options)
        if json:
            self.stdout.write(as_json(directory, gathered, outcome))
        else:
            self.report(gathered, outcome)
            if options["dry_run"]:
                self.stdout.write(_("Nothing was written."))

    def body(self, code: str) -> Body:
        try:
            return Body.objects.get(code=code)
        except Body.DoesNotExist:
            raise CommandError(_("There is no body with the code “%s”.") % code) from None

    def check_area(self, code: str) -> None:
        if code and not Area.objects.filter(code=code).exists():
            known = ", ".join(Area.objects.values_list("code", flat=True))
            raise CommandError(
                _("There is no area with the code “%(code)s”. There are: %(known)s")
                % {"code": code, "known": known}
            )

    def refuse(self, gathered: Gathered, *, json: bool) -> None:
        """Say which files cannot be read; nothing is written then."""
        if json:
            self.stdout.write(as_json(None, gathered, Outcome()))
        lines = [f"{name} {refusal_text(refused)}" for name, refused in gathered.failed]
        raise CommandError("\n".join([_("Nothing was imported."), *lines]))

    def write(
        self, body: Body, gathered: Gathered, options: dict[str, Any]
    ) -> tuple[Directory, Outcome]:
        """Fill the version, and take everything back on a dry run."""
        try:
            with transaction.atomic():
                directory = version(body, options)
                outcome = directories.fill(directory, said(gathered))
                if options["publish"]:
                    directory = directories.publish(directory, at=timezone.now())
                transaction.set_rollback(options["dry_run"])
        except directories.PublishedDirectoryError as error:
            raise CommandError(
                _("This version is public and is not changed any more; use a new --version.")
            ) from error
        except ValidationError as error:
            raise CommandError("\n".join(error.messages)) from error
        return directory, outcome

    def report(self, gathered: Gathered, outcome: Outcome) -> None:
        """Say what was done and list the doubtful cells."""
        for placed in gathered.doubts:
            where = " ".join(part for part in (placed.file, placed.sheet) if part)
            self.stdout.write(
                _("%(where)s, row %(row)d, %(column)s: %(text)s")
                % {
                    "where": where,
                    "row": placed.doubt.row,
                    "column": column_name(placed.doubt.column),
                    "text": doubt_text(placed.doubt),
                }
            )
        self.stdout.write(
            _(
                "%(items)d items: %(added)d added, %(changed)d changed, %(unchanged)d unchanged, "
                "%(removed)d removed; %(doubts)d doubtful cells."
            )
            % {
                "items": len(gathered.rows),
                "added": len(outcome.added),
                "changed": len(outcome.changed),
                "unchanged": len(outcome.unchanged),
                "removed": len(outcome.removed),
                "doubts": len(gathered.doubts),
            }
        )


def content(path: Path) -> bytes | RefusedFileError:
    """Return a file's bytes, or why it cannot be opened."""
    try:
        return read_bytes(path)
    except RefusedFileError as refused:
        return refused


def version(body: Body, options: dict[str, Any]) -> Directory:
    """Return the version to fill, begun if it is new."""
    found = Directory.objects.filter(
        body=body, tier=options["tier"], version_on=options["version_on"]
    ).first()
    if found is not None:
        return found
    titles = {
        Tier.COUNTY: "{}基层政务公开标准目录（县级）",
        Tier.TOWNSHIP: "{}基层政务公开标准目录（乡镇）",
        Tier.SUBDISTRICT: "{}基层政务公开标准目录（街道）",
    }
    name = body.name.removesuffix("人民政府") or body.name
    return directories.draft(
        body,
        options["tier"],
        version_on=options["version_on"],
        title=options["title"] or titles[Tier(options["tier"])].format(name),
    )


def as_json(directory: Directory | None, gathered: Gathered, outcome: Outcome) -> str:
    """Return what was done as one JSON object."""
    doubts = [
        {
            "file": placed.file,
            "sheet": placed.sheet,
            "row": placed.doubt.row,
            "column": placed.doubt.column.value,
            "code": placed.doubt.reason.value,
            "value": placed.doubt.value,
            "reason": doubt_text(placed.doubt),
        }
        for placed in gathered.doubts
    ]
    whole = {
        "directory": None
        if directory is None
        else {
            "id": directory.pk,
            "body": directory.body.code,
            "tier": directory.tier,
            "version_on": directory.version_on.isoformat(),
            "title": directory.title,
            "state": directory.state,
        },
        "items": len(gathered.rows),
        **asdict(outcome),
        "doubts": doubts,
        "failed": [
            {"path": name, "reason": refusal_text(refused)} for name, refused in gathered.failed
        ],
    }
    return json.dumps(whole, ensure_ascii=False)
