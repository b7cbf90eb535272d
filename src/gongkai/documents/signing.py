"""The clerk's pages of the road of review: send, read, sign, return, recall, hand on."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from gongkai.bodies.models import User
from gongkai.calendars.access import load_workdays
from gongkai.documents import access
from gongkai.documents.actions import reviewing
from gongkai.documents.contents import Text
from gongkai.documents.forms import AnswerForm, DelegationForm, ReturnForm, SigningForm
from gongkai.documents.models import Document, Review
from gongkai.documents.rules.attribute import Fault
from gongkai.documents.rules.comparison import compare
from gongkai.documents.rules.completeness import checks
from gongkai.documents.rules.extract import extract
from gongkai.documents.rules.prose import plain
from gongkai.documents.rules.review import ORDER, Bar, Step, next_step
from gongkai.documents.wording import element_name, step_name
from gongkai.documents.workbench import opened, person

FAULTS = {
    Fault.MISSING: gettext_lazy("Say first whom the document is for: fix its openness attribute."),
    Fault.GROUND_MISSING: gettext_lazy("Choose the ground on which it is not disclosed."),
    Fault.GROUND_FOREIGN: gettext_lazy("This ground does not belong to the chosen attribute."),
    Fault.REASON_MISSING: gettext_lazy("Say in words why the ground applies to this text."),
}
BARS = {
    Bar.NOT_THIS_STEP: gettext_lazy("Another step waits now: look at where the review stands."),
    Bar.AUTHOR: gettext_lazy("You wrote a part of what is under review; somebody else must sign."),
    Bar.SIGNED_BEFORE: gettext_lazy("You have signed an earlier step; the next needs another."),
    Bar.NO_ROLE: gettext_lazy("Your appointments do not cover this step, or it was handed on."),
    Bar.CHECKLIST_OPEN: gettext_lazy("Every point of the checklist needs your yes."),
    Bar.NOT_PROOFREAD: gettext_lazy("Tick that you have proof-read the text."),
    Bar.FINDINGS_OPEN: gettext_lazy("Answer each blocking finding of the scan first."),
    Bar.ALREADY_PUBLIC: gettext_lazy("The public reads exactly this text already."),
    Bar.CHANGED: gettext_lazy("The text was changed or is under review already: read it again."),
}


@require_safe
def review(request: HttpRequest, key: str) -> HttpResponse:
    """Show what is to be signed, what stands against it, and who signed what."""
    document = opened(request, key)
    return render(request, "documents/workbench/review.html", reading(request, document))


def reading(request: HttpRequest, document: Document) -> dict[str, Any]:
    """Return what a reviewer needs to see."""
    user = person(request)
    current = (
        document.reviews.select_related("revision", "submitted_by", "closed_by")
        .prefetch_related("signatures__signer", "turns__person")
        .first()
    )
    context: dict[str, Any] = {"document": document, "review": current}
    if current is None:
        return context
    signatures = {signature.step: signature for signature in current.signatures.all()}
    turns = {turn.step: turn for turn in current.turns.all()}
    waiting = next_step(signatures) if current.state == Review.State.RUNNING else None
    before = document.public_revision.content.get("body", "") if document.public_revision else ""
    mine = waiting is not None and access.may_sign(user, document, waiting, current)
    return context | {
        "steps": [(step_name(step), signatures.get(step), turns.get(step)) for step in ORDER],
        "waiting": waiting,
        "waiting_name": step_name(waiting) if waiting else "",
        "mine": mine,
        "author": user.pk in reviewing.authors_of(document),
        "sender": current.submitted_by_id == user.pk,
        "signing": SigningForm(step=waiting) if waiting else None,
        "returning": ReturnForm(),
        "delegation": DelegationForm(people=fit_for(document, waiting)) if mine else None,
        "lines": compare(plain(str(before)), plain(str(current.revision.content.get("body", "")))),
        "interpretation": interpretation_checks(document, current),
        "open_findings": sum(
            1 for item in current.findings if item["severity"] == "block" and not item.get("answer")
        ),
    }


def interpretation_checks(document: Document, current: Review) -> dict[str, Any] | None:
    """Return what an interpretation says and how much of it is its source; None for other texts."""
    text = Text.from_json(current.revision.content)
    if text.kind != "interpretation":
        return None
    words = plain(text.body)
    sources = document.relations.filter(kind="interprets").select_related("other__revision")
    source = "\n".join(
        plain(str(relation.other.revision.content.get("body", "")))
        for relation in sources
        if relation.other.revision
    )
    copied = extract(words, source)
    return {
        "checks": [(element_name(check.element), check) for check in checks(words)],
        "percent": round(100 * copied.share),
        "mere": copied.mere,
        "passages": copied.passages[:5],
    }


def fit_for(document: Document, step: Step | None) -> list[User]:
    """Return the people whose appointments cover a step and who wrote nothing of the text."""
    if step is None:
        return []
    authors = reviewing.authors_of(document)
    people = User.objects.filter(
        appointments__role__in=access.SIGNERS[step], is_active=True
    ).distinct()
    return [one for one in people.exclude(pk__in=authors) if access.holds_step(one, document, step)]


@require_POST
def submit(request: HttpRequest, key: str) -> HttpResponse:
    """Send the newest revision for review."""
    document = opened(request, key)
    if not access.may_revise(person(request), document):
        return render(request, "documents/workbench/refused.html", status=403)
    revision = document.revision
    assert revision is not None
    return attempted(
        request,
        document,
        lambda: reviewing.submit(
            document, revision, by=person(request), at=timezone.now(), workdays=load_workdays()
        ),
        _("Sent for review."),
    )


@require_POST
def sign(request: HttpRequest, key: str) -> HttpResponse:
    """Sign the step that was on the screen, for the text that was on the screen."""
    document = opened(request, key)
    step = request.POST.get("step", "")
    form = SigningForm(request.POST, step=step)
    if step not in set(ORDER) or not form.is_valid():
        messages.error(request, _("Tick what you confirm before signing."))
        return redirect("documents_desk:review", key)
    return attempted(
        request,
        document,
        lambda: reviewing.sign(
            document,
            step,
            reviewing.Confirmation(
                digest=form.cleaned_data["digest"],
                checked=form.cleaned_data.get("checked", ()),
                proofread=form.cleaned_data.get("proofread", False),
                remarks=form.cleaned_data["remarks"],
            ),
            by=person(request),
            at=timezone.now(),
            workdays=load_workdays(),
        ),
        _("Signed."),
    )


@require_POST
def answer(request: HttpRequest, key: str, index: int) -> HttpResponse:
    """Answer for one finding of the scan."""
    document = opened(request, key)
    form = AnswerForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in words why this may stand."))
        return redirect("documents_desk:review", key)
    return attempted(
        request,
        document,
        lambda: reviewing.answer(
            document, index, words=form.cleaned_data["words"], by=person(request)
        ),
        _("The answer has been kept."),
    )


@require_POST
def give_back(request: HttpRequest, key: str) -> HttpResponse:
    """Return the document to its drafters."""
    document = opened(request, key)
    form = ReturnForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("Say in words what should be changed."))
        return redirect("documents_desk:review", key)
    return attempted(
        request,
        document,
        lambda: reviewing.give_back(
            document, remarks=form.cleaned_data["remarks"], by=person(request), at=timezone.now()
        ),
        _("Returned to the drafters."),
    )


@require_POST
def recall(request: HttpRequest, key: str) -> HttpResponse:
    document = opened(request, key)
    return attempted(
        request,
        document,
        lambda: reviewing.recall(document, by=person(request), at=timezone.now()),
        _("Taken back from review."),
    )


@require_POST
def delegate(request: HttpRequest, key: str) -> HttpResponse:
    """Hand the waiting step to one person."""
    document = opened(request, key)
    current = document.reviews.filter(state=Review.State.RUNNING).first()
    waiting = None
    if current is not None:
        waiting = next_step(set(current.signatures.values_list("step", flat=True)))
    form = DelegationForm(request.POST, people=fit_for(document, waiting))
    if not form.is_valid():
        messages.error(request, _("Choose whom to hand it to."))
        return redirect("documents_desk:review", key)
    return attempted(
        request,
        document,
        lambda: reviewing.delegate(document, to=form.cleaned_data["to"], by=person(request)),
        _("Handed on."),
    )


def attempted(
    request: HttpRequest, document: Document, verb: Callable[[], object], done: str
) -> HttpResponse:
    """Do one verb of the road; say in words what happened or what stands in the way."""
    try:
        verb()
    except reviewing.AttributeFaultError as error:
        for fault in error.faults:
            messages.error(request, FAULTS[fault])
        return redirect("documents_desk:work", document.key)
    except reviewing.SigningRefusedError as error:
        for bar in error.bars:
            messages.error(request, BARS[bar])
    except (reviewing.NoRunningReviewError, IndexError):
        messages.error(
            request, _("Nothing waits here any more: look at where the document stands now.")
        )
    else:
        messages.success(request, done)
    return redirect("documents_desk:review", document.key)
