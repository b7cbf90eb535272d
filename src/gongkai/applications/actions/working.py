"""A case changes hands, is searched for, is disputed."""

from datetime import date, datetime

from django.db import transaction

from gongkai.applications.actions.receiving import next_number
from gongkai.applications.models import Application, Dispute, Movement, Practice, Search
from gongkai.applications.rules.disputes import Block, Result
from gongkai.applications.rules.road import CLOSED, State
from gongkai.bodies.models import Appointment, Body, Office, Role, User


class ClosedError(ValueError):
    """The case has ended."""


class ElsewhereError(ValueError):
    """Unit or handler belong to another body."""


@transaction.atomic
def assign(
    application: Application,
    *,
    handler: User | None,
    office: Office | None,
    by: User,
    at: datetime,
) -> None:
    """Give a case to a handler, a unit, or both; None takes it away.

    Raises:
        ElsewhereError: The unit is not one of this body.
    """
    locked = Application.objects.select_for_update().get(pk=application.pk)
    if office is not None and office.body_id != locked.body_id:
        raise ElsewhereError(str(office))
    locked.handler, locked.office = handler, office
    locked.save(update_fields=["handler", "office"])
    Movement.objects.create(
        application=locked,
        kind=Movement.Kind.ASSIGNED,
        handler=handler,
        office=office,
        at=at,
        by=by,
    )
    application.refresh_from_db()


@transaction.atomic
def transfer(application: Application, to: Body, *, reason: str, by: User, at: datetime) -> None:
    """Pass an open case to another body, which gives it a number of its own register.

    The dates stay: for the applicant nothing has changed.

    Raises:
        ClosedError: The case has ended.
    """
    locked = Application.objects.select_for_update(of=("self",)).select_related("body")
    row = locked.get(pk=application.pk)
    if State(row.state) in CLOSED or to.pk == row.body_id:
        raise ClosedError(row.number)
    before = row.body
    row.number = next_number(to, row.arrived_on.year)
    row.body, row.handler, row.office = to, None, None
    row.save(update_fields=["number", "body", "handler", "office"])
    Movement.objects.create(
        application=row,
        kind=Movement.Kind.TRANSFERRED,
        from_body=before,
        to_body=to,
        reason=reason[:300],
        at=at,
        by=by,
    )
    application.refresh_from_db()


def leader_of(body: Body, today: date) -> User | None:
    """Return who hears of a body's overdue cases: the one named, else its leader in charge."""
    practice = Practice.objects.filter(body=body).select_related("leader").first()
    if practice is not None and practice.leader is not None:
        return practice.leader
    rows = Appointment.objects.running(today).filter(body=body, role=Role.LEADER)
    first = rows.select_related("user").order_by("from_on", "pk").first()
    return first.user if first else None


@transaction.atomic
def escalate(application: Application, *, at: datetime, today: date) -> bool:
    """Put an overdue case before the leader, once; say whether it was done now."""
    locked = Application.objects.select_for_update(of=("self",)).select_related("body")
    row = locked.get(pk=application.pk)
    late = row.closed_on is None and row.due_on is not None and row.due_on < today
    known = row.movements.filter(kind=Movement.Kind.ESCALATED).exists()
    leader = leader_of(row.body, today) if late and not known else None
    if leader is None:
        return False
    Movement.objects.create(application=row, kind=Movement.Kind.ESCALATED, handler=leader, at=at)
    return True


@transaction.atomic
def note_search(
    application: Application,
    *,
    on: date,
    place: str,
    method: str,
    found: bool,
    result: str,
    by: User,
    at: datetime,
) -> Search:
    """Write down where and how was searched (guiding case 101: a full and reasonable search).

    The same search entered twice by one person is one entry.
    """
    _lock(application)
    row, _made = Search.objects.get_or_create(
        application=application,
        on=on,
        place=place,
        method=method,
        found=found,
        result=result,
        entered_by=by,
        defaults={"entered_at": at},
    )
    return row


def _lock(application: Application) -> None:
    """Let one form that was sent from two windows wait for itself."""
    Application.objects.select_for_update().only("pk").get(pk=application.pk)


@transaction.atomic
def begin_dispute(
    application: Application,
    *,
    block: Block,
    organ: str,
    begun_on: date,
    number: str = "",
    counted: bool = True,
    note: str = "",
) -> Dispute:
    """Enter a reconsideration or a suit about a case; the same one entered twice is one."""
    _lock(application)
    row, _made = Dispute.objects.get_or_create(
        application=application,
        block=block.value,
        organ=organ,
        begun_on=begun_on,
        number=number,
        defaults={"counted": counted, "note": note},
    )
    return row


@transaction.atomic
def end_dispute(dispute: Dispute, *, result: Result, on: date) -> None:
    """Enter how a reconsideration or a suit ended; PENDING opens it again."""
    row = Dispute.objects.select_for_update().get(pk=dispute.pk)
    row.result = result.value
    row.ended_on = None if result is Result.PENDING else on
    row.save(update_fields=["result", "ended_on"])
    dispute.refresh_from_db()


@transaction.atomic
def settle_practice(practice: Practice) -> None:
    """Store what a body has settled."""
    known = Practice.objects.select_for_update().filter(body=practice.body).first()
    if known is not None:
        practice.pk = known.pk
        practice.save(force_update=True)
    else:
        practice.save()
