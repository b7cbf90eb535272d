"""The content scan that goes with a document on the road of review: its text and its files."""

from collections.abc import Sequence
from typing import Any

from gongkai.custody import files
from gongkai.documents.models import File, Revision
from gongkai.documents.rules.prose import plain
from gongkai.screening import access
from gongkai.screening.rules import hidden, personal, wording
from gongkai.screening.rules.findings import Finding
from gongkai.screening.rules.wording import Wording

FINDINGS_MAX = 200  # a longer list is no help to a reviewer
TEXT_FIELDS = ("title", "summary", "document_number", "keywords")


def scan(revision: Revision) -> list[dict[str, Any]]:
    """Return the findings of a revision as a review stores them, each with its place."""
    content = revision.content
    listed = access.wordings()
    text = "\n".join([*(str(content.get(name, "")) for name in TEXT_FIELDS)])
    text = f"{text}\n{plain(str(content.get('body', '')))}"
    found = [_record(finding, "") for finding in _words(text, listed)]
    for item in content.get("attachments", ()):
        found += _file(item, listed)
    return found[:FINDINGS_MAX]


def _file(item: dict[str, Any], listed: Sequence[Wording]) -> list[dict[str, Any]]:
    row = File.objects.filter(digest=item["digest"]).first()
    path = files.path_of(item["digest"])
    findings: list[Finding] = _words(row.text, listed) if row else []
    if path.exists():
        findings += hidden.find(item["media_type"], path.read_bytes())
    return [_record(finding, str(item["name"])) for finding in findings]


def _words(text: str, listed: Sequence[Wording]) -> list[Finding]:
    return [*personal.find(text), *wording.find(text, listed)]


def _record(finding: Finding, place: str) -> dict[str, Any]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "excerpt": finding.excerpt,
        "place": place,
    }
