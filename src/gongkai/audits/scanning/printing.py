"""The report of a scan for people: a line for each finding, grouped by page, then the sum."""

from typing import TextIO

from django.core.management.color import Style
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from gongkai.audits.rules.pages import Finding, PageReport, Severity
from gongkai.audits.scanning.reports import Summary
from gongkai.audits.scanning.wording import SEVERITIES, advice, code_name

EXCERPT_CHARACTERS = 40
CONTROL = dict.fromkeys((*range(32), *range(127, 160), 8232, 8233), " ")


class TextReport:
    """Writes pages with findings as they come; notes only when asked."""

    def __init__(self, out: TextIO, style: Style, *, notes: bool) -> None:
        self.out = out
        self.style = style
        self.notes = notes

    def page(self, report: PageReport) -> None:
        shown = [
            finding
            for finding in report.findings
            if self.notes or finding.severity is not Severity.NOTE
        ]
        if not shown and report.host_legitimate is not False:
            return
        verdict = self.style.ERROR(_("polluted")) if report.polluted else _("not polluted")
        host = {
            True: _("host legitimate"),
            False: _("host not legitimate"),
            None: _("host unknown"),
        }
        self.out.write(f"{report.target}: {verdict}, {host[report.host_legitimate]}\n")
        for finding in sorted(shown, key=lambda one: list(Severity).index(one.severity)):
            self.out.write(self._line(finding))

    def _line(self, finding: Finding) -> str:
        mark = f"[{SEVERITIES[finding.severity]}]"
        if finding.severity is Severity.BLOCK:
            mark = self.style.ERROR(mark)
        place = f" {finding.start}–{finding.end}" if finding.start >= 0 else ""
        words = _clean(finding.text)[:EXCERPT_CHARACTERS]
        quoted = f" “{words}”" if words else ""
        return (
            f"  {mark} {code_name(finding.code)}{place}{quoted}\n      {_clean(advice(finding))}\n"
        )

    def end(self, summary: Summary) -> None:
        for failed in summary.failed:
            self.out.write(f"{failed['target']}: {failed['reason']}\n")
        pages = ngettext("%(count)d page", "%(count)d pages", summary.pages) % {
            "count": summary.pages
        }
        self.out.write(
            _("%(pages)s scanned, %(polluted)d polluted, %(away)d on a host not their own")
            % {"pages": pages, "polluted": summary.polluted, "away": summary.illegitimate}
            + "\n"
        )


def _clean(text: str) -> str:
    """Return a text without control characters, which a hostile page could send to the terminal."""
    return "".join(
        one if one.isprintable() or one == " " else " " for one in text.translate(CONTROL)
    ).strip()
