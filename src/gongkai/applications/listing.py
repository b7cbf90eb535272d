"""The case list as a page shows it: finished words for twenty-five rows, and what they cost.

A list is looked at more often than anything else here, over as many cases as an office ever had.
So it reads columns, not cases; each order is an index's own, so that twenty-five rows are read for
twenty-five shown; and of the closed ones the latest thousand are listed, older ones are found by
their number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gongkai.applications import queues, wording
from gongkai.applications.models import ApplicationQuerySet, Event, Movement, Recount
from gongkai.applications.rules.road import State
from gongkai.bodies.access import held_by
from gongkai.bodies.models import Body, User

ROWS_A_PAGE = 25
COUNTED_MAX = 1_000
KEPT_SECONDS = 30
TITLES = {
    "open": gettext_lazy("Open"),
    "overdue": gettext_lazy("Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("Due this week"),
    "mine": gettext_lazy("Mine"),
    "escalated": gettext_lazy("Put before me"),
    "unconfirmed": gettext_lazy("To be confirmed"),
    "waiting": gettext_lazy("Waiting for others"),
    "closed": gettext_lazy("Closed"),
}
COLUMNS = (
    "pk",
    "number",
    "masked_name",
    "state",
    "received_on",
    "due_on",
    "provisional",
    "closed_on",
    "body_id",
    "body__name",
    "body__short_name",
    "body__name_en",
    "handler_id",
    "handler__full_name",
    "handler__first_name",
    "handler__last_name",
    "handler__username",
)


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the list."""

    key: object
    number: str
    applicant: str
    body: str
    state: str
    received_on: date | None
    due_on: date | None
    remark: str
    late: bool
    handler: str


@dataclass(frozen=True, slots=True)
class Tab:
    """One list of the inbox. It shows `count` cases; `more` says that there are older ones."""

    key: str
    title: object
    count: int
    more: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Twenty-five rows, and the pages before and after them."""

    lines: list[Line]
    number: int
    pages: int
    previous: int | None
    following: int | None


def tabs(rows: ApplicationQuerySet, user: User, today: date) -> list[Tab]:
    """Return the lists of somebody's cases with their counts, counted anew after any change."""
    told = f"{user.pk} {sorted(held_by(user))} {today} {_newest()}"
    name = f"applications-counts-{sha256(told.encode()).hexdigest()}"
    counts: dict[str, int] | None = cache.get(name)
    if counts is None:
        counts = _counted(rows, user, today)
        cache.set(name, counts, KEPT_SECONDS)
    return [
        Tab(key, title, min(counts[key], COUNTED_MAX), counts[key] > COUNTED_MAX)
        if key == "closed"
        else Tab(key, title, counts[key], more=False)
        for key, title in TITLES.items()
    ]


def _newest() -> tuple[int | None, ...]:
    """Return the last rows of what is only added to: no case changes without one of them."""
    moved = Subquery(Movement.objects.order_by("-pk").values("pk")[:1])
    recounted = Subquery(Recount.objects.order_by("-pk").values("pk")[:1])
    row = Event.objects.order_by("-pk").values_list("pk", moved, recounted)[:1]
    return next(iter(row), ())


def _counted(rows: ApplicationQuerySet, user: User, today: date) -> dict[str, int]:
    """Count what is in each list: two questions, each to an index."""
    counts = _of_open(rows.filter(queues.OPEN), user, today)
    closed = rows.filter(queues.CLOSED_CASES).order_by().values("body")[: COUNTED_MAX + 1]
    return counts | {"closed": closed.count()}


def _of_open(rows: ApplicationQuerySet, user: User, today: date) -> dict[str, int]:
    """Count the open cases by day and state, and sum the lists up here."""
    by_name = dict(queues.lists(today, user))
    sunday = queues.sunday(today)
    groups: Any = rows.order_by().values_list("due_on", "state")
    counts = dict.fromkeys(TITLES, 0)
    for due, state, count, mine, escalated in groups.annotate(
        count=Count("pk"),
        mine=Count("pk", filter=by_name["mine"]),
        escalated=Count("pk", filter=by_name["escalated"]),
    ):
        counts["open"] += count
        counts["mine"] += mine
        counts["escalated"] += escalated
        counts["unconfirmed"] += count * (state == State.ARRIVED_UNCONFIRMED)
        counts["waiting"] += count * (state in queues.WAITING)
        if due is not None:
            counts["overdue"] += count * (due < today)
            counts["today"] += count * (due == today)
            counts["week"] += count * (today < due <= sunday)
    return counts


def page(rows: ApplicationQuerySet, user: User, tab: Tab, wanted: str | None, today: date) -> Page:
    """Return one page of a list.

    Args:
        rows: The cases of this user, as `access.listed_by` gives them.
        user: Whose list.
        tab: Which list, counted.
        wanted: The page asked for, as it came; what is not a number is the first.
        today: The civil day.
    """
    pages = max(1, -(-tab.count // ROWS_A_PAGE))
    number = int(wanted) if wanted and wanted.isascii() and wanted.isdigit() else 1
    number = max(1, min(number, pages))
    rows = rows.filter(dict(queues.lists(today, user))[tab.key])
    if tab.key == "closed":
        rows = rows.order_by("-closed_on", "number")
    first = (number - 1) * ROWS_A_PAGE
    read = rows.values_list(*COLUMNS)[first : first + ROWS_A_PAGE]
    following = number + 1 if number < pages else None
    return Page(_lines(read, today), number, pages, number - 1 or None, following)


def numbered(rows: ApplicationQuerySet, number: str, today: date) -> Page:
    """Return the cases whose number begins so: the way to a case that no list shows any more."""
    begun = rows.filter(number__gte=number, number__lt=f"{number}\U0010ffff").order_by("number")
    return Page(_lines(begun.values_list(*COLUMNS)[:ROWS_A_PAGE], today), 1, 1, None, None)


def _lines(rows: Iterable[tuple[Any, ...]], today: date) -> list[Line]:
    states: Mapping[str, str] = {state.value: str(words) for state, words in wording.STATES.items()}
    bodies: dict[int, str] = {}
    people: dict[int | None, str] = {None: "–"}
    found = []
    for row in rows:
        key, number, applicant, state, received, due, provisional, closed, body, *names = row
        name, short_name, name_en, handler, full_name, first_name, last_name, username = names
        if body not in bodies:
            bodies[body] = Body(name=name, short_name=short_name, name_en=name_en).brief
        if handler not in people:
            people[handler] = str(
                User(
                    full_name=full_name,
                    first_name=first_name,
                    last_name=last_name,
                    username=username,
                )
            )
        late = closed is None and due is not None and due < today
        remarks = [_("provisional")] if provisional else []
        if late:
            remarks.append(_("Overdue"))
        elif closed is None and due == today:
            remarks.append(_("Due today"))
        found.append(
            Line(
                key=key,
                number=number,
                applicant=applicant,
                body=bodies[body],
                state=states[state],
                received_on=received,
                due_on=due,
                remark=" · ".join(remarks),
                late=late,
                handler=people[handler],
            )
        )
    return found
