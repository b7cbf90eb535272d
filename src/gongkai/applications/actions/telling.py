"""One more thing happened to a case: it is refused with its article, or stored and counted."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.applications import access
from gongkai.applications.actions.recounting import events_of, store
from gongkai.applications.models import Application, Event
from gongkai.applications.rules import events as rule
from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.faults import Violation
from gongkai.applications.rules.outcomes import OUTCOMES
from gongkai.bodies.models import User


class RefusedError(ValueError):
    """The law does not allow the event. `violation` says which and why."""

    def __init__(self, violation: Violation) -> None:
        super().__init__(violation.fault.value)
        self.violation = violation


class UnknownOutcomeError(ValueError):
    """A reply names no row of table three."""


class FromTheFutureError(ValueError):
    """An event is dated after today."""


@transaction.atomic
def tell(
    application: Application, event: rule.Event, *, by: User | None, at: datetime, today: date
) -> Reckoning:
    """Add an event to a case and count it again.

    Args:
        application: The case; its row is locked and read afresh.
        event: What happened.
        by: Who entered it; None for the applicant.
        at: The instant of entry.
        today: The civil day of entry.

    Returns:
        Where the case stands now, with the flags that the event carries.

    Raises:
        RefusedError: The law does not allow it; nothing was stored.
        FromTheFutureError: It is dated after today.
        UnknownOutcomeError: A reply names no row of table three.
    """
    if event.on > today:
        raise FromTheFutureError(event.on.isoformat())
    if event.type is rule.EventType.REPLIED and event.outcome not in OUTCOMES:
        raise UnknownOutcomeError(event.outcome)
    locked = Application.objects.select_for_update().get(pk=application.pk)
    before = events_of(locked)
    found = _counted(before, event, today)
    Event.objects.create(
        application=locked,
        position=len(before),
        type=event.type.value,
        on=event.on,
        details=details_of(event),
        entered_at=at,
        entered_by=by,
    )
    store(locked, found)
    application.refresh_from_db()
    return found


def _counted(before: list[rule.Event], event: rule.Event, today: date) -> Reckoning:
    """Return where a case stands with one more event, or refuse it.

    An event entered late may also make a later one unlawful; then it is refused just so.
    """
    days, _ = access.calendar()
    found = reckon([*before, event], days, today)
    earlier = {
        (one.event, one.fault) for one in reckon(before, days, today).violations if one.refused
    }
    for one in found.violations:
        if one.refused and (one.event, one.fault) not in earlier:
            raise RefusedError(one)
    return found


def details_of(event: rule.Event) -> dict[str, Any]:
    """Return the fields of an event that its columns do not hold, as JSON."""
    found: dict[str, Any] = {}
    if event.channel is not None:
        found["channel"] = event.channel.value
    for name in ("days", "party", "outcome"):
        if getattr(event, name):
            found[name] = getattr(event, name)
    for name in ("received_on", "decided_on"):
        if getattr(event, name):
            found[name] = getattr(event, name).isoformat()
    if event.justified:
        found["justified"] = True
    if event.ground is not rule.Ground.NEED:
        found["ground"] = event.ground.value
    return found
