"""From a row of another system's export to a letter, or to the reason why it cannot be one.

A mapping says which column holds what, and what the other system's words mean here. Days are
understood in every form that such exports hold; a day that could be two days is refused.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from hashlib import sha256
from typing import Any

from gongkai.letters.rules.words import Kind, Satisfied, Solved

FIELDS = (
    "number", "title", "text", "received", "kind", "unit", "place", "label", "writer", "phone",
    "likes", "reply", "replied", "closed", "solved", "satisfied",
)  # fmt: skip
DAYS = frozenset({"received", "replied", "closed"})
# Headings that hotline systems and message boards print; a mapping of one's own goes before.
HEADINGS: Mapping[str, tuple[str, ...]] = {
    "number": ("工单编号", "留言编号", "信件编号", "编号", "单号", "受理编号"),
    "title": ("工单标题", "留言主题", "信件标题", "标题", "主题", "诉求标题"),
    "text": ("诉求内容", "工单内容", "留言详情", "信件内容", "内容", "反映内容", "详情"),
    "received": ("受理时间", "来电时间", "留言时间", "来信时间", "创建时间", "提交时间", "日期"),
    "kind": ("诉求类型", "工单类型", "信件类型", "类型", "诉求类别"),
    "unit": ("承办单位", "办理单位", "责任单位", "处办单位", "承办部门"),
    "place": ("诉求地址", "事发地址", "地址", "所在区域", "区域"),
    "label": ("一级标签", "内容分类", "分类", "一级分类"),
    "writer": ("留言用户", "来电人", "诉求人", "写信人", "姓名"),
    "phone": ("联系电话", "来电号码", "电话", "手机号"),
    "likes": ("点赞数", "赞"),
    "reply": ("答复意见", "答复内容", "办理结果", "回复内容", "处理结果"),
    "replied": ("答复时间", "办结时间", "回复时间", "答复日期"),
    "closed": ("归档时间", "结案时间"),
    "solved": ("是否解决", "解决情况"),
    "satisfied": ("满意度", "是否满意", "满意情况", "评价"),
}
WORDS: Mapping[str, Mapping[str, str]] = {
    "kind": {
        "咨询": "consult", "投诉": "complain", "举报": "complain", "投诉举报": "complain",
        "建议": "suggest", "意见建议": "suggest", "求助": "help", "诉求": "help",
        "表扬": "thank", "感谢": "thank",
    },
    "solved": {
        "是": "yes", "已解决": "yes", "解决": "yes", "部分解决": "partly", "基本解决": "partly",
        "否": "no", "未解决": "no", "没有解决": "no",
    },
    "satisfied": {
        "满意": "satisfied", "非常满意": "satisfied", "基本满意": "partly", "一般": "partly",
        "不满意": "dissatisfied", "非常不满意": "dissatisfied", "未评价": "", "默认": "",
    },
}  # fmt: skip
TEXT_LENGTH_MAX = 200_000  # characters
TITLE_LENGTH_MAX = 200
EXCEL_DAY_ZERO = date(1899, 12, 30)
FIRST_YEAR = 1990  # no mailbox or hotline is older
DAY = re.compile(
    r"\s*(\d{4})\s*(?:[-/.]|年)\s*(\d{1,2})\s*(?:[-/.]|月)\s*(\d{1,2})\s*日?"
    r"(?:[T\s].*)?$",
    re.DOTALL,
)
SERIAL = re.compile(r"\d{5}(?:\.\d+)?$")
COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?$")
STAMP_SECONDS = re.compile(r"1\d{9}(?:\d{3})?$")
FULL_WIDTH = str.maketrans("０１２３４５６７８９／－：．　", "0123456789/-:. ")


class RowFault(StrEnum):
    """Why a row is no letter."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_DAY = "no_day"
    DAY_UNREADABLE = "day_unreadable"
    IN_THE_FUTURE = "in_the_future"
    REPLIED_BEFORE = "replied_before"
    REPLY_DAY_UNREADABLE = "reply_day_unreadable"
    UNKNOWN_KIND = "unknown_kind"
    UNKNOWN_UNIT = "unknown_unit"
    TOO_FEW_CELLS = "too_few_cells"


class RowError(ValueError):
    """A row that is no letter, and why. `value` is what could not be read."""

    def __init__(self, fault: RowFault, value: str = "") -> None:
        super().__init__(fault, value[:80])
        self.fault = fault
        self.value = value[:80]


