"""What waits for a clerk among the documents of their bodies."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.db.models import F
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User
from gongkai.documents import access
from gongkai.documents.models import Document, DocumentQuerySet, Standing, State

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
