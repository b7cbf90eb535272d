"""The chapters of an annual report as a form."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from gongkai.reports.rules.chapters import STARTS, UnknownFieldError, written
from gongkai.reports.wording import CHAPTERS

CHAPTER_LENGTH_MAX = 20_000  # characters; a whole report that is published has about 5,000


class ChaptersForm(forms.Form):
    """Six texts in which {names} stand for the numbers of the tables."""

    def __init__(
        self, *args: Any, values: dict[str, str], texts: dict[int, str], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.values = values
        for number, (title, start) in enumerate(zip(CHAPTERS, STARTS, strict=True), start=1):
            self.fields[f"chapter{number}"] = forms.CharField(
                label=title,
                initial=texts.get(number, start),
                required=False,
                max_length=CHAPTER_LENGTH_MAX,
                widget=forms.Textarea(attrs={"rows": 5}),
            )

    def texts(self) -> dict[int, str]:
        """Return what was written; a chapter left as it starts counts as not written."""
        found = {}
        for number, start in enumerate(STARTS, start=1):
            text = self.cleaned_data[f"chapter{number}"].replace("\r\n", "\n").strip()
            found[number] = "" if text == start else text
        return found

    def clean(self) -> dict[str, Any]:
        told = super().clean() or {}
        texts = {number: told.get(f"chapter{number}", "") for number in range(1, 7)}
        try:
            written(texts, self.values)
        except UnknownFieldError as error:
            names = ", ".join(error.names)
            self.add_error(
                f"chapter{error.chapter}",
                ValidationError(_("No number is called: %(names)s") % {"names": names}),
            )
        return told
