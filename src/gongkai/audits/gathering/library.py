"""Documents: the home page, the columns, interpretations without their policy, service guides."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.db.models import Max, QuerySet
from django.urls import reverse

from gongkai.audits.gathering import Scope
from gongkai.audits.rules.check_form.facts import Fact, Kind
from gongkai.audits.rules.check_form.guides import missing
from gongkai.documents import models as documents
from gongkai.documents.models import Document
from gongkai.documents.rules.prose import plain

KINDS = (
    Kind.HOME_STALE, Kind.COLUMN_STALE, Kind.COLUMN_EMPTY, Kind.UNLINKED_INTERPRETATION,
    Kind.GUIDE_LACKS,
)  # fmt: skip


def public(scope: Scope) -> QuerySet[Document]:
    """Return the public documents of the scope that had been published by its last day."""
    rows = Document.objects.published().filter(owner__path__startswith=scope.body.path)
    return rows.filter(published_on__lte=scope.as_of)


def look(scope: Scope) -> Iterator[Fact]:
    """Yield what is wrong with the documents of a scope."""
    rows = public(scope)
    scope.counts["documents"] = rows.count()
    yield from _home(scope, rows)
    yield from _columns(scope, rows)
    yield from _interpretations(scope, rows)
    yield from _guides(scope, rows)


def _home(scope: Scope, rows: QuerySet[Document]) -> Iterator[Fact]:
    newest: date | None = rows.aggregate(newest=Max("published_on"))["newest"]
    if newest is not None and (scope.as_of - newest).days <= scope.rules.limits.home:
        return
    yield Fact(
        Kind.HOME_STALE,
        f"home:{scope.body.code}",
        body=scope.body.code,
        since=newest,
        words=(("days", str(scope.rules.limits.home)),),
        links=(("page", "/"),),
    )


def _columns(scope: Scope, rows: QuerySet[Document]) -> Iterator[Fact]:
    """Yield stale and empty columns of the whole site; a department has no columns of its own."""
    newest_of = rows.order_by().values("kind").annotate(newest=Max("published_on"))
    held = dict(newest_of.values_list("kind", "newest"))
    for column in scope.rules.columns:
        newest = held.get(column.kind)
        subject = f"column:{scope.body.code}:{column.kind}"
        links = (("page", f"/columns/{column.kind}/"),)
        words = (("column", column.kind), ("days", str(column.days)))
        if newest is None:
            if column.required and scope.whole_site:
                yield Fact(
                    Kind.COLUMN_EMPTY, subject, body=scope.body.code, words=words, links=links
                )
        elif column.days and (scope.as_of - newest) > timedelta(days=column.days):
            yield Fact(
                Kind.COLUMN_STALE, subject, scope.body.code, since=newest, words=words, links=links
            )


def _interpretations(scope: Scope, rows: QuerySet[Document]) -> Iterator[Fact]:
    linked = documents.Relation.objects.filter(
        kind=documents.Relation.Kind.INTERPRETS, other__state=documents.State.PUBLISHED
    )
    found = rows.filter(kind=documents.Kind.INTERPRETATION)
    found = found.exclude(pk__in=linked.values("document"))
    for row in found.only("key", "title", "published_on", "owner_id").order_by("pk"):
        yield of_document(Kind.UNLINKED_INTERPRETATION, row, scope, since=row.published_on)


def _guides(scope: Scope, rows: QuerySet[Document]) -> Iterator[Fact]:
    found = rows.filter(kind=documents.Kind.GUIDE)
    for row in found.only("key", "title", "body", "owner_id").order_by("pk"):
        lacking = missing(f"{row.title}\n{plain(row.body)}")
        if len(lacking) >= scope.rules.limits.guide_classes:
            words = (("lacking", "、".join(lacking)),)
            yield of_document(Kind.GUIDE_LACKS, row, scope, words=words)


def of_document(
    kind: Kind,
    row: Document,
    scope: Scope,
    *,
    since: date | None = None,
    words: tuple[tuple[str, str], ...] = (),
) -> Fact:
    """Return a fact about a document, with the ways to its page and to its record."""
    return Fact(
        kind,
        f"document:{row.key}",
        body=scope.codes.get(row.owner_id, ""),
        since=since,
        words=(("title", row.title), *words),
        links=(
            ("page", f"/documents/{row.key}/"),
            ("record", reverse("documents_desk:work", args=[row.key])),
        ),
    )
