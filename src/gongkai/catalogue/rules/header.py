"""Finding the heading of a directory in a table and telling its columns apart.

The heading has one, two or three rows: 公开事项 over 一级事项 and 二级事项, 公开对象 over 全社会
and 特定群体, 公开方式 over 主动 and 依申请, 公开层级 over 县级 and 乡级. Every word of it is met in
variants.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from gongkai.catalogue.rules import channels
from gongkai.catalogue.rules.doubts import Column, Doubt, Reason, shortened
from gongkai.catalogue.rules.grid import Row, Table

SEARCHED_ROWS = 30  # titles, notes and logos stand above a heading, never this many
HEADING_ROWS_MAX = 3
KEY_COLUMNS = frozenset({Column.CONTENT, Column.BASIS, Column.TIME_LIMIT, Column.PUBLISHER})
KEYS_NEEDED = 3

WORDS: Mapping[str, Column] = {
    "领域": Column.AREA,
    "试点领域": Column.AREA,
    "公开领域": Column.AREA,
    "所属领域": Column.AREA,
    "序号": Column.NUMBER,
    "编号": Column.NUMBER,
    "一级事项": Column.LEVEL1,
    "一级": Column.LEVEL1,
    "一级目录": Column.LEVEL1,
    "二级事项": Column.LEVEL2,
    "二级": Column.LEVEL2,
    "二级目录": Column.LEVEL2,
    "三级事项": Column.LEVEL3,
    "三级": Column.LEVEL3,
    "三级目录": Column.LEVEL3,
    "公开内容": Column.CONTENT,
    "内容要素": Column.CONTENT,
    "公开要素": Column.CONTENT,
    "公开内容要素": Column.CONTENT,
    "公开依据": Column.BASIS,
    "依据": Column.BASIS,
    "公开时限": Column.TIME_LIMIT,
    "公开时间": Column.TIME_LIMIT,
    "时限": Column.TIME_LIMIT,
    "公开期限": Column.TIME_LIMIT,
    "公开主体": Column.PUBLISHER,
    "责任主体": Column.PUBLISHER,
    "责任单位": Column.PUBLISHER,
    "主体": Column.PUBLISHER,
    "公开渠道和载体": Column.CHANNELS,
    "公开渠道": Column.CHANNELS,
    "公开载体": Column.CHANNELS,
    "公开渠道载体": Column.CHANNELS,
    "公开渠道及载体": Column.CHANNELS,
    "公开渠道与载体": Column.CHANNELS,
    "渠道和载体": Column.CHANNELS,
    "渠道": Column.CHANNELS,
    "全社会": Column.AUDIENCE_ALL,
    "特定群体": Column.AUDIENCE_GROUP,
    "特定群众": Column.AUDIENCE_GROUP,
    "特定人群": Column.AUDIENCE_GROUP,
    "特定对象": Column.AUDIENCE_GROUP,
    "主动": Column.ACTIVE,
    "主动公开": Column.ACTIVE,
    "依申请": Column.ON_REQUEST,
    "依申请公开": Column.ON_REQUEST,
    "市级": Column.CITY,
    "县级": Column.COUNTY,
    "区级": Column.COUNTY,
    "县区级": Column.COUNTY,
    "区县级": Column.COUNTY,
    "县市级": Column.COUNTY,
    "县市区级": Column.COUNTY,
    "旗级": Column.COUNTY,
    "乡级": Column.TOWNSHIP,
    "镇级": Column.TOWNSHIP,
    "乡镇级": Column.TOWNSHIP,
    "街道级": Column.TOWNSHIP,
    "镇街级": Column.TOWNSHIP,
    "乡镇街道级": Column.TOWNSHIP,
    "乡镇街道": Column.TOWNSHIP,
    "村级": Column.VILLAGE,
    "村居级": Column.VILLAGE,
    "村社区级": Column.VILLAGE,
    "社区级": Column.VILLAGE,
}
# One column for two levels.
TWO_LEVELS: Mapping[str, tuple[Column, ...]] = dict.fromkeys(
    (
        "乡村级",
        "镇村级",
        "乡镇村级",
        "街道社区级",
        "乡镇街道村级",
        "乡镇街道村社区级",
        "镇街村居级",
    ),
    (Column.TOWNSHIP, Column.VILLAGE),
)
# Headings over others; alone over a column they still say what it is.
GROUPS: Mapping[str, Column] = {
    "公开事项": Column.LEVEL1,
    "事项": Column.LEVEL1,
    "事项名称": Column.LEVEL1,
    "公开事项名称": Column.LEVEL1,
    "公开对象": Column.AUDIENCE_GROUP,
    "公开方式": Column.ACTIVE,
    "公开层级": Column.COUNTY,
}
# A √ column among the channels, and a √ under it in a heading's own row of boxes.
OTHERS = frozenset({"其他", "其它"})
BOXES = "√□■ \t\n\u3000"
# Columns that some places add and that say nothing a directory keeps.
IGNORED = re.compile(
    r"备注|说明|五公开|公开形式|公开(?:的)?格式|文本|链接|网址|url|note|sourceurl|公开类别|责任人"
)
PREFIX = re.compile(r"^[a-z0-9_]+_(?=[\u4e00-\u9fff])")


@dataclass(frozen=True, slots=True)
class Heading:
    """Where a table's heading ends and what stands in each of its columns.

    Attributes:
        first: Place of its first row among the table's rows.
        after: Place of the first row below it.
        columns: Place of a column to what it is.
        single_channels: Place of a √ column to the channel that it is for.
        texts: The heading's rows, to know them again on the next printed page.
    """

    first: int
    after: int
    columns: Mapping[int, tuple[Column, ...]]
    single_channels: Mapping[int, str] = field(default_factory=dict)
    texts: frozenset[tuple[str, ...]] = frozenset()
    doubts: tuple[Doubt, ...] = ()

    def has(self, *wanted: Column) -> bool:
        """Say whether the table has a column for any of these."""
        return any(column in wanted for columns in self.columns.values() for column in columns)


def find(table: Table) -> Heading | None:
    """Return the heading of a table; None when it has none that is known."""
    for first, row in enumerate(table.rows[:SEARCHED_ROWS]):
        if _keys(row.cells) < KEYS_NEEDED:
            continue
        # The heading may begin a row higher: 公开事项 above, the key columns merged downwards.
        after = first + 1
        while (
            after < len(table.rows)
            and after - first < HEADING_ROWS_MAX
            and _continues(table.rows[after])
        ):
            after += 1
        return _read(table, first, after)
    return None


def is_heading(row: Row) -> bool:
    """Say whether a row is a heading, as one printed again at the top of a page is."""
    return _keys(row.cells) >= KEYS_NEEDED or _continues(row)


def word(text: str) -> str:
    """Return a heading's text without spaces, brackets and code names in front."""
    tight = re.sub(r"\s+", "", text).lower().strip("*＊")
    tight = PREFIX.sub("", tight)
    tight = re.sub(r"[(（\[【].*?[)）\]】]", "", tight)
    return re.sub(r"[、/，,：:()（）]", "", tight)


