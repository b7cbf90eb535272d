"""The clerk's desk of duties: all items of a directory on one page, and one item of one body.

A body sees its own duties; its openness office signs who answers for them. Whoever keeps the
directory sees all, items that nobody answers for among them.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path, reverse
from django.utils.http import urlencode
from django.utils.timezone import localdate, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.audits import duties, duty_words
from gongkai.audits.duties import Duty
from gongkai.bodies.access import bodies_of, held_by, holds
from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.catalogue.actions import responsibilities
from gongkai.catalogue.models import Directory, Filing, Responsibility, Tier
from gongkai.documents.models import Document

ROWS_A_PAGE = 400  # all 120 items of a county on one page; townships times items on a few
FILED_AT_ONCE_MAX = 50
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BAD = ("empty", "missing", "stale", "late", "unread", "unowned")
OWED = ("empty", "missing", "stale")
SOON = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the page is asked for; what makes no sense is left out."""

    day: date
    tier: str = Tier.COUNTY.value
    body: str = ""
    area: str = ""
    state: str = ""
    mine: bool = False
    query: dict[str, str] = field(default_factory=dict)


def person(request: HttpRequest) -> User:
    """Return the clerk; Wagtail's login guard stands before every page here."""
    assert isinstance(request.user, User)
    return request.user


def asked_of(request: HttpRequest, today: date) -> Asked:
    """Read the filters and the day; a day to come counts as today."""
    told = request.GET
    try:
        day = min(date.fromisoformat(told.get("day", "")), today)
    except ValueError:
        day = today
    tier = told.get("tier", Tier.COUNTY.value)
    tier = tier if tier in Tier.values else Tier.COUNTY.value
    state = told.get("state", "")
    state = state if state in {*duty_words.STATES, "faults", "unsigned", "owed", "soon"} else ""
    body, area = told.get("body", "")[:40], told.get("area", "")[:40]
    mine = "1" if told.get("mine") else ""
    query = {"tier": tier, "body": body, "area": area, "state": state, "mine": mine}
    if day != today:
        query["day"] = day.isoformat()
    return Asked(day, tier, body, area, state, bool(mine), {k: v for k, v in query.items() if v})


def directory_on(asked: Asked) -> Directory | None:
    """Return the directory of the tier in force on the day."""
    found = [row for row in duties.directories_on(asked.day) if row.tier == asked.tier]
    return found[0] if found else None


def seen(user: User, directory: Directory) -> list[Body] | None:
    """Return whose duties the user sees: None for everybody's.

    Raises:
        Http404: Nobody's.
    """
    if user.is_superuser or holds(user, directory.body, *Role):
        return None
    bodies = list(bodies_of(user))
    if not bodies:
        raise Http404
    return bodies


def mine_of(user: User, rows: list[Duty]) -> list[Duty]:
    """Return the duties of the bodies in which the user is appointed, those below them apart."""
    paths = {path for _role, path in held_by(user)}
    return [duty for duty in rows if duty.body is not None and duty.body.path in paths]


def narrowed(user: User, rows: list[Duty], asked: Asked) -> list[Duty]:
    """Return the duties of a body and an area, or of the user's own bodies."""
    rows = mine_of(user, rows) if asked.mine else rows
    return [
        duty
        for duty in rows
        if (not asked.body or (duty.body is not None and duty.body.code == asked.body))
        and (not asked.area or duty.item.area.code == asked.area)
    ]


