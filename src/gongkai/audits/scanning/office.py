"""Office files (D12): what they hide beside the text, by the rules of `screening`."""

from dataclasses import replace
from pathlib import Path

from gongkai.audits.rules.pages import Code, Finding, PageReport, Severity
from gongkai.screening.rules import hidden
from gongkai.screening.rules.findings import Severity as Grade


def add_hidden(report: PageReport, path: Path, media_type: str) -> PageReport:
    """Return the report with comments, tracked changes, hidden sheets and cells of the file.

    A file that cannot be looked into is a finding too: nobody can vouch for what is in it.
    """
    found = [
        Finding(
            Code.HIDDEN_TEXT,
            Severity.REVIEW if one.severity is Grade.BLOCK else Severity.NOTE,
            -1,
            -1,
            one.excerpt,
            f"file_{one.code.value}",
        )
        for one in hidden.find(media_type, path.read_bytes())
    ]
    return replace(report, findings=(*found, *report.findings)) if found else report
