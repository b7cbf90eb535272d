"""The clerk's desk of commitments: lists, one commitment with its timeline, and its verbs.

Another body's commitment is a 404, not a 403.
"""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.bodies.models import User
from gongkai.commitments import access, actions, listing
from gongkai.commitments.actions import SamePersonError, StepRefusedError
from gongkai.commitments.forms import AssignForm, ExtendForm, PromiseForm, ReasonForm, ReportForm
from gongkai.commitments.models import Commitment, Evidence
from gongkai.commitments.rules import course
from gongkai.commitments.rules.course import Step
from gongkai.custody import files

ROWS_A_PAGE = 25
XLSX_ROWS_MAX = 20_000
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
VERBS = ("progress", "done", "verify", "unsolved", "extend", "assign", "cancel")
STEP_OF = {
    "progress": Step.PROGRESS,
    "done": Step.REPORTED,
    "verify": Step.VERIFIED,
    "unsolved": Step.UNSOLVED,
    "extend": Step.EXTENDED,
    "assign": Step.ASSIGNED,
    "cancel": Step.CANCELLED,
}


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page here."""
    assert isinstance(request.user, User)
    return request.user


def found(request: HttpRequest, key: UUID) -> Commitment:
    """Return a commitment that this clerk may see."""
    rows = access.seen_by(person(request)).select_related("lead", "owner", "leader")
    return get_object_or_404(rows, pk=key)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List commitments, the soonest due first; counts equal the lists that they open."""
    user, today = person(request), timezone.localdate()
    filters = listing.filters_from(request.GET)
    seen = access.seen_by(user)
    rows = listing.narrowed(seen, filters)
    held = listing.lists(user, today)
    counts = rows.order_by().aggregate(**{key: Count("pk", filter=q) for key, q in held.items()})
    shown = rows.filter(held[filters.list]).select_related("lead", "owner")
    if filters.list == "closed":
        shown = shown.order_by("-closed_on", "-reference")
    page = Paginator(shown, ROWS_A_PAGE).get_page(request.GET.get("p"))
    kinds = seen.order_by().values_list("source_kind", flat=True).distinct()
    context = {
        "page": page,
        "rows": [(row, standing_words(row, today)) for row in page],
        "filters": filters,
        "query": urlencode(filters.query),
        "tabs": [(key, words, counts[key]) for key, words in listing.LISTS.items()],
        "bodies": listing.offered_bodies(seen),
        "kinds": [(kind, listing.source_word(kind)) for kind in sorted(filter(None, kinds))],
        "may_promise": access.may_promise(user),
    }
    return render(request, "commitments/desk/index.html", context)


def standing_words(row: Commitment, today: Any) -> tuple[str, str]:
    """Return a code and the words for how a commitment stands to its date."""
    standing = row.standing(today)
    return standing.value, str(listing.STANDINGS[standing])


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give out the list that is shown as a workbook."""
    user, today = person(request), timezone.localdate()
    filters = listing.filters_from(request.GET)
    rows = listing.narrowed(access.seen_by(user), filters)
    rows = rows.filter(listing.lists(user, today)[filters.list])
    rows = rows.select_related("lead", "owner", "leader").prefetch_related("assisting")
    content = listing.as_xlsx(rows[:XLSX_ROWS_MAX], today)
    response = HttpResponse(content, content_type=XLSX_TYPE)
    response["Content-Disposition"] = f'attachment; filename="commitments-{today}.xlsx"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter a commitment by hand."""
    user, today = person(request), timezone.localdate()
    if not access.may_promise(user):
        raise Http404
    bodies = access.promising_for(user)
    form = PromiseForm(request.POST or None, bodies=bodies, today=today)
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "commitments/desk/new.html", {"form": form}, status=status)
    commitment = actions.promise(
        **form.cleaned_data, source=actions.Source("hand"), by=user, at=timezone.now()
    )
    messages.success(request, _("Entered as %s.") % commitment.reference)
    return redirect(commitment)


