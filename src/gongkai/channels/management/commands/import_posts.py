"""Take in posts of new-media accounts, from a table or from their feeds."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.channels import actions
from gongkai.channels.models import Account
from gongkai.channels.reading import decoded
from gongkai.channels.rules.feeds import UnreadableError, from_table


class Command(BaseCommand):
    help = "Take in posts of new-media accounts: from a CSV table, or from their feeds."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "table", nargs="?", metavar="FILE", help="A CSV table: 账号,发布时间,标题,链接."
        )
        parser.add_argument("--feeds", action="store_true", help="Read the feeds of all accounts.")

    def handle(self, *, table: str | None, feeds: bool, **options: object) -> None:
        if not table and not feeds:
            raise CommandError(_("Name a table, or say --feeds."))
        if table:
            self.read_table(Path(table))
        if feeds:
            new, failed = actions.read_feeds(timezone.now())
            self.stdout.write(
                _("%(new)d new posts; %(failed)d feeds could not be read.")
                % {"new": new, "failed": failed}
            )

    def read_table(self, path: Path) -> None:
        try:
            entries = from_table(decoded(path.read_bytes()), timezone.get_default_timezone())
        except OSError as error:
            raise CommandError(_("This file cannot be read: %s") % error) from error
        except UnreadableError as error:
            raise CommandError(
                _("Line %s cannot be read. The first line names the columns "
                  "账号, 发布时间, 标题 and 链接; a time is written 2026-11-22 09:30.") % error
            ) from error  # fmt: skip
        taken = actions.take_table(entries, Account.objects.all(), by=None)
        self.stdout.write(_("%d new posts.") % taken.new)
        for name in taken.unknown:
            self.stderr.write(_("Not in the register, so not taken in: %s") % (name or "–"))
        if taken.unknown:
            raise CommandError(_("Enter these accounts at the desk first, then run this again."))
