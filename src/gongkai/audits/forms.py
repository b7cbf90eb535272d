"""What readers and clerks fill in about mistakes and inspections."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.audits.models import Correction
from gongkai.bodies.models import Body
from gongkai.custody.gate import Refusal

REFUSALS = {
    Refusal.TOO_MANY: _("Too many reports came from this address. Try again in an hour."),
    Refusal.UNPROVED: _("Answer the sum, so that we know that a person writes."),
    Refusal.SPENT: _("This form has been sent before. Answer the new sum and send it again."),
}


def own_path(page: str) -> None:
    """Refuse what is not an address of this site."""
    if not page.startswith("/") or page.startswith("//") or "\\" in page:
        raise ValidationError(_("Only pages of this site can be reported here."))


class ReportForm(forms.Form):
    """What is wrong, on which page."""

    page = forms.CharField(label=_("Page"), max_length=500, validators=[own_path])
    quote = forms.CharField(
        label=_("Words on the page"),
        max_length=500,
        required=False,
        help_text=_("Copy the wrong words here."),
    )
    wrong = forms.CharField(
        label=_("What is wrong"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("Such as a wrong number, a dead link, something that is out of date."),
    )
    contact = forms.CharField(
        label=_("How to reach you"),
        max_length=120,
        required=False,
        help_text=_("Phone or e-mail. Stored sealed; nobody needs it to follow the report."),
    )
    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)
    # People do not see it; programs fill it in.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("website"):
            raise ValidationError(_("This could not be sent. Please try again."))
        return told


class CodeForm(forms.Form):
    """The query code of a receipt."""

    code = forms.CharField(
        max_length=40,
        label=_("Query code"),
        help_text=_("16 letters and digits on your receipt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """What was done about a report."""

    outcome = forms.ChoiceField(label=_("Outcome"), choices=Correction.Outcome.choices)
    reply = forms.CharField(
        label=_("Reply"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("The reader sees it under the code of the receipt."),
    )


class PassForm(forms.Form):
    """Who answers for the page."""

    body = forms.ModelChoiceField(Body.objects.none(), label=_("Body"))

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]


class RevealForm(forms.Form):
    """Why somebody must know who wrote."""

    reason = forms.CharField(label=_("Why you must know"), min_length=4, max_length=200)


class ClockForm(forms.Form):
    """In how many working days reports are answered."""

    days = forms.IntegerField(label=_("Working days to answer"), min_value=1, max_value=60)
