"""Erase what applicants told in confidence once its time is over."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.applications.actions.erasing import KEPT_YEARS, due_for_erasure, erase


class Command(BaseCommand):
    help = "Erase the personal data and files of applications closed long ago, and note the proof."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--years", type=int, default=KEPT_YEARS, help="Kept after closing (default 10)."
        )
        parser.add_argument("--check", action="store_true", help="Erase nothing, only count.")

    def handle(self, *, years: int, check: bool, **options: object) -> None:
        today = timezone.localdate()
        # 1 January: a year's cases go together, and 29 February needs no thought.
        found = due_for_erasure(date(today.year - years, 1, 1))
        files = 0
        if not check:
            basis = _("kept %(years)d years after closing") % {"years": years}
            for application in found:
                files += erase(application, basis=basis, at=timezone.now(), today=today)
        self.stdout.write(
            _("%(count)d applications and %(files)d files.") % {"count": len(found), "files": files}
        )
