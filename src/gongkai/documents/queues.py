"""What waits for a clerk among the documents of their bodies."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import Exists, F, OuterRef, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from gongkai.bodies.access import bodies_of
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User
from gongkai.documents import access
from gongkai.documents.models import (
    Document,
    DocumentQuerySet,
    Review,
    Revision,
    Signature,
    Standing,
    State,
    Turn,
)

ENDING_DAYS = 60  # calendar days before the end of a text's force at which it becomes work


def mine(rows: DocumentQuerySet, user: User) -> DocumentQuerySet:
    """Return the drafts that this person saved last."""
    return rows.filter(state=State.DRAFT, revision__author=user)


def pending(rows: DocumentQuerySet) -> DocumentQuerySet:
    """Return the public documents with a newer revision that is not public."""
    return rows.filter(state=State.PUBLISHED).exclude(revision=F("public_revision"))


def ending(rows: DocumentQuerySet, today: date) -> DocumentQuerySet:
    """Return the public texts whose force ends soon and about which nothing was decided."""
    until = today + timedelta(days=ENDING_DAYS)
    return rows.filter(
        state=State.PUBLISHED,
        standing__in=[Standing.IN_FORCE, Standing.AMENDED, Standing.PARTLY],
        expires_on__range=(today, until),
    )


def to_sign(user: User) -> DocumentQuerySet:
    """Return the documents whose waiting step this person may sign, their own texts apart."""
    wanted = Q(pk__in=())
    for step, roles in access.SIGNERS.items():
        turn = Turn.objects.filter(
            Q(person=None) | Q(person=user),
            step=step,
            review__state=Review.State.RUNNING,
            review__document=OuterRef("pk"),
        )
        signed = Signature.objects.filter(
            Q(step=step) | Q(signer=user),
            review__state=Review.State.RUNNING,
            review__document=OuterRef("pk"),
        )
        wanted |= Q(Exists(turn)) & ~Q(Exists(signed)) & Q(owner__in=bodies_of(user, *roles))
    written = Revision.objects.filter(document=OuterRef("pk"), author=user).exclude(
        number__lte=Coalesce(OuterRef("public_revision__number"), 0)
    )
    return Document.objects.filter(wanted).exclude(Exists(written))


def returned(rows: DocumentQuerySet, user: User) -> DocumentQuerySet:
    """Return the documents that came back from review and that this person wrote last."""
    back = Review.objects.filter(document=OuterRef("pk"), revision=OuterRef("revision"))
    return rows.filter(
        Exists(back.filter(state=Review.State.RETURNED)),
        ~Exists(back.filter(state__in=[Review.State.RUNNING, Review.State.PASSED])),
        revision__author=user,
    )


def passed(rows: DocumentQuerySet) -> DocumentQuerySet:
    """Return the documents that have passed review and wait for publication."""
    whole = Review.objects.filter(
        document=OuterRef("pk"), revision=OuterRef("revision"), state=Review.State.PASSED
    )
    return rows.filter(Exists(whole)).exclude(state=State.SCHEDULED)


def waiting(user: User, now: datetime) -> Iterator[Queue]:
    """Yield the queues of documents."""
    rows = access.drafted_by(user)
    index = reverse("documents_desk:index")
    today = localdate(now)
    yield _queue(_("Drafts I am writing"), Urgency.MINE, mine(rows, user), f"{index}?waiting=mine")
    yield _queue(
        _("Revised, not public yet"), Urgency.MINE, pending(rows), f"{index}?waiting=pending"
    )
    yield _queue(
        _("Waiting for my signature"), Urgency.TODAY, to_sign(user), f"{index}?waiting=sign"
    )
    yield _queue(
        _("Returned to me"), Urgency.TODAY, returned(rows, user), f"{index}?waiting=returned"
    )
    yield _queue(
        _("Passed, to be published"),
        Urgency.TODAY,
        passed(access.published_by(user)),
        f"{index}?waiting=passed",
    )
    yield _queue(
        _("Scheduled"),
        Urgency.OTHERS,
        rows.filter(state=State.SCHEDULED).order_by("publish_at"),
        f"{index}?state={State.SCHEDULED}",
    )
    yield _queue(
        _("In force for 60 days at most"),
        Urgency.WEEK,
        ending(rows, today).order_by("expires_on"),
        f"{index}?waiting=ending",
    )


def _queue(name: str, urgency: Urgency, rows: DocumentQuerySet, url: str) -> Queue:
    count = rows.count()
    shown = rows.select_related("owner").defer("body")[:ROWS_SHOWN] if count else ()
    return Queue(name, urgency, count, url, tuple(_waiting(row) for row in shown))


def _waiting(row: Document) -> Waiting:
    due = localtime(row.publish_at).date() if row.publish_at else None
    if due is None and row.state == State.PUBLISHED:
        due = row.expires_on
    url = reverse("documents_desk:work", args=[row.key])
    return Waiting(title=row.title, url=url, note=row.owner.brief, due_on=due)
