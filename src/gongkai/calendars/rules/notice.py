"""A year's holiday notice as a table: reading it, and everything that can be wrong with it.

Source: the State Council General Office's yearly notice, which names days off and the Saturdays
and Sundays worked in exchange (全国年节及纪念日放假办法). The table has one row a day.
"""

import csv
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.calendars.rules.workdays import DAY, SATURDAY

# Notices since 2007 reach back into December for the New Year holiday, never before the 29th.
EARLIEST_DAY_BEFORE = 24  # of December of the year before
YEAR_FIRST, YEAR_LAST = 1990, 2100
LINE_CHARACTERS_MAX = 10_000

HEADERS = {
    "year": {"year", "年份", "年"},
    "date": {"date", "日期", "day"},
    "name": {"name", "名称", "节日", "节假日", "holiday"},
    "worked": {"worked", "上班", "是否上班", "调休上班"},
    "off": {"isoffday", "off", "放假", "是否放假", "休"},
    "number": {"number", "文号", "发文字号", "通知文号"},
    "url": {"url", "papers", "网址", "来源"},
}
YES = {"yes", "y", "true", "1", "是", "上班", "班", "√"}
NO = {"no", "n", "false", "0", "否", "放假", "休", "休息"}


class Fault(StrEnum):
    """What is wrong with a row or a file."""

    UNREADABLE = "unreadable"
    NO_HEADER = "no_header"
    NO_ROWS = "no_rows"
    YEAR = "year"
    DATE = "date"
    OTHER_YEAR = "other_year"
    TWICE = "twice"
    NO_NAME = "no_name"
    WORKED = "worked"
    WEEKDAY_WORKED = "weekday_worked"
    NO_YEAR = "no_year"
    WEEKDAY = "weekday"
    COUNT = "count"


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault, with its line in the file (0: the file as a whole) and what stood there."""

    line: int
    fault: Fault
    value: str = ""


@dataclass(frozen=True, slots=True)
class Day:
    """A day that a notice sets apart."""

    date: date
    name: str
    worked: bool


@dataclass(frozen=True, slots=True)
class Source:
    """Where a year's notice was published: its number and address, and those of an amendment."""

    number: str = ""
    url: str = ""
    amendment_number: str = ""
    amendment_url: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """One year's notice as read from a file."""

    year: int
    days: tuple[Day, ...]
    source: Source = Source()


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file says: drafts by year, or the problems that keep it from being entered.

    Attributes:
        idle: Weekdays marked worked right after a holiday ("work resumes on"). They are worked
            anyway and are left out.
    """

    drafts: tuple[Draft, ...]
    problems: tuple[Problem, ...]
    idle: tuple[date, ...] = ()


@dataclass(slots=True)
class _Gathered:
    days: dict[int, dict[date, Day]] = field(default_factory=dict)
    sources: dict[int, Source] = field(default_factory=dict)
    weekdays: list[tuple[int, Day]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def decode(content: bytes) -> str:
    """Return the text of a file, UTF-8 or one of the GB encodings that Excel writes."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030", errors="replace")


def read(text: str) -> Reading:
    """Read a table of special days, collecting every problem rather than stopping at the first."""
    lines = text.splitlines()
    if any(len(line) > LINE_CHARACTERS_MAX for line in lines):
        why = f"line of more than {LINE_CHARACTERS_MAX} characters"
        return Reading((), (Problem(0, Fault.UNREADABLE, why),))
    try:
        header, *rows = list(csv.reader(lines)) or [[]]
    except csv.Error as error:
        return Reading((), (Problem(0, Fault.UNREADABLE, str(error)),))
    columns = _columns(header)
    if not {"year", "date", "name"} <= columns.keys() or not columns.keys() & {"worked", "off"}:
        return Reading((), (Problem(1, Fault.NO_HEADER, ",".join(header)[:200]),))
    gathered = _Gathered()
    for number, cells in enumerate(rows, start=2):
        if any(cell.strip() for cell in cells):
            _take(gathered, number, _row(columns, cells))
    idle = tuple(_idle(gathered))
    if not gathered.days and not gathered.problems:
        gathered.problems.append(Problem(0, Fault.NO_ROWS))
    return Reading(tuple(_drafts(gathered)), tuple(gathered.problems), idle)


