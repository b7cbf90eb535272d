"""Write the statutory annual report of a body."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from gongkai.applications.actions.recounting import moved
from gongkai.applications.models import Application
from gongkai.bodies.models import Body
from gongkai.reports import wording, writing
from gongkai.reports.checking import Verdict, check
from gongkai.reports.counting import annual_report, covered
from gongkai.reports.rules.chapters import UnknownFieldError
from gongkai.reports.rules.reading import report_from

FIRST_YEAR = 2008  # the first regulation on open government information came into force


class Command(BaseCommand):
    help = "Write the annual report of a body for a year; its identities are checked and printed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--body", required=True, metavar="CODE")
        parser.add_argument("--year", required=True, type=int)
        parser.add_argument("--format", choices=["json", "html", "docx", "pdf"], default="json")
        parser.add_argument(
            "--below", action="store_true", help="Count the bodies below it too (a whole county)."
        )
        parser.add_argument(
            "--output", metavar="FILE", help="Where to write; else standard output."
        )

    def handle(
        self,
        *,
        body: str,
        year: int,
        format: str,
        below: bool,
        output: str | None,
        **options: object,
    ) -> None:
        found = Body.objects.filter(code=body).first()
        if found is None:
            raise CommandError(_("No body has the code “%(code)s”.") % {"code": body})
        if not FIRST_YEAR <= year <= timezone.localdate().year:
            raise CommandError(_("There is no report for %(year)d.") % {"year": year})
        self.require_counted(found, below=below)
        with override("zh-hans"):
            content, verdict = self.written(found, year, format, below=below)
        self.put(content, output)
        self.say(verdict)

    def require_counted(self, body: Body, *, below: bool) -> None:
        """Refuse to count cases as open whose applicant's time has run out meanwhile."""
        rows = Application.objects.open().filter(body__in=covered(body, below=below))
        keys = list(rows.values_list("pk", flat=True))
        stale = moved(keys, timezone.localdate(), ("received_on", "closed_on", "outcome"))
        if stale:
            raise CommandError(
                _("%(count)d cases have ended by the clock. Run recount_clocks first.")
                % {"count": len(stale)}
            )

    def written(self, body: Body, year: int, format: str, *, below: bool) -> tuple[bytes, Verdict]:
        try:
            report = annual_report(body, year, below=below)
            before = annual_report(body, year - 1, below=below)
        except UnknownFieldError as error:
            raise CommandError(
                _("Chapter %(chapter)d names numbers that do not exist: %(names)s")
                % {"chapter": error.chapter, "names": ", ".join(error.names)}
            ) from error
        _earlier, verdict = check([report_from(before), report_from(report)])
        if format == "json":
            text = json.dumps(report, ensure_ascii=False, indent=1) + "\n"
            return text.encode("utf-8"), verdict
        if format == "html":
            return writing.html(report).encode("utf-8"), verdict
        return (writing.docx if format == "docx" else writing.pdf)(report), verdict

    def put(self, content: bytes, output: str | None) -> None:
        if output:
            try:
                Path(output).write_bytes(content)
            except OSError as error:
                raise CommandError(
                    _("%(file)s cannot be written: %(reason)s")
                    % {"file": output, "reason": error.strerror}
                ) from error
        elif hasattr(self.stdout, "buffer"):
            sys.stdout.buffer.write(content)
        else:
            self.stdout.write(content.decode("utf-8"), ending="")

    def say(self, verdict: Verdict) -> None:
        """Print the identities to standard error, so that the report itself can be piped."""
        checked = ", ".join(f"{one.code} {one.comparisons}" for one in verdict.checked)
        self.stderr.write(_("comparisons: %(checked)s") % {"checked": checked})
        for finding in (*verdict.broken, *verdict.warnings):
            self.stderr.write(wording.finding_text(finding))
        if verdict.broken:
            raise CommandError(
                _("%(count)d identities do not hold.") % {"count": len(verdict.broken)}
            )
