"""Scan pages for injected, hidden and garbled content; files, folders, sites or standard input."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import override
from tqdm import tqdm

from gongkai.audits.rules.pages.lists import ListError, Lists
from gongkai.audits.scanning import Failure, Options, scan_targets
from gongkai.audits.scanning.lists import OURS, excepting, load
from gongkai.audits.scanning.printing import TextReport
from gongkai.audits.scanning.reports import JsonReport, Summary


def _language() -> str:
    """Return the language of the terminal: English where it says so, else Chinese."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if os.environ.get(name):
            return "en" if os.environ[name].lower().startswith("en") else "zh-hans"
    return "zh-hans"


def _positive(text: str) -> int:
    if not text.isdigit() or not int(text):
        raise ArgumentTypeError(_("a whole number above zero is needed"))
    return int(text)


class Command(BaseCommand):
    help = "Scan saved pages, folders, sites or standard input; exit 1 when anything blocks."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "targets", metavar="TARGET", nargs="+", help="file, folder, address or -"
        )
        parser.add_argument("--json", action="store_true", help="Print one JSON object.")
        parser.add_argument("--notes", action="store_true", help="Print notes too.")
        parser.add_argument("--address", help="Address that a single saved page was fetched from.")
        parser.add_argument("--exceptions", type=Path, metavar="FILE", help="Reviewed exceptions.")
        parser.add_argument("--lists", type=Path, default=OURS, metavar="FOLDER", help="Own lists.")
        parser.add_argument("--pages", type=_positive, default=200, help="Most pages of a site.")
        parser.add_argument(
            "--rate", type=float, default=2.0, help="Requests a second; 0: no limit."
        )
        parser.add_argument("--check-links", type=int, default=200, help="Most links to try.")
        parser.add_argument("--evidence", type=Path, metavar="FOLDER", help="Keep polluted pages.")
        parser.add_argument("--allow-loopback", action="store_true", help="For tests only.")
        parser.add_argument("--processes", type=int, default=0, help="0: one for each core.")
        parser.add_argument("--language", default=_language(), choices=["zh-hans", "en"])

    def handle(self, *, targets: list[str], json: bool, language: str, **told: Any) -> None:
        with override(language):
            options = self.options(targets, told)
            summary = self.scan(targets, options, json=json, notes=told["notes"])
            if summary.blocking:
                sys.exit(1)
            if summary.failed:
                sys.exit(2)

    def options(self, targets: list[str], told: dict[str, Any]) -> Options:
        try:
            lists: Lists = load(told["lists"].resolve())
            if told["exceptions"] is not None:
                lists = excepting(lists, told["exceptions"])
        except ListError as error:
            raise CommandError(
                _("A list cannot be used: %(why)s") % {"why": error}, returncode=2
            ) from error
        if told["address"] and len(targets) != 1:
            raise CommandError(_("--address goes with one saved page."), returncode=2)
        return Options(
            today=localdate(),
            lists=lists,
            address=told["address"],
            processes=told["processes"],
            pages=told["pages"],
            rate=told["rate"],
            links_checked=told["check_links"],
            allow_loopback=told["allow_loopback"],
            evidence=told["evidence"],
        )

    def scan(self, targets: list[str], options: Options, *, json: bool, notes: bool) -> Summary:
        assert options.lists is not None
        summary = Summary(lists=options.lists.version, site=options.found)
        report: JsonReport | TextReport = (
            JsonReport(self.stdout) if json else TextReport(self.stdout, self.style, notes=notes)  # type: ignore[arg-type]
        )
        results = scan_targets(targets, options)
        # disable=None: a bar on a terminal, silence under cron and in pipes.
        for result in tqdm(results, unit=_(" pages"), disable=None, file=sys.stderr):
            summary.add(result)
            if not isinstance(result, Failure):
                report.page(result)
        report.end(summary)
        return summary
