"""The report of a scan as JSON, written page by page: a site of any size needs no memory."""

import json
from collections import Counter
from dataclasses import dataclass, field
from typing import Any, TextIO

from gongkai.audits.rules.pages import Finding, PageReport, Severity
from gongkai.audits.scanning.targets import Failure, Result
from gongkai.audits.scanning.wording import advice, refusal


@dataclass
class Summary:
    """What all pages together amount to."""

    lists: str = ""
    pages: int = 0
    polluted: int = 0
    illegitimate: int = 0
    blocking: int = 0
    codes: Counter[str] = field(default_factory=Counter)
    failed: list[dict[str, str]] = field(default_factory=list)
    site: dict[str, object] = field(default_factory=dict)

    def add(self, result: Result) -> None:
        if isinstance(result, Failure):
            self.failed.append({"target": result.target, "reason": refusal(result.reason)})
            return
        self.pages += 1
        self.polluted += result.polluted
        self.illegitimate += result.host_legitimate is False
        for finding in result.findings:
            self.blocking += finding.severity is Severity.BLOCK
            self.codes[finding.code.value] += 1

    def as_json(self) -> dict[str, Any]:
        return {
            "pages": self.pages,
            "polluted": self.polluted,
            "not_legitimate": self.illegitimate,
            "blocking": self.blocking,
            "codes": dict(sorted(self.codes.items())),
            "failed": self.failed,
            "lists": self.lists,
            **self.site,
        }


def page_as_json(report: PageReport) -> dict[str, Any]:
    """Return one page as the contract of the command says."""
    footer = report.footer
    return {
        "target": report.target,
        "polluted": report.polluted,
        "host_legitimate": report.host_legitimate,
        "findings": [finding_as_json(finding) for finding in report.findings],
        "links": report.links,
        "footer": {"site_code": footer.site_code, "icp": footer.icp, "police": footer.police},
    }


def finding_as_json(finding: Finding) -> dict[str, Any]:
    """Return one finding; `restored` stands there only where something is offered."""
    told: dict[str, Any] = {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "advice": advice(finding),
    }
    if finding.restored is not None:
        told["restored"] = finding.restored
    return told


class JsonReport:
    """Writes `{"pages": […], "summary": {…}}` while the scan runs."""

    def __init__(self, out: TextIO) -> None:
        self.out = out
        self.begun = False

    def page(self, report: PageReport) -> None:
        self.out.write(",\n" if self.begun else '{"pages": [\n')
        self.begun = True
        self.out.write(_dump(page_as_json(report)))

    def end(self, summary: Summary) -> None:
        self.out.write("\n]" if self.begun else '{"pages": []')
        self.out.write(f',\n"summary": {_dump(summary.as_json())}}}\n')


def _dump(value: object) -> str:
    """Return JSON that any output takes: half characters of broken pages are escaped."""
    text = json.dumps(value, ensure_ascii=False)
    return text if text.isprintable() or not _broken(text) else json.dumps(value)


def _broken(text: str) -> bool:
    return any("\ud800" <= one <= "\udfff" for one in text)
