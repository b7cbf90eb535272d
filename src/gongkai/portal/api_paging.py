"""Paging of the read API, the same for every list."""

from collections.abc import Callable
from typing import Annotated, Any

from django.db.models import QuerySet
from ninja import Query

PER_PAGE_MAX = 100
PAGE_MAX = 10_000

Page = Annotated[int, Query(ge=1, le=PAGE_MAX, description="Page, from 1")]
PerPage = Annotated[int, Query(ge=1, le=PER_PAGE_MAX, description="Records a page")]


def slice_of(
    rows: QuerySet[Any], page: int, per_page: int, record: Callable[[Any], dict[str, Any]]
) -> dict[str, Any]:
    """Return one page of a list in two queries, however long it is."""
    first = (page - 1) * per_page
    return {
        "total": rows.count(),
        "page": page,
        "per_page": per_page,
        "results": [record(row) for row in rows[first : first + per_page]],
    }
