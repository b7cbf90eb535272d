"""The desk's list as a page shows it: finished words for twenty-five rows, and what they cost.

A list is looked at more often than anything else here, over a million letters. So it reads columns,
not letters; the counts of the tabs are one question, grouped by state and by when a letter is due,
and asked anew only after a step on any letter; and what nobody turns to is not counted.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Case, Count, Max, Q, Value, When
from django.utils.translation import gettext_lazy, pgettext_lazy

from gongkai.bodies.models import Body
from gongkai.letters import access, wording
from gongkai.letters.models import Channel, Event, Kind, Letter, LetterQuerySet
from gongkai.letters.rules.words import State

ROWS_A_PAGE = 25
TITLE_CHARACTERS = 40
# A count is of the newest step there is; a recount of dates, which is no step, shows this late.
KEPT_SECONDS = 30
WEEK = timedelta(days=7)
TITLES = {
    "open": pgettext_lazy("letter list", "Open"),
    "overdue": pgettext_lazy("letter list", "Overdue"),
    "today": gettext_lazy("Due today"),
    "week": gettext_lazy("Due within seven days"),
    "accept": gettext_lazy("To accept or dispatch"),
    "sign": gettext_lazy("To sign for"),
    "hand": pgettext_lazy("letter list", "To reply"),
    "call": gettext_lazy("To call back or close"),
    "returned": pgettext_lazy("letter list", "Returned"),
    "urgent": pgettext_lazy("letter list", "Danger"),
    "all": pgettext_lazy("letter list", "All"),
}
OF_STATE = {
    State.NEW: "accept",
    State.ACCEPTED: "accept",
    State.DISPATCHED: "sign",
    State.IN_HAND: "hand",
    State.REPLIED: "call",
    State.CALLED_BACK: "call",
    State.RETURNED: "returned",
}
COLUMNS = (
    "pk", "number", "title", "kind", "channel", "state", "open", "urgent", "next_on", "body_id",
    "body__name", "body__short_name", "body__name_en",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Line:
    """One letter of a list."""

    key: object
    number: str
    title: str
    kind: str
    channel: str
    body: str
    state: str
    urgent: bool
    next_on: date | None
    late: bool
    today: bool


@dataclass(frozen=True, slots=True)
class Page:
    """Twenty-five rows, and the pages before and after them."""

    lines: list[Line]
    number: int
    pages: int
    previous: int | None
    following: int | None


def lists(today: date) -> dict[str, Q]:
    """Return the lists of open letters and what is in them."""
    by_state: dict[str, list[str]] = {}
    for state, name in OF_STATE.items():
        by_state.setdefault(name, []).append(state.value)
    return {
        "open": Q(),
        "overdue": Q(next_on__lt=today),
        "today": Q(next_on=today),
        "week": Q(next_on__gt=today, next_on__lte=today + WEEK),
        **{name: Q(state__in=states) for name, states in by_state.items()},
        "urgent": Q(urgent=True),
    }


def waiting(keys: list[int]) -> LetterQuerySet:
    """Return the open letters of bodies."""
    return access.among(Letter.objects.filter(open=True), keys).order_by()


def counts(keys: list[int], today: date) -> dict[str, int]:
    """Return how many open letters of bodies each list has."""
    newest = Event.objects.aggregate(newest=Max("pk"))["newest"]
    told = f"{sorted(keys)} {today} {newest}"
    name = f"letters-open-{sha256(told.encode()).hexdigest()}"
    found: dict[str, int] | None = cache.get(name)
    if found is None:
        found = _counted(waiting(keys), today)
        cache.set(name, found, KEPT_SECONDS)
    return found


def _counted(rows: LetterQuerySet, today: date) -> dict[str, int]:
    """Count the open letters by state and when they are due, and sum the lists up here."""
    known = lists(today)
    found = dict.fromkeys(known, 0)
    due = [When(known[name], then=Value(name)) for name in ("overdue", "today", "week")]
    groups: Any = rows.annotate(due=Case(*due, default=Value("open")))
    for state, urgent, when, count in groups.values_list("state", "urgent", "due").annotate(
        count=Count("pk")
    ):
        found["open"] += count
        found[OF_STATE[State(state)]] += count
        found["urgent"] += count * urgent
        if when != "open":
            found[when] += count
    return found


def page(rows: LetterQuerySet, total: int, wanted: str | None, today: date) -> Page:
    """Return one page of a list.

    Args:
        rows: The letters, in the order of the list.
        total: How many there are, as far as anybody turns pages.
        wanted: The page asked for, as it came; what is not a number is the first.
        today: The civil day.
    """
    pages = max(1, -(-total // ROWS_A_PAGE))
    number = int(wanted) if wanted and wanted.isascii() and wanted.isdigit() else 1
    number = max(1, min(number, pages))
    first = (number - 1) * ROWS_A_PAGE
    read = rows.values_list(*COLUMNS)[first : first + ROWS_A_PAGE]
    following = number + 1 if number < pages else None
    return Page(_lines(read, today), number, pages, number - 1 or None, following)


def _lines(rows: Iterable[tuple[Any, ...]], today: date) -> list[Line]:
    # Each word is translated once for a page, not once for a row.
    kinds = {value: str(words) for value, words in Kind.choices}
    channels = {value: str(words) for value, words in Channel.choices}
    states = {state: str(words) for state, words in wording.STATES.items()}
    bodies: dict[int, str] = {}
    found = []
    for key, number, title, kind, channel, state, open_, urgent, due, body, *names in rows:
        if body not in bodies:
            name, short_name, name_en = names
            bodies[body] = Body(name=name, short_name=short_name, name_en=name_en).brief
        due = due if open_ else None
        found.append(
            Line(
                key=key,
                number=number,
                title=_short(title),
                kind=kinds[kind],
                channel=channels[channel],
                body=bodies[body],
                state=states[state],
                urgent=urgent,
                next_on=due,
                late=due is not None and due < today,
                today=due == today,
            )
        )
    return found


def _short(title: str) -> str:
    return title if len(title) <= TITLE_CHARACTERS else f"{title[: TITLE_CHARACTERS - 1]}…"
