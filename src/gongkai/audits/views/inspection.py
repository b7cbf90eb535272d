"""The desk of self-inspection: dashboard, one run, one finding with its rectification, rules."""

import json
from decimal import Decimal
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import path
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gongkai.audits import access, overview, paper, wording
from gongkai.audits.actions import inspecting, rectifying
from gongkai.audits.actions.rules import draw_up, rules_on
from gongkai.audits.models import Finding, Rectification, Rules, Run
from gongkai.audits.rules.check_form.facts import Kind, charge
from gongkai.audits.rules.check_form.months import first_of, shifted
from gongkai.audits.rules.check_form.ruleset import RuleSetError
from gongkai.audits.views.corrections import person
from gongkai.bodies.access import bodies_of
from gongkai.bodies.models import Body

ROWS_A_PAGE = 50
FORMS = {
    "docx": (
        paper.docx,
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ),
    "pdf": (paper.pdf, "application/pdf"),
    "xlsx": (paper.xlsx, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
}


@never_cache
@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """Show this month against the last twelve for one body."""
    user, today = person(request), timezone.localdate()
    offered = _bodies(request)
    body = offered.filter(code=request.GET.get("body", "")).first() or offered.first()
    if body is None:
        raise Http404
    months = overview.months_of(body, today)
    context = {
        "body": body,
        "bodies": offered,
        "months": list(reversed(months)),
        "charts": overview.charts(months),
        "mending": overview.mending(body, today),
        "choices": [f"{shifted(today, -back):%Y-%m}" for back in range(3)],
        "may_inspect": access.may_inspect(user, body),
        "rules": rules_on(today, timezone.now()),
        "may_draw": access.may_draw_rules(user),
    }
    return render(request, "audits/desk/inspection.html", context)


def _bodies(request: HttpRequest) -> QuerySet[Body]:
    """Return the bodies whose inspections this clerk sees, in the order of the tree."""
    user = person(request)
    inspected = access.runs_seen_by(user).order_by().values("body")
    rows = Body.objects.filter(Q(pk__in=inspected) | Q(pk__in=bodies_of(user)))
    return rows.order_by("path")


@never_cache
@require_POST
def start(request: HttpRequest) -> HttpResponse:
    """Inspect a month now and freeze it."""
    user, now = person(request), timezone.now()
    body = get_object_or_404(access.inspected_by(user), code=request.POST.get("body", ""))
    try:
        month = first_of(request.POST.get("month", ""))
        found = inspecting.inspect(body, month, today=timezone.localdate(now), at=now)
    except ValueError:  # a month that is none, or has not begun
        messages.error(request, _("Choose a month that has begun."))
        return redirect("inspection_desk:index")
    run = inspecting.freeze(found, by=user, at=now)
    messages.success(request, _("Inspected and frozen."))
    return redirect(run)


def seen(request: HttpRequest, pk: int) -> Run:
    """Return a run that this clerk may see."""
    rows = access.runs_seen_by(person(request)).select_related("body", "rules", "by")
    return get_object_or_404(rows, pk=pk)


@never_cache
@require_safe
def run(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one frozen run: the form, and its findings by kind."""
    shown = seen(request, pk)
    findings = {one["fingerprint"]: one for one in shown.content["findings"]}
    kinds = sorted({one["kind"] for one in findings.values()})
    kind = request.GET.get("kind", "")
    rows = shown.findings.select_related("body")
    if kind in kinds:
        rows = rows.filter(kind=kind)
    if request.GET.get("new"):
        rows = rows.filter(fresh=True)
    page = Paginator(rows, ROWS_A_PAGE).get_page(request.GET.get("p"))
    context = {
        "run": shown,
        "untouched": inspecting.untouched(shown),
        "lines": [_line(line) for line in shown.content["lines"]],
        "counts": [(wording.count(name), n) for name, n in shown.content["counts"].items()],
        "kinds": [(one, wording.title(one)) for one in kinds],
        "kind": kind,
        "page": page,
        "rows": [(row, _told(findings[row.fingerprint])) for row in page],
        "gone": _gone(shown),
        "others": Run.objects.filter(body=shown.body, month=shown.month).defer("content"),
    }
    return render(request, "audits/desk/run.html", context)


def _line(line: dict[str, Any]) -> dict[str, Any]:
    lost = Decimal(line["lost"])
    return {**line, "words": wording.verdict(line["verdict"]), "lost": lost if lost else ""}


def _told(one: dict[str, Any]) -> dict[str, Any]:
    return {
        "title": wording.title(one["kind"]),
        "sentence": wording.sentence(one["kind"], one["words"], one["since"]),
        "links": one["links"],
    }


def _gone(shown: Run) -> int:
    """Return how many findings of the run before are there no more."""
    rows = Run.objects.filter(body=shown.body, frozen_at__lt=shown.frozen_at)
    before = rows.filter(month__gte=shifted(shown.month, -1)).order_by("-month", "-number").first()
    if before is None:
        return 0
    now = shown.findings.values("fingerprint")
    return before.findings.exclude(fingerprint__in=now).count()


@never_cache
@require_safe
def form(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """Send the official check form of a run."""
    shown = seen(request, pk)
    if ending not in FORMS:
        raise Http404
    writer, media_type = FORMS[ending]
    response = HttpResponse(writer(shown), content_type=media_type)
    name = f"self-inspection-{shown.body.code}-{shown.month:%Y-%m}-{shown.number}.{ending}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
def finding(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Show one fault: what every run said of it, its records, and who mends it by when."""
    user = person(request)
    rows = Finding.objects.filter(fingerprint=fingerprint, run__in=access.runs_seen_by(user))
    times = list(rows.select_related("run", "run__body", "body").order_by("-run__frozen_at")[:24])
    told: dict[str, Any] = {}
    if times:
        told = next(
            one for one in times[0].run.content["findings"] if one["fingerprint"] == fingerprint
        )
    rectification = _work_of(request, fingerprint, told)
    if not times and rectification is None:
        raise Http404
    context = {
        "fingerprint": fingerprint,
        "told": _told(told) if told else {"title": wording.title(rectification.kind)}
        if rectification else {},
        "times": times,
        "rectification": rectification,
        "may_recheck": rectification is not None and access.may_recheck(user, rectification),
    }  # fmt: skip
    return render(request, "audits/desk/finding.html", context)


def _work_of(request: HttpRequest, fingerprint: str, told: dict[str, Any]) -> Rectification | None:
    """Return the rectification that a finding belongs to, its own or that of its sort."""
    if told:
        fingerprint = charge(Kind(told["kind"]), told["subject"], told["body"]).fingerprint
    rows = access.rectifications_seen_by(person(request)).filter(fingerprint=fingerprint)
    return rows.select_related("commitment", "commitment__owner", "scope").first()


@never_cache
@require_POST
def recheck(request: HttpRequest, fingerprint: str) -> HttpResponse:
    """Have the machine look again."""
    user = person(request)
    rows = access.rectifications_seen_by(user).select_related("commitment", "scope")
    row = get_object_or_404(rows, fingerprint=fingerprint)
    if not access.may_recheck(user, row):
        raise Http404
    gone = rectifying.recheck(row, at=timezone.now())
    if gone is None:
        messages.warning(request, _("The machine cannot look for this at present."))
    elif gone:
        messages.success(request, _("It is gone. The rectification is closed."))
    else:
        messages.error(request, _("It is still there. The rectification stays open."))
    return redirect("inspection_desk:rectification", fingerprint)


@never_cache
@require_http_methods(["GET", "POST"])
def rules(request: HttpRequest) -> HttpResponse:
    """Show the rules in force and draw up a new version with other points and limits."""
    user, now = person(request), timezone.now()
    today = timezone.localdate(now)
    held = rules_on(today, now)
    may_draw = access.may_draw_rules(user)
    context = {
        "held": held,
        "versions": Rules.objects.select_related("drawn_by"),
        "may_draw": may_draw,
        "content": held.content,
        "from_on": today,
    }
    if request.method == "POST":
        if not may_draw:
            raise Http404
        content = _filled(held.content, request.POST)
        try:
            draw_up(content, from_on=_day(request, today), by=user, at=now)
        except RuleSetError as error:
            messages.error(request, _("This is no valid value: %s") % error)
            context |= {"content": content}
            return render(request, "audits/desk/rules.html", context, status=422)
        messages.success(request, _("The new version is drawn up; older runs keep theirs."))
        return redirect("inspection_desk:rules")
    return render(request, "audits/desk/rules.html", context)


def _day(request: HttpRequest, today: Any) -> Any:
    try:
        return type(today).fromisoformat(request.POST.get("from_on", ""))
    except ValueError as error:
        raise RuleSetError("from_on") from error


def _filled(content: dict[str, Any], asked: Any) -> dict[str, Any]:
    """Return the rules with the values of the form in their places."""
    made: dict[str, Any] = json.loads(json.dumps(content))
    made["title"] = asked.get("title", made["title"])
    made["source"] = asked.get("source", made.get("source", ""))
    made["pass_points"] = asked.get("pass_points", made["pass_points"])
    for row in made["vetoes"]:
        row["at_least"] = _whole(asked.get(f"{row['code']}.at_least", row.get("at_least", 1)))
    for row in made["deductions"]:
        for name in ("each", "cap"):
            row[name] = asked.get(f"{row['code']}.{name}", row[name])
    for name, value in made.get("limits", {}).items():
        made["limits"][name] = _whole(asked.get(f"limits.{name}", value))
    for row in made["columns"]:
        row["days"] = _whole(asked.get(f"columns.{row['kind']}", row.get("days", 0)))
    return made


def _whole(value: Any) -> Any:
    text = str(value)
    return int(text) if text.isascii() and text.isdigit() else value


INSPECTION_URLS = [
    path("", index, name="index"),
    path("start/", start, name="start"),
    path("rules/", rules, name="rules"),
    path("runs/<int:pk>/", run, name="run"),
    path("runs/<int:pk>/form.<slug:ending>", form, name="form"),
    path("findings/<slug:fingerprint>/", finding, name="rectification"),
    path("findings/<slug:fingerprint>/recheck/", recheck, name="recheck"),
]
