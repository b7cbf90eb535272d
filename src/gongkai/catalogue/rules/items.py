"""Items of a directory read from a table, with a doubt for every cell that is not plain.

同上 means the row above; a first level left empty by lost merged cells is the one above; a heading
printed again on the next page, a line of column numbers and footnotes are not items.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from gongkai.catalogue.rules import channels, header
from gongkai.catalogue.rules.cells import Marker
from gongkai.catalogue.rules.doubts import Column, Doubt, Reason, shortened
from gongkai.catalogue.rules.grid import Row, Table
from gongkai.catalogue.rules.header import Heading
from gongkai.catalogue.rules.marks import ticked
from gongkai.catalogue.rules.tiers import LEVELS_OF_TIER, Level, Tier

STRAY = re.compile(r"[\x00-\x20\x7f\u3000\xa0\u200b\ufeff]+")
DITTO = re.compile(
    r"[“”\"'(（『「\-—－]*(?:同\s*上\s*[行栏]?|同\s*前|上\s*同|〃|″|”|\"|“|[…⋯]+|\.{3,})"
    r"[”\"')）』」。.\-—－]*"
)
# Lines of a form that are no items: sums, page numbers, who filled the table in.
SUM = re.compile(r"(?:合|总|小)\s*计|共\s*计")
FORM_LINE = re.compile(
    r"(?:审核人|填表人|填报人|制表人?|填报单位|填报日期|填表日期|编制单位|联系人|联系电话|负责人|经办人"
    r"|单位负责人|分管领导|签发人)(?:[(（][^)）]*[)）])?\s*[:：]|第\s*\d+\s*页|共\s*\d+\s*页"
)
# What parts two levels written into one cell; a line does so only before a number or a label, for
# lines in narrow cells are the printer's.
LEVELS_PARTED = re.compile(
    r"\s*(?:\n(?=[二2]级|\d+[.、．])|—+|－|-{1,2}(?=\D)|[/／>＞→]|(?=二级(?:事项)?[:：]))\s*"
)
LEVEL_LABEL = re.compile(r"^\s*(?:[一二]级(?:事项)?[:：]|\d+(?:\.\d+)*[.、．](?!\d)|\d+\.\d+)\s*")
GARBLED = re.compile(r"\ufffd|#(?:REF!|N/A|NAME\?|VALUE!|DIV/0!|NULL!|NUM!)")
FOOTNOTE = re.compile(r"(?:注|备注|说明|填表说明|附注)\s*[:：\d一二三]")
LEVEL_COLUMNS = (Column.CITY, Column.COUNTY, Column.TOWNSHIP, Column.VILLAGE)
FILLED_DOWN = (Column.AREA, Column.LEVEL1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One row of a directory.

    Attributes:
        row: Row in the file.
        area: Name of its area as the file says it; empty when the file says none.
        audience_group: The special group it is opened to; may stand beside everybody by mistake.
        levels: At which levels of government it is opened.
    """

    row: int = 0
    area: str = ""
    number: str = ""
    level1: str = ""
    level2: str = ""
    level3: str = ""
    content: str = ""
    basis: str = ""
    time_limit: str = ""
    publisher: str = ""
    channels: tuple[str, ...] = ()
    audience_all: bool = False
    audience_group: str = ""
    active: bool = False
    on_request: bool = False
    levels: frozenset[Level] = frozenset()


@dataclass(slots=True)
class Reading:
    """What a table says: its items in order, and what is doubtful about its cells."""

    items: list[Item] = field(default_factory=list)
    doubts: list[Doubt] = field(default_factory=list)


def read(table: Table, heading: Heading, tier: Tier) -> Reading:
    """Return the items below a heading.

    Args:
        table: The rectangle.
        heading: Where its heading is, as `header.find` found it.
        tier: Whom the directory is for; says the levels when the table has no columns for them.
    """
    reading = Reading(doubts=list(heading.doubts))
    above: dict[Column, str] = {}
    section = ""
    for row in table.rows[heading.after :]:
        if _idle(row, heading):
            continue
        title = _section(row, heading)
        if title:
            section = title
            above.clear()
            continue
        texts = _resolved(row, _texts(row, heading), above, reading.doubts)
        above.update({column: text for column, text in texts.items() if text})
        if not texts.get(Column.AREA):
            texts[Column.AREA] = section
        _garbled(row, texts, reading.doubts)
        _part_levels(row, texts, heading, reading.doubts)
        reading.items.append(_item(row, texts, heading, tier, reading.doubts))
    return reading


