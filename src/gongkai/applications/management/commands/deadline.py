"""Work out due dates from event lists: JSON lines in, JSON lines out."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.applications import access, wording
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import EventError
from gongkai.applications.rules.explanation import Notices
from gongkai.applications.slip import case_from, slip


class Command(BaseCommand):
    help = "Work out the due date of each case in a file of JSON lines; “-” reads standard input."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE", help="JSON lines, one case each, or -")
        parser.add_argument(
            "--json",
            action="store_true",
            help="Print one JSON object a line (the default and only form; kept for clarity).",
        )
        parser.add_argument(
            "--language", default="zh-hans", choices=["zh-hans", "en"], help="Words of the answers."
        )

    def handle(self, *, file: str, language: str, **options: object) -> None:
        days, notices = self.calendar()
        today = localdate()
        bad = 0
        with override(language):
            for number, line in enumerate(_lines(file), start=1):
                if not line.strip():
                    continue
                try:
                    answer = slip(case_from(line, days, today), notices)
                except EventError as error:
                    bad += 1
                    text = wording.error_text(error)
                    answer = {"error": {"line": number, "code": error.code, "text": text}}
                self.stdout.write(_whole(json.dumps(answer, ensure_ascii=False)))
        if bad:
            raise CommandError(_("%(count)d lines could not be read.") % {"count": bad})

    def calendar(self) -> tuple[Days, Notices]:
        """Return this installation's calendar; the shipped one where no database is set up yet."""
        try:
            days, notices = access.calendar()
        except DatabaseError:
            days = None
        if days is None or not days.entered:
            self.stderr.write(
                _("This installation has no calendar yet; the one shipped with it is used.")
            )
            return access.shipped_calendar()
        return days, notices


def _whole(text: str) -> str:
    """Return a text that can be written: JSON may hold half a character, no file can."""
    return text.encode("utf-8", errors="replace").decode("utf-8")


def _lines(file: str) -> Iterator[str]:
    with ExitStack() as stack:
        if file == "-":
            source = sys.stdin.buffer
        else:
            try:
                source = stack.enter_context(Path(file).open("rb"))
            except OSError as error:
                raise CommandError(
                    _("The file %(file)s cannot be opened: %(why)s")
                    % {"file": file, "why": error.strerror}
                ) from error
        for line in source:
            # A line that is not UTF-8 is a bad line, not the end of the run.
            yield line.decode("utf-8-sig", errors="replace")
