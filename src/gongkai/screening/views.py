"""The clerk's page of the wording list: what holds, what is proposed, who decided what."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.bodies.models import User
from gongkai.screening import access, actions
from gongkai.screening.forms import ProposeForm
from gongkai.screening.models import WordingChange

PER_PAGE = 50


def person(request: HttpRequest) -> User:
    """Return the clerk; whoever holds no appointment finds nothing here."""
    assert isinstance(request.user, User)
    if not access.may_propose(request.user):
        raise Http404
    return request.user


@require_http_methods(["GET", "POST"])
def wordings(request: HttpRequest) -> HttpResponse:
    """Show the list in force and the changes; take a proposal."""
    user = person(request)
    form = ProposeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.propose(
            form.wording(),
            source=form.cleaned_data["source"],
            retired=form.cleaned_data["retired"],
            by=user,
            at=timezone.now(),
        )
        messages.success(request, _("Proposed. It holds once another person has approved it."))
        return redirect("screening_desk:wordings")
    changes = WordingChange.objects.select_related("proposed_by", "approved_by", "refused_by")
    waiting = list(changes.waiting()[:PER_PAGE])
    context = {
        "form": form,
        "waiting": [(change, access.may_decide(user, change)) for change in waiting],
        "entries": access.wordings(),
        "version": access.version(),
        "page": Paginator(
            changes.exclude(pk__in=[change.pk for change in waiting]), PER_PAGE
        ).get_page(request.GET.get("page")),
    }
    return render(request, "screening/wordings.html", context)


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve or refuse a proposed change."""
    user = person(request)
    change = get_object_or_404(WordingChange, pk=pk)
    try:
        actions.decide(change, approved="approve" in request.POST, by=user, at=timezone.now())
    except PermissionDenied:
        messages.error(
            request,
            _("Somebody else in an openness office must decide this."),
        )
    except actions.DecidedError:
        messages.error(request, _("Somebody decided this change already."))
    else:
        messages.success(request, _("Decided."))
    return redirect("screening_desk:wordings")
