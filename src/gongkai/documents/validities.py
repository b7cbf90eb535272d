"""Which texts are in force (现行有效文件目录), today or on any past day, as page, xlsx and JSON."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.timezone import get_current_timezone, localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.documents import access
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Release
from gongkai.documents.renditions.facts import validity_name
from gongkai.documents.rules.validity import Validity, validity_on
from gongkai.documents.views import tag

LISTED_KINDS = ("normative", "policy")
PER_PAGE = 50
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def standing_at(document: Document, day: date) -> Validity | None:
    """Return the force of a text at the end of a day; None where it was not public then.

    The record of changes says which revision the public read; its own dates say the rest.
    """
    end = datetime.combine(day, time.max, tzinfo=get_current_timezone())
    last = (
        Release.objects.filter(document=document, done_at__lte=end)
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if last is None or last.verb == Release.Verb.WITHDRAW:
        return None
    text = Text.from_json(last.revision.content)
    return validity_on(
        day,
        standing=text.standing,
        effective_on=text.effective_on,
        expires_on=text.expires_on,
    )


def asked(request: HttpRequest) -> tuple[date, bool]:
    """Return the day asked about and whether the address named an impossible one."""
    words = request.GET.get("on", "")
    today = localdate()
    if not words:
        return today, False
    try:
        day = date.fromisoformat(words)
    except ValueError:
        return today, True
    return (day, False) if day <= today else (today, True)


def rows(day: date, *, binding: bool) -> Iterator[tuple[Document, Validity]]:
    """Yield the listed documents with their force on a day.

    Dates of the texts themselves are looked at for any day; decisions are known as they stand
    today, and `standing_at` tells the history of one document.
    """
    found = (
        access.public()
        .filter(kind__in=LISTED_KINDS)
        .select_related("owner")
        .defer("body", "summary", "attachments")
        .order_by("-published_on", "-pk")
    )
    for document in found.iterator(chunk_size=1000):
        force = document.validity(day)
        if force.binding or not binding:
            yield document, force


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """List what is in force, or everything with its mark."""
    day, wrong = asked(request)
    binding = request.GET.get("all", "") != "1"
    lines = list(rows(day, binding=binding))
    page = Paginator(lines, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "lines": [(row, validity_name(force)) for row, force in page],
        "total": len(lines),
        "day": day,
        "wrong": wrong,
        "binding": binding,
    }
    response = render(request, "documents/public/validities.html", context)
    response["X-Page-Reads"] = "on all page"
    return tag(response, "documents")


def record(document: Document, force: Validity) -> dict[str, Any]:
    """Return one line of the exports."""
    return {
        "key": document.key,
        "title": document.title,
        "document_number": document.document_number,
        "issuer": document.issuer,
        "body": document.owner.name,
        "made_on": document.made_on.isoformat() if document.made_on else "",
        "published_on": document.published_on.isoformat() if document.published_on else "",
        "effective_on": document.effective_on.isoformat() if document.effective_on else "",
        "expires_on": document.expires_on.isoformat() if document.expires_on else "",
        "validity": force.value,
    }


@require_safe
def as_json(request: HttpRequest) -> HttpResponse:
    day, _wrong = asked(request)
    binding = request.GET.get("all", "") != "1"
    listed = [record(*line) for line in rows(day, binding=binding)]
    response = JsonResponse(
        {"on": day.isoformat(), "total": len(listed), "documents": listed},
        json_dumps_params={"ensure_ascii": False},
    )
    response["X-Page-Reads"] = "on all"
    return tag(response, "documents")


@require_safe
def as_xlsx(request: HttpRequest) -> HttpResponse:
    day, _wrong = asked(request)
    binding = request.GET.get("all", "") != "1"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(day.isoformat())
    sheet.append(
        [
            _("Key"),
            _("Title"),
            _("Document number"),
            _("Issued by"),
            _("Body"),
            _("Made on"),
            _("Published on"),
            _("In force from"),
            _("In force until"),
            _("Validity"),
        ]
    )
    for document, force in rows(day, binding=binding):
        line = record(document, force) | {"validity": validity_name(force)}
        sheet.append([defused(str(value)) for value in line.values()])
    out = io.BytesIO()
    book.save(out)
    response = HttpResponse(
        out.getvalue(),
        content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    )
    response["Content-Disposition"] = f'attachment; filename="in-force-{day.isoformat()}.xlsx"'
    response["X-Page-Reads"] = "on all"
    return tag(response, "documents")


def defused(value: str) -> str:
    """Return a cell that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(FORMULA) else value
