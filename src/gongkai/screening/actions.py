"""Changes of the wording list: two people each time, and nothing is ever rewritten."""

from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.screening import access
from gongkai.screening.models import WordingChange
from gongkai.screening.rules.wording import Wording


class DecidedError(Exception):
    """Somebody decided this change already."""


def propose(
    wording: Wording, *, source: str, by: User, at: datetime, retired: bool = False
) -> WordingChange:
    """Propose to add, correct or take off an entry.

    Raises:
        PermissionDenied: The user holds no appointment.
    """
    if not access.may_propose(by):
        raise PermissionDenied
    return WordingChange.objects.create(
        wrong=wording.wrong,
        right=wording.right,
        severe=wording.severe,
        retired=retired,
        source=source,
        proposed_by=by,
        proposed_at=at,
    )


@transaction.atomic
def decide(change: WordingChange, *, approved: bool, by: User, at: datetime) -> WordingChange:
    """Approve or refuse a change.

    Raises:
        PermissionDenied: The user proposed it, or keeps no openness office.
        DecidedError: It was decided before.
    """
    row = WordingChange.objects.select_for_update().get(pk=change.pk)
    if not access.may_decide(by, row):
        raise PermissionDenied
    if row.approved_by_id or row.refused_by_id:
        raise DecidedError
    if approved:
        row.approved_by, row.approved_at = by, at
    else:
        row.refused_by = by
    row.save()
    return row
