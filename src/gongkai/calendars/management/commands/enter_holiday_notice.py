"""Enter a year's holiday notice from a CSV file."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.calendars import actions
from gongkai.calendars.rules.notice import Reading, Source, decode, read
from gongkai.calendars.words import change_lines, entry_text, fault_text

FILE_BYTES_MAX = 1_000_000


class Command(BaseCommand):
    help = "Enter a year's holiday notice from a CSV file. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--number", default="", help="Number of the notice (文号).")
        parser.add_argument("--url", default="", help="Where the notice was published.")
        parser.add_argument("--by", default="", help="User name of whoever enters it.")
        parser.add_argument("--dry-run", action="store_true", help="Say what would change.")

    def handle(
        self, *, file: Path, number: str, url: str, by: str, dry_run: bool, **options: object
    ) -> None:
        drafts = list(self.read(file).drafts)
        if number or url:
            if len(drafts) > 1:
                raise CommandError(_("--number and --url are for a file of one year."))
            drafts = [replace(drafts[0], source=Source(number, url))]
        if dry_run:
            entries = [actions.compare(draft) for draft in drafts]
        else:
            at = timezone.now()
            with transaction.atomic():
                entries = [actions.enter(draft, at=at, by=by) for draft in drafts]
        for entry in entries:
            self.stdout.write(entry_text(entry))
            for line in change_lines(entry):
                self.stdout.write(f"  {line}")
        if dry_run:
            self.stdout.write(_("Nothing was written."))

    def read(self, file: Path) -> Reading:
        """Return the reading of a sound file; refuse any other with every reason at once."""
        try:
            if file.stat().st_size > FILE_BYTES_MAX:
                raise CommandError(_("%s is too large to be a holiday notice.") % file)
            content = file.read_bytes()
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be read: %(reason)s")
                % {"file": file, "reason": error.strerror or error}
            ) from error
        reading = read(decode(content))
        if reading.problems:
            lines = "\n".join(fault_text(problem) for problem in reading.problems)
            raise CommandError(_("Nothing was entered.") + "\n" + lines)
        for day in reading.idle:
            self.stderr.write(
                _("%s is an ordinary working day and was left out.") % day.isoformat()
            )
        return reading
