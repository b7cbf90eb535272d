"""What the office enters about its limits for letters."""

from typing import Any

from django import forms
from django.core.validators import MaxValueValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.letters.limits import presets
from gongkai.letters.models import Limit
from gongkai.letters.rules.terms import DAYS_MAX, NAMES, Terms


class LimitForm(forms.ModelForm[Limit]):
    """One row of limits; an empty field takes its number from the next more general row."""

    class Meta:
        model = Limit
        fields = (*NAMES, "source")

    def __init__(self, *args: Any, in_force: Terms, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in NAMES:
            self.fields[name].validators.append(MaxValueValidator(DAYS_MAX))
            shown = {"min": 0, "max": DAYS_MAX, "placeholder": getattr(in_force, name)}
            self.fields[name].widget.attrs |= shown
        self.fields["source"].help_text = _("The rule or the paper that sets these numbers.")


class PresetForm(forms.Form):
    """A region's limits, as it published them."""

    preset = forms.ChoiceField(label=pgettext_lazy("letter limit", "Preset"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["preset"] = forms.ChoiceField(
            label=pgettext_lazy("letter limit", "Preset"),
            choices=[(name, told["title"]) for name, told in presets().items()],
        )
