"""Commit to the list of everything public, now."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ledger.durable import BusyError
from gongkai.ledger.refusals import RefusedError
from gongkai.ledger.snapshots import UnsettledError, take_from_sources


class Command(BaseCommand):
    help = "Log a leaf that commits to the list of everything public; the worker does it daily."

    def handle(self, *args: object, **options: object) -> None:
        try:
            event = take_from_sources(timezone.now())
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        except (BusyError, UnsettledError) as error:
            raise CommandError(_("The log is busy. Try again in a moment.")) from error
        self.stdout.write(
            _("Leaf %(index)s commits to %(count)s public documents.")
            % {"index": event.index, "count": event.facts["count"]}
        )