def tidied(text: str) -> str:
    """Return a cell's text with its lines kept and stray spaces and control signs gone."""
    lines = (STRAY.sub(" ", line).strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def _texts(row: Row, heading: Heading) -> dict[Column, str]:
    """Return the row's texts by column; two places of one column are joined."""
    texts: dict[Column, str] = {}
    for place, columns in heading.columns.items():
        text = tidied(row.cells[place]) if place < len(row.cells) else ""
        for column in columns:
            before = texts.get(column, "")
            texts[column] = text if before in {"", text} else f"{before}\n{text}".strip()
    return texts


def _idle(row: Row, heading: Heading) -> bool:
    """Say whether a row is empty, a footnote, column numbers or the heading printed again."""
    said = [text.strip() for text in row.cells if text.strip()]
    # A cell merged down over the note stands beside it.
    if not said or (len(set(said)) <= 2 and FOOTNOTE.match(said[0])):
        return True
    if all(FORM_LINE.match(text) for text in said) or SUM.fullmatch(said[0]):
        return True
    if len(said) > 3 and said == [str(number) for number in range(1, len(said) + 1)]:
        return True
    return tuple(text.strip() for text in row.cells) in heading.texts or header.is_heading(row)


def _section(row: Row, heading: Heading) -> str:
    """Return the text of a row that is one title across the table; empty for any other."""
    said = {text.strip() for text in row.cells if text.strip()}
    if len(said) != 1:
        return ""
    (text,) = said
    places = [place for place, cell in enumerate(row.cells) if cell.strip()]
    first = heading.columns.get(places[0], ())
    across = len(places) > len(row.cells) // 2
    alone = len(places) == 1 and first in {(), (Column.NUMBER,)} and not text.isdecimal()
    return text if across or alone else ""


def _resolved(
    row: Row, texts: Mapping[Column, str], above: Mapping[Column, str], doubts: list[Doubt]
) -> dict[Column, str]:
    """Return the row's texts with 同上 and lost merged cells filled from the row above."""
    filled: dict[Column, str] = {}
    for column, text in texts.items():
        filled[column] = text
        if DITTO.fullmatch(text):
            filled[column] = above.get(column, "")
            if not filled[column]:
                doubts.append(Doubt(row.number, column, Reason.NOTHING_ABOVE, text))
        elif not text and column in FILLED_DOWN and above.get(column):
            filled[column] = above[column]
            doubts.append(Doubt(row.number, column, Reason.FILLED, shortened(above[column])))
    return filled


def _garbled(row: Row, texts: Mapping[Column, str], doubts: list[Doubt]) -> None:
    for column, text in texts.items():
        if GARBLED.search(text):
            doubts.append(Doubt(row.number, column, Reason.GARBLED, shortened(text)))


def _part_levels(row: Row, texts: dict[Column, str], heading: Heading, doubts: list[Doubt]) -> None:
    """Part two levels that stand in the one column that the table has for them."""
    if heading.has(Column.LEVEL2, Column.LEVEL3):
        return
    parts = [
        LEVEL_LABEL.sub("", part) for part in LEVELS_PARTED.split(texts.get(Column.LEVEL1, ""))
    ]
    parts = [part.strip() for part in parts if part.strip()]
    if len(parts) == 2 and min(map(len, parts)) > 1:
        texts[Column.LEVEL1], texts[Column.LEVEL2] = parts
        doubts.append(Doubt(row.number, Column.LEVEL1, Reason.SPLIT, shortened(parts[1])))


def _item(
    row: Row, texts: Mapping[Column, str], heading: Heading, tier: Tier, doubts: list[Doubt]
) -> Item:
    marker = Marker(row.number, texts, doubts, ticked)
    ticks = marker.read()
    levels = ticks.levels
    if not heading.has(*LEVEL_COLUMNS):
        levels = frozenset(LEVELS_OF_TIER[tier])
    return Item(
        row=row.number,
        area=texts.get(Column.AREA, ""),
        number=texts.get(Column.NUMBER, ""),
        level1=_line(texts, Column.LEVEL1),
        level2=_line(texts, Column.LEVEL2),
        level3=_line(texts, Column.LEVEL3),
        content=texts.get(Column.CONTENT, ""),
        basis=texts.get(Column.BASIS, ""),
        time_limit=_line(texts, Column.TIME_LIMIT),
        publisher=texts.get(Column.PUBLISHER, ""),
        channels=tuple(_channels(row, heading, marker)),
        audience_all=ticks.audience_all,
        audience_group=ticks.audience_group,
        active=ticks.active,
        on_request=ticks.on_request,
        levels=levels,
    )


def _line(texts: Mapping[Column, str], column: Column) -> str:
    """Return a short text on one line; line breaks inside narrow cells are the printer's."""
    text = texts.get(column, "")
    return re.sub(r"(?<=[\u3000-\u9fff])\n(?=[\u3000-\u9fff])", "", text).replace("\n", " ")


def _channels(row: Row, heading: Heading, marker: Marker) -> list[str]:
    named = channels.parse(marker.texts.get(Column.CHANNELS, ""))
    for reason, value in named.doubts:
        marker.doubt(Column.CHANNELS, reason, value)
    names = list(named.names)
    for place, name in heading.single_channels.items():
        chosen = ticked(row.cells[place])
        if chosen is None:
            marker.doubt(Column.CHANNELS, Reason.MARK, f"{name}: {row.cells[place]}")
        if chosen is not False:
            names.append(name)
    return list(dict.fromkeys(names))
