"""Write the tree of bodies out as a CSV table."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gongkai.bodies.intake import give_out


class Command(BaseCommand):
    help = "Write the tree of bodies as a CSV table that import_bodies reads."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", nargs="?")

    def handle(self, *, file: Path | None, **options: object) -> None:
        text = give_out()
        if file is None:
            self.stdout.write(text.removeprefix("\ufeff"), ending="")
            return
        try:
            file.write_bytes(text.encode())
        except OSError as error:
            raise CommandError(
                _("%(file)s cannot be written: %(reason)s")
                % {"file": file, "reason": error.strerror or error}
            ) from error
