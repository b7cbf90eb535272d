"""Bring the tree of bodies in from a CSV table."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _

from gongkai.bodies.intake import Outcome, RefusedRowsError, take_in
from gongkai.bodies.models import Body
from gongkai.bodies.rules.roster import Roster, decode, read
from gongkai.bodies.words import roster_fault

FILE_BYTES_MAX = 20_000_000


class Command(BaseCommand):
    help = "Found, change and move bodies as a CSV table says. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *, file: Path, dry_run: bool, json: bool, **options: object) -> None:
        roster = self.read(file)
        try:
            with transaction.atomic():
                outcome = take_in(roster.rows)
                transaction.set_rollback(dry_run)
        except RefusedRowsError as refused:
            lines = [
                _("line %(line)d: %(text)s") % {"line": line, "text": text}
                for line, text in refused.outcome.refused
            ]
            raise CommandError("\n".join([_("Nothing was entered."), *lines])) from refused
        self.report(outcome, json=json)
        if dry_run and not json:
            self.stdout.write(_("Nothing was written."))

    def read(self, file: Path) -> Roster:
        """Return the rows of a sound file; refuse any other with every reason at once."""
        try:
            if file.stat().st_size > FILE_BYTES_MAX:
                raise CommandError(_("%s is too large to be a table of bodies.") % file)
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s")
                % {"file": file, "reason": error.strerror or error}
            ) from error
        roster = read(decode(content), Body.objects.values_list("code", flat=True))
        if roster.problems:
            lines = [roster_fault(problem) for problem in roster.problems]
            raise CommandError("\n".join([_("Nothing was entered."), *lines]))
        return roster

    def report(self, outcome: Outcome, *, json: bool) -> None:
        """Say what was done."""
        if json:
            self.stdout.write(dumped(outcome))
        else:
            self.stdout.write(
                _("%(founded)d founded, %(changed)d changed, %(unchanged)d unchanged.")
                % {
                    "founded": len(outcome.founded),
                    "changed": len(outcome.changed),
                    "unchanged": len(outcome.unchanged),
                }
            )


def dumped(outcome: Outcome) -> str:
    """Return the outcome as one JSON object."""
    return json.dumps(
        {
            "founded": outcome.founded,
            "changed": outcome.changed,
            "unchanged": outcome.unchanged,
        },
        ensure_ascii=False,
    )
