"""Who may see which letter and take which step, and the one way to what is public.

For apps above: `open_texts` yields what may be analysed inside the office (texts with the numbers
of persons hidden, no writer); `on_board` is all that the public may ever be shown.
"""

from collections.abc import Iterator
from datetime import date
from hashlib import sha256
from typing import NamedTuple

from django.core.cache import cache
from django.db.models import Exists, F, OuterRef, Q, QuerySet

from gongkai.bodies.access import bodies_of, held_by, holds
from gongkai.bodies.models import Body, BodyQuerySet, Role, User
from gongkai.letters.models import Assistance, Letter, LetterQuerySet, Release
from gongkai.letters.rules.words import EventType, State

WORKING = (Role.REGISTRAR, Role.HANDLER, Role.OPENNESS, Role.LEADER)
ACTING = (Role.REGISTRAR, Role.HANDLER, Role.OPENNESS)
INTAKE = (Role.REGISTRAR, Role.OPENNESS)
# Letters are never deleted: many today are many in an hour.
LED_SECONDS = 3600
# What the unit does; everything else is for whoever received the letter and answers for its course.
OF_UNIT = frozenset(
    {
        EventType.SIGNED,
        EventType.RETURNED,
        EventType.CO_HANDLER_ADDED,
        EventType.LEAD_CHANGED,
        EventType.EXTENDED,
        EventType.REPLIED,
    }
)
# Writers rate by their code; other systems' rows come in by the import.
NOBODYS = frozenset({EventType.RECEIVED, EventType.IMPORTED, EventType.RATED})


def of_bodies(keys: list[int]) -> Q:
    """Return what a letter must be to be the work of one of some bodies."""
    beside = Assistance.objects.filter(body__in=keys).values("letter")
    return Q(body__in=keys) | Q(intake__in=keys) | Q(pk__in=beside)


def among(rows: LetterQuerySet, keys: list[int]) -> LetterQuerySet:
    """Return those of some rows that are the work of bodies, without leaving the rows' own index.

    The same as `of_bodies`, for lists that a short or sorted index already gives: the sums keep
    the database from going through every letter of the bodies instead.
    """
    beside = Assistance.objects.filter(letter=OuterRef("pk"), body__in=keys)
    worked = rows.alias(of_lead=F("body_id") + 0, of_intake=F("intake_id") + 0)
    return worked.filter(Q(of_lead__in=keys) | Q(of_intake__in=keys) | Exists(beside))


def newest(keys: list[int], most: int) -> tuple[LetterQuerySet, int]:
    """Return the letters of bodies, newest first, and how many there are, counted up to `most`."""
    if not _lead_many(keys, most):
        columns = (
            Letter.objects.filter(body__in=keys).values("pk"),
            Letter.objects.filter(intake__in=keys).values("pk"),
            Assistance.objects.filter(body__in=keys).values("letter"),
        )
        ids = [Q(pk__in=rows.order_by()[:most]) for rows in columns]
        few = Letter.objects.filter(ids[0] | ids[1] | ids[2])
        total = few.order_by().values("pk")[:most].count()
        if total < most:
            return few, total
    # So many that the first page is full after a short way through all letters.
    return among(Letter.objects.all(), keys), most


def _lead_many(keys: list[int], most: int) -> bool:
    """Say whether bodies lead so many letters; once it is so, it is remembered for a while."""
    name = f"letters-led-{most}-{sha256(repr(sorted(keys)).encode()).hexdigest()}"
    if cache.get(name):
        return True
    led = Letter.objects.filter(body__in=keys).order_by().values("body")[:most].count()
    if led >= most:
        cache.set(name, True, LED_SECONDS)
    return led >= most


def scope(user: User) -> list[int]:
    """Return the bodies whose letters a user sees."""
    return list(bodies_of(user, *WORKING).order_by().values_list("pk", flat=True))


def handled_by(user: User) -> LetterQuerySet:
    """Return the letters that a user may see."""
    return Letter.objects.filter(of_bodies(scope(user)))


def works_here(user: User) -> bool:
    """Say whether a user works on letters of any body."""
    return any(role in WORKING for role, _path in held_by(user))


def received_by(user: User) -> BodyQuerySet:
    """Return the bodies for which a user takes letters in."""
    return bodies_of(user, *INTAKE)


def takes_in(user: User) -> bool:
    """Say whether a user takes letters in for any body."""
    return any(role in INTAKE for role, _path in held_by(user))


def may(user: User, letter: Letter, kind: EventType) -> bool:
    """Say whether a user may take a step: the unit its own, the intake the others."""
    if kind in NOBODYS:
        return False
    if kind not in OF_UNIT:
        return holds(user, letter.intake, *INTAKE)
    if kind is EventType.LEAD_CHANGED and _beside(user, letter):
        return True
    return holds(user, letter.body, *ACTING)


def _beside(user: User, letter: Letter) -> bool:
    bodies = Body.objects.filter(pk__in=letter.beside.values("body"))
    return any(holds(user, body, *ACTING) for body in bodies)


def may_limit(user: User, body: Body) -> bool:
    """Say whether a user sets the limits of a body: its openness office."""
    return holds(user, body, Role.OPENNESS)


def may_reveal(user: User, letter: Letter) -> bool:
    """Say whether a user may look at who the writer is."""
    return holds(user, letter.intake, *INTAKE) or holds(user, letter.body, *ACTING)


def may_release(user: User, letter: Letter) -> bool:
    """Say whether a user decides what the public reads: the openness office of the intake."""
    return letter.consent and bool(letter.reply) and holds(user, letter.intake, *INTAKE)


def on_board() -> QuerySet[Release]:
    """Return what the public may read: released, not withdrawn, and the writer still agrees."""
    return Release.objects.filter(withdrawn_at=None, letter__consent=True)


class OpenText(NamedTuple):
    """A letter as analyses read it: no name, and no number of a person in its texts."""

    key: str
    number: str
    channel: str
    kind: str
    received_on: date
    body: int
    title: str
    text: str
    reply: str
    answered_on: date | None
    label: str
    place: str
    likes: int
    writer_print: str
    solved: bool


FIELDS = (
    "pk", "number", "channel", "kind", "received_on", "body_id", "title", "text", "reply",
    "answered_on", "label", "place", "likes", "writer_print", "solved", "state",
)  # fmt: skip


def open_texts(
    *, since: date | None = None, until: date | None = None, rows: LetterQuerySet | None = None
) -> Iterator[OpenText]:
    """Yield letters for analysis inside the office, oldest first; merged ones count too.

    Args:
        since: First day of receipt.
        until: Last day of receipt.
        rows: Which letters; None means all.
    """
    found = Letter.objects.all() if rows is None else rows
    if since is not None:
        found = found.filter(received_on__gte=since)
    if until is not None:
        found = found.filter(received_on__lte=until)
    chosen = found.order_by("received_on", "number").values_list(*FIELDS)
    for key, *rest, solved, state in chosen.iterator(2000):
        done = solved == "yes" or (solved == "" and state == State.CLOSED)
        yield OpenText._make([str(key), *rest, done])
