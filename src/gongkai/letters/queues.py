"""What waits for a clerk among letters: one queue for what is late, one for each next step."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User
from gongkai.letters import access
from gongkai.letters.models import Letter


def queues(user: User, now: datetime) -> Iterator[Queue]:
    """Yield the letters whose next step is late, due today, or due within the week."""
    if not access.works_here(user):
        return
    today = localdate(now)
    rows = access.among(Letter.objects.filter(open=True), access.scope(user))
    for name, urgency, due, chosen in (
        (_("Letters overdue"), Urgency.OVERDUE, Q(next_on__lt=today), "overdue"),
        (_("Letters due today"), Urgency.TODAY, Q(next_on=today), "today"),
        (
            _("Letters due within seven days"),
            Urgency.WEEK,
            Q(next_on__gt=today, next_on__lte=today + timedelta(days=7)),
            "week",
        ),
    ):
        found = rows.filter(due)
        yield Queue(
            name=name,
            urgency=urgency,
            count=found.count(),
            url=reverse("letters_desk:index") + f"?list={chosen}",
            rows=tuple(
                Waiting(
                    title=letter.title,
                    url=reverse("letters_desk:case", args=[letter.pk]),
                    note=letter.number,
                    due_on=letter.next_on,
                )
                for letter in found.unread().order_by("next_on", "number")[:ROWS_SHOWN]
            ),
        )
