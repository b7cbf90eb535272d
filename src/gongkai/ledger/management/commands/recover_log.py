"""Bring a restored database or restored files up to the published log."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ledger.durable import BusyError
from gongkai.ledger.recovery import recover
from gongkai.ledger.refusals import RefusedError


class Command(BaseCommand):
    help = (
        "After a restore: rebuild the database's events from the log's files, or the files from "
        "the database, whichever is older. Nothing that was signed is ever shortened."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--from",
            dest="copy",
            type=Path,
            metavar="FOLDER",
            help="A copy of the log as it is served, for files that are lost here.",
        )

    def handle(self, *args: object, copy: Path | None = None, **options: object) -> None:
        try:
            done = recover(timezone.now(), copy)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        except BusyError as error:
            raise CommandError(_("Another process is appending to the log right now.")) from error
        self.stdout.write(
            _(
                "The log has %(size)s leaves. %(leaves)s leaves were written to files, %(events)s "
                "events entered in the database, %(dropped)s waiting events dropped. "
                "Run “gongkai audit_log” now: it names what the restored database lacks."
            )
            % {
                "size": done.size,
                "leaves": done.leaves_written,
                "events": done.events_rebuilt,
                "dropped": done.proposals_dropped,
            }
        )
