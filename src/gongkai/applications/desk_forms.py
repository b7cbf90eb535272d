"""What a clerk enters about a case: one more event, or a reason to look."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.applications import wording
from gongkai.applications.forms import DayField
from gongkai.applications.rules.events import LONGEST_PERIOD_DAYS, Event, EventType
from gongkai.applications.rules.outcomes import OUTCOMES
from gongkai.custody.actions import REASON_LENGTH_LEAST

# The office hears of a second arrival as a new application, never as an event.
NOT_OFFERED = frozenset({EventType.RECEIVED})
NEEDS_DAYS = frozenset({EventType.EXTENDED})


class EventForm(forms.Form):
    """The next step of a case, of those that the law allows today."""

    type = forms.ChoiceField(label=_("What happened"))
    on = DayField(label=_("On"), required=True)
    days = forms.IntegerField(
        label=_("Working days"),
        min_value=1,
        max_value=LONGEST_PERIOD_DAYS,
        required=False,
        help_text=_("Of an extension (1 to 20), or the period for a correction."),
    )
    party = forms.CharField(
        label=_("Party asked"),
        max_length=60,
        required=False,
        help_text=_("A short name, such as 第三方一; not a person's full name."),
    )
    received_on = DayField(label=_("Party got the letter on"))
    decided_on = DayField(label=_("Date printed on the reply"))
    outcome = forms.ChoiceField(label=_("Result"), required=False)
    justified = forms.BooleanField(label=_("Late with good reason"), required=False)

    def __init__(self, *args: Any, steps: Sequence[EventType], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [step for step in steps if step not in NOT_OFFERED]
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (step.value, wording.EVENTS[step]) for step in offered
        ]
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            ("", "–"),
            *((key, outcome.label) for key, outcome in OUTCOMES.items()),
        ]
        self.today = today

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        kind = told.get("type")
        if kind == EventType.EXTENDED and not told.get("days"):
            self.add_error("days", _("Please fill this in."))
        if kind == EventType.REPLIED and not told.get("outcome"):
            self.add_error("outcome", _("Please fill this in."))
        return told

    def event(self) -> Event:
        """Return what was filled in; fields of other kinds of events are left out."""
        told = self.cleaned_data
        kind = EventType(told["type"])
        dated = kind in {EventType.EXTENDED, EventType.CORRECTION_REQUESTED}
        asking = "consulted" in kind.value
        opinion = asking or kind.value.endswith("_answered")
        return Event(
            kind,
            told["on"],
            days=told["days"] if dated else None,
            party=told["party"] if opinion else "",
            received_on=told["received_on"] if asking else None,
            decided_on=told["decided_on"] if kind is EventType.REPLIED else None,
            outcome=told["outcome"] if kind is EventType.REPLIED else "",
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
