"""A row of another system made ready to be stored, without asking the database.

What a letter needs of the others, its number, is given later, by whoever stores it. So rows can be
made ready by a process beside the one that stores them.
"""

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.custody import envelope
from gongkai.custody.rules.masks import masked_name
from gongkai.letters.actions.receiving import WRITER, ordered_key
from gongkai.letters.actions.tallying import FACTS, Cell
from gongkai.letters.actions.telling import DERIVED, derived, details_of
from gongkai.letters.limits import Limits
from gongkai.letters.models import TABLE
from gongkai.letters.rules import masking
from gongkai.letters.rules.clock import reckon
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.importing import TITLE_LENGTH_MAX, Draft, Plan, RowError, draft
from gongkai.letters.rules.numbers import Facts
from gongkai.letters.rules.words import EventType, Satisfied, Solved

# The number stands between the first two, see `Ready.stored`.
COLUMNS = (
    "id", "number", "origin", "code_print", "channel", "original_number", "kind", "intake_id",
    "leader_id", "title", "text", "reply", "place", "label", "likes", "consent", "sealed_key",
    "writer", "original", "masked_name", "writer_print", "erased_on", "received_on", *DERIVED,
)  # fmt: skip
EVENT_COLUMNS = ("letter_id", "position", "type", "on", "details", "entered_at", "entered_by_id")
# One encoder: `json.dumps` makes one for each row.
AS_JSON = json.JSONEncoder(ensure_ascii=False).encode


class Ready(NamedTuple):
    """A row as it will be stored, but for its number.

    Attributes:
        key: The letter's key.
        origin: What makes it one letter however often it comes.
        year: Whose register gives the number.
        letter: Its columns after the number.
        event: The columns of its one event.
        cell: Where it is counted.
        facts: What is counted of it.
        draft: What a reply that came with it says; None without one.
    """

    key: UUID
    origin: str
    year: int
    letter: tuple[Any, ...]
    event: tuple[Any, ...]
    cell: Cell
    facts: Facts
    draft: Draft | None

    def stored(self, number: str) -> tuple[Any, ...]:
        """Return the letter's row with its number in it."""
        return (self.key, number, *self.letter)


class Rejected(NamedTuple):
    """A row that is no letter."""

    row: int
    error: RowError
    cells: list[Any]


class Preparer:
    """Makes rows of one channel ready. It has read what it needs when it is made.

    Args:
        intake: Who receives what names no unit, and answers for the course of all.
        channel: How the letters came.
        units: Bodies by code.
        at: The instant of entry.
        today: The civil day of entry.
    """

    def __init__(
        self,
        intake: Body,
        channel: str,
        units: dict[str, Body],
        *,
        by: User | None,
        at: datetime,
        today: date,
    ) -> None:
        self.intake, self.channel, self.units = intake, channel, units
        self.by, self.at, self.today = by, at, today
        self.workdays, self.limits = load_workdays(), Limits()
        self.press = envelope.Press(TABLE)

    def read(self, rows: Iterable[tuple[int, Sequence[Any]]], how: Plan) -> list[Ready | Rejected]:
        """Make numbered rows of a table ready; those that are empty are passed over."""
        found: list[Ready | Rejected] = []
        for row, cells in rows:
            if not any(cells):
                continue
            try:
                one = draft(cells, how, self.channel, self.today, row)
            except RowError as error:
                found.append(Rejected(row, error, list(cells)))
            else:
                found.append(self.ready(one))
        return found

    def ready(self, draft: Draft) -> Ready:
        """Make a letter ready. Its key lies where its row stood, beside its neighbours."""
        event = self.event(draft, on=draft.received_on)
        terms = event.terms or self.limits.of(None, draft.kind)
        standing = derived(reckon([event], self.workdays, terms), self.intake.pk)
        key = ordered_key(self.at, draft.row)
        facts = Facts(
            **{name: standing[name] for name in FACTS if name != "received_on"},
            received_on=draft.received_on,
        )
        month = draft.received_on.replace(day=1)
        return Ready(
            key=key,
            origin=draft.origin,
            year=draft.received_on.year,
            letter=self._letter(draft, key, standing),
            event=self._row(key, event),
            cell=(month, standing["body_id"], draft.kind, self.channel),
            facts=facts,
            draft=draft if draft.replied_on else None,
        )

    def event(self, draft: Draft, *, on: date) -> Event:
        """Return what a row tells as one event."""
        unit = self.units[draft.unit] if draft.unit else None
        body = (unit or self.intake).pk
        return Event(
            type=EventType.IMPORTED,
            on=on,
            body=str(unit.pk) if unit else "",
            terms=self.limits.of(body, draft.kind),
            answered_on=draft.replied_on,
            closed_on=draft.closed_on,
            solved=Solved(draft.solved),
            satisfied=Satisfied(draft.satisfied),
        )

    def _row(self, key: UUID, event: Event) -> tuple[Any, ...]:
        details = AS_JSON(details_of(event))
        by = self.by.pk if self.by else None
        return (key, 0, event.type.value, event.on, details, self.at, by)

    def _letter(self, draft: Draft, key: UUID, standing: dict[str, Any]) -> tuple[Any, ...]:
        title, text = masking.numbers(draft.title), masking.numbers(draft.text)
        masked = title != draft.title or text != draft.text
        who = dict.fromkeys(WRITER, "") | {"name": draft.writer, "phone": draft.phone}
        sealed_key, sealed = self.press.seal(
            str(key),
            {
                "writer": AS_JSON(who),
                "original": f"{draft.title}\n{draft.text}" if masked else "",
            },
        )
        return (
            draft.origin, None, self.channel, draft.number, draft.kind, self.intake.pk, None,
            title[:TITLE_LENGTH_MAX], text, masking.numbers(draft.reply), draft.place, draft.label,
            draft.likes, False, sealed_key, sealed["writer"], sealed["original"],
            masked_name(draft.writer)[:80],
            self.press.fingerprint("writer", draft.phone or draft.writer), None, draft.received_on,
            *standing.values(),
        )  # fmt: skip
