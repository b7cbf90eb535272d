"""Write down a month's numbers of letters for good."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.letters.actions.freezing import MonthNotOverError, freeze, freeze_last


class Command(BaseCommand):
    help = "Freeze the numbers of a month that is over; what is frozen already stays as it is."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--month", help="Such as 2026-09 (default: last month).")

    def handle(self, *, month: str | None, **options: object) -> None:
        today = timezone.localdate()
        try:
            made = (
                freeze(date.fromisoformat(f"{month}-01"), today=today)
                if month
                else (freeze_last(today))
            )
        except MonthNotOverError as error:
            raise CommandError(_("This month is not over yet.")) from error
        except ValueError as error:
            raise CommandError(_("Write the month like 2026-09.")) from error
        self.stdout.write(_("%(count)d rows frozen.") % {"count": made})
