"""The monthly counters follow each change of a letter, in the same transaction."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from gongkai.letters.models import Letter, Tally
from gongkai.letters.rules.numbers import FIELDS, NOTHING, Counts, Facts, counts_of, wait_of

Cell = tuple[date, int, str, str]
FACTS = ("state", "received_on", "answered_on", "in_time", "redos", "solved", "satisfied")


class Changes:
    """What is to be added to which cells, gathered before it is written."""

    def __init__(self) -> None:
        self.counts: dict[Cell, Counts] = {}
        self.waits: dict[Cell, dict[int, int]] = {}

    def add(self, cell: Cell, facts: Facts, sign: int = 1) -> None:
        """Add one letter to its cell, or take it away."""
        self.counts[cell] = self.counts.get(cell, NOTHING).plus(counts_of(facts), sign)
        days = wait_of(facts)
        if days is not None:
            waits = self.waits.setdefault(cell, {})
            waits[days] = waits.get(days, 0) + sign


def cell_of(letter: Letter) -> Cell:
    """Return where a letter is counted: the month it was received, whoever leads now."""
    return (letter.received_on.replace(day=1), letter.body_id, letter.kind, letter.channel)


def facts_of(letter: Letter) -> Facts:
    """Return what a letter's counts are read from."""
    return Facts(*(getattr(letter, name) for name in FACTS))


def write(changes: Changes) -> None:
    """Write gathered changes. The caller's transaction holds the letters' locks.

    Cells are taken in one order, so that two transactions never wait for each other.
    """
    moved = sorted(cell for cell in changes.counts if _moves(changes, cell))
    if not moved:
        return
    rows = _locked(moved)
    missing = [cell for cell in moved if cell not in rows]
    if missing:
        # Somebody else may make the same cell now: whoever is second adds to it.
        made = [
            Tally(month_on=month, body_id=body, kind=kind, channel=channel)
            for month, body, kind, channel in missing
        ]
        Tally.objects.bulk_create(made, ignore_conflicts=True)
        rows = _locked(moved)
    for cell in moved:
        _add(rows[cell], changes.counts[cell], changes.waits.get(cell, {}))
    _update([rows[cell] for cell in moved])


def _update(rows: list[Tally]) -> None:
    """Write locked cells; an import moves hundreds at once, for which `bulk_update` is slow."""
    columns = (*FIELDS, "waits")
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(column)} = %s" for column in columns)
    table = quote(Tally._meta.db_table)
    values = [[*(getattr(row, column) for column in columns), row.pk] for row in rows]
    with connection.cursor() as cursor:
        # Table and columns are named here; values are parameters.
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", values)  # noqa: S608


def _locked(cells: list[Cell]) -> dict[Cell, Tally]:
    wanted = Tally.objects.select_for_update().filter(
        month_on__in={cell[0] for cell in cells}, body__in={cell[1] for cell in cells}
    )
    found = {
        (row.month_on, row.body_id, row.kind, row.channel): row
        for row in wanted.order_by("month_on", "body_id", "kind", "channel")
    }
    return {cell: found[cell] for cell in cells if cell in found}


def _add(row: Tally, counts: Counts, more: dict[int, int]) -> None:
    for name, number in zip(FIELDS, counts, strict=True):
        setattr(row, name, getattr(row, name) + number)
    if more:
        waits = {int(days): count for days, count in json.loads(row.waits).items()}
        for days, count in more.items():
            waits[days] = waits.get(days, 0) + count
        row.waits = as_text(waits)


def _moves(changes: Changes, cell: Cell) -> bool:
    return changes.counts[cell] != NOTHING or any(changes.waits.get(cell, {}).values())


def as_text(waits: dict[int, int]) -> str:
    """Return a table of waits as it is stored."""
    kept = {str(days): waits[days] for days in sorted(waits) if waits[days]}
    return json.dumps(kept, separators=(",", ":"))


def proved() -> Changes:
    """Return the cells counted afresh from every letter. Writes nothing."""
    changes = Changes()
    rows: Iterable[Any] = Letter.objects.order_by().values_list(
        "body_id", "kind", "channel", *FACTS
    )
    for body, kind, channel, *told in rows.iterator(5000):  # type: ignore[attr-defined]
        facts = Facts(*told)
        changes.add((facts.received_on.replace(day=1), body, kind, channel), facts)
    return changes


def wrong() -> list[Cell]:
    """Return the cells whose stored counters are not what the letters say. Writes nothing."""
    right = proved()
    stored: dict[Cell, tuple[Counts, str]] = {}
    for row in Tally.objects.all():
        counts = Counts(*(getattr(row, name) for name in FIELDS))
        stored[(row.month_on, row.body_id, row.kind, row.channel)] = (counts, row.waits)
    empty = (NOTHING, "{}")
    return sorted(
        cell
        for cell in {*stored, *right.counts}
        if stored.get(cell, empty)
        != (right.counts.get(cell, NOTHING), as_text(right.waits.get(cell, {})))
    )


def rebuild() -> int:
    """Write every cell anew from the letters; return how many there are. Call in a transaction."""
    right = proved()
    Tally.objects.all().delete()
    Tally.objects.bulk_create(
        Tally(
            month_on=cell[0],
            body_id=cell[1],
            kind=cell[2],
            channel=cell[3],
            waits=as_text(right.waits.get(cell, {})),
            **counts._asdict(),
        )
        for cell, counts in sorted(right.counts.items())
    )
    return len(right.counts)
