"""The clerk's pages that change what is public: publish, schedule, withdraw, restore, relate."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.documents import access
from gongkai.documents.actions import drafting, publishing
from gongkai.documents.actions.packing import PackLacksError
from gongkai.documents.actions.publishing import PendingError
from gongkai.documents.actions.relating import part, relate
from gongkai.documents.actions.reviewing import UnreviewedError
from gongkai.documents.forms import RelationForm, ScheduleForm, WithdrawalForm
from gongkai.documents.models import Document, Revision, WithdrawalReason
from gongkai.documents.rules.pack import PackLack
from gongkai.documents.rules.road import Lack, NotReadyError, WrongStateError
from gongkai.documents.workbench import opened, person

LACKS = {
    Lack.TITLE: gettext_lazy("The title is missing."),
    Lack.TEXT: gettext_lazy("There is neither a text nor a file."),
    Lack.ISSUER: gettext_lazy("The issuer is missing."),
    Lack.PUBLISHED_BEFORE_MADE: gettext_lazy(
        "The date of publication is earlier than the date of making."
    ),
    Lack.EXPIRES_BEFORE_EFFECTIVE: gettext_lazy("It would end before it is in force."),
    Lack.PUBLISHED_IN_FUTURE: gettext_lazy(
        "The date of publication lies ahead. Schedule it for that day or empty the field."
    ),
    Lack.NOT_OPEN: gettext_lazy("Only what is disclosed on our own initiative can be published."),
    Lack.SOURCE_NOT_PUBLIC: gettext_lazy(
        "The policy it interprets is not public yet. Publish the policy: the two go out together."
    ),
    Lack.BACKDATED: gettext_lazy(
        "The date of publication has passed. The log shows when a text really became public: empty "
        "the field, or import a text of the old site as back-filled."
    ),
}


PACK_LACKS = {
    PackLack.NO_INTERPRETATION: gettext_lazy(
        "A normative document goes out with its interpretation. Draft one, or record an exemption."
    ),
    PackLack.NO_PLAN: gettext_lazy("The interpretation plan has no outline yet."),
    PackLack.EXEMPTION_WITHOUT_REASON: gettext_lazy("The exemption needs its reason."),
    PackLack.PART_UNREVIEWED: gettext_lazy(
        "An interpretation that goes out with it has not passed its review yet."
    ),
}


def governed(request: HttpRequest, key: str) -> Document | None:
    """Return the document if this user may decide about its publication, else None."""
    document = opened(request, key)
    return document if access.may_publish(person(request), document) else None


def refused(request: HttpRequest) -> HttpResponse:
    return render(request, "documents/workbench/refused.html", status=403)


def attempted(request: HttpRequest, verb: Callable[[], object], done: str) -> bool:
    """Do one verb; say in words what happened or what stands in the way."""
    try:
        verb()
    except NotReadyError as error:
        for lack in error.lacks:
            messages.error(request, LACKS[lack])
        return False
    except PackLacksError as error:
        for pack_lack in error.lacks:
            messages.error(request, PACK_LACKS[pack_lack])
        return False
    except UnreviewedError:
        messages.error(
            request, _("This revision has not passed its review. Send it for review first.")
        )
        return False
    except PendingError:
        messages.warning(
            request, _("A change of this document is on its way into the log. Look again shortly.")
        )
        return False
    except WrongStateError:
        messages.error(
            request, _("Somebody else was quicker: look at where the document stands now.")
        )
        return False
    messages.success(request, done)
    return True


def chosen(request: HttpRequest, document: Document) -> Revision:
    """Return the revision that was on the clerk's screen, not whatever is newest by now."""
    number = request.POST.get("revision", "")
    number = number if number.isdecimal() else "0"
    return get_object_or_404(document.revisions, number=int(number[:9]))


@require_http_methods(["GET", "POST"])
def publish(request: HttpRequest, key: str) -> HttpResponse:
    """Ask once more, then make exactly the shown revision public."""
    document = governed(request, key)
    if document is None:
        return refused(request)
    if request.method == "GET":
        return render(request, "documents/workbench/publish.html", {"document": document})
    revision = chosen(request, document)
    if revision.pk != document.revision_id:
        messages.error(request, _("A newer revision was saved meanwhile. Read it first."))
        return redirect("documents_desk:work", key)
    attempted(
        request,
        lambda: publishing.publish(document, revision, at=timezone.now(), by=person(request)),
        _("The document is public."),
    )
    return redirect("documents_desk:work", key)


