"""Somebody else's annual report held against its own arithmetic, as JSON or as lines."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.reports import wording
from gongkai.reports.rules.annual import Checked, Finding, Report, Severity, identities
from gongkai.reports.rules.lints import lints
from gongkai.reports.rules.page import report_from_page
from gongkai.reports.rules.reading import ReadingError, before, reports_from, sisters

_START_OF_PAGE = ("<", "\ufeff<")


@dataclass(frozen=True, slots=True)
class Verdict:
    """What was found in one report."""

    report: Report
    checked: tuple[Checked, ...]
    warnings: tuple[Finding, ...]

    @property
    def broken(self) -> tuple[Finding, ...]:
        """The identities that do not hold."""
        return tuple(
            finding
            for one in self.checked
            for finding in one.findings
            if finding.severity is Severity.IDENTITY
        )


def reports_in(content: bytes, name: str) -> tuple[Report, ...]:
    """Return the reports of a file, JSON or a published page.

    Raises:
        ReadingError: The file is neither, or something in it cannot be read.
    """
    text = _decoded(content)
    if not text.strip():
        raise ReadingError("empty", name)
    if text.lstrip().startswith(_START_OF_PAGE):
        return (report_from_page(text, name),)
    try:
        found = json.loads(text, parse_constant=_refused)
        # Half a character, which JSON may hold and no file can, becomes a question mark.
        found = json.loads(json.dumps(found, ensure_ascii=False).encode("utf-8", "replace"))
    except (ValueError, RecursionError):
        raise ReadingError("not_json", name) from None
    return reports_from(found)


def _refused(word: str) -> None:
    """Refuse NaN and Infinity, which are no JSON."""
    raise ValueError(word)


def _decoded(content: bytes) -> str:
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    return content.decode("utf-8", errors="replace")


def check(reports: Sequence[Report]) -> list[Verdict]:
    """Check each report, with the year before and its sisters where they are given too."""
    verdicts = []
    for report in reports:
        earlier = before(report, reports)
        checked = identities(report, earlier)
        soft = [f for one in checked for f in one.findings if f.severity is Severity.WARNING]
        found = [*soft, *lints(report, earlier, sisters(report, reports))]
        verdicts.append(Verdict(report, checked, tuple(found)))
    return verdicts


def as_json(verdicts: Sequence[Verdict]) -> dict[str, Any]:
    """Return verdicts ready to be written as JSON."""
    return {
        "reports": [
            {
                "id": verdict.report.key,
                "title": verdict.report.title,
                "year": verdict.report.year or None,
                "holds": not verdict.broken,
                "identities": [
                    {
                        "code": one.code,
                        "comparisons": one.comparisons,
                        "findings": [_finding(finding) for finding in one.findings],
                    }
                    for one in verdict.checked
                ],
                "warnings": [_finding(finding) for finding in verdict.warnings],
            }
            for verdict in verdicts
        ]
    }


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "code": finding.code,
        "severity": finding.severity.value,
        "place": finding.place,
        "says": finding.says,
        "should": finding.should,
        "text": wording.finding_text(finding),
    }
