"""An old case list is brought in: all of it, or nothing of it."""

import json
import re
import secrets
import uuid
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db import transaction

from gongkai.applications import access
from gongkai.applications.actions.recounting import DERIVED, derived
from gongkai.applications.actions.telling import details_of
from gongkai.applications.models import SEALED, TABLE, Application, Event, Register
from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.days import OutsideCalendarError
from gongkai.applications.rules.roll import Bad, Row
from gongkai.bodies.models import Body
from gongkai.custody import envelope
from gongkai.custody.rules.masks import masked_name
from gongkai.custody.storing import insert

BATCH = 500
NUMBERED = re.compile(r"^(\d{4})-(\d{1,9})$")
COLUMNS = (
    "id", "body_id", "number", "submission", "code_print", "channel", "kind", "delivery", "oral",
    "sealed_key", *SEALED, "masked_name", "applicant_print", "wanted_print", "erased_on",
    "office_id", "handler_id", "arrived_on", *DERIVED,
)  # fmt: skip
EVENT_COLUMNS = (
    "application_id", "position", "type", "on", "details", "entered_at", "entered_by_id",
)  # fmt: skip


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
    with transaction.atomic():
        importer = Importer(told, at=at, today=today)
        batch: list[Row] = []
        for row in rows:
            batch.append(row)
            if len(batch) >= BATCH:
                importer.take(batch)
                batch = []
        importer.take(batch)
        _raise_registers(importer.numbers)
        if told.bad and not skip_bad:
            transaction.set_rollback(True)
            told.new = 0
    return told


class Importer:
    """Takes the rows of one list, batch by batch, inside one transaction.

    Rows go to the database as values: building objects would cost more than everything else.
    """

    def __init__(self, told: Brought, *, at: datetime, today: date) -> None:
        self.told, self.at, self.today = told, at, today
        self.bodies = dict(Body.objects.values_list("code", "pk"))
        self.days, _ = access.calendar()
        self.press = envelope.Press(TABLE)
        self.numbers: dict[tuple[int, int], int] = defaultdict(int)

    def take(self, batch: Sequence[Row]) -> None:
        """Store what is new and lawful of a batch."""
        tokens = {_token(row): row for row in batch}
        known = set(
            Application.objects.filter(submission__in=tokens)
            .order_by()
            .values_list("submission", flat=True)
        )
        self.told.known += len(batch) - len(tokens) + len(known)
        fresh = {token: row for token, row in tokens.items() if token not in known}
        taken = self._taken(fresh.values())
        cases: list[tuple[Any, ...]] = []
        events: list[tuple[Any, ...]] = []
        for token, row in fresh.items():
            body, number = self.bodies.get(row.body), _number(row)
            if body is None:
                self.told.bad.append(Bad(row.line, "body", "unknown_body", row.body))
            elif (body, number) in taken:
                self.told.bad.append(Bad(row.line, "number", "number_taken", number))
            elif (found := self._reckoned(row)) is not None:
                key = uuid.uuid4()
                cases.append(self._case(key, row, body, token, found))
                events += self._events(key, row)
        insert(Application, COLUMNS, cases)
        insert(Event, EVENT_COLUMNS, events)
        self.told.new += len(cases)

    def _taken(self, rows: Iterable[Row]) -> set[tuple[int, str]]:
        """Return the numbers of these rows that other cases bear."""
        bodies = {self.bodies[row.body] for row in rows if row.body in self.bodies}
        numbers = {_number(row) for row in rows}
        found = Application.objects.filter(body__in=bodies, number__in=numbers).order_by()
        return set(found.values_list("body_id", "number"))

    def _reckoned(self, row: Row) -> Reckoning | None:
        """Count a case; what the law or the calendar does not allow is noted as bad."""
        future = next((one for one in row.events if one.on > self.today), None)
        if future is not None:
            self.told.bad.append(Bad(row.line, row.column_of(future.type), "future"))
            return None
        try:
            found = reckon(row.events, self.days, self.today)
        except OutsideCalendarError as outside:
            self.told.bad.append(Bad(row.line, "arrived_on", "outside_calendar", str(outside.year)))
            return None
        refused = next((one for one in found.violations if one.refused), None)
        if refused is not None:
            column = row.column_of(refused.type)
            self.told.bad.append(Bad(row.line, column, refused.fault.value))
            return None
        return found

    def _case(
        self, key: uuid.UUID, row: Row, body: int, token: str, found: Reckoning
    ) -> tuple[Any, ...]:
        texts = row.texts
        # What an old list never knew is not sealed: an empty field opens as an empty text.
        sealed_key, sealed = self.press.seal(
            str(key), {name: text for name, text in texts.items() if text}
        )
        first = row.events[0].on
        number = _number(row)
        if matched := NUMBERED.match(number):
            place = (body, int(matched[1]))
            self.numbers[place] = max(self.numbers[place], int(matched[2]))
        # Nobody was given a query code, so none fits.
        return (
            key, body, number, token, secrets.token_hex(32), row.channel.value, row.kind,
            row.delivery, False, sealed_key, *(sealed.get(name, b"") for name in SEALED),
            masked_name(texts["name"])[:80],
            self.press.fingerprint("applicant", texts["identity"] or texts["phone"]),
            self.press.fingerprint("wanted", texts["wanted"]), None, None, None, first,
            *derived(found).values(),
        )  # fmt: skip

    def _events(self, key: uuid.UUID, row: Row) -> list[tuple[Any, ...]]:
        return [
            (key, place, event.type.value, event.on, _details(details_of(event)), self.at, None)
            for place, event in enumerate(row.events)
        ]


def _details(found: dict[str, Any]) -> str:
    return json.dumps(found, ensure_ascii=False) if found else "{}"


def _token(row: Row) -> str:
    said = f"import {row.body} {row.number or row.line} {row.events[0].on}"
    return sha256(said.encode()).hexdigest()


def _number(row: Row) -> str:
    return row.number or f"{row.events[0].on.year}-L{row.line:05d}"


def _raise_registers(numbers: dict[tuple[int, int], int]) -> None:
    """Let each register go on after the highest number of the list."""
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
