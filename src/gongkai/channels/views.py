"""New-media accounts: the register at the desk, one account with its verbs, the public list.

An account of a body that is not the clerk's is a 404, not a 403.
"""

from collections.abc import Callable
from typing import Any

import segno
from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.bodies.models import Body, User
from gongkai.channels import access, actions, listing
from gongkai.channels.fetching import FetchError
from gongkai.channels.forms import (
    AccountForm,
    AnswerForm,
    ChangeForm,
    DecisionForm,
    MessageForm,
    PostForm,
    TableForm,
    TrialForm,
)
from gongkai.channels.models import APPS, Account, Message, Platform, Post, State
from gongkai.channels.reading import decoded
from gongkai.channels.rules.feeds import Entry, UnreadableError, from_table

XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
POSTS_SHOWN = 30


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page of the desk."""
    assert isinstance(request.user, User)
    return request.user


def found(request: HttpRequest, pk: int) -> Account:
    """Return an account that this clerk may see."""
    return get_object_or_404(
        access.with_facts(access.seen_by(person(request)).select_related("body", "owner")), pk=pk
    )


def _required(request: HttpRequest) -> User:
    user = person(request)
    if not access.may_see_any(user):
        raise Http404
    return user


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List the accounts of the clerk's bodies, with what is wrong today."""
    user, today = _required(request), timezone.localdate()
    filters = listing.filters_from(request.GET)
    seen = access.seen_by(user)
    rows = listing.rows(seen, filters, today)
    context = {
        "rows": rows,
        "faulty": sum(1 for row in rows if row.faults),
        "filters": filters,
        "platforms": Platform.choices,
        "states": State.choices,
        "faults": [(fault.value, words) for fault, words in listing.FAULTS.items()],
        "bodies": Body.objects.filter(pk__in=seen.order_by().values("body")),
        "query": urlencode(filters.query),
        "may_enter": access.kept_bodies(user).exists(),
    }
    return render(request, "channels/desk/index.html", context)


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Send the list as it is shown."""
    user = _required(request)
    filters = listing.filters_from(request.GET)
    rows = listing.rows(access.seen_by(user), filters, timezone.localdate())
    response = HttpResponse(listing.as_xlsx(rows), content_type=XLSX_TYPE)
    response["Content-Disposition"] = 'attachment; filename="accounts.xlsx"'
    return response


@never_cache
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Enter an account."""
    return _edited(request, Account())


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the entry of an account."""
    account = found(request, pk)
    if not access.may_keep(person(request), account.body):
        raise Http404
    return _edited(request, account)


def _edited(request: HttpRequest, account: Account) -> HttpResponse:
    bodies = access.kept_bodies(person(request))
    if not bodies.exists():
        raise Http404
    form = AccountForm(request.POST or None, instance=account, bodies=bodies)
    if form.is_valid():
        actions.enter(form.instance)
        messages.success(request, _("The account stands in the register."))
        return redirect(form.instance)
    status = 422 if form.is_bound else 200
    return render(
        request, "channels/desk/edit.html", {"form": form, "account": account}, status=status
    )


@never_cache
@require_safe
def account(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one account: its entry, posts, messages, and what the clerk may do."""
    return _shown(request, found(request, pk))


def _shown(
    request: HttpRequest, account: Account, bound: forms.Form | None = None, verb: str = ""
) -> HttpResponse:
    user = person(request)
    waiting = account.changes.filter(decided_at=None).select_related("proposed_by", "into").first()
    made = _forms(user, account)
    if bound is not None:
        made[verb] = bound
    context = {
        "account": account,
        "faults": [
            listing.FAULTS[fault] for fault in access.faults_of(account, timezone.localdate())
        ],
        "posts": account.posts.all()[:POSTS_SHOWN],
        "posted": account.posts.count(),
        "unanswered": account.messages.filter(answered_on=None),
        "answered": account.messages.exclude(answered_on=None).order_by("-answered_on")[:10],
        "trials": account.trials.all()[:10],
        "changes": account.changes.exclude(decided_at=None).select_related("decided_by", "into"),
        "waiting": waiting,
        "may_decide": waiting is not None and access.may_decide(user, waiting),
        "may_keep": access.may_keep(user, account.body),
        "may_enter": access.may_enter(user, account) and account.state != State.CLOSED,
        "forms": made,
        "opened": verb,
    }
    status = 422 if bound is not None else 200
    return render(request, "channels/desk/account.html", context, status=status)


def _forms(user: User, account: Account) -> dict[str, forms.Form]:
    """Return the empty forms of what the clerk may do."""
    made: dict[str, forms.Form] = {}
    if account.state == State.CLOSED:
        return made
    if access.may_enter(user, account):
        made = {"post": PostForm(), "table": TableForm(), "message": MessageForm()}
        if account.platform in APPS:
            made["trial"] = TrialForm()
    waits = account.changes.filter(decided_at=None).exists()
    if access.may_keep(user, account.body) and not waits:
        made["change"] = ChangeForm(account=account)
    return made


