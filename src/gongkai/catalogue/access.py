"""Who may read and who may keep the catalogue.

Published versions are everybody's. Drafts belong to the openness office of the body (or of a body
above it); for anybody else they do not exist.
"""

from gongkai.bodies.access import kept_by, may_keep, may_keep_any, seen_by
from gongkai.bodies.models import Body, BodyQuerySet, User
from gongkai.catalogue.models import Directory, DirectoryQuerySet


def public() -> DirectoryQuerySet:
    """Return the versions that anybody may read."""
    return Directory.objects.published()


def worked_on_by(user: User) -> DirectoryQuerySet:
    """Return the versions whose inner pages the user may open."""
    return Directory.objects.filter(body__in=seen_by(user))


def may_work(user: User, directory: Directory) -> bool:
    """Say whether the user may fill, publish, renew or discard this version."""
    return may_keep(user, directory.body)


def may_begin(user: User, body: Body) -> bool:
    """Say whether the user may begin a version for this body."""
    return may_keep(user, body)


def beginnable_by(user: User) -> BodyQuerySet:
    """Return the bodies for which the user may begin a version."""
    return kept_by(user)


def may_keep_areas(user: User) -> bool:
    """Say whether the user may change areas; they are shared by all bodies."""
    return user.is_active and user.is_superuser


def may_enter(user: User) -> bool:
    """Say whether the catalogue's inner pages are anything to this user."""
    return may_keep_any(user)
