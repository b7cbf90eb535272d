"""Count the dates of applications again."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.applications.actions.recounting import BATCH, moved, recount
from gongkai.applications.models import Application


class Command(BaseCommand):
    help = "Count the dates of every open application again. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit 1 if anything would move."
        )
        parser.add_argument("--all", action="store_true", help="Closed applications too.")

    def handle(self, *, check: bool, all: bool, **options: object) -> None:
        rows = Application.objects.all() if all else Application.objects.open()
        keys = list(rows.order_by("pk").values_list("pk", flat=True))
        today, count = timezone.localdate(), 0
        # disable=None: a bar on a terminal, silence under cron.
        with tqdm(total=len(keys), disable=None) as bar:
            for start in range(0, len(keys), BATCH):
                batch = keys[start : start + BATCH]
                for key in moved(batch, today):
                    # Counted again under the row's lock: an event may have come meanwhile.
                    count += check or recount(
                        key, today=today, at=timezone.now(), cause="recount_clocks"
                    )
                bar.update(len(batch))
        counts = {"moved": count, "count": len(keys)}
        if check and count:
            raise CommandError(_("%(moved)d of %(count)d would move.") % counts)
        self.stdout.write(_("%(moved)d of %(count)d moved.") % counts)
