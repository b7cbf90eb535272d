"""Forms of the wording list."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.screening.models import WordingChange
from gongkai.screening.rules.wording import Wording

WRONG_CHARACTERS_MIN = 2


class ProposeForm(forms.ModelForm):  # type: ignore[type-arg]
    class Meta:
        model = WordingChange
        fields = ["wrong", "right", "severe", "retired", "source"]
        help_texts = {
            "wrong": gettext_lazy("As it stands in texts, at least two characters."),
            "severe": gettext_lazy("Left out: it is shown as a hint and bars nobody."),
            "source": gettext_lazy("Notice, dictionary or case that says so."),
        }

    def clean_wrong(self) -> str:
        wrong: str = self.cleaned_data["wrong"].strip()
        if len(wrong) < WRONG_CHARACTERS_MIN:
            raise ValidationError(_("One character alone would be found everywhere."))
        return wrong

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        wrong, right = values.get("wrong", ""), values.get("right", "")
        if not values.get("retired") and not right:
            self.add_error("right", _("Say what should stand there."))
        if wrong and wrong == right:
            self.add_error("right", _("Wrong and right form are the same."))
        return values

    def wording(self) -> Wording:
        """Return the entry that the form says."""
        values = self.cleaned_data
        return Wording(values["wrong"], values["right"], severe=values["severe"])