def in_state(rows: list[Duty], state: str, day: date) -> list[Duty]:
    """Return the duties that stand so; `owed` can still be opened, `soon` is due in a week."""
    if state == "owed":
        return [duty for duty in rows if duty.state in OWED]
    if state == "soon":
        until = day + SOON
        return [d for d in rows if d.state == "due" and d.due is not None and d.due <= until]
    if state == "faults":
        return [duty for duty in rows if duty.state in BAD]
    if state == "unsigned":
        return [duty for duty in rows if duty.unowned and duty.body is not None]
    return [duty for duty in rows if duty.state == state] if state else rows


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show every item of a directory with who is responsible and how it stands on a day."""
    today = localdate()
    asked = asked_of(request, today)
    directory = directory_on(asked)
    context: dict[str, Any] = {
        "asked": asked,
        "today": today,
        "tiers": Tier.choices,
        "query": urlencode(asked.query),
        "directory": directory,
    }
    if directory is not None:
        context |= _listed(request, directory, asked)
    elif not bodies_of(person(request)).exists() and not person(request).is_superuser:
        raise Http404
    return render(request, "audits/duties.html", context)


def _listed(request: HttpRequest, directory: Directory, asked: Asked) -> dict[str, Any]:
    bodies = seen(person(request), directory)
    everything = duties.overview(directory, asked.day, bodies=bodies).duties
    rows = narrowed(person(request), everything, asked)
    counts = duties.counts(rows)
    shown = in_state(rows, asked.state, asked.day)
    page = Paginator(shown, ROWS_A_PAGE).get_page(request.GET.get("p"))
    owing = {duty.body.pk: duty.body for duty in everything if duty.body is not None}
    areas = {duty.item.area_id: duty.item.area for duty in everything}
    return {
        "page": page,
        "rows": [(duty, duty_words.state_words(duty.state)) for duty in page],
        "total": len(rows),
        "counts": [
            (state, words, counts[state])
            for state, words in duty_words.STATES.items()
            if counts.get(state)
        ],
        "unsigned": counts.get("unsigned", 0),
        "bodies": sorted(owing.values(), key=lambda body: body.path),
        "areas": sorted(areas.values(), key=lambda area: area.position),
        "may_draw_up": holds(person(request), directory.body, Role.OPENNESS),
    }


@never_cache
@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """Give out what is shown as a workbook."""
    asked = asked_of(request, localdate())
    directory = directory_on(asked)
    if directory is None:
        raise Http404
    found = duties.overview(directory, asked.day, bodies=seen(person(request), directory))
    rows = in_state(narrowed(person(request), found.duties, asked), asked.state, asked.day)
    heading = f"{directory.title} {directory.version_on.isoformat()} · {asked.day.isoformat()}"
    response = HttpResponse(duty_words.as_xlsx(rows, heading), content_type=XLSX_TYPE)
    name = f"duties-{asked.tier}-{asked.day.isoformat()}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


class SignForm(forms.Form):
    """Who answers for the item, and from which day."""

    person = forms.ModelChoiceField(User.objects.none(), label=gettext_lazy("Who answers for it"))
    signed_on = forms.DateField(
        label=gettext_lazy("Signed on"),
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
    )

    def __init__(self, *args: Any, body: Body, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        held = Appointment.objects.running(today).filter(body=body)
        people = User.objects.filter(pk__in=held.values("user")).order_by("full_name")
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
        self.today = today

    def clean_signed_on(self) -> date:
        day: date = self.cleaned_data["signed_on"]
        if day > self.today:
            raise forms.ValidationError(_("This day has not come yet."))
        return day


def found_duty(request: HttpRequest, tier: str, item: str, code: str, day: date) -> Duty:
    """Return one item of one body that the user may see."""
    directory = directory_on(Asked(day, tier))
    if directory is None:
        raise Http404
    bodies = seen(person(request), directory)
    body = get_object_or_404(Body, code=code)
    if bodies is not None and body.pk not in {one.pk for one in bodies}:
        raise Http404
    for duty in duties.overview(directory, day, bodies=[body]).duties:
        if duty.item.code == item:
            return duty
    raise Http404


@never_cache
@require_http_methods(["GET", "POST"])
def item(request: HttpRequest, tier: str, item: str, code: str) -> HttpResponse:
    """Show one item of one body; its openness office signs who answers for it."""
    today = localdate()
    day = asked_of(request, today).day
    duty = found_duty(request, tier, item, code, day)
    assert duty.body is not None
    assert duty.responsibility is not None
    may_sign = holds(person(request), duty.body, Role.OPENNESS)
    initial = {"person": duty.person, "signed_on": today}
    form = SignForm(request.POST or None, body=duty.body, today=today, initial=initial)
    if form.is_bound:
        if not may_sign:
            raise Http404
        if form.is_valid() and _signed(request, duty.responsibility, form):
            return redirect("duties_desk:item", tier, item, code)
    context = _item_context(duty, tier, day) | {
        "form": form if may_sign else None,
        "may_file": holds(person(request), duty.body, *Role),
    }
    return render(request, "audits/duties_item.html", context, status=422 if form.is_bound else 200)


def _signed(request: HttpRequest, row: Responsibility, form: SignForm) -> bool:
    try:
        responsibilities.sign(row, **form.cleaned_data, by=person(request))
    except responsibilities.SignedLaterError as later:
        form.add_error("signed_on", _("The present person signed on %s; say a later day.") % later)
        return False
    messages.success(request, _("Signed for."))
    return True


def _item_context(duty: Duty, tier: str, day: date) -> dict[str, Any]:
    body, row = duty.body, duty.responsibility
    assert body is not None
    assert row is not None
    filed = Filing.objects.filter(
        keeper=row.keeper_id, tier=tier, item_code=duty.item.code, body=body
    )
    documents = Document.objects.filter(key__in=filed.values("document_key")).order_by(
        "-published_on", "-pk"
    )
    history = Responsibility.objects.filter(
        keeper=row.keeper_id, tier=tier, item_code=duty.item.code, body=body
    ).select_related("person", "signed_by")
    late = set(duty.standing.late_keys) if duty.standing else set()
    short = set(duty.standing.short_keys) if duty.standing else set()
    return {
        "duty": duty,
        "tier": tier,
        "words": duty_words.state_words(duty.state),
        "limit_words": duty_words.limit_words(duty.limit),
        "documents": [
            (document, document.key in late, document.key in short) for document in documents
        ],
        "candidates": duties.candidates(duty),
        "periods": [
            (period, duty_words.state_words(period.state)) for period in duties.periods(duty, day)
        ],
        "history": history.order_by("signed_on", "pk"),
        "power": row.power,
    }


@never_cache
@require_POST
def file(request: HttpRequest, tier: str, item: str, code: str) -> HttpResponse:
    """Say which documents open the item, or take them out again."""
    duty = found_duty(request, tier, item, code, localdate())
    assert duty.body is not None
    assert duty.responsibility is not None
    if not holds(person(request), duty.body, *Role):
        raise Http404
    where: dict[str, Any] = {
        "keeper": duty.responsibility.keeper,
        "tier": tier,
        "item_code": item,
        "body": duty.body,
    }
    taken = request.POST.getlist("take_out")[:FILED_AT_ONCE_MAX]
    wanted = request.POST.getlist("file")[:FILED_AT_ONCE_MAX]
    if typed := request.POST.get("key", "").strip().rstrip("/").rpartition("/")[2]:
        wanted.append(typed)
    public = Document.objects.published().filter(key__in=wanted, owner=duty.body)
    keys = list(public.values_list("key", flat=True))
    if len(keys) < len(set(wanted)):
        messages.error(request, _("Only public documents of this body can be put under its item."))
    gone = responsibilities.take_out(taken, **where)
    new = responsibilities.file_under(keys, **where, by=person(request), at=now())
    if new or gone:
        text = _("%(new)d documents put under the item, %(gone)d taken out.")
        messages.success(request, text % {"new": new, "gone": gone})
    return redirect("duties_desk:item", tier, item, code)


@never_cache
@require_POST
def draw_up(request: HttpRequest, tier: str) -> HttpResponse:
    """Draw up the matrix from the column 公开主体 of the directory in force."""
    today = localdate()
    directory = directory_on(Asked(today, tier))
    if directory is None or not holds(person(request), directory.body, Role.OPENNESS):
        raise Http404
    new, unknown = responsibilities.draw_up(directory, today=today)
    messages.success(request, _("%d rows drawn up; each waits for a signature.") % new)
    for words in list(dict.fromkeys(words for _code, words in unknown))[:10]:
        messages.warning(
            request, _("“%s” names no body here; correct it in the directory.") % words
        )
    return redirect(f"{reverse('duties_desk:index')}?tier={tier}")


DUTY_URLS = [
    path("", index, name="index"),
    path("duties.xlsx", export, name="export"),
    path("<slug:tier>/draw-up/", draw_up, name="draw_up"),
    path("<slug:tier>/<slug:item>/<slug:code>/", item, name="item"),
    path("<slug:tier>/<slug:item>/<slug:code>/file/", file, name="file"),
]
