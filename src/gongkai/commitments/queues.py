"""What waits for a clerk among the commitments of their bodies."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.bodies.access import held_by
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User
from gongkai.commitments import access, listing
from gongkai.commitments.models import Commitment


def queues(user: User, now: datetime) -> Iterator[Queue]:
    """Yield what is overdue, due, to be verified, and put to this person."""
    if not held_by(user):
        return
    held = listing.lists(user, localdate(now))
    seen = access.seen_by(user).select_related("lead")
    names = (
        ("escalated", _("Commitments put to me as leader"), Urgency.OVERDUE),
        ("overdue", _("Overdue commitments"), Urgency.OVERDUE),
        ("verify", _("Commitments for me to verify"), Urgency.TODAY),
        ("week", _("Commitments due within a week"), Urgency.WEEK),
        ("mine", _("Commitments for me to do"), Urgency.MINE),
    )
    for key, name, urgency in names:
        rows = seen.filter(held[key])
        count = rows.count()
        shown = rows[:ROWS_SHOWN] if count else ()
        url = f"{reverse('commitments_desk:index')}?list={key}"
        yield Queue(name, urgency, count, url, tuple(_waiting(row) for row in shown))


def _waiting(row: Commitment) -> Waiting:
    return Waiting(
        title=row.title, url=row.get_absolute_url(), note=row.lead.brief, due_on=row.due_on
    )
