"""What clerks fill in about new-media accounts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.bodies.models import Body, User
from gongkai.channels.models import Account, Change, State

TABLE_BYTES_MAX = 5_000_000


class DayInput(forms.DateInput):
    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


def past(day: date) -> None:
    """Refuse a day that has not come."""
    if day > timezone.localdate():
        raise ValidationError(_("This day has not come yet."))


def secure(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Return a model's form field; an address typed without a scheme is a secure one."""
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


def happened(at: datetime) -> None:
    """Refuse an instant that has not come."""
    if at > timezone.now():
        raise ValidationError(_("This day has not come yet."))


class AccountForm(forms.ModelForm):  # type: ignore[type-arg]
    """An account in the register."""

    class Meta:
        model = Account
        fields = (
            "platform", "name", "handle", "body", "owner", "opened_on", "address", "feed",
            "interactive",
        )  # fmt: skip
        widgets = {"opened_on": DayInput()}
        formfield_callback = secure

    def __init__(self, *args: Any, bodies: Iterable[Body], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        people = User.objects.filter(appointments__body__in=bodies, is_active=True).distinct()
        self.fields["owner"].queryset = people  # type: ignore[attr-defined]
        self.fields["opened_on"].validators.append(past)


class PostForm(forms.Form):
    """A post entered by hand."""

    title = forms.CharField(label=_("title"), max_length=300)
    at = forms.DateTimeField(
        label=_("posted at"),
        validators=[happened],
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M", "%Y-%m-%d"],
    )
    url = forms.URLField(label=_("address"), max_length=500, required=False, assume_scheme="https")


class TableForm(forms.Form):
    """A table of posts."""

    table = forms.FileField(
        label=_("CSV table"),
        help_text=_("Columns 发布时间, 标题, 链接; UTF-8 or GB 18030, at most 5 MB."),
    )

    def clean_table(self) -> bytes:
        file = self.cleaned_data["table"]
        if file.size > TABLE_BYTES_MAX:
            raise ValidationError(_("The table is larger than 5 MB."))
        content: bytes = file.read()
        return content


class MessageForm(forms.Form):
    """A valid message that waits for its answer."""

    received_on = forms.DateField(label=_("received on"), widget=DayInput(), validators=[past])
    summary = forms.CharField(
        label=_("what it asks"),
        max_length=200,
        help_text=_("Without names and numbers of people."),
    )


class AnswerForm(forms.Form):
    """How a message was answered."""

    message = forms.IntegerField(widget=forms.HiddenInput)
    answered_on = forms.DateField(label=_("answered on"), widget=DayInput(), validators=[past])
    answer = forms.CharField(label=_("the answer in short"), max_length=300)


class TrialForm(forms.Form):
    """Whether an app works."""

    on = forms.DateField(label=_("tried on"), widget=DayInput(), validators=[past])
    works = forms.TypedChoiceField(
        label=_("result"),
        choices=[("yes", _("It can be downloaded and used")), ("no", _("It cannot be used"))],
        coerce=lambda value: value == "yes",
    )
    note = forms.CharField(
        label=pgettext_lazy("new media", "what happened"), max_length=200, required=False
    )


class ChangeForm(forms.Form):
    """A proposal to merge or to close down."""

    kind = forms.ChoiceField(label=_("change"), choices=Change.Kind.choices)
    into = forms.ModelChoiceField(
        Account.objects.none(), label=_("account that goes on"), required=False
    )
    reason = forms.CharField(label=_("reason"), max_length=300)

    def __init__(self, *args: Any, account: Account, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        others = Account.objects.filter(state=State.OPEN).exclude(pk=account.pk)
        self.fields["into"].queryset = others  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        if told.get("kind") == Change.Kind.MERGE and not told.get("into"):
            self.add_error("into", _("Choose the account that goes on."))
        return told


class DecisionForm(forms.Form):
    """Yes or no to a proposal."""

    change = forms.IntegerField(widget=forms.HiddenInput)
    approved = forms.TypedChoiceField(
        label=pgettext_lazy("merging", "decision"),
        choices=[("yes", _("Approve")), ("no", _("Refuse"))],
        coerce=lambda value: value == "yes",
    )
