"""A table as a rectangle: merged cells spread out, whatever format they came from.

Rows keep the number they have in their file, so that a doubt can name the row a person sees.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SIDE_MAX = 5_000  # rows or columns that one merged cell may be said to cover
COLUMNS_MAX = 200


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell as written: its text and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the rectangle.

    Attributes:
        number: Row in the file, counted from 1.
        cells: Its texts, as many as the table has columns.
        spread: Which of them were written in another row or column and spread here.
    """

    number: int
    cells: tuple[str, ...]
    spread: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Table:
    """A rectangle with the name of the sheet or the text above it, empty when it has none."""

    rows: tuple[Row, ...]
    name: str = ""


def spread(written: Sequence[Sequence[Cell]], *, name: str = "", first_row: int = 1) -> Table:
    """Return the rectangle that rows of spanning cells make, as a browser would lay it out."""
    hanging: dict[int, tuple[str, int]] = {}  # column to text and rows still to cover
    rows = []
    for number, cells in enumerate(written, start=first_row):
        laid, over = _lay(cells, hanging)
        rows.append((number, laid, over))
    width = max((max(laid, default=-1) + 1 for _, laid, _ in rows), default=0)
    return Table(
        tuple(
            Row(number, tuple(laid.get(place, "") for place in range(width)), frozenset(over))
            for number, laid, over in rows
        ),
        name,
    )


def plain(rows: Iterable[Sequence[str]], *, name: str = "", first_row: int = 1) -> Table:
    """Return the rectangle of rows without merged cells, such as those of a CSV file."""
    return spread([[Cell(text) for text in row] for row in rows], name=name, first_row=first_row)


def _lay(
    cells: Sequence[Cell], hanging: dict[int, tuple[str, int]]
) -> tuple[dict[int, str], set[int]]:
    """Lay one row's cells around what hangs down from above; return texts and what was spread."""
    laid = {place: text for place, (text, _) in hanging.items()}
    over = set(laid)
    for place, (text, left) in list(hanging.items()):
        if left > 1:
            hanging[place] = (text, left - 1)
        else:
            del hanging[place]
    place = 0
    for cell in cells:
        while place in laid:
            place += 1
        for extra in range(min(max(cell.columns, 1), COLUMNS_MAX)):
            if place + extra in laid or place + extra >= COLUMNS_MAX:
                break
            laid[place + extra] = cell.text
            if extra:
                over.add(place + extra)
            if cell.rows > 1:
                hanging[place + extra] = (cell.text, min(cell.rows, SIDE_MAX) - 1)
    return laid, over
