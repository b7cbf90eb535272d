"""What waits for a clerk: mistakes that readers reported."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.audits import access
from gongkai.audits.models import Correction
from gongkai.bodies.access import held_by
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User


def queues(user: User, now: datetime) -> Iterator[Queue]:
    """Yield reports past their date, and those that wait."""
    if not held_by(user):
        return
    today = localdate(now)
    waiting = access.corrections_seen_by(user).open().select_related("body")
    lists = (
        ("overdue", _("Reported mistakes past their date"), Urgency.OVERDUE,
         waiting.filter(due_on__lt=today)),
        ("open", _("Reported mistakes to answer"), Urgency.WEEK, waiting),
    )  # fmt: skip
    for key, name, urgency, rows in lists:
        count = rows.count()
        shown = rows[:ROWS_SHOWN] if count else ()
        url = f"{reverse('corrections_desk:index')}?list={key}"
        yield Queue(name, urgency, count, url, tuple(_waiting(row) for row in shown))


def _waiting(row: Correction) -> Waiting:
    return Waiting(
        title=row.quote or row.wrong[:60],
        url=row.get_absolute_url(),
        note=row.body.brief,
        due_on=row.due_on,
    )
