"""The clerk's pages of documents: write, compare, publish, withdraw.

Another body's document is a 404, not a 403: whether a draft exists is itself not public.
"""

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.bodies.access import bodies_of
from gongkai.bodies.models import User
from gongkai.documents import access, editor
from gongkai.documents.actions import drafting
from gongkai.documents.actions.attaching import attach
from gongkai.documents.contents import Text
from gongkai.documents.forms import REFUSALS, DraftForm, NewForm
from gongkai.documents.models import CONTENT_FIELDS, Document, Plan, Review, Revision
from gongkai.documents.renditions.facts import facts
from gongkai.documents.rules.comparison import compare
from gongkai.documents.rules.pack import INTERPRETED_KINDS
from gongkai.documents.rules.prose import plain
from gongkai.screening.rules.files import FileRefusedError

REVISIONS_SHOWN = 30


def opened(request: HttpRequest, key: str) -> Document:
    """Return a document whose inner pages this user may open."""
    rows = access.worked_on_by(person(request)).select_related(
        "owner", "revision__author", "public_revision"
    )
    return get_object_or_404(rows, key=key)


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page here."""
    assert isinstance(request.user, User)
    return request.user


@require_safe
def work(request: HttpRequest, key: str) -> HttpResponse:
    """Show where a document stands, what may be done next and all that was done."""
    document = opened(request, key)
    user = person(request)
    review = document.reviews.select_related("revision", "submitted_by", "closed_by").first()
    newest = review is not None and review.revision_id == document.revision_id
    context = {
        "document": document,
        "review": review,
        "passed": newest and review is not None and review.state == Review.State.PASSED,
        "pack": pack_of(document),
        "pending": document.releases.filter(done_at=None, lapsed=False).exists(),
        "text": revised(document),
        "facts": facts(revised(document), timezone.localdate()),
        "revisions": document.revisions.select_related("author")[:REVISIONS_SHOWN],
        "relations": document.relations.select_related("other"),
        "back_relations": document.back_relations.select_related("document"),
        "may_revise": access.may_revise(user, document),
        "may_publish": access.may_publish(user, document),
    }
    return render(request, "documents/workbench/work.html", context)


def pack_of(document: Document) -> dict[str, Any] | None:
    """Return the plan and the interpretations of a policy; None for what needs none."""
    kind = Text.from_json(document.revision.content).kind if document.revision else document.kind
    parts = [
        relation.document
        for relation in document.back_relations.filter(kind="interprets").select_related("document")
    ]
    if kind not in INTERPRETED_KINDS and not parts:
        return None
    plan = Plan.objects.filter(document=document).first()
    return {"plan": plan, "parts": parts, "needed": kind in INTERPRETED_KINDS}


def revised(document: Document, revision: Revision | None = None) -> Document:
    """Return an unsaved document that reads as a revision does; the newest for None."""
    chosen = revision or document.revision
    assert chosen is not None
    shown = Document(key=document.key, owner=document.owner, state=document.state)
    Text.from_json(chosen.content).apply(shown)
    return shown


@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Start a draft."""
    owners = bodies_of(person(request), *access.WRITERS)
    if not owners:
        return render(request, "documents/workbench/refused.html", status=403)
    form = NewForm(request.POST or None, request.FILES or None, owners=owners)
    if request.method == "POST" and form.is_valid():
        attached = keep_files(form)
        if attached is not None:
            document = drafting.draft(
                form.cleaned_data["owner"],
                form.text(attached),
                by=person(request),
                at=timezone.now(),
                note=form.cleaned_data["note"],
            )
            messages.success(request, _("The draft has been saved."))
            return redirect("documents_desk:work", document.key)
    status = 422 if form.is_bound else 200
    return _sheet(request, {"form": form}, status)


