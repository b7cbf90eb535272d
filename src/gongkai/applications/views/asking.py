"""A citizen asks: what is published already is offered, answers are checked, then it is sent."""

from typing import Any
from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications.actions import suggesting
from gongkai.applications.actions.receiving import code_of, known, receive, token_of
from gongkai.applications.forms import FilingForm
from gongkai.applications.models import Channel
from gongkai.bodies.models import Body, BodyQuerySet, Tier
from gongkai.custody import gate
from gongkai.custody.codes import new_submission
from gongkai.search import engine
from gongkai.search.rules.query import Hit, Query

# Villages do not answer applications themselves (art. 27).
ASKED = (Tier.COUNTY, Tier.DEPARTMENT, Tier.TOWNSHIP, Tier.SUBDISTRICT)
FORM = "application"
GATE_STATUS = {gate.Refusal.TOO_MANY: 429}
OFFERED = 5
LEAST_WORDS = 4
TEXT_MAX = 120  # characters of a wish that the index is asked about
ON_CHECK_PAGE = ("papers",)


def bodies() -> BodyQuerySet:
    """Return the bodies that can be asked."""
    return Body.objects.standing(timezone.localdate()).filter(tier__in=ASKED)


def offered(wanted: str) -> tuple[Hit, ...]:
    """Return the published items nearest to a wish, and count them as shown."""
    text = wanted.strip()[:TEXT_MAX]
    if len(text) < LEAST_WORDS:
        return ()
    hits = engine.find(Query(text=text, per_page=OFFERED, facets=False)).hits
    rows = [(hit.url, hit.title) for hit in hits]
    suggesting.count_shown(rows, today=timezone.localdate())
    return hits


@never_cache
@require_http_methods(["GET", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """Take an application; the receipt is the answer to the form, and no address leads to it.

    Files cannot wait between two pages, so they are asked for on the page where all is checked.
    """
    if request.method == "GET":
        initial = {"submission": new_submission(), "body": request.GET.get("body", "")}
        return _written(request, FilingForm(bodies=bodies(), initial=initial))
    form = FilingForm(request.POST, request.FILES, bodies=bodies())
    valid, submission = form.is_valid(), request.POST.get("submission", "")[:64]
    if request.POST.get("step") == "change":
        told = {name: request.POST.get(name, "") for name in form.fields}
        return _written(request, FilingForm(bodies=bodies(), initial=told))
    if not valid and set(form.errors) - {*ON_CHECK_PAGE}:
        return _written(request, form, status=422)
    if request.POST.get("step") == "check":
        return _checked(request, form, submission, status=200)
    application = known(submission)
    if application is None:
        if not valid:
            return _checked(request, form, submission, status=422)
        refusal = gate.refusal(request, FORM, submission, timezone.now())
        if refusal is not None:
            form.add_error(None, gate_text(refusal))
            status = GATE_STATUS.get(refusal, 422)
            return _checked(request, form, submission, status=status)
        today = timezone.localdate()
        application = receive(
            form.cleaned_data["body"],
            form.filing(channel=Channel.WEB, arrived_on=today),
            by=None,
            at=timezone.now(),
            today=today,
        )
    context = {
        "application": application,
        "code": code_of(token_of(submission)),
        "wanted": request.POST.get("wanted", ""),
    }
    return render(request, "applications/public/receipt.html", context)


def gate_text(refusal: gate.Refusal) -> str:
    """Say why the gate stayed shut, and what to do."""
    return {
        gate.Refusal.TOO_MANY: _(
            "Very many applications have come from your connection within an hour. What you wrote "
            "is still here: try again later, or send it by post."
        ),
        gate.Refusal.UNPROVED: _("Answer the small sum below, then send again."),
        gate.Refusal.SPENT: _("This page had been open for long. Send it once more."),
    }[refusal]


def _written(request: HttpRequest, form: FilingForm, *, status: int = 200) -> HttpResponse:
    return render(request, "applications/public/ask.html", {"form": form}, status=status)


def _checked(
    request: HttpRequest, form: FilingForm, submission: str, *, status: int
) -> HttpResponse:
    rows = [(form[name], _shown(form, name)) for name in form.fields if _is_asked(form, name)]
    context: dict[str, Any] = {
        "form": form,
        "rows": [(field, text) for field, text in rows if text],
        "hits": offered(request.POST.get("wanted", "")),
        "gate": gate.task(FORM, submission, timezone.now()),
    }
    return render(request, "applications/public/check.html", context, status=status)


def _is_asked(form: FilingForm, name: str) -> bool:
    return name not in {"submission", "website", *ON_CHECK_PAGE}


def _shown(form: FilingForm, name: str) -> str:
    value = form.cleaned_data.get(name, "")
    choices = dict(getattr(form.fields[name], "choices", ()) or ()) if name != "body" else {}
    return str(choices.get(value, value) or "")


@never_cache
@require_POST
def similar(request: HttpRequest) -> HttpResponse:
    """Return what is published already about a wish, as a fragment for the form.

    The wish travels in the body of a POST, never in an address, and is not stored.
    """
    hits = offered(request.POST.get("wanted", ""))
    return render(request, "applications/public/_similar.html", {"hits": hits})


@never_cache
@require_safe
def open_similar(request: HttpRequest) -> HttpResponse:
    """Open an item that was offered, and count that it was opened."""
    path = request.GET.get("to", "")[:200]
    told = urlsplit(path)
    if told.scheme or told.netloc or not path.startswith("/") or path.startswith("//"):
        return redirect("applications:index")
    if not suggesting.count_opened(path, today=timezone.localdate()):
        return redirect("applications:index")
    return redirect(path)


@never_cache
@require_POST
def answered(request: HttpRequest) -> HttpResponse:
    """Count that an item answered somebody's question; nothing is sent."""
    suggesting.count_answered(request.POST.get("answered", "")[:200], today=timezone.localdate())
    return render(request, "applications/public/answered.html")
