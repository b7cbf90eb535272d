"""The numbers of letters, for everybody and for the desk: each opens what it counts."""

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body, User
from gongkai.letters import access
from gongkai.letters.counting import DIMENSIONS, Asked, Line, lines
from gongkai.letters.models import Channel, Kind, Snapshot

MONTHS_SHOWN = 12


def read_month(text: str) -> date | None:
    """Return the first day of a month written 2026-09; None for anything else."""
    try:
        return date.fromisoformat(f"{text}-01") if len(text) == 7 else None
    except ValueError:
        return None


def asked(request: HttpRequest, today: date, bodies: list[int] | None = None) -> Asked:
    """Return which letters an address asks about; the last twelve months if it names none.

    Args:
        request: The request.
        today: The civil day.
        bodies: The bodies that the reader may see; None means all.
    """
    code = request.GET.get("body", "")
    if code:
        rows = Body.objects.filter(code=code[:40])
        chosen = list((rows if bodies is None else rows.filter(pk__in=bodies)).values_list("pk"))
        bodies = [key for (key,) in chosen]
    kind, channel = request.GET.get("kind", ""), request.GET.get("channel", "")
    first = today.year * 12 + today.month - MONTHS_SHOWN
    since = read_month(request.GET.get("since", "")) or date(first // 12, first % 12 + 1, 1)
    return Asked(
        bodies=bodies,
        kind=kind if kind in Kind.values else "",
        channel=channel if channel in Channel.values else "",
        since=since,
        until=read_month(request.GET.get("until", "")) or today.replace(day=1),
    )


@never_cache
@require_safe
def public(request: HttpRequest) -> HttpResponse:
    """Show the numbers to everybody; they open the released letters."""
    return render(request, "letters/public/numbers.html", context_of(request, None, _on_board))


@never_cache
@require_safe
def desk(request: HttpRequest) -> HttpResponse:
    """Show a clerk the numbers of their bodies; they open every letter counted."""
    assert isinstance(request.user, User)
    if not access.works_here(request.user):
        raise Http404
    context = context_of(request, access.scope(request.user), _in_list)
    return render(request, "letters/desk/numbers.html", context)


@never_cache
@require_safe
def frozen(request: HttpRequest, month: str) -> HttpResponse:
    """Show the numbers of a month as they were written down."""
    first = read_month(month)
    rows = Snapshot.objects.filter(month_on=first).select_related("body") if first else None
    found = list(rows.order_by("body__path")) if rows is not None else []
    if not found:
        raise Http404
    whole = next((row for row in found if row.body is None), None)
    parts = [row for row in found if row.body is not None]
    context = {"month": first, "whole": whole, "parts": parts, "taken_on": found[0].taken_on}
    return render(request, "letters/public/frozen.html", context)


Opener = Callable[[dict[str, str]], str]


def _on_board(told: dict[str, str]) -> str:
    kept = {name: told[name] for name in ("body", "kind") if told.get(name)}
    return f"{reverse('letters:index')}?{urlencode(kept)}"


def _in_list(told: dict[str, str]) -> str:
    return f"{reverse('letters_desk:index')}?{urlencode({'list': 'all', **told})}"


def context_of(request: HttpRequest, bodies: list[int] | None, opener: Opener) -> dict[str, Any]:
    """Return what a page of numbers shows."""
    today = timezone.localdate()
    wanted = asked(request, today, bodies)
    by = request.GET.get("by", "body")
    by = by if by in DIMENSIONS else "body"
    whole, parts = lines(wanted, by, today)
    names = _names(by, parts)
    told = {
        "body": request.GET.get("body", ""),
        "kind": wanted.kind,
        "channel": wanted.channel,
        "since": f"{wanted.since:%Y-%m}",
        "until": f"{wanted.until:%Y-%m}",
    }
    told = {name: value for name, value in told.items() if value}
    rows = [
        {"name": names[line.key][0], "line": line, "url": opener({**told, **names[line.key][1]})}
        for line in parts
    ]
    return {
        "whole": whole,
        "rows": rows,
        "by": by,
        "told": told,
        "url": opener(told),
        "tabs": [(name, f"?{urlencode({**told, 'by': name})}") for name in DIMENSIONS],
        "kinds": Kind.choices,
        "channels": Channel.choices,
        "frozen": Snapshot.objects.filter(body=None).values_list("month_on", flat=True)[:24],
    }


def _names(by: str, parts: list[Line]) -> dict[Any, tuple[str, dict[str, str]]]:
    """Return what each line is called and what an address says to choose it."""
    if by == "body":
        rows = Body.objects.filter(pk__in=[line.key for line in parts])
        return {body.pk: (body.brief, {"body": body.code}) for body in rows}
    if by == "kind":
        return {line.key: (str(Kind(line.key).label), {"kind": line.key}) for line in parts}
    if by == "channel":
        return {line.key: (str(Channel(line.key).label), {"channel": line.key}) for line in parts}
    return {
        line.key: (
            format_date(line.key, "Y-m"),
            {"since": f"{line.key:%Y-%m}", "until": f"{line.key:%Y-%m}"},
        )
        for line in parts
    }
