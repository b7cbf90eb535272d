"""What a clerk fills in: a draft, a schedule, a withdrawal, a relation."""

from datetime import datetime
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import models
from django.utils.translation import gettext_lazy as _
from django_prose_editor.widgets import AdminProseEditorWidget

from gongkai.bodies.models import Body, User
from gongkai.documents import editor
from gongkai.documents.contents import DATES, Text
from gongkai.documents.models import AttributeChoice, Document, Relation, WithdrawalReason
from gongkai.documents.rules.completeness import transcript_missing
from gongkai.documents.rules.prose import clean
from gongkai.documents.rules.review import Step
from gongkai.documents.rules.sheet import Part
from gongkai.documents.wording import checklist
from gongkai.screening.rules.files import FILE_BYTES_MAX, Refusal

REFUSALS = {
    Refusal.EMPTY: _("is empty. Choose the file again."),
    Refusal.TOO_LARGE: _("is larger than 50 MB. Divide it or make it smaller."),
    Refusal.KIND: _(
        "is of a kind that is not taken. Use PDF, Word, Excel, PowerPoint, OFD, CSV, text, a "
        "picture, MP3 or MP4."
    ),
    Refusal.NOT_WHAT_IT_SAYS: _("is not what its ending says. Save it anew in its own program."),
    Refusal.MACROS: _("carries macros. Save it without them (.docx, .xlsx, .pptx)."),
    Refusal.BOMB: _("unpacks to far more than its size and was refused."),
    Refusal.BROKEN: _("cannot be read. Open and save it anew, then choose it again."),
}
SORTS = {
    Part.CHANGE: "变化",
    Part.BENEFIT: "对象",
    Part.AMOUNT: "金额",
    Part.DATE: "时间",
    Part.APPLY: "办理",
    Part.CALL: "电话",
}
PARTS = {sort: part for part, sort in SORTS.items()}


def https_first(field: models.Field[Any, Any], **kwargs: Any) -> forms.Field | None:
    """Read an address typed without a scheme as https."""
    if isinstance(field, models.URLField):
        kwargs["assume_scheme"] = "https"
    return field.formfield(**kwargs)


class ManyFilesInput(forms.ClearableFileInput):
    allow_multiple_selected = True


class ManyFilesField(forms.FileField):
    """Any number of files, each checked by its bytes in the action that keeps it."""

    widget = ManyFilesInput

    def clean(self, data: Any, initial: Any = None) -> list[UploadedFile[Any]]:
        files = data if isinstance(data, list | tuple) else [data]
        return [super(ManyFilesField, self).clean(item, initial) for item in files if item]


