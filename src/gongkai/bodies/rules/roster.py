"""The tree of bodies as a table (机构名册): one row a body, superiors named by code.

The same columns are read and written, so what was exported can be imported again.
"""

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from io import StringIO

COLUMNS = (
    "code", "name", "short_name", "name_en", "tier", "parent", "position", "unified_code",
    "area_code", "duties", "address", "address_en", "postcode", "hours", "hours_en", "phone",
    "fax", "email", "established_on", "dissolved_on",
)  # fmt: skip
CHINESE = {
    "机构代码": "code", "代码": "code", "机构名称": "name", "名称": "name", "简称": "short_name",
    "英文名称": "name_en", "层级": "tier", "上级机构": "parent", "上级代码": "parent",
    "排序": "position", "统一社会信用代码": "unified_code", "行政区划代码": "area_code",
    "职能": "duties", "主要职责": "duties", "地址": "address", "办公地址": "address",
    "英文地址": "address_en", "邮政编码": "postcode", "邮编": "postcode", "办公时间": "hours",
    "英文办公时间": "hours_en", "电话": "phone", "联系电话": "phone", "传真": "fax",
    "电子邮箱": "email", "成立日期": "established_on", "撤销日期": "dissolved_on",
}  # fmt: skip
TIERS = {
    "县政府": "county", "县级政府": "county", "部门": "department", "县直部门": "department",
    "乡镇": "township", "乡": "township", "镇": "township", "街道": "subdistrict",
    "街道办事处": "subdistrict", "村": "village", "社区": "village", "村（社区）": "village",
}  # fmt: skip
TIER_VALUES = frozenset({"county", "department", "township", "subdistrict", "village"})
CODE_PATTERN = re.compile(r"[-a-zA-Z0-9_]{1,40}")
DATES = ("established_on", "dissolved_on")
POSITION_MAX = 2_000_000_000


class Fault(StrEnum):
    """What is wrong with a row or a file."""

    UNREADABLE = "unreadable"
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    CODE = "code"
    TWICE = "twice"
    NO_NAME = "no_name"
    TIER = "tier"
    DATE = "date"
    POSITION = "position"
    CIRCLE = "circle"
    NO_PARENT = "no_parent"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, with its line (0: the file as a whole) and what stood there."""

    line: int
    fault: Fault
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One body as the table says it; only columns that the file has are in `values`."""

    line: int
    code: str
    parent: str
    values: Mapping[str, str | int | date | None]


@dataclass(slots=True)
class Roster:
    """What a file says: rows with every superior before those below, or what is wrong."""

    rows: list[Row] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decode(content: bytes) -> str:
    """Return the text of a file, UTF-8 or one of the GB encodings that Excel writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def read(text: str, known: Iterable[str] = ()) -> Roster:
    """Read a table of bodies.

    Args:
        text: The file.
        known: Codes of bodies that stand already and may be named as superiors.
    """
    try:
        header, *lines = list(csv.reader(StringIO(text))) or [[]]
    except csv.Error as error:
        return Roster(problems=[Problem(0, Fault.UNREADABLE, str(error))])
    names = [_column(title) for title in header]
    if not {"code", "name", "tier"} <= set(names):
        return Roster(problems=[Problem(1, Fault.NO_HEADER, ",".join(header)[:200])])
    roster = Roster()
    rows: dict[str, Row] = {}
    for number, cells in enumerate(lines, start=2):
        if any(cell.strip() for cell in cells):
            pairs = zip(names, cells + [""] * len(names), strict=False)
            _take({name: cell.strip() for name, cell in pairs if name}, number, rows, roster)
    if not rows and not roster.problems:
        roster.problems.append(Problem(0, Fault.NO_ROWS))
    roster.rows = list(_superiors_first(rows, frozenset(known), roster.problems))
    return roster


def write(rows: Iterable[Mapping[str, object]]) -> str:
    """Return the table of some bodies, with a mark that makes Excel read it as UTF-8."""
    out = StringIO()
    writer = csv.DictWriter(out, COLUMNS, lineterminator="\r\n")
    writer.writeheader()
    for row in rows:
        writer.writerow({name: "" if row[name] is None else row[name] for name in COLUMNS})
    return "\ufeff" + out.getvalue()


def _column(title: str) -> str:
    title = title.strip()
    name = CHINESE.get(title, title.lower())
    return name if name in COLUMNS else ""


def _take(row: dict[str, str], line: int, rows: dict[str, Row], roster: Roster) -> None:
    """Put one row with the others, or note what is wrong with it."""
    code = row.pop("code")
    faults = list(_faults(code, row, rows))
    roster.problems.extend(Problem(line, fault, value) for fault, value in faults)
    if not faults:
        values: dict[str, str | int | date | None] = dict(row)
        parent = str(values.pop("parent", ""))
        values["tier"] = TIERS.get(row["tier"], row["tier"])
        if "position" in row:
            values["position"] = int(row["position"] or 0)
        for name in DATES:
            if name in row:
                values[name] = date.fromisoformat(row[name]) if row[name] else None
        rows[code] = Row(line, code, parent, values)


def _faults(
    code: str, row: Mapping[str, str], rows: Mapping[str, Row]
) -> Iterator[tuple[Fault, str]]:
    if not CODE_PATTERN.fullmatch(code):
        yield Fault.CODE, code
    if code in rows:
        yield Fault.TWICE, code
    if not row["name"]:
        yield Fault.NO_NAME, code
    if TIERS.get(row["tier"], row["tier"]) not in TIER_VALUES:
        yield Fault.TIER, row["tier"]
    position = row.get("position", "")
    if position and not (position.isdecimal() and int(position) <= POSITION_MAX):
        yield Fault.POSITION, position
    for name in DATES:
        value = row.get(name, "")
        try:
            date.fromisoformat(value or "2000-01-01")
        except ValueError:
            yield Fault.DATE, value


def _superiors_first(
    rows: dict[str, Row], known: frozenset[str], problems: list[Problem]
) -> Iterator[Row]:
    """Yield rows so that a superior comes before what stands below it; note what never can."""
    done: set[str] = set()
    left = dict(rows)
    while left:
        ready = [
            row
            for row in left.values()
            if not row.parent
            or row.parent in done
            or (row.parent in known and row.parent not in rows)
        ]
        if not ready:
            break
        for row in ready:
            yield row
            done.add(row.code)
            del left[row.code]
    for row in left.values():
        missing = row.parent not in rows
        fault = Fault.NO_PARENT if missing else Fault.CIRCLE
        if missing or _turns_back(row, rows):
            problems.append(Problem(row.line, fault, row.parent))


def _turns_back(row: Row, rows: Mapping[str, Row]) -> bool:
    """Say whether the way up from a row comes back to it."""
    way: set[str] = set()
    above = row.parent
    while above in rows and above not in way:
        if above == row.code:
            return True
        way.add(above)
        above = rows[above].parent
    return False
