"""Bringing a table of bodies into the tree, and the tree out as a table."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from gongkai.bodies import actions
from gongkai.bodies.models import Body
from gongkai.bodies.rules import roster
from gongkai.bodies.rules.roster import Row


@dataclass(slots=True)
class Outcome:
    """What an import did, by code, or why nothing was done."""

    founded: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    refused: list[tuple[int, str]] = field(default_factory=list)


class RefusedRowsError(ValueError):
    """Some rows cannot be stored; nothing was."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__(f"{len(outcome.refused)} rows refused")
        self.outcome = outcome


@transaction.atomic
def take_in(rows: list[Row]) -> Outcome:
    """Found, change and move bodies until the tree says what the rows say.

    Raises:
        RefusedRowsError: A value is too long or malformed; nothing is stored then.
    """
    outcome = Outcome()
    known = {body.code: body for body in Body.objects.select_related("parent")}
    for row in rows:
        try:
            _take(row, known, outcome)
        except ValidationError as error:
            outcome.refused.append((row.line, "; ".join(error.messages)))
        except actions.CircleRefusedError as error:
            outcome.refused.append((row.line, str(error)))
    if outcome.refused:
        raise RefusedRowsError(outcome)
    return outcome


def _take(row: Row, known: dict[str, Body], outcome: Outcome) -> None:
    if row.parent and row.parent not in known:
        return  # its superior was refused just before, and is named
    parent = known[row.parent] if row.parent else None
    body = known.get(row.code)
    values: dict[str, Any] = dict(row.values)
    if body is None:
        known[row.code] = actions.found(code=row.code, parent=parent, **values)
        outcome.founded.append(row.code)
        return
    differing = {name: value for name, value in values.items() if getattr(body, name) != value}
    moved = body.parent_id != (parent.pk if parent else None)
    if differing:
        known[row.code] = body = actions.change(body, **differing)
    if moved:
        known[row.code] = actions.move(body, parent)
    (outcome.changed if differing or moved else outcome.unchanged).append(row.code)


def give_out() -> str:
    """Return the whole tree as a table, superiors before those below."""
    bodies = Body.objects.select_related("parent").order_by("path")
    return roster.write(_row(body) for body in bodies)


def _row(body: Body) -> dict[str, object]:
    row = {name: getattr(body, name) for name in roster.COLUMNS if name != "parent"}
    return row | {"parent": body.parent.code if body.parent else ""}