def _sheet(request: HttpRequest, context: dict[str, Any], status: int) -> HttpResponse:
    context["editor_words"] = {known: str(ours) for known, ours in editor.WORDS.items()}
    return render(request, "documents/workbench/edit.html", context, status=status)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Save a new revision; a newer one of somebody else is shown, never overwritten."""
    document = opened(request, key)
    if not access.may_revise(person(request), document):
        return render(request, "documents/workbench/refused.html", status=403)
    newest = document.revision
    assert newest is not None
    form = DraftForm(
        request.POST or None,
        request.FILES or None,
        instance=revised(document),
        initial={"seen": newest.number},
        carried=newest.content.get("attachments", []),
    )
    context: dict[str, Any] = {"form": form, "document": document}
    status = 422 if form.is_bound else 200
    if request.method == "POST" and form.is_valid():
        attached = keep_files(form)
        if attached is not None:
            try:
                drafting.revise(
                    document,
                    form.text(attached),
                    by=person(request),
                    at=timezone.now(),
                    note=form.cleaned_data["note"],
                    seen=form.cleaned_data["seen"],
                )
            except drafting.StaleRevisionError as stale:
                status = 409
                context |= conflict(form, stale.newest)
            else:
                messages.success(request, _("The revision has been saved."))
                return redirect("documents_desk:work", document.key)
    return _sheet(request, context, status)


def conflict(form: DraftForm, newest: Revision) -> dict[str, Any]:
    """Say who saved meanwhile and what differs; the clerk decides with both before them."""
    theirs = plain(str(newest.content.get("body", "")))
    mine = plain(form.cleaned_data["body"])
    answered = QueryDict(mutable=True)
    answered.update(form.data)
    answered["seen"] = str(newest.number)
    form.data = answered
    return {"newest": newest, "differences": compare(theirs, mine)}


def keep_files(form: DraftForm) -> list[dict[str, Any]] | None:
    """Keep the added files; None when one was refused, with the reason beside the field."""
    attached = []
    files: list[UploadedFile[Any]] = form.cleaned_data["added"]
    for item in files:
        try:
            attached.append(attach(item.name or "", item.read()))
        except FileRefusedError as refused:
            form.add_error("added", f"{item.name}: {REFUSALS[refused.refusal]}")
    return None if form.errors else attached


@require_safe
def preview(request: HttpRequest, key: str, number: int) -> HttpResponse:
    """Show a revision as the public would see it."""
    document = opened(request, key)
    revision = get_object_or_404(document.revisions, number=number)
    shown = revised(document, revision)
    today = timezone.localdate()
    context = {
        "document": shown,
        "facts": facts(shown, today),
        "validity": shown.validity(today),
        "address": "",
        "preview": revision,
        "relations": [],
        "interpretations": [],
        "interpreted": [],
        "successors": [],
    }
    return render(request, "documents/public/document.html", context)


@require_safe
def differences(request: HttpRequest, key: str, old: int, new: int) -> HttpResponse:
    """Compare two revisions, field by field and paragraph by paragraph."""
    document = opened(request, key)
    before = get_object_or_404(document.revisions, number=old)
    after = get_object_or_404(document.revisions.select_related("author"), number=new)
    context = {
        "document": document,
        "before": before,
        "after": after,
        "fields": changed_fields(before, after),
        "lines": compare(
            plain(str(before.content.get("body", ""))), plain(str(after.content.get("body", "")))
        ),
    }
    return render(request, "documents/workbench/differences.html", context)


def changed_fields(before: Revision, after: Revision) -> list[tuple[str, str, str]]:
    """Return (label, old, new) of each field that differs, the text itself apart."""
    rows = []
    old, new = revised(before.document, before), revised(after.document, after)
    for name in CONTENT_FIELDS:
        if name == "body" or before.content.get(name) == after.content.get(name):
            continue
        label = str(Document._meta.get_field(name).verbose_name)  # type: ignore[union-attr]
        rows.append((label, worded(old, name), worded(new, name)))
    return rows


def worded(document: Document, name: str) -> str:
    """Return a field's value as people read it."""
    if name == "attachments":
        return ", ".join(item["name"] for item in document.attachments)
    display = getattr(document, f"get_{name}_display", None)
    value = display() if display else getattr(document, name)
    return "" if value is None else str(value)
