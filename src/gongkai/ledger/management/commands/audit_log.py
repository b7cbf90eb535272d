"""Replay the log against the database, the files and what the site shows."""

import json
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from tqdm import tqdm

from gongkai.ledger.audit import Report, audit, described
from gongkai.ledger.refusals import RefusedError
from gongkai.ledger.words import FAULTS


class Command(BaseCommand):
    help = (
        "Replay the publication log against database, files and site, and name every document "
        "inserted, altered, removed or back-dated behind the log's back. Exit 1 if any."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")

    def handle(self, *args: object, json: bool = False, **options: object) -> None:
        # disable=None: a bar on a terminal, silence under cron and in CI.
        with tqdm(unit="", disable=None) as bar:

            def progress(what: str, done: int) -> None:
                bar.set_description(what)
                bar.n = done
                bar.refresh()

            try:
                report = audit(progress)
            except RefusedError as refusal:
                raise CommandError(str(refusal)) from refusal
        if json:
            self._print_json(report)
        else:
            self._print(report)
        if not report.clean:
            raise SystemExit(1)

    def _print_json(self, report: Report) -> None:
        self.stdout.write(json.dumps(described(report), ensure_ascii=False))

    def _print(self, report: Report) -> None:
        for one in report.findings:
            where = one.doc or _("the log")
            place = "" if one.index is None else f" #{one.index}"
            self.stdout.write(f"{FAULTS[one.fault]}: {where}{place}: {one.detail}")
        summary = _(
            "%(size)s leaves, %(documents)s documents and %(files)s files compared: "
            "%(findings)s disagreements."
        ) % {
            "size": report.size,
            "documents": report.documents,
            "files": report.files,
            "findings": len(report.findings),
        }
        self.stdout.write(self.style.SUCCESS(summary) if report.clean else summary)
