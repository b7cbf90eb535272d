"""A matter that grows faster than in its month before becomes a commitment with an owner.

The same matter is raised once: as long as one of its letters is what a commitment was raised for,
no other is. So the look of every day can be repeated without harm.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime

from django.urls import reverse
from django.utils.translation import gettext as _

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.access import load_workdays
from gongkai.commitments import actions as commitments
from gongkai.commitments.models import Commitment
from gongkai.trends.looking import Hot, Seen

SOURCE = "topic"
DAYS_TO_ACT = 10  # working days; ours, no law says
# Whose work it is first: whoever handles letters of the lead body, else whoever answers for it.
OWNERS = (Role.HANDLER, Role.REGISTRAR, Role.OPENNESS, Role.LEADER)


def raise_all(seen: Seen, bodies: Mapping[str, int], *, today: date, at: datetime) -> int:
    """Raise every burst that is not raised yet; return how many were new.

    Args:
        seen: What the letters showed.
        bodies: The body that has each letter, by the key of the letter.
        today: The day to count the time to act from.
        at: The instant of entry.
    """
    return sum(
        _raise(hot, bodies, today=today, at=at) for hot in seen.hot if hot.topic.counted.bursting
    )


def _raise(hot: Hot, bodies: Mapping[str, int], *, today: date, at: datetime) -> bool:
    keys = [key for key, _number, _title in hot.letters]
    if Commitment.objects.filter(source_kind=SOURCE, source_key__in=keys).exists():
        return False
    lead = _lead([bodies[key] for key in keys])
    due_on, _provisional = load_workdays().provisional_nth_after(today, DAYS_TO_ACT)
    counted = hot.topic.counted
    commitments.promise(
        title=_("Growing fast: %(title)s") % {"title": hot.topic.title},
        promised=_(
            "%(new)d letters about one matter in the last 30 days, %(old)d in the 30 days before "
            "(heat %(heat)s; %(place)s). Look into it on the spot, say what will be done by when, "
            "and answer the writers."
        )
        % {
            "new": counted.new,
            "old": counted.old,
            "heat": hot.topic.heat,
            "place": hot.topic.place_and_people or lead.name,
        },
        # The newest letter stays longest within the period that is looked at.
        source=commitments.Source(SOURCE, keys[-1], reverse("trends_desk:index")),
        lead=lead,
        due_on=due_on,
        by=None,
        at=at,
        owner=_owner(lead, today),
    )
    return True


def _lead(keys: list[int]) -> Body:
    """Return the body that has most of the letters, the first in the tree of several."""
    counted = Counter(keys)
    most = max(counted.values())
    of_most = [key for key, count in counted.items() if count == most]
    return Body.objects.filter(pk__in=of_most).order_by("path")[0]


def _owner(body: Body, today: date) -> User | None:
    running = Appointment.objects.running(today).filter(body=body, user__is_active=True)
    found = running.filter(role__in=OWNERS).select_related("user").order_by("from_on", "pk")
    held = {role: next((one for one in found if one.role == role), None) for role in OWNERS}
    return next((one.user for one in held.values() if one is not None), None)
