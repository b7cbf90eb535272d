"""Work around a case: who has it, what was searched, disputes, archive, print, the practice."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications import access, queues, writing
from gongkai.applications import archive as archives
from gongkai.applications.actions import working
from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import TABLE, Dispute
from gongkai.applications.rules.disputes import Block, Result
from gongkai.applications.rules.outcomes import REFUSALS
from gongkai.applications.views.desk import found, person
from gongkai.applications.working_forms import (
    AssignForm,
    DisputeForm,
    EndDisputeForm,
    PracticeForm,
    SearchForm,
    TransferForm,
)
from gongkai.bodies.models import Body
from gongkai.custody.actions import note_reveal

PRINTED_MAX = 100


def _form_page(
    request: HttpRequest, form: forms.BaseForm, *, title: str, application: Any = None, **more: Any
) -> HttpResponse:
    context = {"form": form, "title": title, "application": application, **more}
    status = 422 if form.is_bound else 200
    return render(request, "applications/desk/working_form.html", context, status=status)


@never_cache
@require_safe
def approvals(request: HttpRequest) -> HttpResponse:
    """List the letters that wait for this person."""
    rows = queues.to_approve(person(request)).select_related("application__body", "drafted_by")
    return render(request, "applications/desk/approvals.html", {"letters": rows[:200]})


@never_cache
@require_http_methods(["GET", "POST"])
def assign(request: HttpRequest, key: UUID) -> HttpResponse:
    """Give a case to a handler or a unit."""
    application, today = found(request, key), timezone.localdate()
    initial = {"handler": application.handler, "office": application.office}
    form = AssignForm(request.POST or None, application=application, today=today, initial=initial)
    if form.is_valid():
        working.assign(application, **form.cleaned_data, by=person(request), at=timezone.now())
        messages.success(request, _("Assigned."))
        return redirect("applications_desk:case", key=key)
    return _form_page(request, form, title=_("Assign"), application=application)


@never_cache
@require_http_methods(["GET", "POST"])
def transfer(request: HttpRequest, key: UUID) -> HttpResponse:
    """Pass a case to another body."""
    application, today = found(request, key), timezone.localdate()
    if not access.may_transfer(person(request), application):
        raise Http404
    bodies = Body.objects.standing(today).exclude(pk=application.body_id).exclude(tier="village")
    form = TransferForm(request.POST or None, bodies=bodies)
    if form.is_valid():
        told = form.cleaned_data
        try:
            working.transfer(
                application, told["to"], reason=told["why"], by=person(request), at=timezone.now()
            )
        except working.ClosedError:
            form.add_error(None, _("The case has ended."))
        else:
            messages.success(request, _("Transferred to %(body)s.") % {"body": told["to"]})
            return redirect("applications_desk:index")
    return _form_page(request, form, title=_("Transfer to another body"), application=application)


@never_cache
@require_http_methods(["GET", "POST"])
def search(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write down where and how was searched."""
    application = found(request, key)
    form = SearchForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        told = dict(form.cleaned_data)
        on = told.pop("searched_on")
        working.note_search(application, on=on, **told, by=person(request), at=timezone.now())
        messages.success(request, _("Entered into the search log."))
        return redirect("applications_desk:case", key=key)
    return _form_page(request, form, title=_("Search for records"), application=application)


@never_cache
@require_http_methods(["GET", "POST"])
def dispute(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter a reconsideration or a suit."""
    application = found(request, key)
    form = DisputeForm(request.POST or None, today=timezone.localdate())
    if form.is_valid():
        told = form.cleaned_data
        working.begin_dispute(
            application,
            block=Block(told["block"]),
            organ=told["organ"],
            begun_on=told["begun_on"],
            number=told["number"],
            counted=not told["co_defendant"],
        )
        messages.success(request, _("The dispute is entered."))
        return redirect("applications_desk:case", key=key)
    return _form_page(request, form, title=_("Reconsideration or suit"), application=application)


@never_cache
@require_http_methods(["GET", "POST"])
def end_dispute(request: HttpRequest, pk: int) -> HttpResponse:
    """Enter how a dispute ended."""
    rows = Dispute.objects.filter(application__in=access.handled_by(person(request)))
    row = get_object_or_404(rows.select_related("application"), pk=pk)
    form = EndDisputeForm(
        request.POST or None, today=timezone.localdate(), initial={"result": row.result}
    )
    if form.is_valid():
        told = form.cleaned_data
        if told["result"] != Result.PENDING and told["ended_on"] < row.begun_on:
            form.add_error("ended_on", _("It cannot end before it began."))
        else:
            working.end_dispute(row, result=Result(told["result"]), on=told["ended_on"])
            messages.success(request, _("The dispute is entered."))
            return redirect("applications_desk:case", key=row.application_id)
    return _form_page(
        request, form, title=_("Reconsideration or suit"), application=row.application
    )


@never_cache
@require_POST
def archive(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return the archive of a case as a zip; it tells who asks, so the look is written down."""
    application = found(request, key)
    user = person(request)
    if not access.may_reveal(user, application):
        raise Http404
    note_reveal(
        TABLE,
        str(application.pk),
        ["archive"],
        reason=_("Archive of the case"),
        by=user.get_username(),
        at=timezone.now(),
    )
    name = f"{application.body.code}-{application.number}.zip"
    answer = HttpResponse(
        archives.packed(application, at=timezone.now()), content_type="application/zip"
    )
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return answer


@never_cache
@require_safe
def paper(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """Return a file that the applicant sent; the look is written down."""
    application, user = found(request, key), person(request)
    row = get_object_or_404(application.attachments, pk=file)
    if not access.may_reveal(user, application):
        raise Http404
    name, content = archives.attached(row)
    note_reveal(
        TABLE,
        str(application.pk),
        ["papers"],
        reason=_("Paper of the applicant opened"),
        by=user.get_username(),
        at=timezone.now(),
    )
    answer = HttpResponse(content, content_type=row.media_type)
    answer["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


@never_cache
@require_safe
def print_cases(request: HttpRequest) -> HttpResponse:
    """Show chosen cases one under the other, a page each, to be printed."""
    keys = [key for key in request.GET.getlist("key") if _is_key(key)][:PRINTED_MAX]
    rows = access.handled_by(person(request)).filter(pk__in=keys).select_related("body", "handler")
    cases = [(row, opened(row, "wanted")) for row in rows.prefetch_related("events")]
    return render(request, "applications/desk/print.html", {"cases": cases})


def _is_key(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True


@never_cache
@require_http_methods(["GET", "POST"])
def practice(request: HttpRequest, code: str) -> HttpResponse:
    """Settle how an office works."""
    body = get_object_or_404(Body.objects.select_related("parent"), code=code)
    if not access.keeps_practice(person(request), body):
        raise Http404
    settled = writing.practice_of(body)
    refusals = sorted(REFUSALS) if settled.refusals is None else settled.refusals
    form = PracticeForm(
        request.POST or None,
        instance=settled,
        initial={"refusals": refusals},
        today=timezone.localdate(),
    )
    if form.is_valid():
        working.settle_practice(form.save(commit=False))
        messages.success(request, _("Settled."))
        return redirect("applications_desk:practice", code=code)
    return _form_page(
        request, form, title=_("How %(body)s works on applications") % {"body": body.brief}
    )
