"""The clerk's pages of clean-up decisions: choose, draw up, apply once the decision is public."""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.bodies.access import bodies_of
from gongkai.bodies.models import Body
from gongkai.documents import access
from gongkai.documents.actions import cleaning
from gongkai.documents.actions.publishing import PendingError
from gongkai.documents.models import CleanUp, Document, Standing, State
from gongkai.documents.rules.cleanup import Outcome
from gongkai.documents.workbench import person

CHOSEN_MAX = 500  # lines of one decision that a page can show
KINDS = ("normative", "policy")


class DrawUpForm(forms.Form):
    """A decision's title, and for each text in force what becomes of it."""

    title = forms.CharField(label=gettext_lazy("Title of the decision"), max_length=300)

    def __init__(self, *args: Any, documents: list[Document], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.documents = documents
        for document in documents:
            self.fields[document.key] = forms.ChoiceField(
                label=document.title,
                required=False,
                choices=[("", _("Not in this decision")), *Standing.choices],
            )

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if not any(values.get(document.key) for document in self.documents):
            raise ValidationError(_("Say of at least one document what becomes of it."))
        return values

    def lines(self) -> list[tuple[Document, Outcome]]:
        """Return the chosen documents with their outcomes, in the order of the page."""
        return [
            (document, Outcome(self.cleaned_data[document.key]))
            for document in self.documents
            if self.cleaned_data.get(document.key)
        ]

    def rows(self) -> list[tuple[Document, forms.BoundField]]:
        return [(document, self[document.key]) for document in self.documents]


@require_safe
def cleanups(request: HttpRequest) -> HttpResponse:
    """List the clean-up decisions of the clerk's bodies."""
    rows = CleanUp.objects.filter(decision__in=access.worked_on_by(person(request)))
    context = {
        "cleanups": rows.select_related("decision__owner").prefetch_related("lines__document"),
        "owners": bodies_of(person(request), *access.WRITERS),
    }
    return render(request, "documents/workbench/cleanups.html", context)


@require_http_methods(["GET", "POST"])
def draw_up(request: HttpRequest, code: str) -> HttpResponse:
    """Choose what becomes of each text in force of a body, and draft the decision."""
    owner: Body = get_object_or_404(bodies_of(person(request), *access.WRITERS), code=code)
    found = Document.objects.filter(owner=owner, state=State.PUBLISHED, kind__in=KINDS).exclude(
        standing__in=[Standing.REPEALED, Standing.LAPSED]
    )
    documents = list(found.defer("body").order_by("published_on", "pk")[:CHOSEN_MAX])
    form = DrawUpForm(request.POST or None, documents=documents)
    if form.is_valid():
        cleanup = cleaning.draw_up(
            owner,
            form.lines(),
            title=form.cleaned_data["title"],
            by=person(request),
            at=timezone.now(),
        )
        messages.success(request, _("The decision has been drafted. Send it for review."))
        return redirect("documents_desk:work", cleanup.decision.key)
    status = 422 if form.is_bound else 200
    context = {"owner": owner, "form": form}
    return render(request, "documents/workbench/draw_up.html", context, status=status)


@require_POST
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """Mark everything as the published decision says."""
    rows = CleanUp.objects.filter(decision__in=access.published_by(person(request)))
    cleanup = get_object_or_404(rows, decision__key=key)
    try:
        changed = cleaning.apply(cleanup, by=person(request), at=timezone.now())
    except cleaning.NotDecidedError:
        messages.error(
            request,
            _("The decision is not public yet, or its text no longer holds the list as drawn up."),
        )
    except PendingError:
        messages.error(
            request, _("A change of one of these documents is on its way into the log. Try again.")
        )
    else:
        messages.success(request, _("%(count)d documents have been marked.") % {"count": changed})
    return redirect("documents_desk:cleanups")
