"""The empty form on paper and in Word, and the flow chart: drawn from the schema and the road."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.applications import blanks
from gongkai.applications.views.asking import bodies

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
def printed(request: HttpRequest) -> HttpResponse:
    """Show the form to be printed and filled in by hand."""
    return render(request, "applications/public/form.html", {"rows": blanks.rows(bodies())})


@require_safe
def word_form(request: HttpRequest) -> HttpResponse:
    """Return the form in Word's format."""
    answer = HttpResponse(blanks.word(blanks.rows(bodies())), content_type=WORD)
    name = f"{_('Application for information')}.docx"
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@require_safe
def chart(request: HttpRequest) -> HttpResponse:
    """Return the flow chart as a drawing."""
    return HttpResponse(blanks.chart(), content_type="image/svg+xml; charset=utf-8")
