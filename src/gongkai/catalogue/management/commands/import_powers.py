"""Bring a body's list of powers (权责清单) in from an xlsx, CSV or HTML file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.catalogue import empowering
from gongkai.catalogue.reading import RefusedFileError, read_bytes
from gongkai.catalogue.words import power_doubt_text, refusal_text


class Command(BaseCommand):
    help = "Enter or bring up to date a body's list of powers. Safe to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.add_argument("--body", required=True, metavar="CODE")

    def handle(self, *, file: Path, body: str, **options: object) -> None:
        found = Body.objects.filter(code=body).first()
        if found is None:
            raise CommandError(_("There is no body with the code “%s”.") % body)
        try:
            listed = empowering.listed(file.name, read_bytes(file))
        except RefusedFileError as refused:
            raise CommandError(f"{file} {refusal_text(refused)}") from refused
        except LookupError as error:
            raise CommandError(str(error.args[0])) from error
        for row, why in listed.doubts:
            self.stderr.write(power_doubt_text(row, why))
        self.stdout.write(empowering.take_in(found, listed))
