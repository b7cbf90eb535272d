"""What the site holds against the publication log: rows, files, dates; prose against its revision.

The log's own audit does the comparing. A false date changes the text that was logged as well; it
is told once, as what it is.
"""

from collections.abc import Iterator
from dataclasses import fields

from django.apps import apps

from gongkai.audits.gathering import NotLookedError, Scope
from gongkai.audits.gathering.library import of_document
from gongkai.audits.rules.check_form.facts import Fact, Kind
from gongkai.audits.rules.own_pages import added
from gongkai.documents.contents import Text
from gongkai.documents.models import Document
from gongkai.documents.rules.prose import plain
from gongkai.ledger.audit import audit
from gongkai.ledger.models import Event
from gongkai.ledger.rules.findings import Fault, Finding

KINDS = (
    Kind.PAGE_ALTERED, Kind.FILE_ALTERED, Kind.PAGE_REMOVED, Kind.PAGE_UNLOGGED, Kind.LOG_BROKEN,
    Kind.FORGED_DATE,
)  # fmt: skip
PLAIN = {
    Fault.BACKDATED: Kind.FORGED_DATE,
    Fault.UNMARKED: Kind.FORGED_DATE,
    Fault.INSERTED: Kind.PAGE_UNLOGGED,
    Fault.REMOVED: Kind.PAGE_REMOVED,
}
SHOWN_MAX = 200


def look(scope: Scope) -> Iterator[Fact]:
    """Yield every disagreement between the log and what is public in a scope."""
    if not Event.objects.logged().exists() and Document.objects.published().exists():
        raise NotLookedError
    report = audit()
    scope.counts["logged"] = report.size
    scope.counts["files"] = report.files
    keys = {one.doc for one in report.findings if one.doc}
    rows = Document.objects.select_related("public_revision").in_bulk(keys, field_name="key")
    for finding in report.findings:
        row = rows.get(finding.doc)
        if row is not None and row.owner_id not in scope.codes:
            continue
        yield from _fact(finding, row, scope)
    yield from prose(scope)


def _fact(finding: Finding, row: Document | None, scope: Scope) -> Iterator[Fact]:
    words = (("detail", f"{finding.fault.value}: {finding.detail}"[:SHOWN_MAX]),)
    if finding.fault in PLAIN and row is not None:
        yield of_document(PLAIN[finding.fault], row, scope, words=words)
    elif finding.fault is Fault.ALTERED and row is not None:
        yield from _altered(finding, row, scope)
    elif scope.whole_site:
        subject = f"log:{finding.fault.value}:{finding.doc}"
        yield Fact(
            Kind.LOG_BROKEN, subject, scope.body.code, words=words, links=(("page", "/log/"),)
        )


def _altered(finding: Finding, row: Document, scope: Scope) -> Iterator[Fact]:
    """Yield what was changed: words of the text, an attached file, or both."""
    changed = changed_fields(row)
    if changed - {"published_on"} or not finding.detail.startswith("content.json"):
        files = "content.json" not in finding.detail
        kind = Kind.FILE_ALTERED if files else Kind.PAGE_ALTERED
        detail = finding.detail if files else difference(row) or ", ".join(sorted(changed))
        yield of_document(kind, row, scope, words=(("detail", detail[:SHOWN_MAX]),))


def changed_fields(row: Document) -> frozenset[str]:
    """Return the fields in which the row that is served differs from its revision."""
    if row.public_revision is None:
        return frozenset()
    said, shown = Text.from_json(row.public_revision.content), Text.of(row)
    return frozenset(
        spec.name for spec in fields(Text) if getattr(said, spec.name) != getattr(shown, spec.name)
    )


def difference(row: Document) -> str:
    """Return the words that the served text has beyond its revision."""
    if row.public_revision is None:
        return ""
    said = plain(Text.from_json(row.public_revision.content).body)
    shown = plain(row.body)
    return "" if said == shown else added(said, shown)


def prose(scope: Scope) -> Iterator[Fact]:
    """Yield pages of prose that do not say what their newest published revision says."""
    if not scope.whole_site or not apps.is_installed("wagtail"):
        return
    page_model = apps.get_model("wagtailcore", "Page")
    rows = page_model.objects.live().exclude(live_revision=None).select_related("live_revision")
    for page in rows.specific(defer=False):
        content = page.live_revision.content
        for name in ("title", "body", "body_en", "intro", "intro_en"):
            said, shown = content.get(name), getattr(page, name, None)
            if isinstance(said, str) and isinstance(shown, str) and said != shown:
                words = (("title", page.title), ("detail", added(plain(said), plain(shown))))
                yield Fact(
                    Kind.PAGE_ALTERED,
                    f"prose:{page.pk}",
                    scope.body.code,
                    words=words,
                    links=(("page", page.url or "/"), ("record", f"/admin/pages/{page.pk}/edit/")),
                )
                break
