"""What a citizen uses: read how it goes, look where a case stands, count a date, take a form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.applications import access, showing
from gongkai.applications.actions.receiving import code_print
from gongkai.applications.forms import CalculatorForm, CodeForm
from gongkai.applications.models import Application, Channel
from gongkai.applications.rules.clock import reckon
from gongkai.applications.rules.days import OutsideCalendarError


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Say how asking works, and where to go."""
    return render(request, "applications/public/index.html", {"chart": showing.chart()})


@never_cache
@require_http_methods(["GET", "POST"])
def status(request: HttpRequest) -> HttpResponse:
    """Show where an application stands, by the code on its receipt.

    The code travels in the body of a POST, never in an address. A wrong code, another body's case
    and a code that never was get the same words.
    """
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        return render(
            request,
            "applications/public/status.html",
            context,
            status=422 if form.is_bound else 200,
        )
    rows = Application.objects.filter(code_print=code_print(form.cleaned_data["code"]))
    application = rows.select_related("body").first()
    if application is None:
        context["unknown"] = True
        return render(request, "applications/public/status.html", context, status=404)
    today = timezone.localdate()
    context |= {
        "application": application,
        "shown": showing.of_events(application.events.all(), today),
    }
    return render(request, "applications/public/status.html", context)


@require_safe
def calculator(request: HttpRequest) -> HttpResponse:
    """Count a due date from what is filled in, and show every day that was not counted."""
    today = timezone.localdate()
    form = CalculatorForm(request.GET or None, initial={"channel": Channel.WEB})
    context: dict[str, object] = {"form": form, "today": today}
    if form.is_bound and form.is_valid():
        days, notices = access.calendar()
        try:
            found = reckon(form.events(), days, today)
        except OutsideCalendarError:
            form.add_error("received", showing.outside_calendar())
        else:
            context["shown"] = showing.of_reckoning(found, notices)
    bad = form.is_bound and bool(form.errors)
    return render(
        request, "applications/public/calculator.html", context, status=422 if bad else 200
    )