def whole_word(text: str) -> str:
    """Return a heading's text with what stands in brackets: 县（区）级 is 县区级."""
    tight = PREFIX.sub("", re.sub(r"\s+", "", text).lower().strip("*＊"))
    return re.sub(r"[、/，,：:()（）\[\]【】]", "", tight)


def meaning(text: str) -> tuple[Column, ...]:
    """Return what a heading's text stands for; nothing when it is not known."""
    for said in (whole_word(text), word(text)):
        if said in TWO_LEVELS:
            return TWO_LEVELS[said]
        if said in WORDS:
            return (WORDS[said],)
    return ()


def _keys(cells: tuple[str, ...]) -> int:
    return len({column for text in cells for column in meaning(text)} & KEY_COLUMNS)


def _continues(row: Row) -> bool:
    """Say whether a row still belongs to the heading: it has heading words and nothing else."""
    said = [text for text in row.cells if text.strip()]
    foreign = [text for text in said if not _belongs(text)]
    return len(said) > len(foreign) == 0


def _belongs(text: str) -> bool:
    said = word(text)
    return bool(
        meaning(text)
        or said in GROUPS
        or channels.known(text)
        or said in OTHERS
        or not said.strip(BOXES)
        or IGNORED.search(said)
    )


def _read(table: Table, first: int, after: int) -> Heading:
    rows = table.rows[first:after]
    columns: dict[int, tuple[Column, ...]] = {}
    single: dict[int, str] = {}
    doubts = []
    for place in range(len(rows[0].cells)):
        cells = (row.cells[place] for row in rows)
        texts = list(dict.fromkeys(text for text in cells if text.strip(BOXES)))
        found = _column(texts)
        channel = _channel(texts[-1]) if len(texts) > 1 else ""
        if channel and not found[1:] and Column.CHANNELS in meaning(texts[0]):
            single[place] = channel
        elif found:
            columns[place] = found
        elif texts and not IGNORED.search(whole_word(texts[-1])):
            said = shortened("/".join(texts))
            doubts.append(Doubt(rows[-1].number, Column.TABLE, Reason.COLUMN_UNKNOWN, said))
    columns = dict(_without_doubles(columns))
    doubts.extend(_absent(columns, single, rows[-1].number))
    texts_of_rows = frozenset(tuple(text.strip() for text in row.cells) for row in rows)
    return Heading(first, after, columns, single, texts_of_rows, tuple(doubts))