@never_cache
@require_safe
def commitment(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show one commitment: what, who, by when, what happened, what can be done next."""
    return _shown(request, found(request, key))


def _shown(
    request: HttpRequest, row: Commitment, bound: tuple[str, forms.Form] | None = None
) -> HttpResponse:
    user, today = person(request), timezone.localdate()
    verbs = _allowed(user, row)
    prepared = {verb: _form(verb, row, None, None) for verb in verbs}
    if bound is not None:
        prepared[bound[0]] = bound[1]
    direct = access.may_direct(user, row)
    context = {
        "commitment": row,
        "standing": standing_words(row, today),
        "source": listing.source_word(row.source_kind),
        "assisting": row.assisting.all(),
        "entries": row.entries.select_related("by", "body").prefetch_related("evidence"),
        "forms": prepared,
        "opened": bound[0] if bound else "",
        "own_work": direct and row.state == course.State.REPORTED and "verify" not in verbs,
    }
    status = 422 if bound is not None else 200
    return render(request, "commitments/desk/commitment.html", context, status=status)


def _allowed(user: User, row: Commitment) -> list[str]:
    """Return the verbs that this person may take now."""
    possible = course.steps(course.State(row.state), machine_checked=bool(row.machine_check))
    direct = access.may_direct(user, row)
    may: dict[str, Callable[[], bool]] = {
        "progress": lambda: access.reporting_body(user, row) is not None,
        "done": lambda: access.may_report_done(user, row),
        "verify": lambda: access.may_verify(user, row),
    }
    return [
        verb
        for verb in VERBS
        if STEP_OF[verb] in possible and (may[verb]() if verb in may else direct)
    ]


def _form(verb: str, row: Commitment, posted: Any, files: Any) -> forms.Form:
    if verb in {"progress", "done"}:
        return ReportForm(posted, files, prefix=verb)
    if verb == "extend":
        return ExtendForm(posted, commitment=row, prefix=verb)
    if verb == "assign":
        initial = {"owner": row.owner_id, "leader": row.leader_id}
        today = timezone.localdate()
        return AssignForm(posted, commitment=row, today=today, initial=initial, prefix=verb)
    return ReasonForm(posted, prefix=verb)


@never_cache
@require_POST
def act(request: HttpRequest, key: UUID, verb: str) -> HttpResponse:
    """Take one step; what was typed is kept when it cannot be taken."""
    row, user = found(request, key), person(request)
    if verb not in VERBS:
        raise Http404
    form = _form(verb, row, request.POST, request.FILES)
    if verb not in _allowed(user, row):
        messages.error(request, _refusal(verb, row))
        return _shown(request, row)
    if not form.is_valid():
        return _shown(request, row, (verb, form))
    try:
        _take(verb, row, form.cleaned_data, user)
    except StepRefusedError:
        row.refresh_from_db()
        form.add_error(None, _("Somebody was quicker: it is now “%s”.") % row.get_state_display())
        return _shown(request, row, (verb, form))
    except SamePersonError:
        form.add_error(None, _refusal(verb, row))
        return _shown(request, row, (verb, form))
    row.refresh_from_db()
    if verb == "done" and row.machine_check and row.state == course.State.OPEN:
        messages.warning(
            request, _("The machine looked and the fault is still there, so this stays open.")
        )
    else:
        messages.success(request, _("Entered."))
    return redirect(row)


def _refusal(verb: str, row: Commitment) -> str:
    if verb == "verify" and row.machine_check:
        return _("Only its machine check closes this commitment.")
    if verb == "verify" and row.state == course.State.REPORTED:
        return _("Somebody who neither owns it nor reported on it has to verify it.")
    return _("This step is not possible here, or is not yours to take.")


def _take(verb: str, row: Commitment, told: dict[str, Any], user: User) -> None:
    at = timezone.now()
    match verb:
        case "progress" | "done":
            report = actions.report_done if verb == "done" else actions.report_progress
            body = access.reporting_body(user, row)
            report(row, text=told["text"], files=told["evidence"], body=body, by=user, at=at)
        case "verify":
            actions.verify(row, text=told["text"], by=user, at=at)
        case "unsolved":
            actions.find_unsolved(row, text=told["text"], by=user, at=at)
        case "extend":
            actions.extend(row, due_on=told["due_on"], reason=told["reason"], by=user, at=at)
        case "assign":
            actions.assign(row, owner=told["owner"], leader=told["leader"], by=user, at=at)
        case "cancel":
            actions.cancel(row, reason=told["text"], by=user, at=at)


@never_cache
@require_safe
def evidence(request: HttpRequest, key: UUID, pk: int) -> HttpResponseBase:
    """Give out a file of evidence, to be saved and never to be run in the browser."""
    row = found(request, key)
    file = get_object_or_404(Evidence, pk=pk, entry__commitment=row)
    path = files.path_of(file.digest, files.EVIDENCE)
    if not path.exists():
        raise Http404
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=file.name,
        content_type="application/octet-stream",
    )
