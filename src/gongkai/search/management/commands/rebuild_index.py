"""Build the search index anew; readers keep the old one until the new one is whole."""

from argparse import ArgumentParser
from time import monotonic

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.search import actions


class Command(BaseCommand):
    help = "Build the search index anew. Readers keep the old one until the new one is whole."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--quiet", action="store_true", help="Show no progress.")

    def handle(self, *, quiet: bool, **options: object) -> None:
        started = monotonic()
        # disable=None: a bar on a terminal, silence under cron and in CI.
        with tqdm(unit=" entries", disable=True if quiet else None) as bar:

            def show(done: int, total: int) -> None:
                bar.total = total
                bar.update(done - bar.n)

            try:
                count = actions.rebuild(show)
            except (actions.RebuildingError, actions.IncompleteIndexError) as error:
                raise CommandError(str(error)) from error
            except OSError as error:
                raise CommandError(
                    _("The search index cannot be written: %(error)s") % {"error": error}
                ) from error
        seconds = monotonic() - started
        told = _("%(count)d entries indexed in %(seconds).1f s.")
        self.stdout.write(self.style.SUCCESS(told % {"count": count, "seconds": seconds}))
