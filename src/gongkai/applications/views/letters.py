"""Letters of a case at the desk: draft, look, approve, send, prove."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.applications import access, checking, wording, writing
from gongkai.applications.actions import keeping, letters
from gongkai.applications.actions.receiving import code_for
from gongkai.applications.actions.revealing import opened
from gongkai.applications.actions.telling import FromTheFutureError, RefusedError
from gongkai.applications.letter_forms import (
    LABELS,
    DispatchForm,
    LetterForm,
    ProofForm,
    RemarkForm,
)
from gongkai.applications.models import TABLE, Application, Letter, LetterFile, Route
from gongkai.applications.rules.letters import LETTERS, Kind
from gongkai.applications.views.desk import found, person
from gongkai.bodies.models import User
from gongkai.custody.actions import note_reveal
from gongkai.printing.pdf import pdf
from gongkai.printing.rules.sheet import numbered
from gongkai.printing.word import word
from gongkai.screening.rules.findings import Severity


def found_letter(request: HttpRequest, key: UUID) -> Letter:
    """Return a letter of a case that this clerk works on."""
    rows = Letter.objects.filter(application__in=access.handled_by(person(request)))
    rows = rows.select_related("application__body", "body__parent", "drafted_by", "approved_by")
    return get_object_or_404(rows, pk=key)


@never_cache
@require_http_methods(["GET", "POST"])
def write(request: HttpRequest, key: UUID, kind: str) -> HttpResponse:
    """Draft a letter of a kind about a case."""
    application = found(request, key)
    if kind not in set(Kind) or Kind(kind) not in access.letters_for(application):
        raise Http404
    asked = Kind(kind)
    form = LetterForm(
        request.POST or None,
        request.FILES or None,
        kind=asked,
        initial=beginnings(application, asked),
    )
    if form.is_bound and form.is_valid():
        twin = _twin(application, asked, form, person(request))
        if twin is not None:
            return redirect("applications_desk:letter", key=twin.pk)
        letter = letters.draft(
            application,
            asked,
            form.told(),
            outcome=form.cleaned_data.get("outcome", ""),
            by=person(request),
            at=timezone.now(),
        )
        _enclose(letter, form)
        return redirect("applications_desk:letter", key=letter.pk)
    context = {"form": form, "application": application, "title": wording.letter_name(asked)}
    context["article"] = LETTERS[asked].article
    return _page(request, "letter_form", context, bad=form.is_bound)


def _twin(application: Application, kind: Kind, form: LetterForm, user: User) -> Letter | None:
    """Return the draft that the same form has made already, sent from a second window."""
    if form.cleaned_data["enclosures"]:
        return None
    drafts = application.letters.filter(kind=kind, stage=Letter.Stage.DRAFT, drafted_by=user)
    outcome = letters.settled(kind, form.cleaned_data.get("outcome", ""))
    rows = drafts.filter(outcome=outcome, files=None)
    return next((row for row in rows if writing.told_of(row) == form.told()), None)


def beginnings(application: Application, kind: Kind) -> dict[str, Any]:
    """Return what a letter begins with: what the office has settled, what the case knows."""
    practice = writing.practice_of(application.body)
    begun: dict[str, Any] = {}
    if kind is Kind.RECEIPT:
        begun["code"] = code_for(application)
    if kind in {Kind.CORRECTION, Kind.REASON}:
        begun["days"] = practice.correction_days
    if kind is Kind.FEE:
        begun |= {"payment": practice.payment, "before": access.items_before(application)}
    if kind in {Kind.THIRD_PARTY, Kind.CO_MAKER, Kind.ASSISTANCE}:
        begun["wish"] = opened(application, "wanted")
    return begun


@never_cache
@require_http_methods(["GET", "POST"])
def rewrite(request: HttpRequest, key: UUID) -> HttpResponse:
    """Write a draft anew."""
    letter = found_letter(request, key)
    told, kind = writing.told_of(letter), Kind(letter.kind)
    graves = [row for row in checking.findings(letter, timezone.localdate()) if _blocks(row)]
    form = LetterForm(
        request.POST or None,
        request.FILES or None,
        kind=kind,
        has_block=bool(graves) or bool(told.get("answer")),
        initial=told | {"outcome": letter.outcome},
    )
    if form.is_bound and form.is_valid():
        outcome = form.cleaned_data.get("outcome", "")
        try:
            letters.revise(
                letter, form.told(), outcome=outcome, by=person(request), at=timezone.now()
            )
        except letters.WrongStageError:
            messages.error(request, _("This letter is no longer a draft."))
        else:
            _enclose(letter, form)
        return redirect("applications_desk:letter", key=letter.pk)
    context = {
        "form": form,
        "application": letter.application,
        "letter": letter,
        "title": wording.letter_name(kind),
        "article": LETTERS[kind].article,
        "graves": graves,
    }
    return _page(request, "letter_form", context, bad=form.is_bound)


def _blocks(row: checking.Found) -> bool:
    return row.severity is Severity.BLOCK


def _enclose(letter: Letter, form: LetterForm) -> None:
    for file in form.cleaned_data["enclosures"]:
        keeping.keep(letter, LetterFile.Part.ENCLOSURE, file, at=timezone.now())


@never_cache
@require_safe
def letter(request: HttpRequest, key: UUID) -> HttpResponse:
    """Show a letter, what the check before release finds, and what can be done with it."""
    return _shown(request, found_letter(request, key))


def _shown(
    request: HttpRequest,
    shown: Letter,
    *,
    dispatch_form: DispatchForm | None = None,
    proof_form: ProofForm | None = None,
) -> HttpResponse:
    today = timezone.localdate()
    files = [(file, writing.name_of(file)) for file in shown.files.all()]
    draft = shown.stage in {Letter.Stage.DRAFT, Letter.Stage.SUBMITTED}
    sheet = writing.sheet_of(shown, today=today, masked=True)
    context = {
        "letter": shown,
        "application": shown.application,
        "sheet": sheet,
        "enclosures": numbered(sheet.enclosures),
        "files": files,
        "findings": checking.findings(shown, today) if draft else (),
        "wanting": [field_name(name) for name in letters.wanting(shown)] if draft else (),
        "mine": shown.drafted_by_id == person(request).pk,
        "may_approve": access.may_approve(person(request), shown),
        "dispatch_form": dispatch_form
        or DispatchForm(today=today, initial={"dispatched_on": today, "route": _route(shown)}),
        "proof_form": proof_form or ProofForm(letter=shown, today=today),
        "remark_form": RemarkForm(),
    }
    bad = bool((dispatch_form and dispatch_form.errors) or (proof_form and proof_form.errors))
    return _page(request, "letter", context, bad=bad)


def _route(shown: Letter) -> str:
    if writing.audience(shown) != "applicant":
        return Route.OFFICIAL.value if writing.audience(shown) == "organ" else "registered"
    return {"email": "email", "collect": "handed"}.get(shown.application.delivery, "registered")


def field_name(name: str) -> str:
    """Return what a field of a letter is called."""
    return str(LABELS[name][0]) if name in LABELS else _("Result")


def _page(request: HttpRequest, name: str, context: dict[str, Any], *, bad: bool) -> HttpResponse:
    return render(request, f"applications/desk/{name}.html", context, status=422 if bad else 200)


Verb = Callable[[Letter, User], str]


def _submit(shown: Letter, by: User) -> str:
    letters.submit(shown, by=by, at=timezone.now(), today=timezone.localdate())
    if shown.stage == Letter.Stage.APPROVED:
        return _("Approved and numbered %(number)s.") % {"number": shown.number}
    return _("Submitted for approval.")


def _approve(shown: Letter, by: User) -> str:
    letters.approve(shown, by=by, at=timezone.now(), today=timezone.localdate())
    return _("Approved and numbered %(number)s.") % {"number": shown.number}


def _drop(shown: Letter, by: User) -> str:
    letters.drop(shown)
    return _("Dropped.")


VERBS: dict[str, Verb] = {"submit": _submit, "approve": _approve, "drop": _drop}


def refused_text(error: Exception) -> str:
    """Say why a verb was refused, and what to do."""
    match error:
        case letters.LackingError():
            names = _(", ").join(field_name(name) for name in error.names)
            return _("Still to be written down: %(names)s") % {"names": names}
        case letters.OwnLetterError():
            return _("Another person must approve what you drafted.")
        case letters.NotTheHeadError():
            return _("An extension needs the head of the working body (article 33).")
        case letters.UncheckedError():
            return _("The check before release found something. Answer it in the draft first.")
        case RefusedError():
            return wording.fault_text(error.violation)
        case letters.BackdatedError():
            return _("A letter cannot go out before the day that it bears.")
        case FromTheFutureError():
            return _("This day has not come yet.")
        case keeping.CopyChangedError():
            return _("The kept copy is not what was approved. Tell your administrator.")
    return _("This letter has moved on meanwhile. Look at where it stands now.")


REFUSALS = (
    letters.LackingError,
    letters.OwnLetterError,
    letters.NotTheHeadError,
    letters.UncheckedError,
    letters.BackdatedError,
    letters.WrongStageError,
    keeping.CopyChangedError,
    RefusedError,
    FromTheFutureError,
)


@never_cache
@require_POST
def verb(request: HttpRequest, key: UUID, step: str) -> HttpResponse:
    """Submit, approve or drop a letter."""
    shown = found_letter(request, key)
    if step not in VERBS or (step == "approve" and not access.may_approve(person(request), shown)):
        raise Http404
    try:
        messages.success(request, VERBS[step](shown, person(request)))
    except REFUSALS as error:
        messages.error(request, refused_text(error))
    return redirect("applications_desk:letter", key=shown.pk)


@never_cache
@require_POST
def give_back(request: HttpRequest, key: UUID) -> HttpResponse:
    """Return a letter to its drafter."""
    shown, form = found_letter(request, key), RemarkForm(request.POST)
    if not access.may_approve(person(request), shown):
        raise Http404
    if form.is_valid():
        try:
            letters.give_back(shown, remark=form.cleaned_data["remark"], by=person(request))
            messages.success(request, _("Given back to its drafter."))
        except letters.WrongStageError as error:
            messages.error(request, refused_text(error))
    else:
        messages.error(request, _("Say in a few words why it is given back."))
    return redirect("applications_desk:letter", key=shown.pk)


@never_cache
@require_POST
def dispatch(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter that a letter went out."""
    shown, today = found_letter(request, key), timezone.localdate()
    form = DispatchForm(request.POST, today=today)
    if not form.is_valid():
        return _shown(request, shown, dispatch_form=form)
    told = form.cleaned_data
    try:
        letters.dispatch(
            shown,
            route=Route(told["route"]),
            on=told["dispatched_on"],
            tracking=told["tracking"],
            by=person(request),
            at=timezone.now(),
            today=today,
        )
    except REFUSALS as error:
        form.add_error(None, refused_text(error))
        return _shown(request, found_letter(request, key), dispatch_form=form)
    messages.success(request, _("Sent. The case has been counted again."))
    return redirect("applications_desk:letter", key=shown.pk)


