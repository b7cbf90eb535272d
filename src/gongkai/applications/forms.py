"""What citizens and clerks fill in about applications."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from gongkai.applications.actions.receiving import File, Filing
from gongkai.applications.models import SEALED, Channel, Delivery, Kind
from gongkai.applications.rules.events import Channel as ChannelRule
from gongkai.applications.rules.events import Event, EventType
from gongkai.applications.rules.papers import FILES_MAX, PaperFault, media_type, paper_fault
from gongkai.bodies.models import Body

FAULTS = {
    PaperFault.EMPTY: _("%(name)s is empty. Choose the file again."),
    PaperFault.TOO_LARGE: _("%(name)s is larger than 10 MB. Make it smaller."),
    PaperFault.KIND: _("%(name)s cannot be taken. Use PDF, a picture (JPG, PNG) or Word (docx)."),
}
PHONE = RegexValidator(
    r"^[0-9+\-() ]{7,20}$", _("Write the number with its area code, digits only.")
)


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(format="%Y-%m-%d", **kwargs)


class DayField(forms.DateField):
    """A civil date, written by the browser's own picker or by hand."""

    widget = DayInput

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("required", False)
        super().__init__(input_formats=["%Y-%m-%d", "%Y/%m/%d", "%Y年%m月%d日"], **kwargs)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Up to five papers, each known by its bytes."""

    widget = ManyFilesInput(attrs={"accept": ".pdf,.jpg,.jpeg,.png,.docx"})

    def clean(self, data: Any, initial: Any = None) -> Any:
        rows = data if isinstance(data, list | tuple) else [data] if data else []
        if len(rows) > FILES_MAX:
            raise ValidationError(_("Send at most five files."))
        return tuple(self._read(row) for row in rows)

    def _read(self, row: UploadedFile[bytes]) -> File:
        content, name = row.read(), row.name or ""
        fault = paper_fault(content, name)
        if fault is not None:
            raise ValidationError(FAULTS[fault] % {"name": name})
        return File(name[-120:], media_type(content) or "", content)


class BodyField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A body, named in the reader's language."""

    def label_from_instance(self, obj: Body) -> str:
        return obj.shown_name