@require_http_methods(["GET", "POST"])
def schedule(request: HttpRequest, key: str) -> HttpResponse:
    """Set the minute of publication."""
    document = governed(request, key)
    if document is None:
        return refused(request)
    form = ScheduleForm(request.POST or None, now=timezone.now())
    if form.is_valid():
        revision = chosen(request, document)
        if revision.pk != document.revision_id:
            messages.error(request, _("A newer revision was saved meanwhile. Read it first."))
            return redirect("documents_desk:work", key)
        attempted(
            request,
            lambda: publishing.schedule(
                document, revision, publish_at=form.cleaned_data["publish_at"]
            ),
            _("Publication has been scheduled."),
        )
        return redirect("documents_desk:work", key)
    status = 422 if form.is_bound else 200
    context = {"document": document, "form": form}
    return render(request, "documents/workbench/schedule.html", context, status=status)


@require_POST
def unschedule(request: HttpRequest, key: str) -> HttpResponse:
    document = governed(request, key)
    if document is None:
        return refused(request)
    attempted(
        request,
        lambda: publishing.unschedule(document),
        _("The document is a draft again."),
    )
    return redirect("documents_desk:work", key)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, key: str) -> HttpResponse:
    """Take a document back, with a reason for the public."""
    document = governed(request, key)
    if document is None:
        return refused(request)
    form = WithdrawalForm(request.POST or None)
    if form.is_valid():
        attempted(
            request,
            lambda: publishing.withdraw(
                document,
                reason=WithdrawalReason(form.cleaned_data["reason"]),
                note=form.cleaned_data["note"],
                at=timezone.now(),
                by=person(request),
            ),
            _("The document has been withdrawn."),
        )
        return redirect("documents_desk:work", key)
    status = 422 if form.is_bound else 200
    context = {"document": document, "form": form}
    return render(request, "documents/workbench/withdraw.html", context, status=status)


@require_POST
def restore(request: HttpRequest, key: str) -> HttpResponse:
    document = governed(request, key)
    if document is None:
        return refused(request)
    attempted(
        request,
        lambda: publishing.restore(document, at=timezone.now(), by=person(request)),
        _("The document is public again."),
    )
    return redirect("documents_desk:work", key)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Delete a draft that was never public, after asking."""
    document = opened(request, key)
    if not access.may_revise(person(request), document):
        return refused(request)
    if request.method == "GET":
        return render(request, "documents/workbench/discard.html", {"document": document})
    if attempted(request, lambda: drafting.discard(document), _("The draft has been deleted.")):
        return redirect("documents_desk:index")
    return redirect("documents_desk:work", key)


@require_http_methods(["GET", "POST"])
def relate_to(request: HttpRequest, key: str) -> HttpResponse:
    """Record what this document does to another one."""
    document = opened(request, key)
    if not access.may_revise(person(request), document):
        return refused(request)
    form = RelationForm(request.POST or None)
    if form.is_valid():
        other = named(form.cleaned_data["other"])
        if other is None:
            form.add_error("other", _("No public document has this key, number or address."))
        elif other.pk == document.pk:
            form.add_error("other", _("This is the document itself."))
        else:
            relate(document, other, form.cleaned_data["kind"])
            messages.success(request, _("The relation has been recorded."))
            return redirect("documents_desk:work", key)
    status = 422 if form.is_bound else 200
    context = {"document": document, "form": form}
    return render(request, "documents/workbench/relate.html", context, status=status)


def named(words: str) -> Document | None:
    """Return the public document that a key, a document number or an address names."""
    words = words.strip()
    if "/documents/" in words:
        words = words.split("/documents/", 1)[1].split("/", 1)[0]
    rows = access.public()
    return rows.filter(key=words).first() or rows.filter(document_number=words).first()


@require_POST
def unrelate(request: HttpRequest, key: str, pk: int) -> HttpResponse:
    document = opened(request, key)
    if not access.may_revise(person(request), document):
        return refused(request)
    part(get_object_or_404(document.relations.select_related("other", "document"), pk=pk))
    messages.success(request, _("The relation has been removed."))
    return redirect("documents_desk:work", key)
