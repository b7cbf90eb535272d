"""Hold a published annual report against its own arithmetic."""

import json
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.reports import wording
from gongkai.reports.checking import Verdict, as_json, check, reports_in
from gongkai.reports.rules.reading import ReadingError


class Command(BaseCommand):
    help = "Check an annual report (JSON or a published page); exit 1 when an identity fails."
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", metavar="FILE")
        parser.add_argument("--json", action="store_true", help="Print JSON instead of lines.")
        parser.add_argument("--language", default="zh-hans", choices=["zh-hans", "en"])

    def handle(self, *, file: str, json: bool, language: str, **options: object) -> None:
        with override(language):
            verdicts = self.verdicts(Path(file))
            if json:
                self.write_json(verdicts)
            else:
                for verdict in verdicts:
                    self.write_lines(verdict)
            broken = sum(len(verdict.broken) for verdict in verdicts)
            if broken:
                raise CommandError(_("%(count)d identities do not hold.") % {"count": broken})

    def verdicts(self, path: Path) -> list[Verdict]:
        try:
            return check(reports_in(path.read_bytes(), path.name))
        except OSError as error:
            raise CommandError(
                _("The file %(file)s cannot be opened: %(why)s")
                % {"file": path, "why": error.strerror},
                returncode=2,
            ) from error
        except ReadingError as error:
            raise CommandError(wording.error_text(error), returncode=2) from error

    def write_json(self, verdicts: list[Verdict]) -> None:
        self.stdout.write(json.dumps(as_json(verdicts), ensure_ascii=False, indent=1))

    def write_lines(self, verdict: Verdict) -> None:
        report = verdict.report
        self.stdout.write(f"{report.key} {report.title}".strip())
        checked = ", ".join(f"{one.code} {one.comparisons}" for one in verdict.checked)
        self.stdout.write("  " + _("comparisons: %(checked)s") % {"checked": checked})
        for finding in verdict.broken:
            self.stdout.write(self.style.ERROR(f"  ✗ {wording.finding_text(finding)}"))
        for finding in verdict.warnings:
            self.stdout.write(self.style.WARNING(f"  ? {wording.finding_text(finding)}"))
