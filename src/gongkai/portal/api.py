"""The read API of all public records (OpenAPI at `/api/openapi.json`).

Everything here is what the public pages show; there is no login and nothing can be written.
"""

from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from ninja import Field, NinjaAPI, Query, Schema
from ninja.errors import ValidationError

from gongkai.bodies.models import Body
from gongkai.documents import access
from gongkai.documents.models import Document
from gongkai.documents.renditions import records
from gongkai.documents.views import address_of
from gongkai.portal.api_catalogue import router as catalogue
from gongkai.portal.api_paging import PAGE_MAX, Page, PerPage, slice_of
from gongkai.portal.page_cache import tag
from gongkai.search import engine
from gongkai.search.rules.query import Query as SearchQuery

api = NinjaAPI(
    title="Gongkai open data (公开数据接口)",
    version="1",
    description=(
        "Public records of government openness: documents, bodies, directories and search. "
        "Reading needs no key. Lists are paged; dates are ISO 8601."
    ),
    docs_url=None,
    urls_namespace="api",
)

api.add_router("/catalogue", catalogue)


class DocumentSummary(Schema):
    """What lists say of a document."""

    key: str = Field(description="Permanent key")
    title: str
    kind: str
    index_number: str
    topic: str
    issuer: str
    document_number: str
    made_on: date | None
    published_on: date | None
    effective_on: date | None
    expires_on: date | None
    validity: str
    keywords: list[str]
    group_category: str
    summary: str
    body_code: str
    backfilled: bool
    path: str = Field(description="Permanent address on this site")


class DocumentList(Schema):
    total: int
    page: int
    per_page: int
    results: list[DocumentSummary]


class DocumentFilters(Schema):
    """Filters of the list of documents; those that are named all hold."""

    body: str = ""
    kind: str = ""
    topic: str = ""
    published_from: date | None = None
    published_to: date | None = None
    changed_since: datetime | None = None


class BodySummary(Schema):
    code: str
    name: str
    short_name: str
    name_en: str
    tier: str
    parent: str | None
    unified_code: str
    address: str
    hours: str
    phone: str
    email: str
    established_on: date | None
    dissolved_on: date | None


class BodyList(Schema):
    total: int
    page: int
    per_page: int
    results: list[BodySummary]


class Found(Schema):
    id: str
    title: str
    url: str
    score: float


class FoundList(Schema):
    total: int
    took_ms: float
    corrected: str | None = Field(None, description="What was searched instead of what was asked.")
    loosened: bool = Field(description="Words stand apart, or some are missing, in what was found.")
    results: list[Found]


@api.exception_handler(ValidationError)
def refuse(request: HttpRequest, error: ValidationError) -> HttpResponse:
    """Answer 422 and say which parameter is wrong, never echoing what was sent."""
    problems = [
        {"parameter": str(item["loc"][-1]), "problem": item["msg"]} for item in error.errors
    ]
    return api.create_response(request, {"problems": problems}, status=422)


@api.get("/documents", response=DocumentList, summary="Public documents, newest first")
def documents(
    request: HttpRequest,
    response: HttpResponse,
    filters: Query[DocumentFilters],
    page: Page = 1,
    per_page: PerPage = 25,
) -> dict[str, Any]:
    rows = access.public()
    if filters.body:
        rows = rows.filter(owner__code=filters.body)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.topic:
        rows = rows.filter(topic=filters.topic)
    if filters.published_from:
        rows = rows.filter(published_on__gte=filters.published_from)
    if filters.published_to:
        rows = rows.filter(published_on__lte=filters.published_to)
    if filters.changed_since:
        rows = rows.filter(changed_at__gte=filters.changed_since)
    today = localdate()
    reads = [*DocumentFilters.model_fields, "page", "per_page"]
    tag(response, "documents", "bodies", reads=reads)
    listed = rows.select_related("owner").defer("body")
    return slice_of(listed, page, per_page, lambda row: records.summary(row, today))


@api.get("/documents/{key}", response=dict[str, Any], summary="One document, with its text")
def document(request: HttpRequest, response: HttpResponse, key: str) -> dict[str, Any]:
    row: Document = get_object_or_404(access.public().select_related("owner"), key=key)
    tag(response, f"document:{row.key}", "bodies")
    return records.record(row, address_of(row), localdate())


@api.get("/bodies", response=BodyList, summary="Bodies, in the order of the tree")
def bodies(
    request: HttpRequest, response: HttpResponse, page: Page = 1, per_page: PerPage = 100
) -> dict[str, Any]:
    tag(response, "bodies", reads=["page", "per_page"])
    return slice_of(Body.objects.select_related("parent"), page, per_page, body_record)


@api.get("/bodies/{code}", response=BodySummary, summary="One body")
def body(request: HttpRequest, response: HttpResponse, code: str) -> dict[str, Any]:
    tag(response, "bodies")
    return body_record(get_object_or_404(Body.objects.select_related("parent"), code=code))


def body_record(row: Body) -> dict[str, Any]:
    """Return what the public may know of a body."""
    known = {name: getattr(row, name) for name in BodySummary.model_fields if name != "parent"}
    return {**known, "parent": row.parent.code if row.parent else None}


@api.get("/search", response=FoundList, summary="Full-text search in Chinese")
def search(
    request: HttpRequest,
    response: HttpResponse,
    q: str = "",
    body: str = "",
    kind: str = "",
    page: Page = 1,
    per_page: PerPage = 10,
) -> dict[str, Any]:
    if page * per_page > PAGE_MAX:
        raise Http404
    results = engine.find(
        SearchQuery(
            text=q,
            body=body,
            kinds=(kind,) if kind else (),
            page=page,
            per_page=per_page,
            facets=False,
        )
    )
    tag(response, "index", reads=["q", "body", "kind", "page", "per_page"])
    return {
        "total": results.total,
        "took_ms": results.took_ms,
        "corrected": results.corrected,
        "loosened": results.apart or results.relaxed,
        "results": [
            {
                "id": hit.key,
                "title": hit.title,
                "url": f"{settings.GONGKAI_BASE_URL}{hit.url}",
                "score": hit.score,
            }
            for hit in results.hits
        ],
    }
