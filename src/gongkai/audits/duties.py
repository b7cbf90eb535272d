"""The duties of bodies on a day: directory, responsibilities and documents brought together.

Nothing of it is stored. Seven queries, whatever the number of items, bodies and documents.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache

from django.db.models import Q
from django.utils.timezone import localtime

from gongkai.audits.rules.duties import (
    FAULTS,
    IS_DONE,
    IS_LATE,
    IS_MISSING,
    IS_OPEN,
    STALE_DAYS,
    Piece,
    Standing,
    State,
    judge,
    standing,
    windows,
)
from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.catalogue.models import Directory, Filing, Item, Responsibility
from gongkai.catalogue.rules.timing import TimeLimit, parse
from gongkai.documents.models import Document
from gongkai.documents.models import State as DocumentState

LOOK_BACK_DAYS = 365  # missing and late duties are counted over a year
PERIOD_STATES = {IS_DONE: "done", IS_LATE: "late", IS_MISSING: "missing", IS_OPEN: "due"}
read_limit = lru_cache(maxsize=2048)(parse)


@dataclass(frozen=True, slots=True)
class Duty:
    """One item for one body on a day.

    Attributes:
        item: As the version in force prints it.
        limit: What its 公开时限 says; None when that is not understood.
        body: Who owes it; None when nobody was named.
        person: Who signed for it; None when nobody did by that day.
        signed_on: When.
        standing: How it stands; None when nobody owes it.
        responsibility: The row of the matrix, signed or not.
    """

    item: Item
    limit: TimeLimit | None
    body: Body | None = None
    person: User | None = None
    signed_on: date | None = None
    standing: Standing | None = None
    responsibility: Responsibility | None = None

    @property
    def state(self) -> str:
        """One word for the screen: the state, or that nobody owes it."""
        return self.standing.state.value if self.standing else "unowned"

    @property
    def unowned(self) -> bool:
        """Whether no person has signed for the item: a finding by itself."""
        return self.person is None

    @property
    def newest(self) -> date | None:
        """The day of the last thing opened."""
        found = self.standing.newest if self.standing else None
        return None if found is None else date.fromordinal(found)

    @property
    def due(self) -> date | None:
        """The next due date of a periodic item, or the last that was missed."""
        found = self.standing.due if self.standing else None
        return None if found is None else date.fromordinal(found)


@dataclass(frozen=True, slots=True)
class Fault:
    """A duty that is not met, for whoever gathers findings.

    Attributes:
        code: overdue_item, late_item, empty_item, stale_item, unread_limit, unowned_item or
            short_posting.
        duty: The item and body.
        count: How many periods or pieces.
        keys: Keys of the late documents.
    """

    code: str
    duty: Duty
    count: int = 1
    keys: tuple[str, ...] = ()


@dataclass(slots=True)
class Overview:
    """All duties of a directory on a day."""

    day: date
    directory: Directory | None
    duties: list[Duty] = field(default_factory=list)


CODES = {
    State.MISSING: "overdue_item",
    State.LATE: "late_item",
    State.EMPTY: "empty_item",
    State.STALE: "stale_item",
    State.UNREAD: "unread_limit",
}


def directories_on(day: date) -> list[Directory]:
    """Return the directories in force on a day, one for each keeper and tier."""
    rows = Directory.objects.in_force(day).select_related("body")
    return sorted(rows, key=lambda row: (row.body.path, row.tier))


def overview(
    directory: Directory,
    day: date,
    *,
    bodies: Iterable[Body] | None = None,
    stale_days: int = STALE_DAYS,
) -> Overview:
    """Compute every duty of a directory on a day, past ones too.

    Args:
        directory: The version in force on that day.
        day: The day asked about.
        bodies: Whose duties; None for all, items without a body among them.
        stale_days: After how many days without anything new an item is stale.
    """
    wanted = None if bodies is None else {body.pk for body in bodies}
    owing = _owing(directory, day, wanted)
    pieces = _pieces(directory, wanted)
    workdays, since = load_workdays(), day - timedelta(days=LOOK_BACK_DAYS)
    found = Overview(day, directory)
    items = directory.items.filter(active=True).select_related("area")
    for item in items.order_by("area__position", "position"):
        limit = read_limit(item.time_limit)
        rows = owing.get(item.code, [])
        for row in rows:
            how = standing(
                limit,
                pieces.get((item.code, row.body_id), ()),
                today=day,
                since=since,
                workdays=workdays,
                stale_days=stale_days,
            )
            found.duties.append(_duty(item, limit, row, day=day, how=how))
        if not rows and wanted is None:
            found.duties.append(Duty(item, limit))
    return found


def _duty(
    item: Item, limit: TimeLimit | None, row: Responsibility, *, day: date, how: Standing
) -> Duty:
    signed = row.signed_on is not None and row.signed_on <= day
    person, since = (row.person, row.signed_on) if signed else (None, None)
    return Duty(item, limit, row.body, person, since, how, row)


def _owing(
    directory: Directory, day: date, bodies: set[int] | None
) -> dict[str, list[Responsibility]]:
    """Return by item the row of each body that holds on a day: signed, else drawn up."""
    rows = Responsibility.objects.filter(keeper=directory.body_id, tier=directory.tier)
    rows = rows.filter(Q(until_on=None) | Q(until_on__gte=day))
    if bodies is not None:
        rows = rows.filter(body__in=bodies)
    best: dict[tuple[str, int], Responsibility] = {}
    for row in rows.select_related("body", "person", "power").order_by("body__path", "pk"):
        key = (row.item_code, row.body_id)
        holds = row.signed_on is not None and row.signed_on <= day
        if key not in best or holds:
            best[key] = row
    found: dict[str, list[Responsibility]] = defaultdict(list)
    for row in best.values():
        found[row.item_code].append(row)
    return found


def _pieces(directory: Directory, bodies: set[int] | None) -> dict[tuple[str, int], list[Piece]]:
    rows = Filing.objects.filter(keeper=directory.body_id, tier=directory.tier)
    if bodies is not None:
        rows = rows.filter(body__in=bodies)
    filed = list(rows.values_list("item_code", "body", "document_key"))
    # A join by the key would do, were the key not a plain string of a floor above.
    known = pieces_of({key for _code, _body, key in filed})
    found: dict[tuple[str, int], list[Piece]] = defaultdict(list)
    for code, body, key in filed:
        if key in known:
            found[code, body].append(known[key])
    return found


def pieces_of(keys: set[str]) -> dict[str, Piece]:
    """Return for each document that is or was public when it was opened, formed and taken back.

    A back-filled document became public on the day that its old page says; any other on the day
    on which our own log has it, whatever date stands on its page.
    """
    rows = Document.objects.filter(
        state__in=[DocumentState.PUBLISHED, DocumentState.WITHDRAWN], published_at__isnull=False
    )
    fields = ("key", "made_on", "published_on", "published_at", "withdrawn_at", "backfilled")
    found = {}
    for key, made, printed, first, withdrawn, backfilled in rows.values_list(*fields):
        if key in keys:
            opened = printed if backfilled and printed else localtime(first).date()
            found[key] = Piece(
                opened.toordinal(),
                made.toordinal() if made else None,
                localtime(withdrawn).date().toordinal() if withdrawn else None,
                key,
            )
    return found


@dataclass(frozen=True, slots=True)
class Period:
    """One period of a periodic item: from and until when, by when, and how it went."""

    first: date
    last: date
    due: date
    state: str


def periods(duty: Duty, day: date) -> list[Period]:
    """Return the periods of a duty over the last year, the newest first; none without periods."""
    row = duty.responsibility
    if row is None or duty.limit is None:
        return []
    owed = windows(duty.limit, day - timedelta(days=LOOK_BACK_DAYS), day, load_workdays())
    filed = Filing.objects.filter(
        keeper=row.keeper_id, tier=row.tier, item_code=row.item_code, body=row.body_id
    )
    pieces = pieces_of(set(filed.values_list("document_key", flat=True))).values()
    today = day.toordinal()
    opened = sorted(p.opened for p in pieces if p.closed is None or p.closed > today)
    codes = judge(owed, opened, today)
    return [
        Period(
            date.fromordinal(window.first),
            date.fromordinal(window.last),
            date.fromordinal(window.due),
            PERIOD_STATES[code],
        )
        for window, code in reversed(list(zip(owed, codes, strict=True)))
    ]


def faults(found: Overview) -> Iterator[Fault]:
    """Yield what is not met: missing, late, stale and empty items, limits not understood, no owner.

    A duty may yield two: its state, and that nobody has signed for it.
    """
    for duty in found.duties:
        if duty.unowned:
            yield Fault("unowned_item", duty)
        how = duty.standing
        if how is None or how.state not in FAULTS:
            continue
        count = {State.MISSING: how.missing, State.LATE: how.late}.get(how.state, 1)
        yield Fault(CODES[how.state], duty, max(count, 1), how.late_keys)


def short_postings(found: Overview) -> Iterator[Fault]:
    """Yield what was taken back before it had been posted as long as its cell says."""
    for duty in found.duties:
        if duty.standing is not None and duty.standing.short_keys:
            keys = duty.standing.short_keys
            yield Fault("short_posting", duty, len(keys), keys)


def faults_on(day: date, *, bodies: Sequence[Body] | None = None) -> list[Fault]:
    """Return every duty not met on a day, in all directories in force then."""
    return [
        fault
        for directory in directories_on(day)
        for fault in faults(overview(directory, day, bodies=bodies))
    ]


def counts(duties: Iterable[Duty]) -> dict[str, int]:
    """Return how many duties stand how, and how many have no person."""
    found: dict[str, int] = defaultdict(int)
    for duty in duties:
        found[duty.state] += 1
        if duty.unowned and duty.body is not None:
            found["unsigned"] += 1
    return dict(found)


def candidates(duty: Duty, limit: int = 20) -> list[tuple[Document, float]]:
    """Return public documents of the body that may belong to the item, the likest first.

    Likeness is the share of the item's pairs of characters that stand in title and category.
    """
    if duty.body is None:
        return []
    filed = Filing.objects.filter(item_code=duty.item.code, body=duty.body)
    rows = (
        Document.objects.published()
        .filter(owner=duty.body)
        .exclude(key__in=filed.values("document_key"))
        .only("key", "title", "group_category", "published_on", "made_on")
    )
    wanted = wanted_pairs(duty.item)
    scored = [(row, likeness(wanted, f"{row.title} {row.group_category}")) for row in rows]
    scored = [pair for pair in scored if pair[1] > 0]
    scored.sort(key=lambda pair: (-pair[1], -(pair[0].published_on or date.min).toordinal()))
    return scored[:limit]


def wanted_pairs(item: Item) -> frozenset[str]:
    """Return the pairs of characters by which an item's documents are known."""
    return _pairs(f"{item.area.name} {item.level1} {item.level2} {item.level3}")


def likeness(wanted: frozenset[str], text: str) -> float:
    """Return which share of some pairs of characters stands in a text, from 0 to 1."""
    return len(wanted & _pairs(text)) / len(wanted) if wanted else 0.0


def _pairs(text: str) -> frozenset[str]:
    return frozenset(
        text[place : place + 2]
        for place in range(len(text) - 1)
        if not text[place : place + 2].isascii() and " " not in text[place : place + 2]
    )
