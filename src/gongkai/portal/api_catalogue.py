"""The read API of standard directories: areas, directories in force and before, their items."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from ninja import Field, Router, Schema

from gongkai.catalogue import access
from gongkai.catalogue.models import Area, Directory
from gongkai.portal.api_paging import Page, PerPage, slice_of
from gongkai.portal.page_cache import tag

router = Router()
ITEM_FIELDS = (
    "code", "number", "level1", "level2", "level3", "content", "basis", "time_limit", "publisher",
    "channels", "audience_all", "audience_group", "active", "on_request", "county", "township",
    "village",
)  # fmt: skip


class AreaRecord(Schema):
    """One of the areas of local openness (试点领域)."""

    code: str
    number: int | None
    name: str
    name_en: str
    ministry: str


class DirectoryRecord(Schema):
    """One dated version of a standard directory (标准目录)."""

    id: int
    body_code: str
    tier: str
    version_on: date
    title: str
    title_en: str


class ItemRecord(Schema):
    """One item of a directory (公开事项)."""

    area: str = Field(description="Code of the area")
    code: str
    number: str
    level1: str
    level2: str
    level3: str
    content: str
    basis: str
    time_limit: str
    publisher: str
    channels: list[str]
    audience_all: bool
    audience_group: str
    active: bool
    on_request: bool
    county: bool
    township: bool
    village: bool


class DirectoryList(Schema):
    total: int
    page: int
    per_page: int
    results: list[DirectoryRecord]


class ItemList(Schema):
    total: int
    page: int
    per_page: int
    results: list[ItemRecord]


@router.get("/areas", response=list[AreaRecord], summary="Areas of local openness")
def areas(request: HttpRequest, response: HttpResponse) -> Any:
    tag(response, "catalogue")
    return Area.objects.order_by("position", "pk")


@router.get("/directories", response=DirectoryList, summary="Directories, newest version first")
def directories(
    request: HttpRequest, response: HttpResponse, page: Page = 1, per_page: PerPage = 25
) -> dict[str, Any]:
    rows = access.public().select_related("body").order_by("-version_on", "pk")
    tag(response, "catalogue", "bodies", reads=["page", "per_page"])
    return slice_of(rows, page, per_page, directory_record)


@router.get("/directories/{number}/items", response=ItemList, summary="Items of one directory")
def items(
    request: HttpRequest,
    response: HttpResponse,
    number: int,
    page: Page = 1,
    per_page: PerPage = 25,
) -> dict[str, Any]:
    directory = get_object_or_404(access.public(), pk=number)
    rows = directory.items.select_related("area").order_by("position", "pk")
    tag(response, "catalogue", reads=["page", "per_page"])
    return slice_of(rows, page, per_page, item_record)


def directory_record(row: Directory) -> dict[str, Any]:
    """Return what the public may know of a directory."""
    return {
        "id": row.pk,
        "body_code": row.body.code,
        "tier": row.tier,
        "version_on": row.version_on,
        "title": row.title,
        "title_en": row.title_en,
    }


def item_record(row: Any) -> dict[str, Any]:
    """Return an item with the code of its area."""
    return {"area": row.area.code, **{name: getattr(row, name) for name in ITEM_FIELDS}}
