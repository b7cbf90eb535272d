"""What waits for a clerk of the wording list."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.bodies.access import may_keep_any
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User
from gongkai.screening.models import WordingChange


def queues(user: User, now: datetime) -> Iterator[Queue]:
    """Yield the proposed changes that this person may decide."""
    if user.is_superuser or not may_keep_any(user):
        return
    rows = WordingChange.objects.waiting().exclude(proposed_by=user)
    url = reverse("screening_desk:wordings")
    yield Queue(
        name=_("Changes of the wording list to decide"),
        urgency=Urgency.MINE,
        count=rows.count(),
        url=url,
        rows=tuple(Waiting(title=str(row), url=url, note=row.source) for row in rows[:ROWS_SHOWN]),
    )
