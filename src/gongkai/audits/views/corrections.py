"""Mistakes reported by readers: the form and its following in public, the answering at the desk."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.audits import access
from gongkai.audits.actions import correcting
from gongkai.audits.actions.correcting import AnsweredError, Report
from gongkai.audits.forms import (
    REFUSALS,
    AnswerForm,
    ClockForm,
    CodeForm,
    PassForm,
    ReportForm,
    RevealForm,
)
from gongkai.audits.models import Correction
from gongkai.bodies.models import Body, User
from gongkai.commitments.models import Commitment
from gongkai.custody import gate
from gongkai.custody.codes import new_submission

FORM = "correction"
ROWS_A_PAGE = 25
PAGE_MAX = 500


@never_cache
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest) -> HttpResponse:
    """Take a report; the receipt is the answer to the form, and no address leads to it."""
    if request.method == "GET":
        initial = {"page": request.GET.get("page", "")[:PAGE_MAX], "submission": new_submission()}
        return _asked(request, ReportForm(initial=initial), initial["submission"])
    now = timezone.now()
    form = ReportForm(request.POST)
    if form.is_valid():
        told = form.cleaned_data
        refused = gate.refusal(request, FORM, told["submission"], now)
        body = correcting.body_of(told["page"], timezone.localdate(now))
        if refused is not None:
            form.add_error(None, REFUSALS[refused])
        elif body is None:
            form.add_error(None, _("This could not be sent. Please try again."))
        else:
            return _received(request, told, body)
    return _asked(request, form, request.POST.get("submission", "")[:64], status=422)


def _asked(
    request: HttpRequest, form: ReportForm, submission: str, status: int = 200
) -> HttpResponse:
    context = {
        "form": form,
        "gate": gate.task(FORM, submission, timezone.now()),
        "days": correcting.clock_days(),
    }
    return render(request, "audits/public/report.html", context, status=status)


def _received(request: HttpRequest, told: dict[str, Any], body: Body) -> HttpResponse:
    names = ("submission", "page", "quote", "wrong", "contact")
    taken = correcting.receive(
        Report(**{name: told[name] for name in names}), body, at=timezone.now()
    )
    context = {"correction": taken, "code": correcting.code_of(told["submission"])}
    return render(request, "audits/public/receipt.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest) -> HttpResponse:
    """Show where a report stands, by its code; every wrong code gets the same words."""
    form = CodeForm(request.POST or None)
    context: dict[str, Any] = {"form": form}
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "audits/public/follow.html", context, status=status)
    found = Correction.objects.filter(
        code_print=correcting.code_print(form.cleaned_data["code"])
    ).select_related("body")
    context["correction"] = found.first()
    status = 200
    if context["correction"] is None:
        context["unknown"], status = True, 404
    return render(request, "audits/public/follow.html", context, status=status)


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page of the desk."""
    assert isinstance(request.user, User)
    if not access.works_here(request.user):
        raise Http404
    return request.user


def found(request: HttpRequest, key: UUID) -> Correction:
    """Return a report that this clerk may see."""
    rows = access.corrections_seen_by(person(request)).select_related("body", "answered_by")
    return get_object_or_404(rows, pk=key)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List what readers reported, the soonest due first."""
    user, today = person(request), timezone.localdate()
    seen = access.corrections_seen_by(user).select_related("body")
    lists = {
        "open": seen.open(),
        "overdue": seen.open().filter(due_on__lt=today),
        "answered": seen.exclude(answered_on=None).order_by("-answered_on"),
    }
    chosen = request.GET.get("list", "open")
    chosen = chosen if chosen in lists else "open"
    names = {"open": _("Waiting"), "overdue": _("Overdue"), "answered": _("Answered")}
    context = {
        "tabs": [(key, names[key], rows.count()) for key, rows in lists.items()],
        "chosen": chosen,
        "page": Paginator(lists[chosen], ROWS_A_PAGE).get_page(request.GET.get("p")),
        "today": today,
        "clock": ClockForm(initial={"days": correcting.clock_days()}),
        "may_set": access.may_draw_rules(user),
    }
    return render(request, "audits/desk/corrections.html", context)


@never_cache
@require_POST
def set_clock(request: HttpRequest) -> HttpResponse:
    """Set in how many working days reports are answered."""
    if not access.may_draw_rules(person(request)):
        raise Http404
    form = ClockForm(request.POST)
    if form.is_valid():
        correcting.set_clock(form.cleaned_data["days"])
        messages.success(request, _("What arrives from now on has this clock."))
    else:
        messages.error(request, _("Write a number of working days from 1 to 60."))
    return redirect("corrections_desk:index")


@never_cache
@require_safe
def correction(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one report and what may be done about it."""
    return _shown(request, found(request, key))


def _shown(
    request: HttpRequest,
    row: Correction,
    bound: forms.Form | None = None,
    verb: str = "",
    contact: str = "",
) -> HttpResponse:
    today = timezone.localdate()
    made: dict[str, forms.Form] = {}
    if access.may_answer(person(request), row):
        if row.answered_on is None:
            made = {"answer": AnswerForm(), "pass": PassForm(bodies=_others(row))}
        if row.contact:
            made["reveal"] = RevealForm()
    if bound is not None:
        made[verb] = bound
    promised = Commitment.objects.of_source(correcting.SOURCE, str(row.pk))
    context = {
        "correction": row,
        "forms": made,
        "opened": verb,
        "contact": contact,
        "overdue": row.answered_on is None and row.due_on < today,
        "promised": promised,
        "may_promise": "answer" in made and not promised.exists(),
    }
    return render(
        request, "audits/desk/correction.html", context, status=422 if bound is not None else 200
    )


def _others(row: Correction) -> Any:
    return Body.objects.standing(timezone.localdate()).exclude(pk=row.body_id)


@never_cache
@require_POST
def act(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Answer, pass on, promise or look who wrote."""
    row, user = found(request, key), person(request)
    if not access.may_answer(user, row):
        raise Http404
    if verb == "promise":
        made = correcting.promise(row, by=user, at=timezone.now())
        messages.success(request, _("It is a commitment now."))
        return redirect(made)
    form = _form(request, row, verb)
    if not form.is_valid():
        return _shown(request, row, form, verb)
    if verb == "reveal":
        told = form.cleaned_data["reason"]
        shown = correcting.reveal(row, reason=told, by=user, at=timezone.now())
        return _shown(request, row, contact=shown)
    return _done(request, row, form.cleaned_data, user)


def _form(request: HttpRequest, row: Correction, verb: str) -> forms.Form:
    if verb == "answer":
        return AnswerForm(request.POST)
    if verb == "pass":
        return PassForm(request.POST, bodies=_others(row))
    if verb == "reveal":
        return RevealForm(request.POST)
    raise Http404


def _done(request: HttpRequest, row: Correction, told: dict[str, Any], user: User) -> HttpResponse:
    try:
        if "body" in told:
            correcting.pass_to(row, told["body"])
            messages.success(request, _("Passed on; the date stays."))
            return redirect("corrections_desk:index")
        correcting.answer(
            row, outcome=told["outcome"], reply=told["reply"], by=user, at=timezone.now()
        )
        messages.success(request, _("Answered. The reader sees it under the code."))
    except AnsweredError:
        messages.error(request, _("Somebody else has answered it meanwhile."))
    return redirect(row)


CORRECTION_URLS = [
    path("", index, name="index"),
    path("clock/", set_clock, name="clock"),
    path("<uuid:key>/", correction, name="correction"),
    path("<uuid:key>/<slug:verb>/", act, name="act"),
]
