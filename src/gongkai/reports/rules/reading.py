"""Reading an annual report written as JSON: one report, or `{"reports": [...]}`.

Row and column keys are those of `annual`. What a report leaves out is left out, not zero.
"""

import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from gongkai.reports.rules.annual import (
    BLOCKS,
    COLUMNS,
    DOCUMENT_ROWS,
    RESULTS,
    ROWS,
    TOTAL,
    Cell,
    Form,
    Report,
    Row,
)

BLANK = frozenset({"", "/", "-", "—", "－", "／", "\\"})
YEARS = (2000, 2100)
LARGEST = 10**13
PARTS = ("table2", "table2_old", "table3", "table4", "narrative", "chapters", "text")
DIGITS_MAX = 20
LINE_MAX = 200
UNIT = re.compile(r"(?<=\d)(?:件|项|个|宗|次|万?元)$")  # some pages repeat what the heading says


class ReadingError(ValueError):
    """A report cannot be read.

    Attributes:
        code: What is wrong, for `wording`.
        place: Where.
        value: What stood there.
    """

    def __init__(self, code: str, place: str, value: object = "") -> None:
        super().__init__(f"{place}: {code} ({value!r})")
        self.code = code
        self.place = place
        self.value = value


def cell_from(value: object, place: str) -> Cell:
    """Return a cell as a number; None where it is blank or "/".

    Raises:
        ReadingError: It is not a number.
    """
    if value is None:
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(value, place)
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip().replace(",", "").replace(" ", "")
        text = UNIT.sub("", text)
        if text in BLANK or value.strip() in BLANK:
            return None
        if len(text) <= DIGITS_MAX and re.fullmatch(r"-?\d+", text):
            return _counted(int(text), place)
        if len(text) <= DIGITS_MAX and re.fullmatch(r"-?\d+\.\d+", text):
            return _counted(float(text), place)
    raise ReadingError("not_a_number", place, value)


def _counted(value: float, place: str) -> int | float:
    """Return a number that a report can hold; a table counts no more, not even in yuan."""
    if not abs(value) < LARGEST:
        raise ReadingError("not_a_number", place, str(value)[:DIGITS_MAX])
    return value


def reports_from(content: object) -> tuple[Report, ...]:
    """Return the reports that a JSON value holds.

    Raises:
        ReadingError: Something in it cannot be read; nothing is returned.
    """
    if isinstance(content, Mapping) and "reports" in content:
        rows = content["reports"]
        if not isinstance(rows, Sequence) or isinstance(rows, str):
            raise ReadingError("not_a_list", "reports")
        if not rows:
            raise ReadingError("no_report", "reports")
        return tuple(_filled(row, f"reports[{n}]") for n, row in enumerate(rows))
    return (_filled(content, "report"),)


def _filled(row: object, place: str) -> Report:
    """Return a report that has something to check: an empty one would pass unseen."""
    if isinstance(row, Mapping) and not any(row.get(name) for name in PARTS):
        raise ReadingError("no_tables", place)
    return report_from(row, place)


def report_from(row: object, place: str = "report") -> Report:
    """Return one report.

    Raises:
        ReadingError: Something in it cannot be read.
    """
    if not isinstance(row, Mapping):
        raise ReadingError("not_an_object", place)
    key = _line(row.get("id") or row.get("key") or place)
    title, year = _line(row.get("title") or ""), row.get("year")
    if isinstance(year, str) and re.fullmatch(r"\d{4}", year):
        year = int(year)
    if year is None:
        found = re.search(r"(20\d\d)\s*年", title)
        year = int(found[1]) if found else 0
    if (
        isinstance(year, bool)
        or not isinstance(year, int)
        or (year and not YEARS[0] <= year <= YEARS[1])
    ):
        raise ReadingError("not_a_year", f"{key}: year", year)
    old = "2019" in str(row.get("format") or "")
    link = row.get("cross_year")
    return Report(
        key=key,
        title=title,
        level=str(row.get("level") or ""),
        year=year,
        form=Form.OF_2019 if old else Form.OF_2021,
        series=series_of(title),
        previous_key=str(link.get("prev_id") or "") if isinstance(link, Mapping) else "",
        published_on=_day(row.get("published_on"), key),
        documents=_documents(row.get("table2") or row.get("table2_old"), key),
        table3=_table(row.get("table3"), frozenset(ROWS), COLUMNS, f"{key}: table3"),
        table4=_table(row.get("table4"), frozenset(BLOCKS), (*RESULTS, TOTAL), f"{key}: table4"),
        narrative=_narrative(row.get("narrative"), key),
        texts=_texts(row.get("chapters") or row.get("text")),
        empty_chapters=_empty(row.get("chapters")),
    )


