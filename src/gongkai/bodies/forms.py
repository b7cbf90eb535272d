"""Forms of the clerk's side for bodies, their offices, people and contacts.

Each form acts through `actions` and carries warnings: things that are kept as they are and
pointed out, such as a code that does not add up.
"""

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import models
from django.http import HttpRequest
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.widgets import AdminDateInput

from gongkai.bodies import actions
from gongkai.bodies.access import kept_by
from gongkai.bodies.models import Appointment, Body, Contact, Office, Succession, User
from gongkai.bodies.rules.codes import area_code_fault, unified_code_fault
from gongkai.bodies.words import area_code_warning, unified_code_warning

BODY_FIELDS = [
    "parent", "code", "name", "short_name", "name_en", "tier", "position", "unified_code",
    "area_code", "duties", "address", "address_en", "postcode", "hours", "hours_en", "phone",
    "fax", "email", "established_on",
]  # fmt: skip


class ActingForm(WagtailAdminModelForm):
    """A form that saves through an action and limits bodies to those that its user keeps."""

    body_fields: tuple[str, ...] = ("body",)

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        for name in self.body_fields:
            if name in self.fields:
                self.fields[name].queryset = kept_by(for_user)

    @property
    def fresh(self) -> bool:
        """Whether the form is for a row that does not exist yet."""
        return bool(self.instance._state.adding)

    def act(self) -> models.Model:
        """Do what the form says; return the row."""
        raise NotImplementedError

    def warnings(self) -> list[str]:
        """Return what is kept as it is and should be looked at."""
        return []

    def warn(self, request: HttpRequest) -> None:
        """Show the warnings beside the message that it has been saved."""
        for text in self.warnings():
            messages.warning(request, text)

    def stored(self) -> Any:
        """Return the row as it is stored; validation has already written into `instance`."""
        return type(self.instance)._default_manager.get(pk=self.instance.pk)


class BodyForm(ActingForm):
    body_fields = ("parent",)

    class Meta:
        model = Body
        fields = BODY_FIELDS
        widgets = {"established_on": AdminDateInput}

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        parent = self.fields["parent"]
        if not self.fresh:
            # A code stands in addresses that people keep, so it never changes.
            self.fields["code"].disabled = True
            parent.queryset = parent.queryset.exclude(path__startswith=self.instance.path)
            above = self.instance.parent
            if above is not None and not kept_by(for_user).filter(pk=above.pk).exists():
                parent.queryset = Body.objects.filter(pk=above.pk)
                parent.disabled = True
        parent.required = not for_user.is_superuser

    def act(self) -> Body:
        values = {name: self.cleaned_data[name] for name in self.fields if name != "parent"}
        parent = self.cleaned_data["parent"]
        if self.fresh:
            return actions.found(parent=parent, **values)
        del values["code"]
        body = self.stored()
        changed = {name: value for name, value in values.items() if getattr(body, name) != value}
        body = actions.change(body, **changed)
        if body.parent_id != (parent.pk if parent else None):
            body = actions.move(body, parent)
        return body

    def warnings(self) -> list[str]:
        unified = unified_code_fault(self.cleaned_data["unified_code"])
        parent = self.cleaned_data["parent"]
        area = area_code_fault(self.cleaned_data["area_code"], parent.area_code if parent else "")
        return [
            *([unified_code_warning(unified)] if unified else []),
            *([area_code_warning(area)] if area else []),
        ]


class OfficeForm(ActingForm):
    class Meta:
        model = Office
        fields = ["body", "name", "duties", "phone", "position"]

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        if not self.fresh:
            self.fields["body"].disabled = True

    def act(self) -> Office:
        if self.fresh:
            return actions.open_office(**self.cleaned_data)
        return actions.change_office(self.stored(), **_without(self.cleaned_data, "body"))


class AppointmentForm(ActingForm):
    class Meta:
        model = Appointment
        fields = ["body", "office", "user", "role", "title", "public", "from_on", "until_on"]
        widgets = {"from_on": AdminDateInput, "until_on": AdminDateInput}

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        self.fields["office"].queryset = Office.objects.filter(body__in=kept_by(for_user))
        self.fields["user"].queryset = User.objects.filter(is_active=True).order_by("username")
        if self.fresh:
            self.fields["from_on"].initial = localdate()
        else:
            for name in ("body", "user", "role", "from_on"):
                self.fields[name].disabled = True

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        office, body = said.get("office"), said.get("body")
        if office and body and office.body_id != body.pk:
            self.add_error("office", _("This office belongs to another body."))
        return said

    def act(self) -> Appointment:
        return actions.appoint(**self.cleaned_data)


class ContactForm(ActingForm):
    class Meta:
        model = Contact
        fields = [
            "body", "purpose", "name", "phone", "email", "address", "hours", "owner",
            "checked_on", "check_every_days",
        ]  # fmt: skip
        widgets = {"checked_on": AdminDateInput}

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        self.fields["owner"].queryset = User.objects.filter(is_active=True).order_by("username")
        if not self.fresh:
            self.fields["body"].disabled = True

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        if not any(said.get(name) for name in ("phone", "email", "address")):
            raise ValidationError(_("Give at least a phone, an e-mail or an address."))
        if said.get("checked_on") and said["checked_on"] > localdate():
            self.add_error("checked_on", _("This day is still to come."))
        return said

    def act(self) -> Contact:
        if self.fresh:
            return actions.list_contact(**self.cleaned_data)
        return actions.change_contact(self.stored(), **_without(self.cleaned_data, "body"))


class SuccessionForm(ActingForm):
    body_fields = ("predecessor", "successor")

    class Meta:
        model = Succession
        fields = ["predecessor", "successor", "kind", "on", "basis"]
        widgets = {"on": AdminDateInput}

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        self.fields["predecessor"].queryset = kept_by(for_user).filter(dissolved_on=None)

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean()
        predecessor, successor = said.get("predecessor"), said.get("successor")
        if predecessor and successor:
            if predecessor == successor:
                self.add_error("successor", _("A body cannot follow itself."))
            elif successor.path.startswith(predecessor.path):
                text = _("The successor stands below its predecessor; move it first.")
                self.add_error("successor", text)
            elif said.get("kind") == Succession.Kind.SPLIT and _has_below(predecessor, said):
                text = _("Bodies still stand below it; move them first.")
                self.add_error("predecessor", text)
        return said

    def act(self) -> Succession:
        said = self.cleaned_data
        return actions.succeed(
            said["predecessor"], said["successor"], said["kind"], on=said["on"], basis=said["basis"]
        )


class RenamingForm(forms.Form):
    """A new name by decision: another body begins, the old one is kept."""

    code = forms.SlugField(
        label=gettext_lazy("code"),
        max_length=40,
        help_text=gettext_lazy("A new one: the old one goes on naming the old body."),
    )
    name = forms.CharField(label=gettext_lazy("new name"), max_length=120)
    on = forms.DateField(label=gettext_lazy("on"), widget=AdminDateInput)
    basis = forms.CharField(label=gettext_lazy("basis"), max_length=200, required=False)

    def clean_code(self) -> str:
        code: str = self.cleaned_data["code"]
        if Body.objects.filter(code=code).exists():
            raise ValidationError(_("This code is taken."))
        return code


def _without(values: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in values.items() if name not in names}


def _has_below(body: Body, said: dict[str, Any]) -> bool:
    on = said.get("on")
    return on is not None and Body.objects.standing(on).filter(parent=body).exists()