def _channel(text: str) -> str:
    """Return the channel that a column of ticks is for; empty when it is for none."""
    return channels.OTHER if word(text) in OTHERS else channels.known(text)


def _column(texts: list[str]) -> tuple[Column, ...]:
    """Return what a column is: the lowest of its heading's rows that is known says so."""
    for text in reversed(texts):
        found = meaning(text)
        if found:
            return found
    for text in reversed(texts):
        said = word(text)
        if said in GROUPS:
            return (GROUPS[said],)
    return ()


def _without_doubles(
    columns: Mapping[int, tuple[Column, ...]],
) -> Iterator[tuple[int, tuple[Column, ...]]]:
    """Let 公开事项 over two or three nameless columns mean first, second and third level."""
    levels = iter((Column.LEVEL1, Column.LEVEL2, Column.LEVEL3))
    doubled = [found for found in columns.values() if found == (Column.LEVEL1,)]
    for place, found in columns.items():
        if found == (Column.LEVEL1,) and len(doubled) > 1:
            yield place, (next(levels, Column.LEVEL3),)
        else:
            yield place, found


def _absent(
    columns: Mapping[int, tuple[Column, ...]], single: Mapping[int, str], row: int
) -> Iterator[Doubt]:
    found = {column for some in columns.values() for column in some}
    for column in (Column.LEVEL1, *sorted(KEY_COLUMNS)):
        if column not in found:
            yield Doubt(row, column, Reason.COLUMN_ABSENT)
    if Column.CHANNELS not in found and not single:
        yield Doubt(row, Column.CHANNELS, Reason.COLUMN_ABSENT)
    for one, other in (
        (Column.AUDIENCE_ALL, Column.AUDIENCE_GROUP),
        (Column.ACTIVE, Column.ON_REQUEST),
    ):
        if not found & {one, other}:
            yield Doubt(row, one, Reason.COLUMN_ABSENT)
    if not found & {Column.CITY, Column.COUNTY, Column.TOWNSHIP, Column.VILLAGE}:
        yield Doubt(row, Column.COUNTY, Reason.NO_LEVEL_COLUMNS)
