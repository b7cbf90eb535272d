"""Issuing guides again when what they say changes below: bodies, their contacts, directories."""

from typing import Any

from django.db import transaction
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.utils.timezone import localdate

from gongkai.bodies.models import Body, Contact
from gongkai.catalogue.actions import guides
from gongkai.catalogue.models import Directory


def body_changed(sender: type[Body], instance: Body, **_: Any) -> None:
    """Look at the guides that name a body."""
    _look_again(instance.pk)


def contact_changed(sender: type[Contact], instance: Contact, **_: Any) -> None:
    """Look at the guides that name a contact."""
    _look_again(instance.body_id)


def directory_changed(sender: type[Directory], instance: Directory, **_: Any) -> None:
    """Look at the guides of all bodies that a newly published directory may bind."""
    if instance.public:
        transaction.on_commit(lambda: _issue(Body.objects.under(instance.body)), robust=True)


def _look_again(key: int) -> None:
    """Look at the guides of a body and of those that name it as where to complain.

    A guide that cannot be made must not undo what was saved: it is logged, and
    `reissue_guides` makes it later.
    """
    bodies = Body.objects.filter(Q(pk=key) | Q(parent=key))
    transaction.on_commit(lambda: _issue(bodies), robust=True)


def _issue(bodies: Any) -> None:
    today = localdate()
    guides.issue_all(bodies.standing(today), today=today)


def connect() -> None:
    """Listen below; called once when the apps are ready."""
    for signal in (post_save, post_delete):
        signal.connect(contact_changed, sender=Contact, dispatch_uid="reissue_guides")
    post_save.connect(body_changed, sender=Body, dispatch_uid="reissue_guides")
    post_save.connect(directory_changed, sender=Directory, dispatch_uid="reissue_guides")
