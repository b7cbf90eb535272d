"""What the √ cells of one row mean: for whom, in which way and at which level it is opened."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from gongkai.catalogue.rules.doubts import Column, Doubt, Reason, shortened
from gongkai.catalogue.rules.tiers import Level

EVERYBODY = (
    "全社会", "社会公众", "社会", "面向社会", "面向全社会", "向社会公开",
    "向全社会公开", "全社会公开",
)  # fmt: skip
GROUP_NAMED = re.compile(r"[\u4e00-\u9fff]{2}")
LEVEL_COLUMNS = {
    Column.CITY: Level.CITY,
    Column.COUNTY: Level.COUNTY,
    Column.TOWNSHIP: Level.TOWNSHIP,
    Column.VILLAGE: Level.VILLAGE,
}
# What words in a cell under 公开层级 alone mean.
LEVEL_WORDS = (
    (Level.CITY, ("市级",)),
    (Level.COUNTY, ("县", "区级", "旗级")),
    (Level.TOWNSHIP, ("乡", "镇", "街道")),
    (Level.VILLAGE, ("村", "社区")),
)


@dataclass(frozen=True, slots=True)
class Ticks:
    """What the √ columns of a row say."""

    audience_all: bool
    audience_group: str
    active: bool
    on_request: bool
    levels: frozenset[Level]


@dataclass(frozen=True, slots=True)
class Marker:
    """Reads the cells of one row and notes what it cannot tell.

    Attributes:
        row: Row in the file.
        texts: The row's texts by column, 同上 resolved.
        doubts: Where doubts are noted.
        ticked: Reads a √ cell; None when it cannot be told.
    """

    row: int
    texts: Mapping[Column, str]
    doubts: list[Doubt]
    ticked: Callable[[str], bool | None]

    def read(self) -> Ticks:
        """Return what the row's √ columns say."""
        everybody, group = self.audience()
        active, on_request = self.mode()
        return Ticks(everybody, group, active, on_request, frozenset(self.levels()))

    def doubt(self, column: Column, reason: Reason, value: str = "") -> None:
        """Note that a cell is doubtful."""
        self.doubts.append(Doubt(self.row, column, reason, shortened(value)))

    def tick(self, column: Column) -> bool:
        """Say whether a cell is chosen; what cannot be told counts as chosen, with a doubt."""
        text = self.texts.get(column, "")
        chosen = self.ticked(text)
        if chosen is None:
            self.doubt(column, Reason.MARK, text)
            return True
        return chosen

    def audience(self) -> tuple[bool, str]:
        """Return whether everybody is meant, and the special group."""
        text = " ".join(self.texts.get(Column.AUDIENCE_GROUP, "").split())
        said_all = self.texts.get(Column.AUDIENCE_ALL, "")
        chosen = self.ticked(said_all)
        # A group written under 全社会 by mistake or for want of a column of its own.
        everybody = bool(chosen) or said_all in EVERYBODY
        group = text
        if chosen is None and not everybody:
            everybody, group = self.misplaced(said_all, text)
        if group in EVERYBODY:
            return True, ""
        mark = self.ticked(group)
        if mark is None:
            return everybody, group.lstrip("√✓☑■ ")
        if mark:
            self.doubt(Column.AUDIENCE_GROUP, Reason.GROUP_UNNAMED, group)
        return everybody, ""

    def misplaced(self, said_all: str, group: str) -> tuple[bool, str]:
        """Return what a cell under 全社会 says that is no tick: a group in words, or a mark."""
        if GROUP_NAMED.search(said_all) and "√" not in said_all:
            self.doubt(Column.AUDIENCE_ALL, Reason.GROUP_MISPLACED, said_all)
            return False, f"{group} {said_all}".strip()
        self.doubt(Column.AUDIENCE_ALL, Reason.MARK, said_all)
        return True, group

    def mode(self) -> tuple[bool, bool]:
        """Return whether it is opened actively, and whether on request."""
        text = self.texts.get(Column.ACTIVE, "")
        if Column.ON_REQUEST not in self.texts and "申请" in text:
            return "主动" in text, True
        on_request = Column.ON_REQUEST in self.texts and self.tick(Column.ON_REQUEST)
        return Column.ACTIVE in self.texts and self.tick(Column.ACTIVE), on_request

    def levels(self) -> list[Level]:
        """Return the levels of government that are ticked, or named in a single column."""
        columns = [column for column in LEVEL_COLUMNS if column in self.texts]
        if len(columns) == 1 and self.ticked(self.texts[columns[0]]) is None:
            text = self.texts[columns[0]]
            named = [level for level, words in LEVEL_WORDS if any(word in text for word in words)]
            if named:
                return named
        return [LEVEL_COLUMNS[column] for column in columns if self.tick(column)]
