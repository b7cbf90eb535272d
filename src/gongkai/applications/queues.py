"""What waits for a clerk among the applications of their bodies."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.timezone import localdate, localtime
from django.utils.translation import gettext as _

from gongkai.applications import access
from gongkai.applications.models import (
    SEALED,
    ApplicationQuerySet,
    Letter,
    Movement,
)
from gongkai.applications.rules.road import State
from gongkai.bodies.desk import ROWS_SHOWN, Queue, Urgency, Waiting
from gongkai.bodies.models import User

# A case that has ended has the day of its end: the indexes of open and closed cases go by it.
OPEN = Q(closed_on__isnull=True)
CLOSED_CASES = Q(closed_on__isnull=False)
WAITING = (
    State.AWAIT_CORRECTION,
    State.CONSULT_THIRD_PARTY,
    State.CONSULT_OTHER_ORGAN,
    State.AWAIT_REASON,
    State.AWAIT_FEE,
)


def lists(today: date, user: User) -> list[tuple[str, Q]]:
    """Return the lists of the inbox; their counts are those of the desk."""
    return [
        ("open", OPEN),
        ("overdue", OPEN & Q(due_on__lt=today)),
        ("today", OPEN & Q(due_on=today)),
        ("week", OPEN & Q(due_on__gt=today, due_on__lte=sunday(today))),
        ("unconfirmed", OPEN & Q(state=State.ARRIVED_UNCONFIRMED.value)),
        ("waiting", OPEN & Q(state__in=[state.value for state in WAITING])),
        ("mine", OPEN & Q(handler=user)),
        ("escalated", OPEN & Q(pk__in=escalated_to(user))),
        ("closed", CLOSED_CASES),
    ]


def sunday(today: date) -> date:
    """Return the last day of a week."""
    return today + timedelta(days=7 - today.isoweekday())


def to_approve(user: User) -> Any:
    """Return the letters that wait for this person's approval."""
    rows = Letter.objects.filter(
        stage=Letter.Stage.SUBMITTED, application__in=access.approved_by(user)
    )
    return rows.exclude(drafted_by=user).select_related("application")


def escalated_to(user: User) -> Any:
    """Return the keys of the cases that were put before this person."""
    rows = Movement.objects.filter(kind=Movement.Kind.ESCALATED, handler=user)
    return rows.values("application")


def source(user: User, now: datetime) -> Iterator[Queue]:
    """Yield the queues of one person."""
    if not access.works_here(user):
        return
    today = localdate(now)
    rows = access.listed_by(user).defer(*SEALED, "sealed_key").select_related("body")
    by_key = dict(lists(today, user))
    shown = (
        ("escalated", Urgency.OVERDUE, _("Overdue applications put before you")),
        ("overdue", Urgency.OVERDUE, _("Applications overdue")),
        ("today", Urgency.TODAY, _("Applications due today")),
        ("unconfirmed", Urgency.TODAY, _("Applications to be confirmed with the applicant")),
        ("week", Urgency.WEEK, _("Applications due this week")),
        ("waiting", Urgency.OTHERS, _("Applications waiting for others")),
    )
    index = reverse("applications_desk:index")
    for key, urgency, name in shown:
        yield _of_cases(name, urgency, rows.filter(by_key[key]), f"{index}?list={key}")
    letters = to_approve(user)
    yield Queue(
        _("Letters to approve"),
        Urgency.TODAY,
        letters.count(),
        reverse("applications_desk:approvals"),
        tuple(
            Waiting(
                f"{letter.get_kind_display()} · {letter.application.number}",
                reverse("applications_desk:letter", args=[letter.pk]),
                note=f"{localtime(letter.drafted_at):%m-%d %H:%M}",
                due_on=letter.application.due_on,
            )
            for letter in letters[:ROWS_SHOWN]
        ),
    )


def _of_cases(name: str, urgency: Urgency, rows: ApplicationQuerySet, url: str) -> Queue:
    waiting = tuple(
        Waiting(
            f"{row.number} · {row.masked_name}",
            reverse("applications_desk:case", args=[row.pk]),
            note=row.body.brief,
            due_on=row.due_on,
        )
        for row in rows.select_related("body")[:ROWS_SHOWN]
    )
    return Queue(name, urgency, rows.count(), url, waiting)