class MappingError(ValueError):
    """A mapping says something that cannot be. `code` and `value` say what."""

    def __init__(self, code: str, value: str = "") -> None:
        super().__init__(f"{code} {value}")
        self.code = code
        self.value = value


@dataclass(frozen=True, slots=True)
class Plan:
    """How rows are read.

    Attributes:
        columns: Field to the place of its column.
        words: Field to what the other system's words mean here.
        units: The other system's name of a unit to the code of a body.
        kind: The kind of a letter whose row names none.
        width: How many columns the header has.
        texts: The columns that are read as they stand; days are read by `read_day`.
    """

    columns: Mapping[str, int]
    words: Mapping[str, Mapping[str, str]]
    units: Mapping[str, str]
    kind: str = Kind.CONSULT.value
    width: int = 0
    texts: tuple[tuple[str, int], ...] = field(init=False)

    def __post_init__(self) -> None:
        read = ((name, place) for name, place in self.columns.items() if name not in DAYS)
        object.__setattr__(self, "texts", tuple(read))


@dataclass(frozen=True, slots=True)
class Draft:
    """A row as a letter. `unit` is the code of a body, or empty for whoever receives it."""

    origin: str
    number: str
    title: str
    text: str
    received_on: date
    kind: str
    unit: str
    place: str
    label: str
    writer: str
    phone: str
    likes: int
    reply: str
    replied_on: date | None
    closed_on: date | None
    solved: str
    satisfied: str
    row: int = field(default=0, compare=False)


SECTIONS = ("columns", "units", "defaults", *WORDS)


def plan(header: Sequence[Any], mapping: Mapping[str, Any]) -> Plan:
    """Return how to read the rows under a header.

    Args:
        header: The headings as they stand in the file.
        mapping: What the mapping file says; may be empty.

    Raises:
        MappingError: A named column is not there, a field is unknown, or no column holds a text.
    """
    for section, content in mapping.items():
        if section not in SECTIONS or not isinstance(content, Mapping):
            raise MappingError("unknown_section", str(section))
    places = {str(cell or "").strip().lstrip("\ufeff"): place for place, cell in enumerate(header)}
    told = mapping.get("columns", {})
    columns: dict[str, int] = {}
    for name, heading in told.items():
        if name not in FIELDS:
            raise MappingError("unknown_field", str(name))
        if heading not in places:
            raise MappingError("no_such_column", str(heading))
        columns[name] = places[heading]
    for name, headings in HEADINGS.items():
        found = next((places[heading] for heading in headings if heading in places), None)
        if name not in columns and found is not None and found not in columns.values():
            columns[name] = found
    if "received" not in columns:
        raise MappingError("no_column_of_days", "received")
    if not {"title", "text"} & columns.keys():
        raise MappingError("no_column_of_texts", "text")
    words = {name: {**known, **mapping.get(name, {})} for name, known in WORDS.items()}
    kind = str(mapping.get("defaults", {}).get("kind", Kind.CONSULT.value))
    _check(words, kind)
    return Plan(columns, words, dict(mapping.get("units", {})), kind, len(header))


def _check(words: Mapping[str, Mapping[str, str]], kind: str) -> None:
    allowed: dict[str, set[str]] = {
        "kind": set(Kind),
        "solved": set(Solved),
        "satisfied": set(Satisfied),
    }
    for name, meanings in (*words.items(), ("kind", {"": kind})):
        for meaning in meanings.values():
            if meaning not in allowed[name]:
                raise MappingError("unknown_word", str(meaning))


