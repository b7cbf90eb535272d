"""Who may look into which annual report, and write its chapters."""

from gongkai.bodies.access import bodies_of, held_by, holds
from gongkai.bodies.models import Body, BodyQuerySet, Role, User

READING = (Role.REGISTRAR, Role.HANDLER, Role.OPENNESS, Role.LEADER)


def reported_to(user: User) -> BodyQuerySet:
    """Return the bodies whose reports a user may look into."""
    return bodies_of(user, *READING)


def reads_reports(user: User) -> bool:
    """Say whether a user looks into any report."""
    return any(role in READING for role, _path in held_by(user))


def may_write(user: User, body: Body) -> bool:
    """Say whether a user may write the chapters of a body's report: its openness office."""
    return holds(user, body, Role.OPENNESS)
