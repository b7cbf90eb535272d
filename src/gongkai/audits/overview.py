"""What the dashboard shows: this month against the last twelve, and what is being mended."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.audits.models import Rectification, Run
from gongkai.audits.rules.charts import Bar, bars
from gongkai.audits.rules.check_form.months import shifted
from gongkai.bodies.models import Body
from gongkai.commitments.models import RUNNING, State

MONTHS = 13


@dataclass(frozen=True, slots=True)
class Month:
    """One month of the dashboard; `run` is its newest, None where none was made."""

    first: date
    run: Run | None
    fresh: int = 0


def months_of(body: Body, today: date) -> list[Month]:
    """Return this month and the twelve before, oldest first."""
    firsts = [shifted(today, -back) for back in range(MONTHS - 1, -1, -1)]
    rows = Run.objects.filter(body=body, month__gte=firsts[0]).order_by("month", "number")
    newest = {run.month: run for run in rows.defer("content").select_related("rules")}
    fresh = dict(
        Run.objects.filter(pk__in=[run.pk for run in newest.values()])
        .order_by()
        .annotate(fresh=Count("findings", filter=Q(findings__fresh=True)))
        .values_list("pk", "fresh")
    )
    return [
        Month(first, newest.get(first), fresh.get(newest[first].pk, 0) if first in newest else 0)
        for first in firsts
    ]


def charts(months: Sequence[Month]) -> list[tuple[str, SafeString]]:
    """Return captions and charts of the dashboard; each number stands in the table beside them."""
    most = max((month.run.found for month in months if month.run), default=1)
    scores = [_bar(one, float(one.run.score) if one.run else None) for one in months]
    found = [_bar(one, float(one.run.found) if one.run else None) for one in months]
    score = _("Score of each month; hatched: failed")
    count = _("Findings of each month; hatched: failed")
    made = [
        (score, bars(score, scores, top=100, name="score")),
        (count, bars(count, found, top=most, name="found")),
    ]
    # Every text in them was escaped.
    return [(caption, mark_safe(one)) for caption, one in made]  # noqa: S308


def _bar(month: Month, value: float | None) -> Bar:
    shown = "" if value is None else f"{value:g}"
    failed = month.run is not None and not month.run.passed
    return Bar(f"{month.first:%m}", value, shown, marked=failed)


def mending(body: Body, today: date) -> dict[str, int]:
    """Return how many rectifications of a body are in hand, overdue and closed."""
    rows = Rectification.objects.filter(scope__path__startswith=body.path)
    running = Q(commitment__state__in=RUNNING)
    return rows.aggregate(
        open=Count("pk", filter=running),
        overdue=Count("pk", filter=running & Q(commitment__due_on__lt=today)),
        done=Count("pk", filter=Q(commitment__state=State.DONE)),
    )
