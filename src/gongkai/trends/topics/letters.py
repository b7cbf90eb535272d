"""The letters that topics are found in, as columns, and how they are read from a table."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from datetime import date, datetime

import numpy as np
from numpy.typing import NDArray

from gongkai.trends.rules.moments import read_moment
from gongkai.trends.tables import Table

LEAD = 300  # characters of a text that are kept to find places and people in

# What other systems call these columns. The first that a table has is taken.
NAMES = {
    "number": ("留言编号", "编号", "工单编号", "信件编号", "number", "id"),
    "user": ("留言用户", "用户", "来电人", "诉求人", "写信人", "user"),
    "subject": ("留言主题", "主题", "标题", "诉求标题", "subject", "title"),
    "time": ("留言时间", "时间", "受理时间", "来信时间", "写信时间", "time", "date"),
    "text": ("留言详情", "详情", "内容", "诉求内容", "信件内容", "正文", "text", "content"),
    "likes": ("点赞数", "点赞", "支持数", "likes"),
    "dislikes": ("反对数", "反对", "踩", "dislikes"),
    "solved": ("是否解决", "是否办结", "办结", "solved"),
}
NEEDED = ("subject", "time", "text")
YES = frozenset({"是", "已解决", "已办结", "办结", "1", "true", "yes", "y"})


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter. `user` may be empty where the writer is not known."""

    number: str
    user: str
    subject: str
    text: str
    received_at: datetime
    likes: int = 0
    dislikes: int = 0
    solved: bool = False


@dataclass(slots=True)
class Kept:
    """What is kept of many letters once their words are known, in the order of their time."""

    numbers: list[str] = field(default_factory=list)
    users: list[str] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    leads: list[str] = field(default_factory=list)
    received: list[datetime] = field(default_factory=list)
    likes: list[int] = field(default_factory=list)
    dislikes: list[int] = field(default_factory=list)
    solved: list[bool] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.numbers)

    def add(self, letter: Letter) -> None:
        """Keep a letter."""
        self.numbers.append(letter.number)
        self.users.append(letter.user)
        self.subjects.append(letter.subject)
        self.leads.append(letter.text[:LEAD])
        self.received.append(letter.received_at)
        self.likes.append(letter.likes)
        self.dislikes.append(letter.dislikes)
        self.solved.append(letter.solved)

    def only(self, places: Sequence[int]) -> "Kept":
        """Return some of the letters, in the order given."""
        columns = {
            column.name: [getattr(self, column.name)[at] for at in places]
            for column in fields(self)
        }
        return Kept(**columns)

    def days(self) -> NDArray[np.int64]:
        """Return the day of each letter as a number."""
        return np.fromiter(
            (moment.toordinal() for moment in self.received), dtype=np.int64, count=len(self)
        )


@dataclass(slots=True)
class Skipped:
    """How many rows were left out and why."""

    undated: int = 0
    empty: int = 0
    outside: int = 0


def columns_of(table: Table, named: dict[str, str]) -> dict[str, str]:
    """Return the column of each thing: as named by the caller, else by a known name."""
    found = dict(named)
    for thing, names in NAMES.items():
        known = next((name for name in names if name in table.header), "")
        if thing not in found and known:
            found[thing] = known
    for thing in NEEDED:
        found.setdefault(thing, NAMES[thing][0])  # missing: the table says what it has
    return found


def read(
    table: Table,
    columns: dict[str, str],
    skipped: Skipped,
    *,
    since: date | None = None,
    until: date | None = None,
) -> Iterator[Letter]:
    """Yield the letters of a table, both ends of the period included."""
    things = list(columns)
    for number, row in enumerate(table.columns([columns[thing] for thing in things]), 1):
        cell = dict(zip(things, row, strict=True))
        if not (cell["subject"].strip() or cell["text"].strip()):
            skipped.empty += 1
            continue
        moment = read_moment(cell["time"])
        if moment is None:
            skipped.undated += 1
            continue
        if (since and moment.date() < since) or (until and moment.date() > until):
            skipped.outside += 1
            continue
        yield Letter(
            number=cell.get("number", "").strip() or str(number),
            user=cell.get("user", "").strip(),
            subject=" ".join(cell["subject"].split()),
            text=cell["text"].strip(),
            received_at=moment,
            likes=_count(cell.get("likes", "")),
            dislikes=_count(cell.get("dislikes", "")),
            solved=cell.get("solved", "").strip().lower() in YES,
        )


def _count(text: str) -> int:
    digits = text.strip().split(".")[0]
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < 10 else 0


def once(letters: Iterable[Letter]) -> Iterator[Letter]:
    """Yield letters without those whose number was seen before: the same export twice."""
    seen: set[str] = set()
    for letter in letters:
        if letter.number not in seen:
            seen.add(letter.number)
            yield letter
