"""The limits in force for a clerk's bodies, who changed them, and the form that changes them."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from gongkai.bodies.models import Body, User
from gongkai.letters import access
from gongkai.letters.actions.limiting import change, load_preset
from gongkai.letters.limit_forms import LimitForm, PresetForm
from gongkai.letters.limits import Limits
from gongkai.letters.models import Kind, Limit, LimitChange
from gongkai.letters.rules.terms import NAMES
from gongkai.letters.views.desk import person

CHANGES_SHOWN = 20


def _chosen(request: HttpRequest, user: User) -> Body | None:
    """Return the body that an address names, else the first whose letters the clerk takes in."""
    bodies = access.received_by(user).order_by("path")
    code = request.GET.get("body", "")
    found = bodies.filter(code=code[:40]).first() if code else bodies.first()
    if code and found is None:
        raise Http404
    return found


@never_cache
@require_safe
def limits(request: HttpRequest) -> HttpResponse:
    """Show the limits in force for a body, the rows that say so, and their changes."""
    user = person(request)
    body = _chosen(request, user)
    found, key = Limits(), body.pk if body else None
    may = body is not None and access.may_limit(user, body)
    table = [
        (kind, label, [getattr(found.of(key, kind), name) for name in NAMES])
        for kind, label in Kind.choices
    ]
    context = {
        "names": [getattr(Limit._meta.get_field(name), "verbose_name", name) for name in NAMES],
        "table": table,
        "body": body,
        "bodies": access.received_by(user).order_by("path"),
        "rows": Limit.objects.select_related("body"),
        "may": may,
        "presets": PresetForm() if may else None,
        "changes": LimitChange.objects.select_related("body", "by")[:CHANGES_SHOWN],
    }
    return render(request, "letters/desk/limits.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Change one row of limits of a body, or load a region's preset for it."""
    user = person(request)
    body = _chosen(request, user)
    if body is None or not access.may_limit(user, body):
        raise Http404
    kind = request.GET.get("kind", "")
    kind = kind if kind in Kind.values else ""
    if request.method == "POST" and request.POST.get("step") == "preset":
        preset = PresetForm(request.POST)
        if preset.is_valid():
            load_preset(preset.cleaned_data["preset"], body, by=user, at=timezone.now())
            messages.success(request, _("The limits of %(body)s were replaced.") % {"body": body})
        return redirect(f"../?body={body.code}")
    row = Limit.objects.filter(body=body, kind=kind).first()
    form = LimitForm(request.POST or None, instance=row, in_force=Limits().of(body.pk, kind))
    if form.is_valid():
        told = form.cleaned_data
        numbers = {name: told[name] for name in NAMES}
        changed = change(body, kind, numbers, told["source"], by=user, at=timezone.now())
        messages.success(request, _("Saved.") if changed else _("Nothing was changed."))
        return redirect(f"../?body={body.code}")
    context = {"form": form, "body": body, "kind": dict(Kind.choices).get(kind, "")}
    status = 422 if form.is_bound else 200
    return render(request, "letters/desk/limits_edit.html", context, status=status)