class FilingForm(forms.Form):
    """An application for information (arts. 27 and 29)."""

    body = BodyField(Body.objects.none(), label=_("Which body do you ask?"), to_field_name="code")
    kind = forms.ChoiceField(
        choices=Kind.choices, label=_("You ask as"), initial=Kind.NATURAL_PERSON
    )
    name = forms.CharField(
        max_length=80,
        label=_("Name"),
        help_text=_("Your own name, or that of the organisation. It is not published."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    identity = forms.CharField(
        max_length=40,
        label=_("Identity card or unified social credit number"),
        help_text=_("The regulation asks for proof of who you are (article 29)."),
    )
    phone = forms.CharField(
        max_length=20,
        required=False,
        label=_("Phone"),
        validators=[PHONE],
        help_text=_("The body confirms receipt with you; your time starts on that day."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(required=False, label=_("E-mail"), max_length=120)
    address = forms.CharField(required=False, label=_("Postal address"), max_length=200)
    wanted = forms.CharField(
        max_length=4000,
        label=_("Information you want"),
        help_text=_("Its title or what it is about, as exactly as you can. No reason is needed."),
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    purpose = forms.CharField(
        max_length=1000,
        required=False,
        label=_("Document number or other features"),
        help_text=_("Helps to find it, such as the year, the project or the place."),
    )
    delivery = forms.ChoiceField(choices=Delivery.choices, label=_("How to send it to you"))
    papers = PapersField(
        required=False,
        label=_("Papers"),
        help_text=_("Such as a copy of your identity card or a power of attorney. Up to 5 files."),
    )
    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)
    # People do not see it; programs fill it in.
    website = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if not any(told.get(name) for name in ("phone", "email", "address")):
            self.add_error("phone", _("Leave at least one way to reach you."))
        wants = {Delivery.EMAIL: "email", Delivery.POST: "address"}.get(told.get("delivery", ""))
        if wants and not told.get(wants) and wants not in self.errors:
            self.add_error(wants, _("Needed for the way of sending that you chose."))
        if told.get("website"):
            raise ValidationError(_("This could not be sent. Please try again."))
        return told

    def filing(self, *, channel: str, arrived_on: date, oral: bool = False) -> Filing:
        """Return what was said, for `actions.receiving.receive`."""
        told = self.cleaned_data
        return Filing(
            submission=told["submission"],
            kind=told["kind"],
            channel=channel,
            delivery=told["delivery"],
            arrived_on=arrived_on,
            texts={name: told.get(name) or "" for name in SEALED},
            oral=oral,
            files=told["papers"],
        )


class RegisterForm(FilingForm):
    """What a registrar takes down from paper, fax, e-mail or by word of mouth."""

    channel = forms.ChoiceField(
        choices=[row for row in Channel.choices if row[0] != Channel.WEB], label=_("Channel")
    )
    arrived_on = DayField(required=True, label=_("Arrived on"))
    oral = forms.BooleanField(required=False, label=_("Asked orally and taken down"))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["identity"].required = False

    def clean_arrived_on(self) -> date:
        day: date = self.cleaned_data["arrived_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class CodeForm(forms.Form):
    """The query code of a receipt."""

    code = forms.CharField(
        max_length=40,
        label=_("Query code"),
        help_text=_("16 letters and digits on your receipt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class CalculatorForm(forms.Form):
    """The course of one application, day by day; nothing of it is stored."""

    channel = forms.ChoiceField(choices=Channel.choices, label=_("How it came"))
    received = DayField(label=_("Arrived on"), required=True)
    confirmed = DayField(label=_("Confirmed with the applicant on"))
    correction_requested = DayField(label=_("Correction asked for on"))
    correction_delivered = DayField(label=_("Correction notice arrived on"))
    corrected = DayField(label=_("Corrected application arrived on"))
    third_party_consulted = DayField(label=_("Letter to the third party sent on"))
    third_party_reached = DayField(label=_("Third party got it on"))
    third_party_answered = DayField(label=_("Third party answered on"))
    organ_consulted = DayField(label=_("Letter to another organ sent on"))
    organ_reached = DayField(label=_("The other organ got it on"))
    organ_answered = DayField(label=_("The other organ answered on"))
    extended = DayField(label=_("Extended on"))
    days = forms.IntegerField(
        label=_("Extended by, working days"), min_value=1, max_value=20, required=False
    )
    fee_noticed = DayField(label=_("Fee notice sent on"))
    fee_notice_received = DayField(label=_("Fee notice arrived on"))
    fee_paid = DayField(label=_("Fee paid on"))
    replied = DayField(label=_("Reply sent on"))

    GROUPS = (
        (_("Arrival"), ("channel", "received", "confirmed")),
        (_("Correction"), ("correction_requested", "correction_delivered", "corrected")),
        (
            _("Opinions"),
            (
                "third_party_consulted",
                "third_party_reached",
                "third_party_answered",
                "organ_consulted",
                "organ_reached",
                "organ_answered",
            ),
        ),
        (_("Extension"), ("extended", "days")),
        (_("Fee"), ("fee_noticed", "fee_notice_received", "fee_paid")),
        (_("Reply"), ("replied",)),
    )

    def groups(self) -> Iterator[tuple[str, list[forms.BoundField], bool]]:
        """Yield the groups of fields, and whether a group has something to show."""
        for title, names in self.GROUPS:
            fields = [self[name] for name in names]
            opened = any(field.value() for field in fields) or names[0] == "channel"
            yield str(title), fields, opened

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if bool(told.get("extended")) != bool(told.get("days")) and not self.errors:
            self.add_error("days", _("An extension needs its day and its number of days."))
        return told

    def events(self) -> list[Event]:
        """Return what was filled in as events."""
        told = self.cleaned_data
        found = []
        for kind in EventType:
            on = told.get(kind.value)
            if on is None:
                continue
            found.append(
                Event(
                    kind,
                    on,
                    channel=(ChannelRule(told["channel"]) if kind is EventType.RECEIVED else None),
                    days=told["days"] if kind is EventType.EXTENDED else None,
                )
            )
        return found
