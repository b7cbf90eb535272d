"""Count the dates and the monthly counters of letters again."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.letters.actions import tallying
from gongkai.letters.actions.recounting import BATCH, moved, recount
from gongkai.letters.models import Letter


class Command(BaseCommand):
    help = "Prove the stored dates and counters of letters, and put right what is wrong."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", help="Write nothing; exit 1 if anything would move."
        )

    def handle(self, *, check: bool, **options: object) -> None:
        keys = list(Letter.objects.order_by("pk").values_list("pk", flat=True))
        count = 0
        # disable=None: a bar on a terminal, silence under cron.
        with tqdm(total=len(keys), disable=None) as bar:
            for start in range(0, len(keys), BATCH):
                batch = keys[start : start + BATCH]
                for key in moved(batch):
                    # Counted again under the row's lock: an event may have come meanwhile.
                    count += check or recount(key)
                bar.update(len(batch))
        cells = len(tallying.wrong())
        told = {"moved": count, "count": len(keys), "cells": cells}
        if check and (count or cells):
            raise CommandError(
                _("%(moved)d of %(count)d letters and %(cells)d counters are wrong.") % told
            )
        if cells:
            with transaction.atomic():
                tallying.rebuild()
        self.stdout.write(_("%(moved)d of %(count)d letters and %(cells)d counters moved.") % told)
