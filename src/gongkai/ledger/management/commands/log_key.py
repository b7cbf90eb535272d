"""Print the log's verifier key."""

from django.core.management.base import BaseCommand, CommandError

from gongkai.ledger import keys
from gongkai.ledger.refusals import RefusedError


class Command(BaseCommand):
    help = "Print the verifier key (vkey) of the publication log; make the key at the first call."
    requires_system_checks = ()

    def handle(self, *args: object, **options: object) -> None:
        try:
            self.stdout.write(keys.verifier().vkey)
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
