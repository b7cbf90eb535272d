"""Letters of another system come in by thousands: sealed, counted, each once.

A batch is one transaction, so whoever kills an import loses nothing and repeats it: what is in is
recognised by its channel and number, or by its text where there is no number.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.custody import envelope
from gongkai.custody.rules.masks import masked_name
from gongkai.custody.storing import insert
from gongkai.letters.actions.receiving import WRITER, numbered, ordered_key
from gongkai.letters.actions.tallying import FACTS, Changes, write
from gongkai.letters.actions.telling import DERIVED, derived, details_of, tell
from gongkai.letters.limits import Limits
from gongkai.letters.models import TABLE, Letter
from gongkai.letters.models import Event as Row
from gongkai.letters.rules import masking
from gongkai.letters.rules.clock import reckon
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.importing import TITLE_LENGTH_MAX, Draft
from gongkai.letters.rules.numbers import Facts
from gongkai.letters.rules.words import EventType, Satisfied, Solved

COLUMNS = (
    "id", "number", "origin", "code_print", "channel", "original_number", "kind", "intake_id",
    "leader_id", "title", "text", "reply", "place", "label", "likes", "consent", "sealed_key",
    "writer", "original", "masked_name", "writer_print", "erased_on", "received_on", *DERIVED,
)  # fmt: skip
# One encoder: `json.dumps` makes one for each row.
AS_JSON = json.JSONEncoder(ensure_ascii=False).encode
EVENT_COLUMNS = ("letter_id", "position", "type", "on", "details", "entered_at", "entered_by_id")


@dataclass(slots=True)
class Outcome:
    """What became of rows."""

    added: int = 0
    updated: int = 0
    known: int = 0


class Importer:
    """Takes drafts of one channel, batch by batch.

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
        self.waiting: list[Draft] = []

    def take(self, drafts: Sequence[Draft]) -> Outcome:
        """Store a batch; rows that speak of one letter twice are taken one after the other."""
        outcome, left = Outcome(), list(drafts)
        while left:
            once: dict[str, Draft] = {}
            again = []
            for draft in left:
                if draft.origin in once:
                    again.append(draft)
                else:
                    once[draft.origin] = draft
            self._take(list(once.values()), outcome)
            left = again
        return outcome

    @transaction.atomic
    def _take(self, drafts: list[Draft], outcome: Outcome) -> None:
        rows = Letter.objects.filter(origin__in=[draft.origin for draft in drafts]).order_by()
        known = dict(rows.values_list("origin", "unanswered"))
        fresh = [draft for draft in drafts if draft.origin not in known]
        self._add(fresh)
        outcome.added += len(fresh)
        for draft in drafts:
            if known.get(draft.origin) and draft.replied_on and self._follow(draft):
                outcome.updated += 1
            elif draft.origin in known:
                outcome.known += 1

    def _follow(self, draft: Draft) -> bool:
        """Add the reply that a later export brings, unless the letter is handled here by now."""
        letter = Letter.objects.get(origin=draft.origin)
        if letter.events.exclude(type=EventType.IMPORTED.value).exists():
            return False
        assert draft.replied_on is not None
        event = self._event(draft, on=draft.replied_on)
        tell(letter, event, by=self.by, at=self.at, today=self.today, text=draft.reply)
        return True

    def _event(self, draft: Draft, *, on: date) -> Event:
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

    def _add(self, drafts: list[Draft]) -> None:
        if not drafts:
            return
        numbers = self._numbers(drafts)
        changes, letters, events = Changes(), [], []
        for draft in drafts:
            event = self._event(draft, on=draft.received_on)
            standing = derived(
                reckon([event], self.workdays, event.terms or self.limits.of(None, draft.kind)),
                self.intake.pk,
            )
            key = ordered_key(self.at)
            letters.append(
                self._letter(draft, key, numbers[draft.received_on.year].pop(), standing)
            )
            events.append(self._row(key, event))
            facts = Facts(
                **{name: standing[name] for name in FACTS if name != "received_on"},
                received_on=draft.received_on,
            )
            month = draft.received_on.replace(day=1)
            changes.add((month, standing["body_id"], draft.kind, self.channel), facts)
        insert(Letter, COLUMNS, letters)
        insert(Row, EVENT_COLUMNS, events)
        write(changes)

    def _numbers(self, drafts: list[Draft]) -> dict[int, list[str]]:
        counts: dict[int, int] = {}
        for draft in drafts:
            counts[draft.received_on.year] = counts.get(draft.received_on.year, 0) + 1
        return {year: numbered(year, counts[year])[::-1] for year in sorted(counts)}

    def _row(self, key: UUID, event: Event) -> tuple[Any, ...]:
        details = AS_JSON(details_of(event))
        by = self.by.pk if self.by else None
        return (key, 0, event.type.value, event.on, details, self.at, by)

    def _letter(
        self, draft: Draft, key: UUID, number: str, standing: dict[str, Any]
    ) -> tuple[Any, ...]:
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
            key, number, draft.origin, None, self.channel, draft.number, draft.kind,
            self.intake.pk, None, title[:TITLE_LENGTH_MAX], text, masking.numbers(draft.reply),
            draft.place, draft.label, draft.likes, False, sealed_key, sealed["writer"],
            sealed["original"], masked_name(draft.writer)[:80],
            self.press.fingerprint("writer", draft.phone or draft.writer), None, draft.received_on,
            *standing.values(),
        )  # fmt: skip
