"""What people ask for again and again, and what was offered to them before they asked.

Both say what to publish. The counts of offers are those that happened: an item counts as an answer
when somebody said that it was one, and never because nobody sent anything.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Q, Sum

from gongkai.applications import access
from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import Application, Channel, Suggestion
from gongkai.bodies.models import User
from gongkai.custody.envelope import SealBrokenError

LOOKED_BACK_DAYS = 365
ROWS = 20
REPEATED_LEAST = 2
GIVEN = ("granted", "partial")


@dataclass(frozen=True, slots=True)
class Repeated:
    """One thing that was asked for more than once."""

    key: UUID
    number: str
    wanted: str
    requests: int
    people: int
    given: int

    @property
    def may_be_published(self) -> bool:
        """Whoever gave it to two persons could have given it to all (art. 44)."""
        return self.given >= REPEATED_LEAST


@dataclass(frozen=True, slots=True)
class Offers:
    """What the offers of a year came to."""

    rows: list[dict[str, Any]]
    shown: int
    opened: int
    answered: int
    asked: int


def repeated(user: User, today: date) -> list[Repeated]:
    """Return what somebody's bodies were asked for more than once within a year."""
    since = today - timedelta(days=LOOKED_BACK_DAYS)
    rows = access.handled_by(user).filter(received_on__gte=since, erased_on=None)
    groups: Any = rows.exclude(wanted_print="").order_by().values("body", "wanted_print")
    groups = groups.annotate(
        requests=Count("pk"),
        people=Count("applicant_print", distinct=True, filter=~Q(applicant_print="")),
        given=Count("pk", filter=Q(outcome__in=GIVEN)),
        latest=Max("number"),
    ).filter(requests__gte=REPEATED_LEAST)
    found = []
    for group in groups.order_by("-requests", "latest")[:ROWS]:
        same = Q(body=group["body"], wanted_print=group["wanted_print"], number=group["latest"])
        row = Application.objects.only("number", "sealed_key", "wanted").get(same)
        found.append(
            Repeated(
                row.pk,
                row.number,
                _wanted(row),
                group["requests"],
                group["people"],
                group["given"],
            )
        )
    return found


def offers(today: date) -> Offers:
    """Return what was offered to people about to ask, and how many asked on the website anyway."""
    since = today - timedelta(days=LOOKED_BACK_DAYS)
    rows = Suggestion.objects.filter(on__gte=since)
    sums = {name: Sum(name) for name in ("shown", "opened", "answered")}
    total = rows.aggregate(**sums)
    by_item: Any = rows.order_by().values("path").annotate(title=Max("title"), **sums)
    asked = Application.objects.filter(channel=Channel.WEB, arrived_on__gte=since).count()
    return Offers(
        list(by_item.order_by("-answered", "-opened", "-shown", "path")[:ROWS]),
        total["shown"] or 0,
        total["opened"] or 0,
        total["answered"] or 0,
        asked,
    )


def _wanted(row: Application) -> str:
    try:
        return opened(row, "wanted")
    except SealBrokenError:
        return ""
