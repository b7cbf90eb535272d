"""What a clerk fills in about a commitment."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.bodies.models import Appointment, Body, BodyQuerySet, User
from gongkai.commitments.evidence import File
from gongkai.commitments.models import Commitment

FILES_MAX = 10
FILE_BYTES_MAX = 30 * 1024 * 1024


def people_of(bodies: Any, today: date) -> Any:
    """Return the people who hold a role for any of the bodies."""
    held = Appointment.objects.running(today).filter(body__in=bodies)
    return User.objects.filter(pk__in=held.values("user")).order_by("full_name", "username")


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class EvidenceField(forms.FileField):
    """Some files, each read into memory once it has passed."""

    widget = SeveralFilesInput

    def clean(self, value: Any, initial: Any = None) -> list[File]:
        given = value if isinstance(value, list | tuple) else [value]
        files = [super(EvidenceField, self).clean(one, initial) for one in given if one]
        if len(files) > FILES_MAX:
            raise ValidationError(_("At most %d files at once.") % FILES_MAX)
        for one in files:
            if one.size > FILE_BYTES_MAX:
                raise ValidationError(_("%s is larger than 30 MB.") % one.name)
        return [File(one.name, one.read()) for one in files]


class PromiseForm(forms.Form):
    """A new commitment, entered by hand."""

    lead = forms.ModelChoiceField(Body.objects.none(), label=gettext_lazy("lead body"))
    title = forms.CharField(label=gettext_lazy("matter"), max_length=200)
    promised = forms.CharField(
        label=gettext_lazy("what was promised"), widget=forms.Textarea(attrs={"rows": 4})
    )
    due_on = forms.DateField(label=gettext_lazy("to be done by"), widget=DayInput())
    assisting = forms.ModelMultipleChoiceField(
        Body.objects.none(), label=gettext_lazy("assisting bodies"), required=False
    )
    owner = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("person responsible"), required=False
    )
    leader = forms.ModelChoiceField(
        User.objects.none(),
        label=gettext_lazy("leader for escalation"),
        required=False,
        help_text=gettext_lazy("Empty: the leader in charge of the lead body."),
    )

    def __init__(self, *args: Any, bodies: BodyQuerySet, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["lead"].queryset = bodies  # type: ignore[attr-defined]
        standing = Body.objects.standing(today)
        self.fields["assisting"].queryset = standing  # type: ignore[attr-defined]
        for name in ("owner", "leader"):
            self.fields[name].queryset = people_of(bodies, today)  # type: ignore[attr-defined]

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day < self.today:
            raise ValidationError(_("This day is over; a promise is for a day to come."))
        return day


class ReportForm(forms.Form):
    """How far it is, with evidence."""

    text = forms.CharField(
        label=gettext_lazy("What was done"), widget=forms.Textarea(attrs={"rows": 4})
    )
    evidence = EvidenceField(
        label=gettext_lazy("Evidence"),
        required=False,
        help_text=gettext_lazy("Pictures, letters, tables; up to 10 files of 30 MB."),
    )


class ReasonForm(forms.Form):
    """What was found, or why."""

    text = forms.CharField(
        label=gettext_lazy("Explanation"), widget=forms.Textarea(attrs={"rows": 3})
    )


class ExtendForm(forms.Form):
    """A later date and why."""

    due_on = forms.DateField(label=gettext_lazy("New date"), widget=DayInput())
    reason = forms.CharField(
        label=gettext_lazy("Reason for moving it"), widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, commitment: Commitment, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.commitment = commitment

    def clean_due_on(self) -> date:
        day: date = self.cleaned_data["due_on"]
        if day <= self.commitment.due_on:
            raise ValidationError(
                _("The new date must be after %s.") % self.commitment.due_on.isoformat()
            )
        return day


class AssignForm(forms.Form):
    """Who does it and whom it is put to."""

    owner = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("person responsible"), required=False
    )
    leader = forms.ModelChoiceField(
        User.objects.none(), label=gettext_lazy("leader for escalation"), required=False
    )

    def __init__(self, *args: Any, commitment: Commitment, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        helping = [commitment.lead_id, *commitment.assisting.values_list("pk", flat=True)]
        above = Body.objects.filter(pk__in=[*helping, commitment.lead.parent_id])
        self.fields["owner"].queryset = people_of(helping, today)  # type: ignore[attr-defined]
        self.fields["leader"].queryset = people_of(above, today)  # type: ignore[attr-defined]
