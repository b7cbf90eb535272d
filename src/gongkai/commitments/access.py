"""Who may see which commitment, and who may do what with it.

The lead body and the assisting bodies see it; for anybody else it does not exist. The openness
office and the leader of the lead body (and of bodies above it, for the openness office) direct it:
they assign, move dates, cancel and verify; whoever holds any role there reports.
"""

from datetime import date

from django.db.models import Q

from gongkai.bodies.access import bodies_of, held_by, holds
from gongkai.bodies.models import Appointment, Body, BodyQuerySet, Role, User
from gongkai.commitments.models import Commitment, CommitmentQuerySet
from gongkai.commitments.rules import course

DIRECTING = (Role.OPENNESS, Role.LEADER)
ANY_ROLE = tuple(Role)


def seen_by(user: User) -> CommitmentQuerySet:
    """Return the commitments whose pages the user may open."""
    if user.is_superuser and user.is_active:
        return Commitment.objects.all()
    bodies = bodies_of(user)
    assisted = Commitment.assisting.through.objects.filter(body__in=bodies)
    return Commitment.objects.filter(
        Q(lead__in=bodies) | Q(pk__in=assisted.values("commitment_id"))
    )


def directed_by(user: User) -> CommitmentQuerySet:
    """Return the commitments that the user directs."""
    return Commitment.objects.filter(lead__in=bodies_of(user, *DIRECTING))


def promising_for(user: User) -> BodyQuerySet:
    """Return the bodies in whose name the user may promise something."""
    return bodies_of(user, *DIRECTING)


def may_promise(user: User) -> bool:
    """Say whether the user may promise something for any body."""
    return any(role in DIRECTING for role, _path in held_by(user))


def may_direct(user: User, commitment: Commitment) -> bool:
    """Say whether the user may assign, move the date, cancel, or say that it is not solved."""
    return holds(user, commitment.lead, *DIRECTING)


def reporting_body(user: User, commitment: Commitment) -> Body | None:
    """Return the body for which the user reports: the lead body before an assisting one."""
    for body in (commitment.lead, *commitment.assisting.all()):
        if holds(user, body, *ANY_ROLE):
            return body
    return None


def may_report_done(user: User, commitment: Commitment) -> bool:
    """Say whether the user may report the whole as done: people of the lead body."""
    return commitment.owner_id == user.pk or holds(user, commitment.lead, *ANY_ROLE)


def may_verify(user: User, commitment: Commitment) -> bool:
    """Say whether the user may verify: directs it, and has neither owned nor reported it."""
    return may_direct(user, commitment) and course.may_verify(
        user.pk, owner=commitment.owner_id, reporters=reporters_of(commitment)
    )


def reporters_of(commitment: Commitment) -> frozenset[int]:
    """Return the keys of all who reported progress or completion."""
    said = commitment.entries.filter(
        step__in=[course.Step.PROGRESS.value, course.Step.REPORTED.value], by__isnull=False
    )
    return frozenset(said.values_list("by", flat=True))


def leader_above(body: Body, today: date) -> User | None:
    """Return the leader in charge of a body, or of the nearest body above that has one."""
    place: Body | None = body
    while place is not None:
        found = Appointment.objects.running(today).filter(body=place, role=Role.LEADER)
        first = found.select_related("user").order_by("from_on", "pk").first()
        if first is not None:
            return first.user
        place = place.parent
    return None
