"""Which texts are in force (现行有效文件目录), today or on any past day, as page, xlsx and JSON."""

import io
from datetime import date
from typing import Any
from urllib.parse import urlencode

import openpyxl
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.documents import access
from gongkai.documents.history import force_of, listed_on, standing_at
from gongkai.documents.models import Document
from gongkai.documents.renditions.facts import validity_name
from gongkai.documents.rules.validity import Validity
from gongkai.documents.views import tag
from gongkai.screening.rules.cells import defused

PER_PAGE = 50
CHANGES_SHOWN = 100


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


@require_safe
def current(request: HttpRequest) -> HttpResponse:
    """List what is in force, or everything with its mark."""
    day, wrong = asked(request)
    binding = request.GET.get("all", "") != "1"
    page = Paginator(listed_on(day, localdate(), binding=binding), PER_PAGE).get_page(
        request.GET.get("page")
    )
    wish = {} if binding else {"all": "1"}
    if day != localdate():
        wish["on"] = day.isoformat()
    context = {
        "page": page,
        "lines": [(row, validity_name(force_of(row, day))) for row in page],
        "total": page.paginator.count,
        "day": day,
        "wrong": wrong,
        "binding": binding,
        "wish": urlencode(wish),
        "other": urlencode(
            {name: value for name, value in wish.items() if name == "on"}
            | ({"all": "1"} if binding else {})
        ),
    }
    response = render(request, "documents/public/validities.html", context)
    response["X-Page-Reads"] = "on all page"
    return tag(response, "documents")


@require_safe
def history(request: HttpRequest, key: str) -> HttpResponse:
    """Show what became of one document and its force on a day that the reader chooses."""
    document = get_object_or_404(access.remembered().select_related("owner"), key=key)
    day, wrong = asked(request)
    changes = (
        document.releases.filter(done_at__isnull=False)
        .select_related("revision")
        .order_by("-pk")[:CHANGES_SHOWN]
    )
    force = standing_at(document, day)
    context = {
        "document": document,
        "day": day,
        "wrong": wrong,
        "force": validity_name(force) if force else "",
        "changes": [
            (change, validity_name(Validity(change.revision.content.get("standing", "in_force"))))
            for change in changes
        ],
    }
    response = render(request, "documents/public/history.html", context)
    response["X-Page-Reads"] = "on"
    return tag(response, f"document:{key}")


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
    rows = listed_on(day, localdate(), binding=binding).iterator(chunk_size=1000)
    listed = [record(row, force_of(row, day)) for row in rows]
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
    for document in listed_on(day, localdate(), binding=binding).iterator(chunk_size=1000):
        force = force_of(document, day)
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
