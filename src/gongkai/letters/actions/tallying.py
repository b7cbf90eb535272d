"""The monthly counters follow each change of a letter, in the same transaction."""

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import connection

from gongkai.letters.models import Letter, Tally
from gongkai.letters.rules.numbers import FIELDS, NOTHING, Counts, Facts, counts_of, wait_of

Cell = tuple[date, int, str, str]
Stored = tuple[int, Counts, str]
FACTS = ("state", "received_on", "answered_on", "in_time", "redos", "solved", "satisfied")


class Changes:
    """What is to be added to which cells, gathered before it is written."""

    def __init__(self) -> None:
        # Letters that count alike are counted together: an import brings thousands of them.
        self.alike: Counter[tuple[Cell, Facts]] = Counter()
        self.waits: dict[Cell, dict[int, int]] = {}

    def add(self, cell: Cell, facts: Facts, sign: int = 1) -> None:
        """Add one letter to its cell, or take it away."""
        state, _on, answered_on, in_time, redos, solved, satisfied = facts
        same = Facts(state, cell[0], None, in_time, int(redos > 0), solved, satisfied)
        self.alike[cell, same] += sign
        days = wait_of(facts) if answered_on is not None else None
        if days is not None:
            waits = self.waits.setdefault(cell, {})
            waits[days] = waits.get(days, 0) + sign

    @property
    def counts(self) -> dict[Cell, Counts]:
        """What each cell gains."""
        found: dict[Cell, Counts] = {}
        for (cell, facts), times in self.alike.items():
            more = Counts._make(times * number for number in counts_of(facts))
            found[cell] = found.get(cell, NOTHING).plus(more)
        return found


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
    counts = changes.counts
    moved = sorted(
        cell
        for cell, more in counts.items()
        if more != NOTHING or any(changes.waits.get(cell, {}).values())
    )
    if not moved:
        return
    stored = _locked(moved)
    missing = [cell for cell in moved if cell not in stored]
    if missing:
        # Somebody else may make the same cell now: whoever is second adds to it.
        made = [
            Tally(month_on=month, body_id=body, kind=kind, channel=channel)
            for month, body, kind, channel in missing
        ]
        Tally.objects.bulk_create(made, ignore_conflicts=True)
        stored = _locked(moved)
    _update([_sum(stored[cell], counts[cell], changes.waits.get(cell, {})) for cell in moved])


def _update(rows: list[tuple[Any, ...]]) -> None:
    """Write locked cells; an import moves thousands at once, for which `bulk_update` is slow."""
    quote = connection.ops.quote_name
    sets = ", ".join(f"{quote(column)} = %s" for column in (*FIELDS, "waits"))
    table = quote(Tally._meta.db_table)
    with connection.cursor() as cursor:
        # Table and columns are named here; values are parameters.
        cursor.executemany(f"UPDATE {table} SET {sets} WHERE id = %s", rows)  # noqa: S608


def _locked(cells: list[Cell]) -> dict[Cell, Stored]:
    """Lock cells; return the key, the counts and the waits of those that there are."""
    wanted = Tally.objects.select_for_update().filter(
        month_on__in={cell[0] for cell in cells}, body__in={cell[1] for cell in cells}
    )
    ordered = wanted.order_by("month_on", "body_id", "kind", "channel")
    found = {
        (month, body, kind, channel): (key, Counts(*numbers), waits)
        for month, body, kind, channel, key, waits, *numbers in ordered.values_list(
            "month_on", "body_id", "kind", "channel", "pk", "waits", *FIELDS
        )
    }
    return {cell: found[cell] for cell in cells if cell in found}


def _sum(stored: Stored, counts: Counts, more: dict[int, int]) -> tuple[Any, ...]:
    """Return a cell as it is written: its numbers, its waits, its key."""
    key, earlier, waits = stored
    if more:
        total = {int(days): count for days, count in json.loads(waits).items()}
        for days, count in more.items():
            total[days] = total.get(days, 0) + count
        waits = as_text(total)
    return (*earlier.plus(counts), waits, key)


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
    gained = right.counts
    stored: dict[Cell, tuple[Counts, str]] = {}
    for row in Tally.objects.all():
        counts = Counts(*(getattr(row, name) for name in FIELDS))
        stored[(row.month_on, row.body_id, row.kind, row.channel)] = (counts, row.waits)
    empty = (NOTHING, "{}")
    return sorted(
        cell
        for cell in {*stored, *gained}
        if stored.get(cell, empty)
        != (gained.get(cell, NOTHING), as_text(right.waits.get(cell, {})))
    )


def rebuild() -> int:
    """Write every cell anew from the letters; return how many there are. Call in a transaction."""
    right = proved()
    cells = right.counts
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
        for cell, counts in sorted(cells.items())
    )
    return len(cells)