class DraftForm(forms.ModelForm[Document]):
    """The fields of one revision, with files to add and to leave out."""

    note = forms.CharField(
        label=_("What changed"),
        max_length=200,
        required=False,
        help_text=_("One line for those who review the change."),
    )
    facts = forms.CharField(
        label=_("Key facts for the one-picture sheet"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_(
            "One a line, begun with its sort: 变化, 对象, 金额, 时间, 办理 or 电话, then a colon."
        ),
    )
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)
    added = ManyFilesField(
        label=_("Add files"),
        required=False,
        help_text=_("PDF, Word, Excel, pictures and others, 50 MB each at most."),
    )
    dropped = forms.MultipleChoiceField(
        label=_("Leave out files"), required=False, widget=forms.CheckboxSelectMultiple
    )

    class Meta:
        model = Document
        formfield_callback = https_first
        fields: ClassVar = [
            "title",
            "kind",
            "body",
            "form",
            "transcript",
            "summary",
            "attribute",
            "ground",
            "attribute_reason",
            "issuer",
            "document_number",
            "index_number",
            "topic",
            "group_category",
            "keywords",
            "made_on",
            "published_on",
            "effective_on",
            "expires_on",
            "standing",
            "source_url",
            "source_name",
            "source_published_on",
        ]
        widgets: ClassVar = {
            "title": forms.Textarea(attrs={"rows": 2}),
            "summary": forms.Textarea(attrs={"rows": 3}),
            "transcript": forms.Textarea(attrs={"rows": 5}),
            "attribute": forms.RadioSelect,
            "body": AdminProseEditorWidget(config=editor.CONFIG, preset="configurable"),
            **{
                name: forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
                for name in sorted(DATES)
            },
        }
        help_texts: ClassVar = {
            "document_number": _("As printed, with its brackets."),
            "published_on": _("Empty means the day on which it becomes public."),
            "expires_on": _("The last day in force; empty means no end."),
            "keywords": _("Parted by spaces."),
        }

    def __init__(self, *args: Any, carried: list[dict[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.carried = carried
        self.fields["facts"].initial = "\n".join(
            f"{SORTS[Part(fact['part'])]}：{fact['words']}" for fact in self.instance.key_facts
        )
        choices = [(item["digest"], item["name"]) for item in carried]
        self.fields["dropped"] = forms.MultipleChoiceField(
            label=_("Leave out files"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            choices=choices,
        )
        if not choices:
            del self.fields["dropped"]
        attribute = self.fields["attribute"]
        assert isinstance(attribute, forms.ChoiceField)
        # The drafter decides; nothing is decided for them, not even by a default.
        attribute.choices = AttributeChoice.choices

    def clean_facts(self) -> tuple[dict[str, str], ...]:
        lines = [line.strip() for line in self.cleaned_data["facts"].splitlines() if line.strip()]
        facts = []
        for number, line in enumerate(lines, start=1):
            sort, colon, words = line.replace(":", "：", 1).partition("：")
            part = PARTS.get(sort.strip())
            if not colon or part is None or not words.strip():
                raise ValidationError(
                    _("Line %(number)d does not begin with a sort and a colon."),
                    params={"number": number},
                )
            facts.append({"part": part.value, "words": words.strip()})
        return tuple(facts)

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if transcript_missing(values.get("form", ""), values.get("transcript", "")):
            self.add_error("transcript", _("A video or an audio needs the words that are spoken."))
        return values

    def clean_title(self) -> str:
        return " ".join(str(self.cleaned_data["title"]).split())

    def clean_body(self) -> str:
        return clean(str(self.cleaned_data["body"]))

    def clean_added(self) -> list[UploadedFile[Any]]:
        files: list[UploadedFile[Any]] = self.cleaned_data["added"]
        for item in files:
            if (item.size or 0) > FILE_BYTES_MAX:
                raise ValidationError(f"{item.name} {REFUSALS[Refusal.TOO_LARGE]}")
        return files

    def text(self, attached: list[dict[str, Any]]) -> Text:
        """Return the revision that the form describes.

        Args:
            attached: Entries of the files that were added, from `actions.attaching`.
        """
        dropped = set(self.cleaned_data.get("dropped", ()))
        renewed = {item["digest"] for item in attached}
        kept = [item for item in self.carried if item["digest"] not in dropped | renewed]
        values = {name: self.cleaned_data[name] for name in self.Meta.fields}
        return Text(**values, key_facts=self.cleaned_data["facts"], attachments=(*kept, *attached))


class NewForm(DraftForm):
    """A first draft also says whose document it is."""

    owner = forms.ModelChoiceField(label=_("Body"), queryset=Body.objects.none())

    field_order = ("owner",)

    def __init__(self, *args: Any, owners: Any, **kwargs: Any) -> None:
        super().__init__(*args, carried=[], **kwargs)
        field = self.fields["owner"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = owners
        field.initial = owners.first()


class ScheduleForm(forms.Form):
    """The minute at which a draft becomes public."""

    publish_at = forms.DateTimeField(
        label=_("Publish at"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"],
    )

    def __init__(self, *args: Any, now: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.now = now

    def clean_publish_at(self) -> datetime:
        instant: datetime = self.cleaned_data["publish_at"]
        if instant <= self.now:
            raise ValidationError(_("This time has passed. Choose a later one or publish now."))
        return instant


class WithdrawalForm(forms.Form):
    """Why a document is taken back; both parts are shown to the public."""

    reason = forms.ChoiceField(label=_("Reason"), choices=WithdrawalReason.choices)
    note = forms.CharField(
        label=_("Explanation for the public"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Shown at the document's address in place of its text."),
    )


class RelationForm(forms.Form):
    """What this document does to another one, named by its key or its address."""

    kind = forms.ChoiceField(label=_("What it does"), choices=Relation.Kind.choices)
    other = forms.CharField(
        label=_("Other document"),
        help_text=_("Its key, number or the address of its page."),
    )


class SigningForm(forms.Form):
    """What a signer confirms: the checklist for the secrecy review, proof-reading for the rest."""

    digest = forms.CharField(widget=forms.HiddenInput, max_length=64)
    step = forms.CharField(widget=forms.HiddenInput, max_length=8)
    checked = forms.MultipleChoiceField(
        label=_("Checklist"), required=False, widget=forms.CheckboxSelectMultiple
    )
    proofread = forms.BooleanField(label=_("I have proof-read this text"), required=False)
    remarks = forms.CharField(
        label=_("Remarks"), max_length=500, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, step: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if step == Step.SECRECY:
            field = self.fields["checked"]
            assert isinstance(field, forms.MultipleChoiceField)
            field.choices = checklist()
            del self.fields["proofread"]
        else:
            del self.fields["checked"]


class ReturnForm(forms.Form):
    """What should be changed before the document is sent again."""

    remarks = forms.CharField(
        label=_("What should be changed"), max_length=500, widget=forms.Textarea(attrs={"rows": 3})
    )


class AnswerForm(forms.Form):
    """Why a finding of the scan may stand."""

    words = forms.CharField(label=_("Why it may stand"), min_length=4, max_length=200)


class DelegationForm(forms.Form):
    """Whom a step is handed to."""

    to = forms.ModelChoiceField(label=_("Hand to"), queryset=User.objects.none())

    def __init__(self, *args: Any, people: list[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ModelChoiceField)
        field.queryset = User.objects.filter(pk__in=[one.pk for one in people])
