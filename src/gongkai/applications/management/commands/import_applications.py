"""Bring a body's old case list in."""

import csv
import io
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import IntegrityError
from django.utils import timezone
from django.utils.translation import gettext as _

from gongkai.applications import wording
from gongkai.applications.actions.importing import bring_in, duplicated
from gongkai.applications.rules.roll import Bad, Row, RowError, columns, read

BAD_SHOWN = 50
CELL_BYTES_MAX = 16 * 1024 * 1024  # what is too long for its column is said by line and column
SPREADSHEETS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")  # xlsx and ods, xls


class Command(BaseCommand):
    help = (
        "Bring an old case list in from a CSV file (docs/reference/import-applications.md). "
        "With bad rows nothing is stored, unless they are skipped. Safe to run again."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE.csv")
        parser.add_argument(
            "--skip-bad-rows", action="store_true", help="Store the good rows all the same."
        )
        parser.add_argument("--dry-run", action="store_true", help="Read and check only.")

    def handle(self, *, file: str, skip_bad_rows: bool, dry_run: bool, **options: object) -> None:
        rows, bad = self.rows(file)
        bad += duplicated(rows)
        twice = {one.line for one in bad}
        good = [row for row in rows if row.line not in twice]
        if dry_run or (bad and not skip_bad_rows):
            good = good if dry_run else []
            told_bad = bad
            self.report(told_bad)
            if bad:
                raise CommandError(
                    _("%(count)d rows are bad; nothing was stored.") % {"count": len(bad)}
                )
            self.stdout.write(_("%(count)d rows can be read.") % {"count": len(good)})
            return
        try:
            told = bring_in(
                good, at=timezone.now(), today=timezone.localdate(), skip_bad=skip_bad_rows
            )
        except IntegrityError as error:
            raise CommandError(
                _("A number of the list is already taken by another case; nothing was stored.")
            ) from error
        bad += told.bad
        self.report(bad)
        self.stdout.write(
            _("%(new)d new, %(known)d known.") % {"new": told.new, "known": told.known}
        )
        if bad and not skip_bad_rows:
            raise CommandError(
                _("%(count)d rows are bad; nothing was stored.") % {"count": len(bad)}
            )

    def rows(self, file: str) -> tuple[list[Row], list[Bad]]:
        """Read the file; a row that cannot be read is reported with its line and column."""
        csv.field_size_limit(CELL_BYTES_MAX)
        table = csv.reader(io.StringIO(_text(file), newline=""))
        try:
            heads = columns(next(_lines(table), (1, []))[1])
        except RowError as error:
            raise CommandError(
                wording.roll_text(Bad(1, error.column, error.code, error.value))
            ) from error
        found: list[Row] = []
        bad: list[Bad] = []
        for line, cells in _lines(table):
            if not any(cell.strip() for cell in cells):
                continue
            if len(cells) != len(heads):
                bad.append(Bad(line, "", "wrong_width", str(len(cells))))
                continue
            try:
                found.append(read(line, dict(zip(heads, cells, strict=True))))
            except RowError as error:
                bad.append(Bad(line, error.column, error.code, error.value))
        return found, bad

    def report(self, bad: list[Bad]) -> None:
        for one in sorted(bad, key=lambda one: one.line)[:BAD_SHOWN]:
            self.stderr.write(wording.roll_text(one))
        if len(bad) > BAD_SHOWN:
            self.stderr.write(_("… and %(count)d more.") % {"count": len(bad) - BAD_SHOWN})


def _lines(table: Any) -> Iterator[tuple[int, list[str]]]:
    """Yield rows with their line; a list that is no CSV from some line on is not half a list."""
    while True:
        try:
            cells = next(table)
        except StopIteration:
            return
        except csv.Error as error:
            raise CommandError(
                _("From line %(line)d on this is not CSV (%(why)s); nothing was stored.")
                % {"line": table.line_num, "why": error}
            ) from error
        yield table.line_num, cells


def _text(file: str) -> str:
    """Return the file's text: UTF-8, or the national encoding that spreadsheets write."""
    try:
        content = Path(file).read_bytes()
    except OSError as error:
        raise CommandError(
            _("The file %(file)s cannot be opened: %(why)s") % {"file": file, "why": error.strerror}
        ) from error
    if content.startswith(SPREADSHEETS):
        raise CommandError(
            _("%(file)s is a spreadsheet. Save it as CSV (UTF-8) and bring that in.")
            % {"file": file}
        )
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise CommandError(_("The file is neither UTF-8 nor GB 18030."))
