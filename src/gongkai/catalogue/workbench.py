"""What a clerk does with one version of a directory: fill it, publish it, renew it, drop it.

Another body's directory is a 404, not a 403: whether a draft exists is itself not public.
"""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gongkai.bodies.access import kept_by
from gongkai.bodies.models import User
from gongkai.catalogue.actions import directories
from gongkai.catalogue.forms import IntakeForm, RenewalForm
from gongkai.catalogue.intake import Gathered, gather, said
from gongkai.catalogue.models import Directory
from gongkai.catalogue.reading import FILE_BYTES_MAX, Refusal, RefusedFileError
from gongkai.catalogue.rules.tiers import Tier
from gongkai.catalogue.words import column_name, doubt_text, refusal_text


def kept(request: HttpRequest, pk: int) -> Directory:
    """Return a version that this user keeps."""
    assert isinstance(request.user, User)  # Wagtail's login guard stands before every page here
    rows = Directory.objects.filter(body__in=kept_by(request.user)).select_related("body")
    return get_object_or_404(rows, pk=pk)


@require_http_methods(["GET", "POST"])
def fill(request: HttpRequest, pk: int) -> HttpResponse:
    """Fill a draft from files; show every doubtful cell, or why nothing was taken."""
    directory = get_object_or_404(
        Directory.objects.filter(state=Directory.State.DRAFT), pk=kept(request, pk).pk
    )
    sent = request.method == "POST"
    form = IntakeForm(request.POST, request.FILES) if sent else IntakeForm()
    context: dict[str, Any] = {"directory": directory, "form": form}
    status = 422 if form.is_bound else 200
    if form.is_valid():
        area = form.cleaned_data["area"]
        gathered = gather(
            [(item.name or "", _content(item)) for item in form.cleaned_data["tables"]],
            Tier(directory.tier),
            area=area.code if area else "",
        )
        context["failed"] = [(name, refusal_text(why)) for name, why in gathered.failed]
        if not gathered.failed:
            context["outcome"] = directories.fill(directory, said(gathered))
            context["count"] = len(gathered.rows)
            status = 200
        context["doubts"] = _doubts(gathered)
    return render(request, "catalogue/desk/fill.html", context, status=status)


@require_POST
def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a version public for good."""
    directory = kept(request, pk)
    try:
        directories.publish(directory, at=timezone.now())
    except directories.EmptyDirectoryError:
        messages.error(request, _("A directory without items cannot be published."))
    else:
        messages.success(request, _("The directory is public: %s") % directory)
    return redirect("directories:inspect", directory.pk)


@require_http_methods(["GET", "POST"])
def renew(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a new version with the items of this one."""
    directory = kept(request, pk)
    form = RenewalForm(request.POST or None, directory=directory)
    if form.is_valid():
        new = directories.renew(directory, version_on=form.cleaned_data["version_on"])
        messages.success(request, _("The new version is a draft: %s") % new)
        return redirect("directories:inspect", new.pk)
    status = 422 if form.is_bound else 200
    context = {"directory": directory, "form": form}
    return render(request, "catalogue/desk/renew.html", context, status=status)


@require_http_methods(["GET", "POST"])
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away, once it has been said what goes with it."""
    directory = kept(request, pk)
    if directory.public:
        messages.error(request, _("A public version is not thrown away."))
        return redirect("directories:inspect", directory.pk)
    if request.method == "POST":
        directories.discard(directory)
        messages.success(request, _("The draft has been thrown away."))
        return redirect("directories:index")
    context = {"directory": directory, "count": directory.items.count()}
    return render(request, "catalogue/desk/discard.html", context)


def _content(item: Any) -> bytes | RefusedFileError:
    if item.size > FILE_BYTES_MAX:
        return RefusedFileError(Refusal.TOO_LARGE)
    content: bytes = item.read()
    return content


def _doubts(gathered: Gathered) -> list[tuple[str, int, str, str]]:
    """Return (file and sheet, row, column, what is doubtful) of each doubtful cell."""
    return [
        (
            " ".join(part for part in (placed.file, placed.sheet) if part),
            placed.doubt.row,
            column_name(placed.doubt.column),
            doubt_text(placed.doubt),
        )
        for placed in gathered.doubts
    ]


DESK_URLS: list[URLPattern] = [
    path("<int:pk>/fill/", fill, name="fill"),
    path("<int:pk>/publish/", publish, name="publish"),
    path("<int:pk>/renew/", renew, name="renew"),
    path("<int:pk>/discard/", discard, name="discard"),
]
