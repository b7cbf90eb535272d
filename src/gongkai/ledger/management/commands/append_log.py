"""Run the sequencer once."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ledger import sequencer
from gongkai.ledger.durable import BusyError
from gongkai.ledger.refusals import RefusedError


class Command(BaseCommand):
    help = "Log everything that waits to be logged, and say what stands in the way. Repeatable."

    def handle(self, *args: object, **options: object) -> None:
        try:
            sequencer.check(timezone.now())
            count = sequencer.sequence(timezone.now())
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        except BusyError as error:
            raise CommandError(_("Another process is appending to the log right now.")) from error
        self.stdout.write(_("%(count)s events logged.") % {"count": count})
