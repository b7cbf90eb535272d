"""What a clerk fills in while working on a case: who has it, what was searched, disputes."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.applications.forms import BodyField, DayField
from gongkai.applications.models import Application, Practice
from gongkai.applications.rules.disputes import Block, Result
from gongkai.applications.rules.outcomes import OUTCOMES
from gongkai.applications.rules.outcomes import Kind as ResultKind
from gongkai.applications.wording import ENDS
from gongkai.bodies.models import Appointment, Body, Office, Role, User

BLOCKS = {
    Block.REVIEW: _("Administrative reconsideration"),
    Block.LITIGATION_DIRECT: _("Suit without reconsideration"),
    Block.LITIGATION_AFTER_REVIEW: _("Suit after reconsideration"),
}
RESULTS = {
    Result.PENDING: _("Not yet decided"),
    Result.UPHELD: _("Upheld"),
    Result.CORRECTED: _("Corrected"),
    Result.OTHER: _("Other result"),
}
# Ends about which offices differ on whether they are refusals; the granted ones are not asked.
ARGUED = [
    (key, ENDS[key])
    for key, one in OUTCOMES.items()
    if one.kind not in {ResultKind.GRANTED, ResultKind.OTHER}
]


class PastDayField(DayField):
    """A civil day that has come."""

    def __init__(self, *, today: date, **kwargs: Any) -> None:
        super().__init__(required=True, initial=today, **kwargs)
        self.today = today

    def clean(self, value: Any) -> Any:
        day = super().clean(value)
        if day and day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class AssignForm(forms.Form):
    """Who works on a case."""

    handler = forms.ModelChoiceField(User.objects.none(), label=_("Handler"), required=False)
    office = forms.ModelChoiceField(Office.objects.none(), label=_("Unit"), required=False)

    def __init__(self, *args: Any, application: Application, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        working = Appointment.objects.running(today).filter(
            body=application.body, role__in=(Role.HANDLER, Role.REGISTRAR, Role.OPENNESS)
        )
        people = User.objects.filter(pk__in=working.values("user"), is_active=True)
        self.fields["handler"].queryset = people  # type: ignore[attr-defined]
        self.fields["office"].queryset = application.body.offices.all()  # type: ignore[attr-defined]


class TransferForm(forms.Form):
    """To which body a case passes, and why."""

    to = BodyField(Body.objects.none(), label=_("To"), to_field_name="code")
    why = forms.CharField(label=_("Why"), max_length=300, min_length=2)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].queryset = bodies  # type: ignore[attr-defined]


class SearchForm(forms.Form):
    """Where and how was searched for a record."""

    place = forms.CharField(label=_("Where searched"), max_length=120, min_length=2)
    method = forms.CharField(
        label=_("How, with which words"),
        max_length=300,
        min_length=2,
        help_text=_("Such as the years, files and words looked through."),
    )
    found = forms.BooleanField(label=_("Something was found"), required=False)
    result = forms.CharField(label=_("What was found"), max_length=300, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["searched_on"] = PastDayField(today=today, label=_("Searched on"))
        self.order_fields(["searched_on"])


class DisputeForm(forms.Form):
    """A reconsideration or a suit about a case."""

    block = forms.ChoiceField(
        choices=[(block.value, words) for block, words in BLOCKS.items()],
        label=_("Kind of dispute"),
    )
    organ = forms.CharField(label=_("Reconsideration organ or court"), max_length=120)
    number = forms.CharField(label=_("File number"), max_length=60, required=False)
    co_defendant = forms.BooleanField(
        label=_("We are only co-defendant as reconsideration organ"),
        required=False,
        help_text=_("Then the organ that acted first counts it (No. 201 of 2016)."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["begun_on"] = PastDayField(today=today, label=_("Begun on"))
        self.order_fields(["block", "begun_on"])


class EndDisputeForm(forms.Form):
    """How a dispute ended."""

    result = forms.ChoiceField(
        choices=[(result.value, words) for result, words in RESULTS.items()], label=_("Result")
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ended_on"] = PastDayField(today=today, label=_("Ended on"))


class PracticeForm(forms.ModelForm[Practice]):
    """What a body has settled where the law leaves it free."""

    refusals = forms.MultipleChoiceField(
        choices=ARGUED,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Ends whose reply says: reconsideration first"),
        help_text=_("Law on Administrative Reconsideration, article 23; argued locally."),
    )

    class Meta:
        model = Practice
        fields = (
            "refusals",
            "reconsideration_organ",
            "court",
            "reply_word",
            "notice_word",
            "correction_days",
            "contact",
            "payment",
            "leader",
        )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        leaders = Appointment.objects.running(today).filter(
            body=self.instance.body, role__in=(Role.LEADER, Role.OPENNESS)
        )
        people = User.objects.filter(pk__in=leaders.values("user"))
        self.fields["leader"].queryset = people  # type: ignore[attr-defined]
