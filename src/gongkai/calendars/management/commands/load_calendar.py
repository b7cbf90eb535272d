"""Enter the holiday notices that came with the program."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.calendars import actions
from gongkai.calendars.words import entry_text


class Command(BaseCommand):
    help = (
        "Enter the holiday notices that came with the program for years not entered yet. "
        "Runs by itself after migrate; safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check",
            action="store_true",
            help="Write nothing; exit 1 if a year differs from what came with the program.",
        )

    def handle(self, *, check: bool, **options: object) -> None:
        if check:
            found = [actions.compare(draft) for draft in actions.shipped()]
            differing = [e for e in found if e.outcome is not actions.Outcome.UNCHANGED]
            if differing:
                years = ", ".join(str(entry.year) for entry in differing)
                raise CommandError(_("These years differ from what came with us: %s") % years)
            self.stdout.write(_("%d years, all as shipped.") % len(found))
            return
        entries = actions.load_shipped(at=timezone.now())
        for entry in entries:
            self.stdout.write(entry_text(entry))
        if not entries:
            self.stdout.write(_("Every year is entered already."))
