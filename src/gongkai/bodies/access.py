"""Who may do what for which body. Every other app asks here about roles.

A role held for a body reaches the bodies below it only for the openness office, which by law
guides and watches its departments and townships (Order 711, arts. 3 and 4).
"""

from datetime import date

from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.bodies.models import Appointment, Body, BodyQuerySet, Role, User

REACHING_DOWN = frozenset({Role.OPENNESS})


def held_by(user: User, today: date | None = None) -> tuple[tuple[str, str], ...]:
    """Return (role, path of the body) for each appointment in force, read once for a user object.

    Args:
        user: Whose appointments.
        today: The day asked about; None means the civil date now.
    """
    if not user.is_authenticated or not user.is_active:
        return ()
    if user.held_roles is None:
        rows = Appointment.objects.running(today or localdate()).filter(user=user)
        user.held_roles = tuple(rows.values_list("role", "body__path"))
    return user.held_roles


def holds(user: User, body: Body, *roles: Role) -> bool:
    """Say whether the user holds one of the roles for this body."""
    return any(
        role in roles
        and (path == body.path or (role in REACHING_DOWN and body.path.startswith(path)))
        for role, path in held_by(user)
    )


def bodies_of(user: User, *roles: Role) -> BodyQuerySet:
    """Return the bodies for which the user holds one of the roles (any role when none is named).

    Superusers hold no role by being superusers: they may look, as `seen_by` says, not act.
    """
    wanted = frozenset(roles) or frozenset(Role)
    reach = Q(pk__in=())
    for role, path in held_by(user):
        if role in wanted:
            reach |= Q(path__startswith=path) if role in REACHING_DOWN else Q(path=path)
    return Body.objects.filter(reach)


def seen_by(user: User) -> BodyQuerySet:
    """Return the bodies whose inner pages the user may see."""
    return Body.objects.all() if user.is_superuser else bodies_of(user)


def kept_by(user: User) -> BodyQuerySet:
    """Return the bodies whose entries the user may correct: their openness office, a superuser.

    Keeping the tree of bodies is set-up rather than a statutory act, so superusers may here.
    """
    if user.is_superuser and user.is_active:
        return Body.objects.all()
    return bodies_of(user, Role.OPENNESS)


def may_keep(user: User, body: Body) -> bool:
    """Say whether the user may correct this body, its offices, people and contacts."""
    return (user.is_superuser and user.is_active) or holds(user, body, Role.OPENNESS)


def may_keep_any(user: User) -> bool:
    """Say whether the user may correct any body at all."""
    return user.is_active and (
        user.is_superuser or any(role == Role.OPENNESS for role, _ in held_by(user))
    )