def read_day(value: Any) -> date | None:
    """Return the civil day that a cell holds; None for an empty one.

    Raises:
        ValueError: It holds something else, or a day that could be two.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, float | int) and not isinstance(value, bool):
        value = str(value)
    text = str(value or "").strip()
    if not text:
        return None
    text = text.translate(FULL_WIDTH)
    match = DAY.match(text) or COMPACT.match(text)
    if match is not None:
        return date(int(match[1]), int(match[2]), int(match[3]))
    if SERIAL.match(text):
        return EXCEL_DAY_ZERO + timedelta(days=int(float(text)))
    if STAMP_SECONDS.match(text):
        # Seconds or milliseconds since 1970, read as the clock in Beijing stood.
        seconds = int(text[:10]) + 8 * 3600
        return date(1970, 1, 1) + timedelta(seconds=seconds)
    raise ValueError(text)


def draft(cells: Sequence[Any], how: Plan, channel: str, today: date, row: int) -> Draft:
    """Return a row as a letter.

    Raises:
        RowError: It is none.
    """
    if len(cells) > how.width and any(str(cell or "").strip() for cell in cells[how.width :]):
        raise RowError(RowFault.TOO_FEW_CELLS, str(cells[how.width]))
    told = {name: _text(cells, place) for name, place in how.texts}
    title, text = told.get("title", ""), told.get("text", "")
    if not title and not text:
        raise RowError(RowFault.EMPTY)
    if len(text) > TEXT_LENGTH_MAX or len(told.get("reply", "")) > TEXT_LENGTH_MAX:
        raise RowError(RowFault.TOO_LONG, str(len(text)))
    received = _received(cells, how, today)
    replied, closed = _ends(cells, how, received, today, told.get("reply", ""))
    number, writer = told.get("number", "")[:60], told.get("writer", "")
    said = number or f"{received.isoformat()}\0{title}\0{text}\0{writer}"
    sort = "number" if number else "digest"
    return Draft(
        origin=sha256(f"import\0{channel}\0{sort}\0{said}".encode("utf-8", "replace")).hexdigest(),
        number=number,
        title=(title or text[:40])[:TITLE_LENGTH_MAX],
        text=text or title,
        received_on=received,
        kind=_kind(told.get("kind", ""), how),
        unit=_unit(told.get("unit", ""), how),
        place=told.get("place", "")[:80],
        label=told.get("label", "")[:60],
        writer=writer[:200],
        phone=told.get("phone", "")[:60],
        likes=_count(told.get("likes", "")),
        reply=told.get("reply", ""),
        replied_on=replied,
        closed_on=closed,
        solved=how.words["solved"].get(told.get("solved", ""), ""),
        satisfied=how.words["satisfied"].get(told.get("satisfied", ""), ""),
        row=row,
    )


def _text(cells: Sequence[Any], place: int) -> str:
    value = cells[place] if place < len(cells) else ""
    if type(value) is str:
        return value.replace("\x00", "").strip()
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).replace("\x00", "").strip()


def _received(cells: Sequence[Any], how: Plan, today: date) -> date:
    place = how.columns["received"]
    value = cells[place] if place < len(cells) else ""
    try:
        found = read_day(value)
    except (ValueError, OverflowError):
        raise RowError(RowFault.DAY_UNREADABLE, str(value)) from None
    if found is None:
        raise RowError(RowFault.NO_DAY)
    if found > today:
        raise RowError(RowFault.IN_THE_FUTURE, str(value))
    if found.year < FIRST_YEAR:
        raise RowError(RowFault.DAY_UNREADABLE, str(value))
    return found


def _ends(
    cells: Sequence[Any], how: Plan, received: date, today: date, reply: str
) -> tuple[date | None, date | None]:
    found: dict[str, date | None] = {}
    for name in ("replied", "closed"):
        place = how.columns.get(name, len(cells))
        value = cells[place] if place < len(cells) else ""
        try:
            found[name] = read_day(value)
        except (ValueError, OverflowError):
            raise RowError(RowFault.REPLY_DAY_UNREADABLE, str(value)) from None
        end = found[name]
        if end is not None and not received <= end <= today:
            fault = RowFault.REPLIED_BEFORE if end < received else RowFault.IN_THE_FUTURE
            raise RowError(fault, str(value))
    replied, closed = found["replied"], found["closed"]
    if replied is None and reply and closed is not None:
        replied = closed
    # A system that has no day of closing closes with the reply.
    return replied, (closed or replied) if replied else None


def _kind(text: str, how: Plan) -> str:
    if not text:
        return how.kind
    found = how.words["kind"].get(text)
    if found is None:
        raise RowError(RowFault.UNKNOWN_KIND, text)
    return found


def _unit(text: str, how: Plan) -> str:
    if not text:
        return ""
    found = how.units.get(text)
    if found is None:
        raise RowError(RowFault.UNKNOWN_UNIT, text)
    return found


def _count(text: str) -> int:
    try:
        return max(0, min(int(float(text or 0)), 2_000_000_000))
    except (ValueError, OverflowError):
        return 0
