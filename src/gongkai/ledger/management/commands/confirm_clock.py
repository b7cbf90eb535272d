"""Confirm that the clock is right although it does not fit what was signed last."""

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.ledger import keys
from gongkai.ledger.agreement import local_head
from gongkai.ledger.refusals import RefusedError
from gongkai.ledger.store import log


class Command(BaseCommand):
    help = (
        "Let the log's next signature state the time of this machine's clock although it does "
        "not fit the last one. The jump stays visible in the log for ever."
    )

    def handle(self, *args: object, **options: object) -> None:
        try:
            last = local_head(log(), keys.verifier()).at
        except RefusedError as refusal:
            raise CommandError(str(refusal)) from refusal
        if last is None:
            raise CommandError(_("Nothing has been signed yet."))
        keys.confirm_clock(last)
        self.stdout.write(
            _("Confirmed: it is %(now)s. Signed last: %(last)s.")
            % {"now": timezone.now().isoformat(), "last": last.isoformat()}
        )
