"""What waits for a clerk among the duties of openness of their bodies."""

from collections.abc import Iterator
from datetime import datetime

from django.http import Http404
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.audits import duties
from gongkai.audits.duties import Duty
from gongkai.audits.views.duties import in_state, mine_of, seen
from gongkai.bodies.access import held_by
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User


def queues(user: User, now: datetime) -> Iterator[Queue]:
    """Yield, for each directory that binds this person's bodies, what is owed and what is due."""
    if not held_by(user):
        return
    today = localdate(now)
    for directory in duties.directories_on(today):
        try:
            bodies = seen(user, directory)
        except Http404:
            continue
        # Whoever keeps the directory sees everybody's; on the desk stand those of their own bodies.
        found = mine_of(user, duties.overview(directory, today, bodies=bodies).duties)
        url = f"{reverse('duties_desk:index')}?tier={directory.tier}&mine=1"
        tier = directory.get_tier_display()
        yield _queue(
            _("Items overdue, empty or stale (%s)") % tier, Urgency.OVERDUE,
            in_state(found, "owed", today), f"{url}&state=owed",
        )  # fmt: skip
        yield _queue(
            _("Items to be opened within a week (%s)") % tier, Urgency.WEEK,
            in_state(found, "soon", today), f"{url}&state=soon",
        )  # fmt: skip


def _queue(name: str, urgency: Urgency, rows: list[Duty], url: str) -> Queue:
    ordered = sorted(rows, key=lambda duty: (duty.due is None, duty.due))[:ROWS_SHOWN]
    return Queue(name, urgency, len(rows), url, tuple(_waiting(duty) for duty in ordered))


def _waiting(duty: Duty) -> Waiting:
    body = duty.body
    assert body is not None
    tier = duty.item.directory.tier
    url = reverse("duties_desk:item", args=[tier, duty.item.code, body.code])
    return Waiting(title=str(duty.item), url=url, note=body.brief, due_on=duty.due)
