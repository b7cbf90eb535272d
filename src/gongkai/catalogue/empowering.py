"""A body's list of powers taken in from a file: by the command, or on the desk."""

from typing import Any

import django_filters
from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.filters import WagtailFilterSet

from gongkai.bodies.access import kept_by
from gongkai.bodies.benches import KeptCreateView, KeptIndexView, KeptViewSet
from gongkai.bodies.forms import ActingForm
from gongkai.bodies.models import Body
from gongkai.catalogue.actions import responsibilities
from gongkai.catalogue.models import Power
from gongkai.catalogue.reading import FILE_BYTES_MAX, Refusal, RefusedFileError, read_tables
from gongkai.catalogue.rules.powers import Reading, read
from gongkai.catalogue.words import power_doubt_text, refusal_text

DOUBTS_SHOWN = 20


def listed(name: str, content: bytes) -> Reading:
    """Read a list of powers.

    Raises:
        RefusedFileError: The file cannot be read as tables.
        LookupError: None of its tables has the headings of such a list.
    """
    readings = [read(table) for table in read_tables(name, content)]
    found = Reading()
    for reading in readings:
        if reading is not None:
            found.powers += reading.powers
            found.doubts += reading.doubts
    if not any(readings):
        raise LookupError(
            _("%s has no table with the headings of a list of powers (编码, 名称).") % name
        )
    return found


def take_in(body: Body, found: Reading) -> str:
    """Enter a list and say what came of it."""
    rows = [(one.code, one.name, one.kind, one.basis) for one in found.powers]
    new, changed = responsibilities.import_powers(body, rows)
    return _("%(total)d powers: %(new)d new, %(changed)d changed.") % {
        "total": len(rows),
        "new": new,
        "changed": changed,
    }


class PowersForm(ActingForm):
    """A file with the list of one body."""

    table = forms.FileField(
        label=gettext_lazy("File with the list of powers"),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.csv,.html,.htm,.shtml"}),
        help_text=gettext_lazy(
            "xlsx, CSV or HTML with the headings 编码 and 名称. A list may be taken in again: "
            "powers that it no longer names stay."
        ),
    )

    class Meta:
        model = Power
        fields = ["body"]

    def clean_table(self) -> Reading:
        item: Any = self.cleaned_data["table"]
        try:
            if item.size > FILE_BYTES_MAX:
                raise RefusedFileError(Refusal.TOO_LARGE)
            found = listed(item.name, item.read())
        except RefusedFileError as refused:
            raise ValidationError(f"{item.name} {refusal_text(refused)}") from refused
        except LookupError as error:
            raise ValidationError(str(error.args[0])) from error
        if not found.powers:
            raise ValidationError(_("No row of %s has both a code and a name.") % item.name)
        return found

    def validate_unique(self) -> None:
        """Leave codes to the action: a code that stands already is brought up to date."""

    def act(self) -> Power:
        body, self.found = self.cleaned_data["body"], self.cleaned_data["table"]
        self.said = take_in(body, self.found)
        first: Power = body.powers.get(code=self.found.powers[0].code)
        return first

    def warnings(self) -> list[str]:
        doubts = [power_doubt_text(row, why) for row, why in self.found.doubts]
        more = len(doubts) - DOUBTS_SHOWN
        rest = [_("and %d rows more") % more] if more > 0 else []
        return [self.said, *doubts[:DOUBTS_SHOWN], *rest]


def kept_bodies(request: Any) -> QuerySet[Body]:
    """Return the bodies that the filter offers."""
    return kept_by(request.user)


class PowerFilterSet(WagtailFilterSet):
    body = django_filters.ModelChoiceFilter(queryset=kept_bodies, label=gettext_lazy("body"))

    class Meta:
        model = Power
        fields: list[str] = []


class PowersIndexView(KeptIndexView):
    def get_base_queryset(self) -> QuerySet[Power]:
        return super().get_base_queryset().select_related("body")


class PowersCreateView(KeptCreateView):
    page_title = gettext_lazy("Take a list of powers in")
    success_message = gettext_lazy("The list has been taken in.")


class PowerViewSet(KeptViewSet):
    model = Power
    icon = "key"
    add_to_admin_menu = False
    left_out = KeptViewSet.left_out | {"edit"}
    index_view_class = PowersIndexView
    add_view_class = PowersCreateView
    filterset_class = PowerFilterSet
    search_fields = ["code", "name"]
    list_display = ["name", "code", "kind", "body"]

    def get_form_class(self, for_update: bool = False) -> type[PowersForm]:
        return PowersForm
