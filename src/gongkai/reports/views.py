"""Annual reports at the desk: tables whose numbers open their cases, chapters, files."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications.models import SEALED, Application, Dispute
from gongkai.bodies.models import Body, User
from gongkai.reports import access, actions, counting, printed, wording, writing
from gongkai.reports.checking import check
from gongkai.reports.forms import ChaptersForm
from gongkai.reports.models import Chapter
from gongkai.reports.rules.annual import APPLICANTS, BLOCKS, COLUMNS, RESULTS, ROWS, TOTAL
from gongkai.reports.rules.reading import report_from

FIRST_YEAR = 2008  # the first regulation on open government information came into force
ROWS_A_PAGE = 50
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
WRITTEN = {"docx": WORD, "pdf": "application/pdf", "html": "text/html; charset=utf-8"}


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page here."""
    assert isinstance(request.user, User)
    return request.user


def found(request: HttpRequest, code: str, year: int) -> Body:
    """Return a body whose report this person may look into."""
    if not FIRST_YEAR <= year <= timezone.localdate().year:
        raise Http404
    return get_object_or_404(access.reported_to(person(request)), code=code)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the bodies and the years whose reports there are."""
    year = timezone.localdate().year
    bodies = access.reported_to(person(request))
    context = {"bodies": bodies, "years": [year, year - 1, year - 2]}
    return render(request, "reports/desk/index.html", context)


@never_cache
@require_safe
def report(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Show a year's report with its identities; each number opens its cases."""
    body, below = found(request, code, year), _below(request)
    with override("zh-hans"):
        made = counting.annual_report(body, year, below=below)
        before = counting.annual_report(body, year - 1, below=below)
    _earlier, verdict = check([report_from(before), report_from(made)])
    tables = printed.tables(made)
    context = {
        "body": body,
        "year": year,
        "below": below,
        "report": made,
        "chapters": [
            (writing.NUMERALS[place - 1], title, text, _linked(tables.get(place, [])), place)
            for place, (title, text) in enumerate(made["chapters"].items(), start=1)
        ],
        "checked": verdict.checked,
        "broken": [wording.finding_text(one) for one in verdict.broken],
        "warnings": [wording.finding_text(one) for one in verdict.warnings],
        "may_write": access.may_write(person(request), body),
    }
    return render(request, "reports/desk/report.html", context)


def _below(request: HttpRequest) -> bool:
    return request.GET.get("below") == "1"


def _linked(rows: printed.Rows) -> list[list[tuple[printed.Cell, str]]]:
    """Return the cells of a table, and what a number opens: cases, documents or nothing."""
    return [[(cell, _opens(cell)) for cell in row] for row in rows]


def _opens(cell: printed.Cell) -> str:
    if not cell.number or cell.text == "0":
        return ""
    if cell.row == counting.NORMATIVE:
        return "documents"
    return "cases" if cell.row in {*ROWS, *BLOCKS} else ""


@never_cache
@require_safe
def cases(request: HttpRequest, code: str, year: int, row: str, column: str) -> HttpResponse:
    """List the cases behind a number; their count is the number."""
    body = found(request, code, year)
    bodies = counting.covered(body, below=_below(request))
    if row in BLOCKS and column in {*RESULTS, TOTAL}:
        page = _paged(request, _disputes(bodies, year, row, column))
        pairs = [(dispute.application, dispute) for dispute in page.object_list]
    else:
        page = _paged(request, _behind(bodies, year, row, column))
        pairs = [(application, None) for application in page.object_list]
    context = {
        "body": body,
        "year": year,
        "page": page,
        "rows": pairs,
        "below": _below(request),
        "title": f"{wording.row_name(row)} · {wording.column_name(column)}",
    }
    return render(request, "reports/desk/cases.html", context)


def _paged(request: HttpRequest, rows: QuerySet[Any]) -> Any:
    return Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p"))


def _disputes(bodies: QuerySet[Body], year: int, row: str, column: str) -> QuerySet[Dispute]:
    """Return the disputes behind a number: a case that is disputed twice is counted twice."""
    sealed = [f"application__{name}" for name in (*SEALED, "sealed_key")]
    rows = counting.disputed_in(bodies, year, row, column).select_related("application__body")
    return rows.defer(*sealed).order_by("begun_on", "pk")


@never_cache
@require_safe
def documents(request: HttpRequest, code: str, year: int, column: str) -> HttpResponse:
    """List the normative documents behind a number of table two."""
    body = found(request, code, year)
    rows = counting.normative(counting.covered(body, below=_below(request)), year).get(column)
    if rows is None:
        raise Http404
    page = _paged(request, rows.select_related("owner").order_by("made_on", "pk"))
    context = {
        "body": body,
        "year": year,
        "page": page,
        "below": _below(request),
        "title": f"{wording.row_name('normative')} · {wording.column_name(column)}",
    }
    return render(request, "reports/desk/documents.html", context)


def _behind(bodies: QuerySet[Body], year: int, row: str, column: str) -> QuerySet[Application]:
    if row not in ROWS or column not in COLUMNS:
        raise Http404
    rows = counting.cases(bodies, year, row).select_related("body").defer(*SEALED, "sealed_key")
    rows = rows.order_by("received_on", "pk")
    return rows.filter(kind=column) if column in APPLICANTS else rows


@never_cache
@require_http_methods(["GET", "POST"])
def chapters(request: HttpRequest, code: str, year: int) -> HttpResponse:
    """Write the six chapters."""
    body = found(request, code, year)
    if not access.may_write(person(request), body):
        raise Http404
    texts = dict(Chapter.objects.filter(body=body, year=year).values_list("number", "text"))
    values = counting.values_of(body, year, below=_below(request))
    form = ChaptersForm(request.POST or None, values=values, texts=texts)
    if form.is_valid():
        actions.write_chapters(body, year, form.texts())
        messages.success(request, _("The chapters are stored."))
        return redirect("reports_desk:report", code=code, year=year)
    context: dict[str, Any] = {"form": form, "body": body, "year": year, "values": values}
    status = 422 if form.is_bound else 200
    return render(request, "reports/desk/chapters.html", context, status=status)


@never_cache
@require_safe
def written(request: HttpRequest, code: str, year: int, form: str) -> HttpResponse:
    """Return the report in Word, PDF or as a page."""
    body = found(request, code, year)
    if form not in WRITTEN:
        raise Http404
    with override("zh-hans"):
        made = counting.annual_report(body, year, below=_below(request))
    content = {"docx": writing.docx, "pdf": writing.pdf, "html": writing.html}[form](made)
    answer = HttpResponse(content, content_type=WRITTEN[form])
    name = f"{made['title']}.{form}"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer
