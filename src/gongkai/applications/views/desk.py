"""The clerk's desk of applications: what is due, one case, the register.

Another body's case is a 404, not a 403: whether it exists is itself something the applicant has
not agreed to publish.
"""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications import access, demand, likeness, listing, showing, wording
from gongkai.applications.actions.receiving import code_for, receive
from gongkai.applications.actions.revealing import opened, reveal
from gongkai.applications.actions.telling import RefusedError, tell
from gongkai.applications.desk_forms import EventForm, RevealForm
from gongkai.applications.forms import RegisterForm
from gongkai.applications.models import Application
from gongkai.applications.rules.disputes import Block, Result
from gongkai.applications.rules.events import EventType
from gongkai.applications.rules.letters import LETTERS
from gongkai.applications.working_forms import BLOCKS, RESULTS
from gongkai.bodies.models import User
from gongkai.custody.codes import new_submission

NUMBER_LENGTH_MAX = 40
PERSONAL = {
    "name": gettext_lazy("Name"),
    "identity": gettext_lazy("identity number"),
    "phone": gettext_lazy("Phone"),
    "email": gettext_lazy("E-mail"),
    "address": gettext_lazy("Postal address"),
}


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page here."""
    assert isinstance(request.user, User)
    return request.user


def found(request: HttpRequest, key: UUID) -> Application:
    """Return a case that this clerk works on."""
    rows = access.handled_by(person(request)).select_related("body", "handler")
    return get_object_or_404(rows, pk=key)


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List cases, the most urgent first; the counts on the lists equal what they open."""
    today, user = timezone.localdate(), person(request)
    rows = access.listed_by(user)
    tabs = listing.tabs(rows, user, today)
    chosen = request.GET.get("list", "open")
    tab = next((tab for tab in tabs if tab.key == chosen), tabs[0])
    number = request.GET.get("number", "").strip()[:NUMBER_LENGTH_MAX]
    context = {
        "page": listing.numbered(access.handled_by(user), number, today)
        if number
        else listing.page(rows, user, tab, request.GET.get("p"), today),
        "number": number,
        "chosen": "" if number else tab.key,
        "older": tab.more and not number,
        "tabs": tabs,
        "may_register": access.keeps_a_register(user),
    }
    return render(request, "applications/desk/index.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def case(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a case and take the next step of those that the law allows."""
    application, today = found(request, key), timezone.localdate()
    events = list(application.events.select_related("entered_by"))
    shown = showing.of_events(events, today)
    # What was lawful after the last event may be entered late; `tell` judges it by its own day.
    last = max(event.on for event in events)
    lawful = {*shown.reckoning.next_steps(today), *shown.reckoning.next_steps(last)}
    steps = [kind for kind in EventType if kind in lawful]
    form = EventForm(request.POST or None, steps=steps, today=today, initial={"on": today})
    if form.is_bound and form.is_valid() and _told(request, application, form):
        return redirect("applications_desk:case", key=application.pk)
    context = _case_context(request, application, form)
    context["shown"] = shown
    context["timeline"] = [(event, wording.EVENTS[EventType(event.type)]) for event in events]
    return render(
        request, "applications/desk/case.html", context, status=422 if form.is_bound else 200
    )


def _told(request: HttpRequest, application: Application, form: EventForm) -> bool:
    event, user = form.event(), person(request)
    if event.type is EventType.EXTENDED and not access.may_extend(user, application):
        form.add_error("type", _("An extension needs the head of the working body (article 33)."))
        return False
    try:
        reckoning = tell(application, event, by=user, at=timezone.now(), today=timezone.localdate())
    except RefusedError as refused:
        form.add_error(None, wording.fault_text(refused.violation))
        return False
    for violation in reckoning.violations:
        if not violation.refused and violation.on == event.on.toordinal():
            messages.warning(request, wording.fault_text(violation))
    messages.success(request, _("Entered: %(event)s.") % {"event": wording.EVENTS[event.type]})
    return True


def _case_context(
    request: HttpRequest, application: Application, form: EventForm
) -> dict[str, Any]:
    user = person(request)
    wanted, rows = opened(application, "wanted"), access.handled_by(user)
    compared = "near" in request.GET
    alike = likeness.same(application, rows)
    return {
        "application": application,
        "form": form,
        "wanted": wanted,
        "purpose": opened(application, "purpose"),
        "outcome": wording.ENDS.get(application.outcome, ""),
        "recounts": application.recounts.all()[:5],
        "movements": application.movements.select_related("handler", "office", "to_body"),
        "papers": application.attachments.all(),
        "letters": application.letters.exclude(stage="dropped"),
        "kinds": [
            (kind.value, wording.letter_name(kind), LETTERS[kind].article)
            for kind in access.letters_for(application)
        ],
        "searches": application.searches.select_related("entered_by"),
        "disputes": [
            (row, BLOCKS[Block(row.block)], RESULTS[Result(row.result)])
            for row in application.disputes.all()
        ],
        "alike": alike + likeness.near(application, wanted, rows) if compared else alike,
        "compared": compared,
        "this_month": access.items_before(application) + 1,
        "may_reveal": access.may_reveal(user, application),
        "may_transfer": not application.closed_on and access.may_transfer(user, application),
        "keeps_practice": access.keeps_practice(user, application.body),
        "reveal_form": RevealForm(),
    }


@never_cache
@require_safe
def demanded(request: HttpRequest) -> HttpResponse:
    """Show what is asked for again and again, and what was offered before anybody asked."""
    today, user = timezone.localdate(), person(request)
    context = {"repeated": demand.repeated(user, today), "offers": demand.offers(today)}
    return render(request, "applications/desk/demand.html", context)


@never_cache
@require_POST
def look(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show who the applicant is, after writing down who looks and why."""
    application = found(request, key)
    user, form = person(request), RevealForm(request.POST)
    if not access.may_reveal(user, application) or not form.is_valid():
        messages.error(request, _("Say in a few words why you need to see it."))
        return redirect("applications_desk:case", key=application.pk)
    told = reveal(
        application, tuple(PERSONAL), reason=form.cleaned_data["reason"], by=user, at=timezone.now()
    )
    rows = [(words, told[field]) for field, words in PERSONAL.items()]
    context = {"application": application, "told": rows, "reason": form.cleaned_data["reason"]}
    return render(request, "applications/desk/reveal.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def register(request: HttpRequest) -> HttpResponse:
    """Take down what came on paper, by fax, by e-mail or by word of mouth."""
    today = timezone.localdate()
    bodies = access.registered_by(person(request))
    initial = {"submission": new_submission(), "arrived_on": today}
    form = RegisterForm(
        request.POST or None,
        request.FILES or None,
        bodies=bodies,
        today=today,
        initial=initial,
    )
    if not form.is_valid():
        status = 422 if form.is_bound else 200
        return render(request, "applications/desk/register.html", {"form": form}, status=status)
    filing = form.filing(
        channel=form.cleaned_data["channel"],
        arrived_on=form.cleaned_data["arrived_on"],
        oral=form.cleaned_data["oral"],
    )
    application = receive(
        form.cleaned_data["body"], filing, by=person(request), at=timezone.now(), today=today
    )
    messages.success(
        request,
        _("Registered as %(number)s. Query code for the receipt: %(code)s")
        % {"number": application.number, "code": code_for(application)},
    )
    return redirect("applications_desk:case", key=application.pk)