def read_date(text: str) -> date | None:
    """Return a civil date written 2027-01-01, 2027/1/1, 2027年1月1日 or 20270101; else None."""
    match = re.fullmatch(r"(\d{4})(?:[-/.年])(\d{1,2})(?:[-/.月])(\d{1,2})日?", text.strip())
    match = match or re.fullmatch(r"(\d{4})(\d{2})(\d{2})", text.strip())
    if not match:
        return None
    try:
        return date(*(int(part) for part in match.groups()))
    except ValueError:
        return None


def _columns(header: list[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for place, title in enumerate(header):
        for name, words in HEADERS.items():
            if title.strip().lower() in words:
                found.setdefault(name, place)
    return found


def _row(columns: Mapping[str, int], cells: list[str]) -> dict[str, str]:
    return {
        name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()
    }


def _take(gathered: _Gathered, line: int, row: Mapping[str, str]) -> None:
    """Put one row where it belongs, or note why it does not belong anywhere."""
    problems = gathered.problems
    year = int(row["year"]) if re.fullmatch(r"\d{4}", row["year"]) else 0
    if not YEAR_FIRST <= year <= YEAR_LAST:
        problems.append(Problem(line, Fault.YEAR, row["year"]))
        return
    day = read_date(row["date"])
    worked = _worked(row)
    if day is None:
        problems.append(Problem(line, Fault.DATE, row["date"]))
    elif not _speaks_of(year, day):
        problems.append(Problem(line, Fault.OTHER_YEAR, row["date"]))
    elif not row["name"]:
        problems.append(Problem(line, Fault.NO_NAME))
    elif worked is None:
        problems.append(Problem(line, Fault.WORKED, row.get("worked", row.get("off", ""))))
    elif day in gathered.days.setdefault(year, {}):
        problems.append(Problem(line, Fault.TWICE, row["date"]))
    else:
        entry = Day(day, row["name"], worked)
        gathered.days[year][day] = entry
        if worked and day.weekday() < SATURDAY:
            gathered.weekdays.append((line, entry))
        urls = [*row.get("url", "").split(), "", ""]
        gathered.sources.setdefault(year, Source(row.get("number", ""), urls[0], "", urls[1]))


def _speaks_of(year: int, day: date) -> bool:
    if day.year == year:
        return True
    return day.year == year - 1 and day.month == 12 and day.day >= EARLIEST_DAY_BEFORE


def _worked(row: Mapping[str, str]) -> bool | None:
    """Return whether the day is worked; None when the cell cannot be read."""
    name = "worked" if "worked" in row else "off"
    value = row[name].lower()
    if name == "off":
        # In a column "off", 放假 means yes.
        value = {"放假": "是", "休": "是", "上班": "否", "班": "否"}.get(value, value)
    if value in YES:
        return name == "worked"
    if value in NO:
        return name == "off"
    return None


def _idle(gathered: _Gathered) -> Iterator[date]:
    """Yield, and leave out, weekdays worked because a holiday ends; refuse any other."""
    for line, entry in gathered.weekdays:
        year = next(year for year, days in gathered.days.items() if days.get(entry.date) is entry)
        before = gathered.days[year].get(entry.date - DAY)
        del gathered.days[year][entry.date]
        if before is not None and not before.worked:
            yield entry.date
        else:
            problem = Problem(line, Fault.WEEKDAY_WORKED, entry.date.isoformat())
            gathered.problems.append(problem)


def _drafts(gathered: _Gathered) -> Iterator[Draft]:
    for year in sorted(gathered.days):
        days = gathered.days[year]
        source = gathered.sources.get(year, Source())
        yield Draft(year, tuple(days[day] for day in sorted(days)), source)
