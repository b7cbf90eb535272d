"""A body's list of powers (权责清单) read from a table, each doubtful row told.

The heading names code, name, kind and basis in one of the ways in which lists do; a code that a
list lacks is made of nothing, the row is a doubt.
"""

import re
from dataclasses import dataclass, field

from gongkai.catalogue.rules.grid import Table

HEADINGS = {
    "code": re.compile(r"(?:权力|权责|职权|事项|基本)*编码|(?:职权|权力|事项)?代码"),
    "name": re.compile(
        r"(?:权力|权责|职权|行政权力)*(?:事项)?名称|(?:权责|权力|职权)事项|项目名称"
    ),
    "kind": re.compile(r"(?:权力|职权|权责|事项)*(?:类别|类型)"),
    "basis": re.compile(r"(?:设定|实施|法律|权力|职权|权责)*依据"),
}
HEADING_ROWS = 10  # rows in which a heading is looked for


@dataclass(frozen=True, slots=True)
class Power:
    """One row of the list."""

    row: int
    code: str
    name: str
    kind: str = ""
    basis: str = ""


@dataclass(slots=True)
class Reading:
    """What a table says.

    Attributes:
        powers: Its rows in order, each code once.
        doubts: Row and why: `no_code`, `no_name` or `twice`.
    """

    powers: list[Power] = field(default_factory=list)
    doubts: list[tuple[int, str]] = field(default_factory=list)


def read(table: Table) -> Reading | None:
    """Return the powers of a table, or None when no row has the headings of such a list."""
    for place, row in enumerate(table.rows[:HEADING_ROWS]):
        columns = _columns(row.cells)
        if {"code", "name"} <= columns.keys():
            return _rows(table, place + 1, columns)
    return None


def _columns(cells: tuple[str, ...]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, text in enumerate(cells):
        said = re.sub(r"\s+", "", text)
        for name, pattern in HEADINGS.items():
            if pattern.fullmatch(said):
                found.setdefault(name, place)
    return found


def _rows(table: Table, first: int, columns: dict[str, int]) -> Reading:
    reading, seen = Reading(), set()
    for row in table.rows[first:]:
        told = {name: _tidy(row.cells[place]) for name, place in columns.items()}
        if not any(told.values()):
            continue
        if not told["code"] or not told["name"]:
            reading.doubts.append((row.number, "no_code" if told["name"] else "no_name"))
        elif told["code"] in seen:
            reading.doubts.append((row.number, "twice"))
        else:
            seen.add(told["code"])
            reading.powers.append(Power(row.number, **told))
    return reading


def _tidy(text: str) -> str:
    return re.sub(r"[ \t\u3000]+", " ", text).strip()