@never_cache
@require_POST
def act(request: HttpRequest, pk: int, verb: str) -> HttpResponse:
    """Do one verb; what does not pass comes back with what was typed."""
    account, user = found(request, pk), person(request)
    if verb not in VERBS or not _allowed(user, account, verb):
        raise Http404
    make, run = VERBS[verb]
    form = make(request, account)
    if form.is_valid():
        try:
            messages.success(request, run(account, form.cleaned_data, user))
        except (ValidationError, UnreadableError, FetchError, ValueError) as error:
            form.add_error(None, refusal(error))
        else:
            return redirect(account)
    if verb in {"answer", "decide", "feed"}:
        for errors in form.errors.values():
            messages.error(request, " ".join(str(error) for error in errors))
        return redirect(account)
    return _shown(request, account, form, verb)


def _allowed(user: User, account: Account, verb: str) -> bool:
    if verb == "decide":
        return True  # asked again with the change in hand
    if verb == "change":
        return access.may_keep(user, account.body)
    return access.may_enter(user, account) and account.state != State.CLOSED


def refusal(error: Exception) -> str:
    """Say why something could not be done, and what to do."""
    if isinstance(error, ValidationError):
        return " ".join(error.messages)
    if isinstance(error, UnreadableError):
        return _(
            "Line %s cannot be read. The first line names the columns 发布时间, 标题 and 链接; a "
            "time is written 2026-11-22 09:30."
        ) % (error)
    if isinstance(error, FetchError):
        return _("The feed could not be read: %s. Try its address in a browser.") % error
    if isinstance(error, actions.SamePersonError):
        return _("Who proposed it does not decide it.")
    return _("Somebody else was quicker, or the account is closed. Look again.")


def _post(account: Account, told: dict[str, Any], user: User) -> str:
    key = told["url"] or f"{told['at'].isoformat()} {told['title']}"
    entry = Entry(key[:500], told["title"], told["url"], told["at"])
    new = actions.take_posts(account, [entry], source=Post.Source.HAND, by=user)
    return _("The post was entered.") if new else _("This post was there already.")


def _table(account: Account, told: dict[str, Any], user: User) -> str:
    entries = from_table(decoded(told["table"]), timezone.get_default_timezone())
    mine = [one for one in entries if one.account in {"", account.name, account.handle}]
    new = actions.take_posts(account, mine, source=Post.Source.TABLE, by=user)
    return _("%(new)d of %(all)d rows were new posts of this account.") % {
        "new": new,
        "all": len(entries),
    }


def _feed(account: Account, told: dict[str, Any], user: User) -> str:
    return _("%d new posts.") % actions.read_feed(account, at=timezone.now())


def _message(account: Account, told: dict[str, Any], user: User) -> str:
    actions.note_message(account, received_on=told["received_on"], summary=told["summary"])
    return _("The message was entered.")


def _answer(account: Account, told: dict[str, Any], user: User) -> str:
    message = get_object_or_404(Message, pk=told["message"], account=account)
    actions.answer_message(message, answered_on=told["answered_on"], answer=told["answer"])
    return _("The answer was entered.")


def _trial(account: Account, told: dict[str, Any], user: User) -> str:
    actions.record_trial(account, on=told["on"], works=told["works"], note=told["note"], by=user)
    return _("The trial was entered.")


def _change(account: Account, told: dict[str, Any], user: User) -> str:
    actions.propose(
        account, told["kind"], reason=told["reason"], into=told["into"],
        by=user, at=timezone.now(),
    )  # fmt: skip
    return _("The proposal waits for another person's decision.")


def _decide(account: Account, told: dict[str, Any], user: User) -> str:
    change = get_object_or_404(account.changes, pk=told["change"])
    if not access.may_decide(user, change):
        raise actions.SamePersonError
    actions.decide(change, approved=told["approved"], by=user, at=timezone.now())
    return _("Decided.")


Make = Callable[[HttpRequest, Account], forms.Form]
Run = Callable[[Account, dict[str, Any], User], str]
VERBS: dict[str, tuple[Make, Run]] = {
    "post": (lambda request, _a: PostForm(request.POST), _post),
    "table": (lambda request, _a: TableForm(request.POST, request.FILES), _table),
    "feed": (lambda request, _a: forms.Form(request.POST), _feed),
    "message": (lambda request, _a: MessageForm(request.POST), _message),
    "answer": (lambda request, _a: AnswerForm(request.POST), _answer),
    "trial": (lambda request, _a: TrialForm(request.POST), _trial),
    "change": (lambda request, account: ChangeForm(request.POST, account=account), _change),
    "decide": (lambda request, _a: DecisionForm(request.POST), _decide),
}


@require_safe
def accounts(request: HttpRequest, code: str) -> HttpResponse:
    """Show the public the accounts that speak for a body, so that others can be told apart."""
    body = get_object_or_404(Body.objects.standing(timezone.localdate()), code=code)
    context = {
        "body": body,
        "rows": [
            (row, segno.make(row.address, error="m").svg_data_uri(scale=3) if row.address else "")
            for row in access.shown_to_public(body)
        ],
    }
    return render(request, "channels/public/accounts.html", context)
