"""What citizens fill in about letters."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.bodies.models import Body, Tier
from gongkai.custody.papers import Paper
from gongkai.letters import wording
from gongkai.letters.actions.receiving import Filing
from gongkai.letters.models import Channel, Kind
from gongkai.letters.rules.words import Satisfied, Solved
from gongkai.screening.rules.files import FileRefusedError, media_type, tidy_name

TEXT_LENGTH_MAX = 10_000
FILES_MAX = 5
FILE_BYTES_MAX = 10 * 1024 * 1024
TAKEN = (".pdf", ".jpg", ".jpeg", ".png", ".docx")
PHONE = RegexValidator(
    r"^[0-9+\-() ]{7,20}$", _("Write the number with its area code, digits only.")
)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class PapersField(forms.FileField):
    """Up to five files, each known by its bytes."""

    widget = ManyFilesInput(attrs={"accept": ",".join(TAKEN)})

    def clean(self, data: Any, initial: Any = None) -> Any:
        rows = data if isinstance(data, list | tuple) else [data] if data else []
        if len(rows) > FILES_MAX:
            raise ValidationError(_("Send at most five files."))
        return tuple(self._read(row) for row in rows)

    def _read(self, row: UploadedFile[bytes]) -> Paper:
        name, content = tidy_name(row.name or ""), row.read()
        told = {"name": name}
        if not content:
            raise ValidationError(_("%(name)s is empty. Choose the file again.") % told)
        if len(content) > FILE_BYTES_MAX:
            raise ValidationError(_("%(name)s is larger than 10 MB. Make it smaller.") % told)
        try:
            kind = media_type(name, content) if name.lower().endswith(TAKEN) else ""
        except FileRefusedError:
            kind = ""
        if not kind:
            raise ValidationError(
                _("%(name)s cannot be taken. Use PDF, a picture (JPG, PNG) or Word (docx).") % told
            )
        return Paper(name, kind, content)


TITLE_LENGTH_MAX = 60


class LetterForm(forms.Form):
    """A letter to a body."""

    body = forms.ModelChoiceField(
        Body.objects.none(), label=_("Whom do you write to?"), to_field_name="code"
    )
    kind = forms.ChoiceField(choices=Kind.choices, label=_("What is it?"))
    title = forms.CharField(
        max_length=TITLE_LENGTH_MAX,
        min_length=4,
        label=pgettext_lazy("letter", "Title"),
        help_text=_("What it is about, in one line: the place and the matter."),
    )
    text = forms.CharField(
        max_length=TEXT_LENGTH_MAX,
        label=_("What do you want to say?"),
        help_text=_("When, where, what happened, and what you hope for. Up to 10,000 characters."),
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    place = forms.CharField(max_length=80, required=False, label=_("Place"))
    name = forms.CharField(
        max_length=40,
        label=pgettext_lazy("letter", "Name"),
        help_text=_("So that we know how to address you. It is not published."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    phone = forms.CharField(
        max_length=20,
        required=False,
        validators=[PHONE],
        label=_("Phone"),
        help_text=_("To ask back and to hear whether you are satisfied."),
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "tel"}),
    )
    email = forms.EmailField(
        max_length=120,
        required=False,
        label=_("E-mail"),
        help_text=_("Where you want to be told of each step."),
    )
    consent = forms.ChoiceField(
        choices=[
            ("yes", _("Yes, without my name; a person checks it first")),
            ("no", _("No, only I and those who handle it read it")),
        ],
        label=_("May we publish your letter and the reply?"),
        help_text=_("It makes no difference to how it is handled. You may change your mind later."),
        widget=forms.RadioSelect,
    )
    papers = PapersField(
        required=False, label=_("Pictures or papers"), help_text=_("Up to 5 files of 10 MB.")
    )
    submission = forms.CharField(max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, bodies: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
        for field in self.fields.values():
            field.error_messages["required"] = _("Please fill this in.")

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if sum(sign.isalnum() for sign in text) < 6:
            raise ValidationError(_("Please say it in a few words; signs alone are not enough."))
        # Ten thousand line breaks say no more than two.
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        kept = [
            line for place, line in enumerate(lines) if line.strip() or lines[place - 1].strip()
        ]
        return "\n".join(kept)

    def filing(self, *, received_on: Any, channel: str = "", original_number: str = "") -> Filing:
        """Return what was written, for `actions.receiving.receive`."""
        told = self.cleaned_data
        head = told["body"].tier == Tier.COUNTY
        return Filing(
            submission=told["submission"],
            channel=channel or (Channel.MAILBOX if head else Channel.WEBSITE),
            kind=told["kind"],
            title=told["title"],
            text=told["text"],
            place=told["place"],
            received_on=received_on,
            original_number=original_number,
            writer={name: told.get(name) or "" for name in ("name", "phone", "email")},
            consent=told["consent"] == "yes",
            files=told["papers"],
        )


class CodeForm(forms.Form):
    """The query code of a receipt."""

    code = forms.CharField(
        max_length=40,
        label=pgettext_lazy("letter", "Query code"),
        help_text=_("16 letters and digits on your receipt."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )


class RatingForm(forms.Form):
    """What a writer says of an answer."""

    satisfied = forms.ChoiceField(
        choices=[(word.value, wording.SATISFIED[word]) for word in Satisfied if word],
        label=_("Are you satisfied with how your letter was handled?"),
        widget=forms.RadioSelect,
    )
    solved = forms.ChoiceField(
        choices=[(word.value, wording.SOLVED[word]) for word in Solved if word],
        label=_("Is the matter solved?"),
        widget=forms.RadioSelect,
    )
