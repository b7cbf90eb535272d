"""The clerk's pages of policy packs: the plan of interpretation and the draft of one."""

from dataclasses import replace
from typing import ClassVar

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gongkai.documents import access
from gongkai.documents.actions import drafting, packing
from gongkai.documents.actions.relating import relate
from gongkai.documents.contents import Text
from gongkai.documents.models import Plan
from gongkai.documents.workbench import opened, person


class PlanForm(forms.ModelForm[Plan]):
    """The plan of interpretation, or the exemption from it."""

    class Meta:
        model = Plan
        fields: ClassVar = [
            "outline",
            "forms",
            "channels",
            "planned_on",
            "exemption",
            "exemption_reason",
        ]
        widgets: ClassVar = {
            "outline": forms.Textarea(attrs={"rows": 6}),
            "planned_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            "exemption_reason": forms.Textarea(attrs={"rows": 2}),
        }

    def clean_exemption_reason(self) -> str:
        reason = str(self.cleaned_data["exemption_reason"])
        if self.cleaned_data.get("exemption") and not reason.strip():
            raise ValidationError(_("The exemption needs its reason."))
        return reason


@require_http_methods(["GET", "POST"])
def plan(request: HttpRequest, key: str) -> HttpResponse:
    """Save the plan by which a policy will be interpreted."""
    document = opened(request, key)
    if not access.may_revise(person(request), document):
        return render(request, "documents/workbench/refused.html", status=403)
    kept = Plan.objects.filter(document=document).first()
    form = PlanForm(request.POST or None, instance=kept)
    if form.is_valid():
        packing.plan(document, **form.cleaned_data, by=person(request), at=timezone.now())
        messages.success(request, _("The interpretation plan has been saved."))
        return redirect("documents_desk:work", key)
    status = 422 if form.is_bound else 200
    context = {"document": document, "form": form}
    return render(request, "documents/workbench/plan.html", context, status=status)


@require_http_methods(["GET", "POST"])
def interpret(request: HttpRequest, key: str) -> HttpResponse:
    """Start the draft of an interpretation that will travel with this policy."""
    document = opened(request, key)
    user = person(request)
    if not access.may_revise(user, document):
        return render(request, "documents/workbench/refused.html", status=403)
    if request.method == "GET":
        return render(request, "documents/workbench/interpret.html", {"document": document})
    policy = Text.from_json(document.revision.content) if document.revision else Text(title="")
    kept = Plan.objects.filter(document=document).first()
    text = replace(
        Text(title=_("Interpretation of %(title)s") % {"title": policy.title}),
        kind="interpretation",
        issuer=policy.issuer,
        topic=policy.topic,
        attribute=policy.attribute,
        body=skeleton(kept.outline if kept else ""),
    )
    with transaction.atomic():
        made = drafting.draft(document.owner, text, by=user, at=timezone.now())
        relate(made, document, "interprets")
    return redirect("documents_desk:edit", made.key)


def skeleton(outline: str) -> str:
    """Return the headings that an interpretation should fill (政策解读要素)."""
    headings = (
        _("Background"),
        _("Basis"),
        _("Key points"),
        _("Who benefits and how"),
        _("Terms explained"),
        _("What is new"),
    )
    lines = "".join(f"<p>{line}</p>" for line in outline.splitlines() if line.strip())
    return lines + "".join(f"<h2>{heading}</h2><p></p>" for heading in headings)
