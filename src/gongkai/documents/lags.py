"""How long policies waited for their interpretation (解读时效), each number with its records."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Min, Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.calendars.rules.workdays import CalendarGapError, Workdays
from gongkai.documents import access
from gongkai.documents.models import RoadTerms
from gongkai.documents.rules.pack import INTERPRETATION_DAYS, INTERPRETED_KINDS, lag_days
from gongkai.documents.workbench import person

PER_PAGE = 50
Policies = QuerySet[Any, Any]  # of documents, each with `interpreted_on`


class Group(StrEnum):
    """Where the interpretation of a policy stands."""

    IN_TIME = "in_time"
    LATE = "late"
    WAITING = "waiting"
    EXEMPTED = "exempted"

    @property
    def label(self) -> str:
        return {
            Group.IN_TIME: pgettext("interpretation", "In time"),
            Group.LATE: pgettext("interpretation", "Late"),
            Group.WAITING: pgettext("interpretation", "Not yet"),
            Group.EXEMPTED: pgettext("interpretation", "Exempted"),
        }[self]


@dataclass(frozen=True, slots=True)
class Lags:
    """Lags in working days by the key of the policy, and the keys that were in time or late."""

    days: dict[int, int] = field(default_factory=dict)
    groups: Mapping[Group, list[int]] = field(
        default_factory=lambda: {Group.IN_TIME: [], Group.LATE: []}
    )


@require_safe
def lags(request: HttpRequest) -> HttpResponse:
    """Show how many policies were interpreted in time; each number opens its policies."""
    rows = policies(person(request))
    known = measured(rows, load_workdays())
    open_rows = {
        Group.EXEMPTED: rows.exclude(plan=None).exclude(plan__exemption=""),
        Group.WAITING: unexempted(rows).filter(interpreted_on=None),
        **{group: rows.filter(pk__in=keys) for group, keys in known.groups.items()},
    }
    counts = {
        group: len(known.groups[group]) if group in known.groups else found.count()
        for group, found in open_rows.items()
    }
    wanted = request.GET.get("show", "")
    shown = open_rows[Group(wanted)] if wanted in set(Group) else rows
    page = Paginator(shown.select_related("owner", "plan").defer("body"), PER_PAGE).get_page(
        request.GET.get("page")
    )
    late = set(known.groups[Group.LATE])
    context = {
        "page": page,
        "lines": [(row, known.days.get(row.pk), row.pk in late) for row in page],
        "days": INTERPRETATION_DAYS,
        "in_time": counts[Group.IN_TIME],
        "counted": sum(counts.values()) - counts[Group.EXEMPTED],
        "groups": [(group.value, group.label, counts[group]) for group in Group],
        "show": wanted,
    }
    return render(request, "documents/workbench/lags.html", context)


def policies(user: User) -> Policies:
    """Return the published policies a person works on, each with the day of its interpretation."""
    told = Q(back_relations__kind="interprets", back_relations__document__state="published")
    return (
        access.worked_on_by(user)
        .filter(state="published", kind__in=INTERPRETED_KINDS)
        .annotate(interpreted_on=Min("back_relations__document__published_on", filter=told))
        .order_by("-published_on", "-pk")
    )


def unexempted(rows: Policies) -> Policies:
    """Leave out what went out under a coded exemption."""
    return rows.filter(Q(plan=None) | Q(plan__exemption=""))


def measured(rows: Policies, workdays: Workdays) -> Lags:
    """Count the lag of every policy that has an interpretation, from columns alone."""
    terms = list(RoadTerms.objects.select_related("body"))
    allowed: dict[int, int] = {}
    made = Lags()
    columns = unexempted(rows).exclude(interpreted_on=None).exclude(published_on=None)
    for key, owner, published, interpreted in columns.values_list(
        "pk", "owner", "published_on", "interpreted_on"
    ):
        if owner not in allowed:
            body = Body.objects.only("path").get(pk=owner)
            allowed[owner] = access.road_terms(body, terms).interpretation_days
        lag = made.days[key] = lag_of(published, interpreted, workdays)
        made.groups[Group.IN_TIME if lag <= allowed[owner] else Group.LATE].append(key)
    return made


def lag_of(published_on: date, interpreted_on: date, workdays: Workdays) -> int:
    """Return the lag of an interpretation in working days."""
    try:
        return lag_days(published_on, interpreted_on, workdays)
    except CalendarGapError:
        # Years before the first notice on file: calendar days say enough of so long a lag.
        return (interpreted_on - published_on).days
