"""What a clerk fills in about a letter: its grounds, its way out, its arrival."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.applications.forms import DayField, PapersField
from gongkai.applications.models import Letter, Route
from gongkai.applications.rules.course import EXTENSION_DAYS_MAX
from gongkai.applications.rules.events import LONGEST_PERIOD_DAYS, Ground
from gongkai.applications.rules.fees import Basis, Charge
from gongkai.applications.rules.grounds import Already
from gongkai.applications.rules.letters import LETTERS, Kind, needed
from gongkai.applications.wording import ENDS

LABELS = {
    "code": (_("Query code"), _("The applicant looks the case up by it.")),
    "unclear": (_("What is unclear"), ""),
    "guidance": (_("How to correct it"), _("What the applicant should write instead.")),
    "days": (_("Working days"), ""),
    "reason": (_("Reasons"), _("As the addressee will read them.")),
    "addressee": (_("Addressee"), _("Full name, as on the envelope. Stored sealed.")),
    "party": (_("Party asked"), _("A short name, such as 第三方一; not a person's full name.")),
    "wish": (_("What is asked for, in neutral words"), _("Without telling who asks.")),
    "passages": (_("Passages concerned"), ""),
    "ground": (
        _("Ground of the extension"),
        _("For a large volume, 1 to 250 working days, once the reasons were found reasonable."),
    ),
    "already": (_("Whether it was public before"), _("Decides which item of article 36 applies.")),
    "given": (_("What is given"), _("The information itself, or where and how to get it.")),
    "withheld": (_("What is withheld"), _("Passage by passage, each with its ground.")),
    "secrecy": (_("Decision that made it secret"), ""),
    "law": (_("Law or regulation and its article"), ""),
    "harm": (_("Which harm would follow"), ""),
    "opinion": (_("Third party's opinion"), _("Or that it kept silent.")),
    "search": (_("Where and how was searched"), _("Empty: taken from the search log.")),
    "right_organ": (_("Organ that has it"), _("Name and contact, as far as known.")),
    "correction": (_("Correction asked for and what came"), ""),
    "earlier_reply": (_("Number of the earlier reply"), ""),
    "channel": (_("Where to turn instead"), ""),
    "applicant_reason": (_("Reasons asked for and given"), ""),
    "window": (_("Governing law and its window"), ""),
    "basis": (_("Charged by"), _("By item or by page, never both.")),
    "count": (_("Number of items or pages"), ""),
    "before": (_("Items of the same applicant earlier this month"), ""),
    "payment": (_("How to pay"), ""),
    "content": (_("What will be disclosed"), ""),
    "result": (_("Result"), ""),
    "notice": (_("Notice whose period passed"), _("Name and number.")),
}
SHORT = frozenset({"code", "addressee", "party", "earlier_reply"})
LONGEST_TEXT = 4000
CHOICES = {
    "basis": [(Basis.ITEM.value, _("by item")), (Basis.PAGE.value, _("by page"))],
    "already": [
        (Already.NO.value, _("Disclosed now (article 36, item 2)")),
        (Already.YES.value, _("Public already (article 36, item 1)")),
        (Already.PARTLY.value, _("Partly public already (items 1 and 2)")),
    ],
    "ground": [
        (Ground.NEED.value, _("More time is needed (article 33, at most 20 working days)")),
        (Ground.VOLUME.value, _("Large volume, reasons reasonable (article 35)")),
    ],
}


class LetterForm(forms.Form):
    """The grounds of one kind of letter. A draft may be incomplete; submitting it may not."""

    def __init__(self, *args: Any, kind: Kind, has_block: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.kind = kind
        rule = LETTERS[kind]
        if len(rule.outcomes) > 1:
            rows = [("", "–"), *((key, ENDS[key]) for key in rule.outcomes)]
            self.fields["outcome"] = forms.ChoiceField(
                choices=rows, label=_("Result"), required=False
            )
        names = [*rule.asks, *rule.may, *(["before"] if kind is Kind.FEE else [])]
        for name in names:
            self.fields[name] = _field(name, kind)
        self.fields["enclosures"] = PapersField(
            required=False, label=_("Enclosures"), help_text=_("Up to 5 files.")
        )
        if has_block:
            self.fields["answer"] = forms.CharField(
                label=_("Why it may go out all the same"),
                help_text=_("Answer to what the check before release found."),
                max_length=400,
                required=False,
            )

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        days = told.get("days")
        volume = told.get("ground") == Ground.VOLUME
        if self.kind is Kind.EXTENSION and days and days > EXTENSION_DAYS_MAX and not volume:
            self.add_error("days", _("An extension under article 33 is at most 20 working days."))
        if self.kind is Kind.FEE and told.get("count") is not None and not self._charged(told):
            self.add_error("count", _("The tariff leaves this many free; no fee can be noticed."))
        return told

    @staticmethod
    def _charged(told: dict[str, Any]) -> int:
        basis = Basis(told.get("basis") or Basis.ITEM)
        return Charge(basis, told["count"], told.get("before") or 0).yuan

    def told(self) -> dict[str, str]:
        """Return what was written, by field."""
        left_out = {"outcome", "enclosures"}
        return {
            name: str(value if value is not None else "")
            for name, value in self.cleaned_data.items()
            if name not in left_out
        }


def _field(name: str, kind: Kind) -> forms.Field:
    label, hint = LABELS[name]
    needed_mark = name in needed(kind, "")
    more: dict[str, Any] = {"label": label, "help_text": hint, "required": False}
    if name in {"days", "count", "before"}:
        most = LONGEST_PERIOD_DAYS if name == "days" else 100_000
        least = 1 if name == "days" else 0
        field: forms.Field = forms.IntegerField(min_value=least, max_value=most, **more)
    elif name in CHOICES:
        field = forms.ChoiceField(choices=CHOICES[name], **more)
    elif name in SHORT:
        field = forms.CharField(max_length=120, **more)
    else:
        area = forms.Textarea(attrs={"rows": 3})
        field = forms.CharField(max_length=LONGEST_TEXT, widget=area, **more)
    field.widget.attrs["data-needed"] = "yes" if needed_mark else "no"
    return field


class DispatchForm(forms.Form):
    """How and when a letter went out."""

    route = forms.ChoiceField(choices=Route.choices, label=_("Sent by"))
    dispatched_on = DayField(label=_("Sent on"), required=True)
    tracking = forms.CharField(label=_("Posting number"), max_length=60, required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_dispatched_on(self) -> date:
        day: date = self.cleaned_data["dispatched_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        return day


class ProofForm(forms.Form):
    """When a letter arrived, and what shows it."""

    delivered_on = DayField(label=_("Reached the addressee on"), required=True)
    proof = PapersField(
        required=False, label=_("Proof of service"), help_text=_("Such as a scanned receipt.")
    )

    def __init__(self, *args: Any, letter: Letter, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.today = letter, today

    def clean_delivered_on(self) -> date:
        day: date = self.cleaned_data["delivered_on"]
        if day > self.today:
            raise ValidationError(_("This day has not come yet."))
        if self.letter.dispatched_on and day < self.letter.dispatched_on:
            raise ValidationError(_("It cannot arrive before it was sent."))
        return day


class RemarkForm(forms.Form):
    """Why a letter goes back to its drafter."""

    remark = forms.CharField(label=_("Why it is given back"), max_length=400, min_length=2)
