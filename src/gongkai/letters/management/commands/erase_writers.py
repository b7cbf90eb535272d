"""Erase what writers of letters told in confidence once its time is over."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.letters.actions.erasing import KEPT_YEARS, due_for_erasure, erase


class Command(BaseCommand):
    help = "Erase the personal data and files of letters ended long ago, and note the proof."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--years", type=int, default=KEPT_YEARS, help="Kept after receipt (default 5)."
        )
        parser.add_argument("--check", action="store_true", help="Erase nothing, only count.")

    def handle(self, *, years: int, check: bool, **options: object) -> None:
        today = timezone.localdate()
        found = due_for_erasure(date(today.year - years, 1, 1))
        files = 0
        if not check:
            basis = _("kept %(years)d years after receipt") % {"years": years}
            for letter in found:
                files += erase(letter, basis=basis, at=timezone.now(), today=today)
        self.stdout.write(
            _("%(count)d letters and %(files)d files.") % {"count": len(found), "files": files}
        )
