"""What waits for whoever keeps bodies: contacts that nobody has tried for too long."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _

from gongkai.bodies.access import kept_by, may_keep_any
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import Contact, User


def queues(user: User, now: datetime) -> Iterator[Queue]:
    """Yield the contacts of this person's bodies whose check is overdue."""
    if not may_keep_any(user):
        return
    overdue = Contact.objects.unchecked(localdate(now)).filter(body__in=kept_by(user))
    rows = overdue.select_related("body").order_by("check_due_on", "pk")[:ROWS_SHOWN]
    yield Queue(
        name=_("Contacts to be checked"),
        urgency=Urgency.OTHERS,
        count=overdue.count(),
        url=reverse("contacts:index") + "?overdue=true",
        rows=tuple(
            Waiting(
                title=str(contact),
                url=reverse("bodies_desk:check", args=[contact.pk]),
                due_on=contact.check_due_on,
            )
            for contact in rows
        ),
    )
