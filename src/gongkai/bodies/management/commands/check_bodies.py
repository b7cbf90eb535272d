"""Prove the stored paths of bodies and the dates of their contacts, and mend them."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.bodies import actions, inspection
from gongkai.bodies.rules.tree import CircleError


class Command(BaseCommand):
    help = "Prove paths of bodies and check dates of contacts; mend them. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit 1 if anything would move."
        )

    def handle(self, *, check: bool, **options: object) -> None:
        for finding in inspection.findings(localdate()):
            self.stdout.write(f"{finding.code}: {finding.text}")
        try:
            wrong = inspection.wrong_paths()
        except CircleError as circle:
            raise CommandError(
                _("A body stands above itself (key %s). Correct its superior by hand.") % circle
            ) from circle
        stale = inspection.wrong_check_dates()
        if check and (wrong or stale):
            raise CommandError(
                _("%(paths)d paths and %(dates)d check dates would move.")
                % {"paths": len(wrong), "dates": len(stale)}
            )
        if not check:
            actions.relay_paths(inspection.proper_paths())
            for contact in stale:
                actions.change_contact(contact)
        self.stdout.write(
            _("%(paths)d paths and %(dates)d check dates moved.")
            % {"paths": len(wrong), "dates": len(stale)}
        )
