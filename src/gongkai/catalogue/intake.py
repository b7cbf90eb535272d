"""Directories out of files: tables found, areas told apart, doubts gathered, items handed on."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from gongkai.catalogue.actions import areas as area_actions
from gongkai.catalogue.actions.directories import LENGTHS, Said
from gongkai.catalogue.models import Area
from gongkai.catalogue.reading import Refusal, RefusedFileError, read_tables
from gongkai.catalogue.rules import areas, consistency, header, items
from gongkai.catalogue.rules.doubts import Column, Doubt, Reason, shortened
from gongkai.catalogue.rules.grid import Table
from gongkai.catalogue.rules.header import Heading
from gongkai.catalogue.rules.items import Item
from gongkai.catalogue.rules.tiers import Level, Tier

DIRECTORY_COLUMNS_MIN = 6  # a table of fewer columns is no part of a directory
TITLE_ROWS = 6  # rows above a heading in which its area may be named


@dataclass(frozen=True, slots=True)
class Placed:
    """A doubt with the file and the sheet in which it stands."""

    file: str
    sheet: str
    doubt: Doubt


@dataclass(slots=True)
class Gathered:
    """What some files say.

    Attributes:
        rows: Each item with the name of its area: a code, or the name of a local one.
        doubts: Every doubtful cell.
        failed: Files that cannot be read, and why.
    """

    rows: list[tuple[str, Item]] = field(default_factory=list)
    doubts: list[Placed] = field(default_factory=list)
    failed: list[tuple[str, RefusedFileError]] = field(default_factory=list)


def gather(
    files: Iterable[tuple[str, bytes | RefusedFileError]], tier: Tier, *, area: str = ""
) -> Gathered:
    """Read files into items.

    Args:
        files: Name and content of each, or why it could not even be opened.
        tier: Whom the directory is for.
        area: Code of the area of tables that do not say theirs.
    """
    names = dict(Area.objects.values_list("name", "code"))
    gathered = Gathered()
    for name, content in files:
        try:
            if isinstance(content, RefusedFileError):
                raise content
            _gather_file(name, content, tier, names, area, gathered)
        except RefusedFileError as refused:
            gathered.failed.append((name, refused))
    return gathered


def said(gathered: Gathered) -> list[Said]:
    """Return the rows as the database stores them, entering local areas that are new.

    Raises:
        ValidationError: The name of a local area cannot be stored.
    """
    known = {area.code: area for area in Area.objects.all()}
    by_name = {area.name: area for area in known.values()}
    rows = []
    for place, item in gathered.rows:
        area = known.get(place) or by_name.get(place)
        if area is None:
            area = by_name[place] = area_actions.add(place)
        rows.append(Said(area, values(item)))
    return rows


def values(item: Item) -> dict[str, object]:
    """Return an item's fields as the model names them, cut to what a field holds."""
    texts = {
        name: getattr(item, name)
        for name in (
            "number", "level1", "level2", "level3", "content", "basis", "time_limit",
            "publisher", "audience_group",
        )
    }  # fmt: skip
    return {
        **{name: text[: LENGTHS.get(name)] for name, text in texts.items()},
        "channels": list(item.channels),
        "audience_all": item.audience_all,
        "active": item.active,
        "on_request": item.on_request,
        **{level.value: level in item.levels for level in Level},
    }


def _gather_file(
    name: str,
    content: bytes,
    tier: Tier,
    names: dict[str, str],
    fallback: str,
    gathered: Gathered,
) -> None:
    found = [(table, header.find(table)) for table in read_tables(name, content)]
    read = [(table, heading) for table, heading in found if heading is not None]
    if not read:
        raise RefusedFileError(Refusal.NO_HEADING)
    rows: list[tuple[str, Item]] = []
    doubts: list[Placed] = []
    whole = ""
    for table, heading in _with_continued(found, doubts, name):
        continued = whole if not heading.after else ""
        reading = items.read(table, heading, tier)
        whole = _area_of_table(table, heading, name, names) or continued or fallback
        checked = [*reading.doubts]
        for item in reading.items:
            place = _area_of_item(item, heading, whole, names, checked)
            rows.append((place, item))
            checked.extend(consistency.doubts(item))
        checked.extend(consistency.repeated(reading.items))
        checked.sort(key=lambda doubt: doubt.row)
        doubts.extend(Placed(name, table.name, doubt) for doubt in dict.fromkeys(checked))
    if not rows:
        raise RefusedFileError(Refusal.NO_ITEMS)
    if any(not place for place, _ in rows):
        raise RefusedFileError(Refusal.NO_AREA)
    gathered.rows.extend(rows)
    gathered.doubts.extend(doubts)


def _with_continued(
    found: list[tuple[Table, Heading | None]], doubts: list[Placed], file: str
) -> Iterator[tuple[Table, Heading]]:
    """Yield each table with its heading; one cut off by a page lends the next its own."""
    before: Heading | None = None
    width = 0
    for table, heading in found:
        cells = len(table.rows[0].cells)
        if heading is not None:
            before, width = heading, cells
            yield table, heading
        elif cells == width and before is not None:
            row = table.rows[0].number
            doubts.append(Placed(file, table.name, Doubt(row, Column.TABLE, Reason.CONTINUED)))
            yield table, replace(before, first=0, after=0, doubts=())
        elif cells >= DIRECTORY_COLUMNS_MIN and len(table.rows) > 1:
            left = Doubt(table.rows[0].number, Column.TABLE, Reason.SKIPPED, str(len(table.rows)))
            doubts.append(Placed(file, table.name, left))


def _area_of_table(table: Table, heading: Heading, file: str, names: dict[str, str]) -> str:
    """Return the area that the title, the sheet or the file speaks of; empty for none."""
    for text in _titles(table, heading, file):
        code = areas.spoken_of(text, names)
        if code:
            return code
    return ""


def _titles(table: Table, heading: Heading, file: str) -> Iterator[str]:
    for row in reversed(table.rows[max(0, heading.first - TITLE_ROWS) : heading.first]):
        yield " ".join(dict.fromkeys(row.cells))
    yield table.name
    yield PurePath(file).stem


def _area_of_item(
    item: Item, heading: Heading, whole: str, names: dict[str, str], doubts: list[Doubt]
) -> str:
    """Return the code of an item's area, or the name of one that a county added."""
    if not item.area:
        return whole
    code = areas.proper(item.area, names) or names.get(areas.name_of(item.area), "")
    if code:
        return code
    if heading.has(Column.AREA):
        name = areas.name_of(item.area)
        doubts.append(Doubt(item.row, Column.AREA, Reason.AREA_LOCAL, shortened(name)))
        return name
    # A title across the table that names no area of its own is a heading inside one.
    code = areas.spoken_of(item.area, names)
    if not code and not whole:
        doubts.append(Doubt(item.row, Column.AREA, Reason.AREA_UNKNOWN, shortened(item.area)))
    return code or whole
