"""An old case list is brought in: all of it, or nothing of it."""

import re
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256

from django.db import transaction

from gongkai.applications import access
from gongkai.applications.actions.receiving import code_of, code_print
from gongkai.applications.actions.recounting import derived
from gongkai.applications.actions.telling import details_of
from gongkai.applications.models import TABLE, Application, Event, Register
from gongkai.applications.rules.clock import reckon
from gongkai.applications.rules.days import Days, OutsideCalendarError
from gongkai.applications.rules.roll import Bad, Row
from gongkai.bodies.models import Body
from gongkai.custody import envelope
from gongkai.custody.rules.masks import masked_name

BATCH = 500
NUMBERED = re.compile(r"^(\d{4})-(\d{1,9})$")


@dataclass(slots=True)
class Brought:
    """What came of a list."""

    new: int = 0
    known: int = 0
    bad: list[Bad] = field(default_factory=list)


def bring_in(rows: Iterable[Row], *, at: datetime, today: date, skip_bad: bool = False) -> Brought:
    """Store the cases of an old list; one that is there already stays as it is.

    Args:
        rows: The cases as read.
        at: The instant of entry.
        today: The civil day.
        skip_bad: Store the good rows although others are bad.

    Returns:
        What was new, what was known and what was bad. With bad rows nothing was stored, unless
        they are skipped.
    """
    told = Brought()
    bodies = {body.code: body for body in Body.objects.all()}
    with transaction.atomic():
        known = _known()
        days, _ = access.calendar()
        stack: list[tuple[Application, list[Event]]] = []
        numbers: dict[tuple[int, int], int] = defaultdict(int)
        for row in rows:
            made = _made(row, bodies, known, told, days, at=at, today=today)
            if made is None:
                continue
            _count(numbers, made[0])
            stack.append(made)
            if len(stack) >= BATCH:
                _store(stack, told)
        _store(stack, told)
        _raise_registers(numbers)
        if told.bad and not skip_bad:
            transaction.set_rollback(True)
            told.new = 0
    return told


def _known() -> set[str]:
    return set(Application.objects.values_list("submission", flat=True))


def _made(
    row: Row,
    bodies: dict[str, Body],
    known: set[str],
    told: Brought,
    days: Days,
    *,
    at: datetime,
    today: date,
) -> tuple[Application, list[Event]] | None:
    body = bodies.get(row.body)
    if body is None:
        told.bad.append(Bad(row.line, "body", "unknown_body", row.body))
        return None
    submission = f"import {row.body} {row.number or row.line} {row.events[0].on}"
    token = sha256(submission.encode()).hexdigest()
    if token in known:
        told.known += 1
        return None
    try:
        found = reckon(row.events, days, today)
    except OutsideCalendarError as outside:
        told.bad.append(Bad(row.line, "arrived_on", "outside_calendar", str(outside.year)))
        return None
    refused = next((one for one in found.violations if one.refused), None)
    future = next((one for one in row.events if one.on > today), None)
    if refused is not None or future is not None:
        column, code = (
            (f"{refused.type.value}_on", refused.fault.value)
            if refused is not None
            else (f"{future.type.value}_on" if future else "", "future")
        )
        told.bad.append(Bad(row.line, column, code))
        return None
    known.add(token)
    return _case(row, body, submission, token, derived(found), at=at)


def _case(
    row: Row, body: Body, submission: str, token: str, stored: dict[str, object], *, at: datetime
) -> tuple[Application, list[Event]]:
    key = uuid.uuid4()
    texts = row.texts
    # What an old list never knew is not sealed: an empty field opens as an empty text.
    said = {name: text for name, text in texts.items() if text}
    sealed_key, sealed = envelope.seal_texts(TABLE, str(key), said)
    first = row.events[0].on
    application = Application(
        id=key,
        body=body,
        number=row.number or f"{first.year}-L{row.line:05d}",
        submission=token,
        code_print=code_print(code_of(submission)),
        channel=row.channel.value,
        kind=row.kind,
        delivery=row.delivery,
        sealed_key=sealed_key,
        **sealed,
        masked_name=masked_name(texts["name"]),
        applicant_print=envelope.fingerprint("applicant", texts["identity"] or texts["phone"]),
        wanted_print=envelope.fingerprint("wanted", texts["wanted"]),
        arrived_on=first,
        **stored,
    )
    events = [
        Event(
            application=application,
            position=place,
            type=event.type.value,
            on=event.on,
            details=details_of(event),
            entered_at=at,
        )
        for place, event in enumerate(row.events)
    ]
    return application, events


def _store(stack: list[tuple[Application, list[Event]]], told: Brought) -> None:
    Application.objects.bulk_create([application for application, _events in stack])
    Event.objects.bulk_create([event for _application, events in stack for event in events])
    told.new += len(stack)
    stack.clear()


def _count(numbers: dict[tuple[int, int], int], application: Application) -> None:
    """Remember the highest number of a body's year, so that the register goes on after it."""
    found = NUMBERED.match(application.number)
    if found:
        place = (application.body_id, int(found[1]))
        numbers[place] = max(numbers[place], int(found[2]))


def _raise_registers(numbers: dict[tuple[int, int], int]) -> None:
    for (body, year), last in numbers.items():
        Register.objects.get_or_create(body_id=body, year=year)
        register = Register.objects.select_for_update().get(body_id=body, year=year)
        if register.last < last:
            register.last = last
            register.save(update_fields=["last"])


def duplicated(rows: Sequence[Row]) -> list[Bad]:
    """Return the rows whose number stands twice in a body's list."""
    seen: dict[tuple[str, str], int] = {}
    found = []
    for row in rows:
        place = (row.body, row.number)
        if row.number and place in seen:
            found.append(Bad(row.line, "number", "number_twice", row.number))
        seen[place] = row.line
    return found
