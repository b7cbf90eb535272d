"""Forms of the clerk's side for areas, directories and their items."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.widgets import AdminDateInput

from gongkai.bodies.access import kept_by
from gongkai.bodies.forms import ActingForm
from gongkai.bodies.models import User
from gongkai.catalogue.actions import areas, directories
from gongkai.catalogue.actions.directories import SAID, Said
from gongkai.catalogue.models import Area, Directory, Item
from gongkai.catalogue.rules import channels

FILES_MAX = 40


class AreaForm(ActingForm):
    body_fields = ()

    class Meta:
        model = Area
        fields = ["name", "name_en", "ministry", "ministry_en", "position"]

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        if not self.fresh:
            # Imports find an area by its name.
            self.fields["name"].disabled = True
        else:
            for name in ("ministry", "ministry_en", "position"):
                del self.fields[name]

    def act(self) -> Area:
        values = dict(self.cleaned_data)
        name = values.pop("name")
        if self.fresh:
            return areas.add(name, name_en=values["name_en"])
        return areas.change(self.stored(), **values)


class DirectoryForm(ActingForm):
    class Meta:
        model = Directory
        fields = ["body", "tier", "version_on", "title", "title_en"]
        widgets = {"version_on": AdminDateInput}

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        if not self.fresh:
            for name in ("body", "tier", "version_on"):
                self.fields[name].disabled = True

    def act(self) -> Directory:
        values = dict(self.cleaned_data)
        if self.fresh:
            return directories.draft(values.pop("body"), values.pop("tier"), **values)
        return directories.retitle(
            self.stored(), title=values["title"], title_en=values["title_en"]
        )


class ItemForm(ActingForm):
    body_fields = ()
    channels = forms.CharField(
        label=gettext_lazy("channels of opening"),
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        help_text=gettext_lazy("One a line, or with ； between."),
    )

    class Meta:
        model = Item
        fields = ["directory", "area", *(name for name in SAID if name != "channels")]

    def __init__(self, *args: Any, for_user: User, **kwargs: Any) -> None:
        super().__init__(*args, for_user=for_user, **kwargs)
        drafts = Directory.objects.filter(state=Directory.State.DRAFT, body__in=kept_by(for_user))
        self.fields["directory"].queryset = drafts
        if not self.fresh:
            self.fields["directory"].disabled = True
            self.fields["area"].disabled = True
            self.fields["channels"].initial = "\n".join(self.instance.channels)

    def clean_channels(self) -> list[str]:
        return list(channels.parse(self.cleaned_data["channels"]).names)

    def act(self) -> Item:
        values = {name: self.cleaned_data[name] for name in SAID}
        if self.fresh:
            said = Said(self.cleaned_data["area"], values)
            return directories.add_item(self.cleaned_data["directory"], said)
        return directories.change_item(self.stored(), **values)


class SeveralFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class SeveralFilesField(forms.FileField):
    """Any number of files at once."""

    def clean(self, value: Any, initial: Any = None) -> list[Any]:
        # An empty list is no file at all; the field itself says whether one is needed.
        files = list(value) or [None] if isinstance(value, list | tuple) else [value]
        if len(files) > FILES_MAX:
            raise ValidationError(_("At most %d files at once.") % FILES_MAX)
        return [super(SeveralFilesField, self).clean(one, initial) for one in files]


class IntakeForm(forms.Form):
    """Files to fill a draft from."""

    tables = SeveralFilesField(
        label=gettext_lazy("Files with tables"),
        widget=SeveralFilesInput(attrs={"accept": ".xlsx,.xlsm,.csv,.html,.htm,.shtml"}),
        help_text=gettext_lazy("xlsx, CSV or HTML, one area a file or a sheet, or many together."),
    )
    area = forms.ModelChoiceField(
        Area.objects.all(),
        label=gettext_lazy("Area of tables that do not say theirs"),
        required=False,
        to_field_name="code",
    )


class RenewalForm(forms.Form):
    """From which day a new version holds."""

    version_on = forms.DateField(label=gettext_lazy("version of"), widget=AdminDateInput)

    def __init__(self, *args: Any, directory: Directory, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.directory = directory

    def clean_version_on(self) -> Any:
        day = self.cleaned_data["version_on"]
        same = Directory.objects.filter(
            body=self.directory.body_id, tier=self.directory.tier, version_on=day
        )
        if same.exists():
            raise ValidationError(_("There is a version of this day already."))
        return day
