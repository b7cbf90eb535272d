"""What a clerk enters about a letter: its next step, a reason to look, the texts to release."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.bodies.models import Appointment, Body, Role
from gongkai.custody.actions import REASON_LENGTH_LEAST
from gongkai.letters import wording
from gongkai.letters.forms import LetterForm
from gongkai.letters.limits import Limits
from gongkai.letters.models import Channel, Letter
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.road import NEEDS_BODY, NEEDS_REASON
from gongkai.letters.rules.words import EventType, Satisfied, Solved

REPLIES = frozenset({EventType.REPLIED, EventType.ANSWERED_AT_ONCE})


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A civil date, written by the browser's own picker or by hand."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"], **kwargs)


class StepForm(forms.Form):
    """The next step of a letter, of those that are possible and this clerk's."""

    type = forms.ChoiceField(label=_("Next step"))
    on = DayField(label=pgettext_lazy("letter", "On"))
    body = forms.ModelChoiceField(
        Body.objects.none(),
        label=pgettext_lazy("letter", "Unit"),
        required=False,
        to_field_name="code",
    )
    days = forms.IntegerField(
        label=_("Extend by working days"), min_value=1, max_value=250, required=False
    )
    text = forms.CharField(
        label=_("Reply to the writer, or what the call back brought"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    reason = forms.CharField(
        label=pgettext_lazy("letter", "Reason"), max_length=500, required=False
    )
    solved = forms.ChoiceField(
        label=_("The writer says it is"), choices=list(wording.SOLVED.items()), required=False
    )
    satisfied = forms.ChoiceField(
        label=_("The writer is"), choices=list(wording.SATISFIED.items()), required=False
    )
    leader = forms.ModelChoiceField(Appointment.objects.none(), label=_("Leader"), required=False)
    into = forms.CharField(
        label=_("Number of the letter to merge with"), max_length=20, required=False
    )

    # Which fields a step needs; the page shows the others under "more".
    USED = {
        "body": NEEDS_BODY,
        "days": {EventType.EXTENDED},
        "text": {*REPLIES, EventType.CALLED_BACK},
        "reason": NEEDS_REASON,
        "solved": {EventType.CALLED_BACK},
        "satisfied": {EventType.CALLED_BACK},
        "leader": {EventType.ESCALATED},
        "into": {EventType.MERGED},
    }

    def __init__(
        self, *args: Any, steps: Sequence[EventType], letter: Letter, today: date, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.today = letter, today
        self.fields["type"].choices = [  # type: ignore[attr-defined]
            (step.value, wording.EVENTS[step]) for step in steps
        ]
        self.fields["body"].queryset = Body.objects.standing(today)  # type: ignore[attr-defined]
        leaders = Appointment.objects.running(today).filter(role=Role.LEADER)
        self.fields["leader"].queryset = leaders.select_related(  # type: ignore[attr-defined]
            "user", "body"
        )
        for name, kinds in self.USED.items():
            if not kinds & set(steps):
                del self.fields[name]

    def clean_on(self) -> date:
        day: date = self.cleaned_data["on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if "type" not in told:
            return told
        kind = EventType(told["type"])
        needed = {
            "body": kind in NEEDS_BODY,
            "days": kind is EventType.EXTENDED,
            "reason": kind in NEEDS_REASON,
            "text": kind in REPLIES,
            "leader": kind is EventType.ESCALATED,
            "into": kind is EventType.MERGED,
        }
        for name, asked in needed.items():
            if asked and not told.get(name):
                self.add_error(name, _("Please fill this in."))
        if kind is EventType.MERGED and told.get("into"):
            told["other"] = self._other(told["into"])
        return told

    def _other(self, number: str) -> Letter | None:
        other = Letter.objects.filter(number=number.strip(), intake=self.letter.intake).first()
        if other is None or other.pk == self.letter.pk or other.merged_into_id:
            self.add_error("into", _("No other letter that can lead has this number."))
            return None
        return other

    def event(self) -> Event:
        """Return what was filled in; fields of other steps are left out."""
        told = self.cleaned_data
        kind = EventType(told["type"])
        used = {name for name, kinds in self.USED.items() if kind in kinds}
        unit = told.get("body") if "body" in used else None
        dispatched = kind is EventType.DISPATCHED and unit is not None
        return Event(
            type=kind,
            on=told["on"],
            body=str(unit.pk) if unit else "",
            days=told["days"] or 0 if "days" in used else 0,
            reason=told["reason"].strip() if "reason" in used else "",
            solved=Solved(told["solved"] if "solved" in used else ""),
            satisfied=Satisfied(told["satisfied"] if "satisfied" in used else ""),
            terms=Limits().of(unit.pk, self.letter.kind) if dispatched and unit else None,
            leader=str(told["leader"].user_id) if "leader" in used else "",
            into=str(told["other"].pk) if "into" in used else "",
        )


class RevealForm(forms.Form):
    """Why somebody looks at who the writer is."""

    reason = forms.CharField(
        label=_("Why do you need to see it?"),
        min_length=REASON_LENGTH_LEAST,
        max_length=200,
        help_text=_("Kept with your name and the time."),
    )


class ReleaseForm(forms.Form):
    """The texts that the public shall read."""

    title = forms.CharField(label=pgettext_lazy("letter", "Title"), max_length=200)
    text = forms.CharField(
        label=pgettext_lazy("letter", "Letter"), widget=forms.Textarea(attrs={"rows": 10})
    )
    reply = forms.CharField(
        label=pgettext_lazy("letter", "Reply"), widget=forms.Textarea(attrs={"rows": 10})
    )
    read = forms.BooleanField(
        label=_("I have read all three texts; nobody can be recognised from them.")
    )


class TakeDownForm(LetterForm):
    """What a clerk takes down at the telephone, at the counter or from paper."""

    channel = forms.ChoiceField(
        label=_("Channel"),
        choices=[row for row in Channel.choices if row[0] != Channel.WEBSITE],
        initial=Channel.TELEPHONE,
    )
    received_on = DayField(label=pgettext_lazy("letter", "Received on"))
    original_number = forms.CharField(
        label=_("number in its channel"), max_length=60, required=False
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["name"].required = False

    def clean_received_on(self) -> date:
        day: date = self.cleaned_data["received_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day
