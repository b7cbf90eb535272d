"""Duties of openness that were not met on the last day."""

from collections.abc import Iterator

from django.urls import NoReverseMatch, reverse

from gongkai.audits import duties
from gongkai.audits.gathering import Scope
from gongkai.audits.rules.check_form.facts import Fact, Kind

KINDS = (
    Kind.OVERDUE_ITEM, Kind.LATE_ITEM, Kind.STALE_ITEM, Kind.EMPTY_ITEM, Kind.UNREAD_LIMIT,
    Kind.UNOWNED_ITEM,
)  # fmt: skip
WHOLE = frozenset({Kind.UNREAD_LIMIT})  # a fault of the item, whoever owes it


def look(scope: Scope) -> Iterator[Fact]:
    """Yield every duty of the scope's bodies that was not met."""
    bodies = None if scope.whole_site else list(scope.bodies)
    for fault in duties.faults_on(scope.as_of, bodies=bodies):
        kind = Kind(fault.code)
        duty = fault.duty
        body = duty.body.code if duty.body is not None else ""
        owed_by = "" if kind in WHOLE else f":{body}"
        yield Fact(
            kind,
            f"item:{duty.item.code}{owed_by}",
            body=body or scope.body.code,
            since=duty.due,
            words=(
                ("item", str(duty.item)),
                ("count", str(fault.count)),
                ("limit", duty.item.time_limit),
            ),
            links=_links(duty),
            person=duty.person.pk if duty.person is not None else None,
        )


def _links(duty: duties.Duty) -> tuple[tuple[str, str], ...]:
    try:
        if duty.responsibility is None or duty.body is None:
            return (("record", reverse("duties_desk:index")),)
        place = [duty.responsibility.tier, duty.item.code, duty.body.code]
        return (("record", reverse("duties_desk:item", args=place)),)
    except NoReverseMatch:
        return ()
