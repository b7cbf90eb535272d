"""The content scan that goes with a document on the road of review: its text and its files."""

from typing import Any

from gongkai.documents import storage
from gongkai.documents.models import File, Revision
from gongkai.documents.rules.inspection import hidden, personal, wording
from gongkai.documents.rules.inspection.findings import Finding
from gongkai.documents.rules.prose import plain

FINDINGS_MAX = 200  # a longer list is no help to a reviewer
TEXT_FIELDS = ("title", "summary", "document_number", "keywords")


def scan(revision: Revision) -> list[dict[str, Any]]:
    """Return the findings of a revision as a review stores them, each with its place."""
    content = revision.content
    text = "\n".join([*(str(content.get(name, "")) for name in TEXT_FIELDS)])
    text = f"{text}\n{plain(str(content.get('body', '')))}"
    found = [_record(finding, "") for finding in _words(text)]
    for item in content.get("attachments", ()):
        found += _file(item)
    return found[:FINDINGS_MAX]


def _file(item: dict[str, Any]) -> list[dict[str, Any]]:
    row = File.objects.filter(digest=item["digest"]).first()
    path = storage.path_of(item["digest"])
    findings: list[Finding] = list(_words(row.text)) if row else []
    if path.exists():
        findings += hidden.find(item["media_type"], path.read_bytes())
    return [_record(finding, str(item["name"])) for finding in findings]


def _words(text: str) -> list[Finding]:
    return [*personal.find(text), *wording.find(text)]


def _record(finding: Finding, place: str) -> dict[str, Any]:
    return {
        "code": finding.code.value,
        "severity": finding.severity.value,
        "excerpt": finding.excerpt,
        "place": place,
    }