def _line(value: object) -> str:
    """Return a name as one line that can be printed on a terminal."""
    return "".join(sign for sign in str(value)[:LINE_MAX] if sign.isprintable())


def series_of(title: str) -> str:
    """Return what the titles of one body's reports have in common: the title without the year."""
    return re.sub(r"(20\d\d)\s*年度?|\s", "", title)


def before(report: Report, reports: Sequence[Report]) -> Report | None:
    """Return the same body's report of the year before, if it is among these."""
    for other in reports:
        if report.previous_key and other.key == report.previous_key:
            return other
    for other in reports:
        if report.series and other.series == report.series and other.year == report.year - 1:
            return other
    return None


def sisters(report: Report, reports: Sequence[Report]) -> list[Report]:
    """Return the reports of other bodies for the same year."""
    return [
        other
        for other in reports
        if other is not report and other.year == report.year and other.series != report.series
    ]


def _day(value: object, key: str) -> date | None:
    if value is None or value == "":
        return None
    try:
        return date.fromisoformat(str(value)[:10])
    except ValueError:
        raise ReadingError("not_a_date", f"{key}: published_on", value) from None


def _table(
    rows: object, known: frozenset[str], columns: tuple[str, ...], place: str
) -> dict[str, Row] | None:
    if rows is None:
        return None
    if not isinstance(rows, Mapping):
        raise ReadingError("not_an_object", place)
    table: dict[str, Row] = {}
    for name, cells in rows.items():
        if name not in known:
            raise ReadingError("unknown_row", place, name)
        if not isinstance(cells, Mapping):
            raise ReadingError("not_an_object", f"{place}: {name}")
        unknown = [column for column in cells if column not in columns]
        if unknown:
            raise ReadingError("unknown_column", f"{place}: {name}", unknown[0])
        told = [TOTAL] if cells.keys() <= {TOTAL} else columns
        table[name] = {
            column: cell_from(cells.get(column), f"{place}: {name}, {column}") for column in told
        }
    return table


def _documents(rows: object, key: str) -> dict[str, Row]:
    """Read the rows of table two that count documents; the others are single numbers."""
    found: dict[str, Row] = {}
    if rows is None:
        return found
    if not isinstance(rows, Mapping):
        raise ReadingError("not_an_object", f"{key}: table2")
    for name, cells in rows.items():
        if name in (*DOCUMENT_ROWS, "规范性文件") and not isinstance(cells, Mapping):
            raise ReadingError("not_an_object", f"{key}: table2: {name}")
        if isinstance(cells, Mapping):
            row = "行政规范性文件" if name == "规范性文件" else str(name)
            found[row] = {
                str(column): cell_from(value, f"{key}: table2: {name}, {column}")
                for column, value in cells.items()
            }
    return found


def _narrative(row: object, key: str) -> dict[str, tuple[Any, ...]]:
    if row is None:
        return {}
    if not isinstance(row, Mapping):
        raise ReadingError("not_an_object", f"{key}: narrative")
    found: dict[str, tuple[Any, ...]] = {}
    for heading, value in row.items():
        values = value if isinstance(value, list) else [value]
        place = f"{key}: narrative: {heading}"
        found[str(heading)] = tuple(_told(each, place) for each in values if each is not None)
        inside = re.search(r"含上年结转\s*(\d+)", str(heading))
        if inside:
            found.setdefault("上年结转", (_told(inside[1], place),))
    return found


def _told(value: object, place: str) -> str | int | float:
    if isinstance(value, int | float) and not isinstance(value, bool):
        return _counted(value, place)
    text = str(value).strip()
    plain = text.replace(",", "")
    if len(plain) <= DIGITS_MAX and re.fullmatch(r"\d+", plain):
        return _counted(int(plain), place)
    return text


def _empty(chapters: object) -> tuple[str, ...]:
    if not isinstance(chapters, Mapping):
        return ()
    return tuple(_line(title) for title, text in chapters.items() if not str(text or "").strip())


def _texts(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        return (value,)
    if isinstance(value, Mapping):
        return tuple(str(each) for each in value.values() if isinstance(each, str))
    if isinstance(value, list):
        return tuple(each for each in value if isinstance(each, str))
    return ()
