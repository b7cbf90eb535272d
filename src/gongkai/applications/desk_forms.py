"""What a clerk enters about a case: one more event, or a reason to look."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.applications import wording
from gongkai.applications.forms import DayField
from gongkai.applications.rules.events import Event, EventType
from gongkai.custody.actions import REASON_LENGTH_LEAST

# What others did. What the body does itself it does by a letter, and the letter enters it; a
# second arrival is a new application.
OFFERED = frozenset(
    {
        EventType.CONFIRMED,
        EventType.CORRECTION_DELIVERED,
        EventType.CORRECTED,
        EventType.THIRD_PARTY_REACHED,
        EventType.THIRD_PARTY_ANSWERED,
        EventType.ORGAN_REACHED,
        EventType.ORGAN_ANSWERED,
        EventType.REASON_GIVEN,
        EventType.FEE_NOTICE_RECEIVED,
        EventType.FEE_PAID,
        EventType.WITHDRAWN,
    }
)


class EventForm(forms.Form):
    """The next step of a case, of those that the law allows today."""

    type = forms.ChoiceField(label=_("What happened"))
    on = DayField(label=_("On"), required=True)
    party = forms.CharField(
        label=_("Party asked"),
        max_length=60,
        required=False,
        help_text=_("A short name, such as 第三方一; not a person's full name."),
    )
    justified = forms.BooleanField(label=_("Late with good reason"), required=False)

    def __init__(self, *args: Any, steps: Sequence[EventType], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [step for step in steps if step in OFFERED]
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (step.value, wording.EVENTS[step]) for step in offered
        ]
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day

    def event(self) -> Event:
        """Return what was filled in; fields of other kinds of events are left out."""
        told = self.cleaned_data
        kind = EventType(told["type"])
        return Event(
            kind,
            told["on"],
            party=told["party"] if kind.value.endswith(("_answered", "_reached")) else "",
            justified=told["justified"] and kind is EventType.CORRECTED,
        )


class RevealForm(forms.Form):
    """Why somebody looks at who the applicant is."""

    reason = forms.CharField(
        label=_("Why do you need to see it?"),
        min_length=REASON_LENGTH_LEAST,
        max_length=200,
        help_text=_("Kept with your name and the time."),
    )
