"""Bring a body's list of powers (权责清单) in from an xlsx, CSV or HTML file."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from gongkai.bodies.models import Body
from gongkai.catalogue.actions import responsibilities
from gongkai.catalogue.reading import RefusedFileError, read_bytes, read_tables
from gongkai.catalogue.rules import powers
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
            tables = read_tables(file.name, read_bytes(file))
        except RefusedFileError as refused:
            raise CommandError(f"{file} {refusal_text(refused)}") from refused
        readings = [reading for table in tables if (reading := powers.read(table)) is not None]
        if not readings:
            raise CommandError(
                _("%s has no table with the headings of a list of powers (编码, 名称).") % file
            )
        new = changed = 0
        for reading in readings:
            for row, why in reading.doubts:
                self.stderr.write(power_doubt_text(row, why))
            rows = [(one.code, one.name, one.kind, one.basis) for one in reading.powers]
            added, altered = responsibilities.import_powers(found, rows)
            new, changed = new + added, changed + altered
        total = sum(len(reading.powers) for reading in readings)
        self.stdout.write(
            _("%(total)d powers: %(new)d new, %(changed)d changed.")
            % {"total": total, "new": new, "changed": changed}
        )
