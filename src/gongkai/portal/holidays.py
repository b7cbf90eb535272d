"""The working-day calendar on the desk: the years that are known, and a new notice entered."""

from dataclasses import replace
from datetime import datetime

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from gongkai.bodies.access import may_keep_any
from gongkai.bodies.desk import Queue, Urgency, Waiting
from gongkai.bodies.models import User
from gongkai.calendars import actions
from gongkai.calendars.models import Notice
from gongkai.calendars.rules.announcement import read_announcement, speaks
from gongkai.calendars.rules.notice import Draft, Reading, Source, decode, read
from gongkai.calendars.words import change_lines, entry_text, fault_text

CHARACTERS_MAX = 100_000
EXPECTED_FROM_MONTH = 11  # the notice for a year has come out between October and December


class NoticeForm(forms.Form):
    """A notice as its own text, or as a table; and where it was published."""

    text = forms.CharField(
        label=gettext_lazy("Text of the notice"),
        required=False,
        max_length=CHARACTERS_MAX,
        widget=forms.Textarea(attrs={"rows": 10}),
        help_text=gettext_lazy(
            "Paste the whole notice with its heading. The days are read from its numbered "
            "paragraphs (一、元旦：1月1日…放假…)."
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("or a table (CSV)"),
        required=False,
        help_text=gettext_lazy("Columns: year, date, name, worked (年份, 日期, 名称, 是否上班)."),
    )
    number = forms.CharField(label=gettext_lazy("Notice number"), required=False, max_length=60)
    url = forms.URLField(
        label=gettext_lazy("Address of the notice"),
        required=False,
        max_length=300,
        assume_scheme="https",
    )

    def clean_file(self) -> str:
        file = self.cleaned_data["file"]
        if not isinstance(file, UploadedFile):
            return ""
        if (file.size or 0) > CHARACTERS_MAX:
            raise forms.ValidationError(_("%s is too large to be a holiday notice.") % file.name)
        return decode(file.read())

    def clean(self) -> dict[str, object]:
        values: dict[str, object] = super().clean() or {}
        text = str(values.get("text") or values.get("file") or "")
        if not self.errors:
            self.reading = read_announcement(text) if speaks(text) else read(text)
            if not text.strip():
                self.add_error("text", _("Paste the notice, or choose a file."))
            elif self.reading.problems:
                for problem in self.reading.problems:
                    self.add_error("text", fault_text(problem))
        values["given"] = text
        return values

    reading: Reading = Reading((), ())

    @property
    def drafts(self) -> list[Draft]:
        """The notices, with the number and address typed for a single one."""
        drafts = list(self.reading.drafts)
        number, url = self.cleaned_data["number"], self.cleaned_data["url"]
        if len(drafts) == 1 and (number or url):
            known = drafts[0].source
            drafts[0] = replace(drafts[0], source=Source(number or known.number, url or known.url))
        return drafts


@require_http_methods(["GET", "POST"])
def holidays(request: HttpRequest) -> HttpResponse:
    """Show the years that are known; read a notice, show what it would change, enter it."""
    assert isinstance(request.user, User)
    if not may_keep_any(request.user):
        raise Http404
    form = NoticeForm(request.POST or None, request.FILES or None)
    context = {"form": form, "notices": _notices(), "missing": missing_year(timezone.now())}
    if request.method == "POST" and form.is_valid():
        if "enter" in request.POST:
            _enter(request, form)
            return redirect("holidays_desk:holidays")
        context["drafts"] = [
            (draft, entry_text(entry), change_lines(entry))
            for draft in form.drafts
            for entry in [actions.compare(draft)]
        ]
        context["given"] = form.cleaned_data["given"]
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "portal/holidays.html", context, status=status)


def _enter(request: HttpRequest, form: NoticeForm) -> None:
    by, at = request.user.get_username(), timezone.now()
    with transaction.atomic():
        entries = [actions.enter(draft, at=at, by=by) for draft in form.drafts]
    for entry in entries:
        messages.success(request, entry_text(entry))
    if any(entry.outcome is not actions.Outcome.UNCHANGED for entry in entries):
        messages.info(request, _("Dates of open cases and letters are counted anew."))


def _notices() -> list[Notice]:
    """Return the notices, newest first, with how many days each takes off and adds."""
    return list(
        Notice.objects.annotate(
            off=Count("days", filter=Q(days__worked=False)),
            worked=Count("days", filter=Q(days__worked=True)),
        )
    )


def missing_year(now: datetime) -> int | None:
    """Return the year whose notice should be entered by now; None when nothing is owed."""
    today = timezone.localdate(now)
    due = today.year + (today.month >= EXPECTED_FROM_MONTH)
    return None if Notice.objects.filter(year=due).exists() else due


def queues(user: User, now: datetime) -> list[Queue]:
    """Return the notice that is missing, for an openness office."""
    if not may_keep_any(user) or (year := missing_year(now)) is None:
        return []
    url = reverse("holidays_desk:holidays")
    title = _("Enter the holiday notice for %d; until then dates in it are provisional") % year
    return [
        Queue(_("Working-day calendar"), Urgency.OTHERS, 1, url, (Waiting(title=title, url=url),))
    ]