@never_cache
@require_POST
def prove(request: HttpRequest, key: UUID) -> HttpResponse:
    """Enter that a letter arrived."""
    shown, today = found_letter(request, key), timezone.localdate()
    form = ProofForm(request.POST, request.FILES, letter=shown, today=today)
    if not form.is_valid():
        return _shown(request, shown, proof_form=form)
    files = form.cleaned_data["proof"] or (None,)
    try:
        for place, file in enumerate(files):
            if place == 0:
                letters.prove(
                    shown,
                    on=form.cleaned_data["delivered_on"],
                    file=file,
                    by=person(request),
                    at=timezone.now(),
                    today=today,
                )
            else:
                keeping.keep(shown, LetterFile.Part.PROOF, file, at=timezone.now())
    except REFUSALS as error:
        form.add_error(None, refused_text(error))
        return _shown(request, found_letter(request, key), proof_form=form)
    messages.success(request, _("Entered as arrived."))
    return redirect("applications_desk:letter", key=shown.pk)


@never_cache
@require_safe
def preview(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """Return a draft as it would be set, with the applicant's name masked."""
    shown = found_letter(request, key)
    sheet = writing.sheet_of(shown, today=timezone.localdate(), masked=True)
    if form == "pdf":
        return _file(pdf(sheet), letters.PDF, f"{shown.get_kind_display()}.pdf", inline=True)
    if form == "docx":
        return _file(word(sheet), letters.WORD, f"{shown.get_kind_display()}.docx", inline=False)
    raise Http404


@never_cache
@require_safe
def kept(request: HttpRequest, key: UUID, file: UUID) -> HttpResponse:
    """Return a kept file byte for byte; who looks is written down, for it tells who asks."""
    shown = found_letter(request, key)
    row = get_object_or_404(shown.files, pk=file)
    content = keeping.read(row)
    reason = f"{shown} · {row.get_part_display()}"
    who = person(request).get_username()
    note_reveal(
        TABLE, str(shown.application_id), ["letter"], reason=reason, by=who, at=timezone.now()
    )
    return _file(
        content, row.media_type, writing.name_of(row), inline=row.media_type == letters.PDF
    )


def _file(content: bytes, media_type: str, name: str, *, inline: bool) -> HttpResponse:
    answer = HttpResponse(content, content_type=media_type)
    answer["Content-Disposition"] = content_disposition_header(not inline, name) or "attachment"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
