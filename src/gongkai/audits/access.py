"""Who may see and do what in self-inspection.

What a run found belongs to the body inspected: whoever holds a role there (or the openness office
above it) sees it; the openness office and the leader start runs and draw up rules. A report of the
public is answered by the openness office and the handlers of the body that it went to.
"""

from django.db.models import Q, QuerySet

from gongkai.audits.models import Correction, Rectification, Run
from gongkai.audits.models.corrections import CorrectionQuerySet
from gongkai.bodies.access import bodies_of, held_by, holds
from gongkai.bodies.models import Body, BodyQuerySet, Role, User

INSPECTING = (Role.OPENNESS, Role.LEADER)
ANSWERING = (Role.OPENNESS, Role.HANDLER)


def works_here(user: User) -> bool:
    """Say whether the pages of self-inspection are there for the user at all."""
    return user.is_superuser or bool(held_by(user))


def inspected_by(user: User) -> BodyQuerySet:
    """Return the bodies whose months the user may have inspected."""
    return bodies_of(user, *INSPECTING)


def runs_seen_by(user: User) -> QuerySet[Run]:
    """Return the runs whose pages the user may open."""
    if user.is_superuser and user.is_active:
        return Run.objects.all()
    return Run.objects.filter(body__in=bodies_of(user))


def rectifications_seen_by(user: User) -> QuerySet[Rectification]:
    """Return the rectifications that concern the user's bodies."""
    if user.is_superuser and user.is_active:
        return Rectification.objects.all()
    mine = bodies_of(user)
    return Rectification.objects.filter(
        Q(scope__in=mine) | Q(commitment__lead__in=mine) | Q(commitment__owner=user)
    )


def may_inspect(user: User, body: Body) -> bool:
    """Say whether the user may have a body's month inspected."""
    return holds(user, body, *INSPECTING)


def may_draw_rules(user: User) -> bool:
    """Say whether the user draws up rules: the openness office of a top body."""
    return inspected_by(user).filter(parent=None).exists()


def may_recheck(user: User, row: Rectification) -> bool:
    """Say whether the user may have the machine look again."""
    return (
        row.commitment.owner_id == user.pk
        or holds(user, row.commitment.lead, *Role)
        or holds(user, row.scope, *INSPECTING)
    )


def corrections_seen_by(user: User) -> CorrectionQuerySet:
    """Return the reports of the public that came to the user's bodies."""
    if user.is_superuser and user.is_active:
        return Correction.objects.all()
    return Correction.objects.filter(body__in=bodies_of(user))


def may_answer(user: User, correction: Correction) -> bool:
    """Say whether the user answers a report."""
    return holds(user, correction.body, *ANSWERING)
