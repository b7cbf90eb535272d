"""The calculator's answer as JSON: one case in, one slip out (docs/reference/deadline-schema)."""

import json
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.applications import wording
from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.days import Days, OutsideCalendarError
from gongkai.applications.rules.events import (
    DEFAULT_CORRECTION_DAYS,
    LONGEST_PERIOD_DAYS,
    EventError,
    day_of,
    event_from,
)
from gongkai.applications.rules.explanation import Notices, Row, explain, made_up
from gongkai.applications.rules.faults import Violation
from gongkai.applications.rules.limits import Limit


def _written(day: int | None) -> str | None:
    return None if day is None else date.fromordinal(day).isoformat()


def _limit(limit: Limit) -> dict[str, Any]:
    return {
        "kind": limit.kind.value,
        "from": _written(limit.from_on),
        "days": limit.days,
        "due": _written(limit.due),
        "latest": _written(limit.latest),
        "status": limit.status.value,
        "provisional": limit.provisional,
        "party": limit.party,
        "text": str(wording.LIMITS[limit.kind]),
    }


def _row(row: Row) -> dict[str, Any]:
    return {
        "on": row.on.isoformat(),
        "reason": row.reason.value,
        "name": row.name,
        "law": row.law,
        "article": row.article or None,
        "source": wording.source_text(row.law, row.article),
        "text": wording.reason_text(row),
        "provisional": row.provisional,
    }


def _violation(found: Violation) -> dict[str, Any]:
    return {
        "event": found.event,
        "type": found.type.value,
        "on": _written(found.on),
        "code": found.fault.value,
        "law": found.law,
        "article": found.article or None,
        "refused": found.refused,
        "text": wording.fault_text(found),
    }


def slip(reckoning: Reckoning, notices: Notices) -> dict[str, Any]:
    """Return what is known of a case, ready to be written as JSON."""
    return {
        "state": reckoning.state.value,
        "reply_due": _written(reckoning.due),
        "provisional": reckoning.provisional,
        "received_on": _written(reckoning.course.received),
        "closed_on": _written(reckoning.course.closed_on),
        "outcome": reckoning.outcome,
        "limits": [_limit(limit) for limit in reckoning.limits()],
        "explanation": [_row(row) for row in explain(reckoning, notices)],
        "worked_weekends": [day.isoformat() for day in made_up(reckoning)],
        "violations": [_violation(found) for found in reckoning.violations],
    }


def case_from(line: str, days: Days, today: date) -> Reckoning:
    """Read one JSON case and reckon it.

    Args:
        line: The case, as the reference page writes it.
        days: The calendar.
        today: The day asked about where the case names none.

    Raises:
        EventError: The line cannot be read; nothing of it was counted.
    """
    try:
        case = json.loads(line)
    except (ValueError, RecursionError):
        raise EventError("not_json", "line") from None
    if not isinstance(case, Mapping):
        raise EventError("not_json", "line")
    events = case.get("events")
    if events is None:
        raise EventError("missing", "events")
    if not isinstance(events, Sequence) or isinstance(events, str):
        raise EventError("not_a_list", "events", events)
    period = case.get("correction_days", DEFAULT_CORRECTION_DAYS)
    if isinstance(period, bool) or not isinstance(period, int):
        raise EventError("not_a_whole_number", "correction_days", period)
    if not 1 <= period <= LONGEST_PERIOD_DAYS:
        raise EventError("period_out_of_range", "correction_days", period)
    try:
        return reckon(
            [event_from(fact) for fact in events],
            days,
            day_of(case, "today") or today,
            correction_days=period,
        )
    except OutsideCalendarError as outside:
        raise EventError("outside_calendar", "on", outside.year) from outside
