"""The annual report's tables two, three and four, and the identities between their cells.

The form is that of 国办公开办函〔2021〕30号; reports of 2019 and 2020 follow the older form, whose
block (六) has no rows of its own. A blank cell or "/" counts as 0, but a blank total claims nothing
and nothing is compared with it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from gongkai.applications.rules.outcomes import OUTCOMES, Kind, of_kind

APPLICANTS = (
    "natural_person",
    "commercial_enterprise",
    "research_institution",
    "social_welfare_org",
    "legal_service_org",
    "other_org",
)
TOTAL = "total"
COLUMNS = (*APPLICANTS, TOTAL)

NEW, CARRIED_IN, HANDLED, CARRIED_OUT = (
    "new_received",
    "carried_in",
    "total_handled",
    "carried_out",
)
LEAVES = tuple(OUTCOMES)
ROWS = (NEW, CARRIED_IN, *LEAVES, HANDLED, CARRIED_OUT)
OTHER_LEAVES = of_kind(Kind.OTHER)

BLOCKS = ("review", "litigation_direct", "litigation_after_review")
RESULTS = ("upheld", "corrected", "other", "pending")

DOCUMENT_ROWS = ("规章", "行政规范性文件")

Cell = int | float | None
Row = Mapping[str, Cell]


class Form(StrEnum):
    """Which form a report follows."""

    OF_2019 = "2019"
    OF_2021 = "2021"


class Severity(StrEnum):
    """A broken identity makes a report wrong; a warning asks somebody to look."""

    IDENTITY = "identity"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing wrong with a report.

    Attributes:
        code: I1 to I6, or the name of a lint.
        place: Row and column, block, or the sentence.
        says: What the report says.
        should: What the other cells come to; empty where nothing is computed.
    """

    code: str
    severity: Severity
    place: str
    says: str
    should: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """A published report as read; a part that was not given is None or empty.

    Attributes:
        key: How the file names it.
        series: What reports of one body have in common.
        documents: Rows of table two about documents: made, repealed, in_force.
        narrative: Numbers claimed in the text, each with every value claimed for it.
        texts: Running text, chapter by chapter.
        empty_chapters: Titles of chapters that are there and say nothing.
    """

    key: str
    title: str = ""
    level: str = ""
    year: int = 0
    form: Form = Form.OF_2021
    series: str = ""
    previous_key: str = ""
    published_on: date | None = None
    documents: Mapping[str, Row] = field(default_factory=dict)
    table3: Mapping[str, Row] | None = None
    table4: Mapping[str, Row] | None = None
    narrative: Mapping[str, tuple[str | int | float, ...]] = field(default_factory=dict)
    texts: tuple[str, ...] = ()
    empty_chapters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Checked:
    """One identity: how many comparisons were made, and which failed."""

    code: str
    comparisons: int
    findings: tuple[Finding, ...]


def number(cell: Cell) -> int | float:
    """Return a cell as a number; blank is 0."""
    return 0 if cell is None else cell


def shown(value: float) -> str:
    """Write a number without a needless fraction."""
    return str(int(value)) if value == int(value) else str(round(value, 6))


def same(one: float, other: float) -> bool:
    """Say whether two sums agree; amounts in 万元 carry fractions."""
    return abs(one - other) < 1e-6


def cell(report: Report, row: str, column: str) -> Cell:
    """Return a cell of table three; a row of the older form that does not exist is blank."""
    return (report.table3 or {}).get(row, {}).get(column)


def row_sum(report: Report, rows: tuple[str, ...], column: str) -> float:
    """Return the sum of some rows of table three in a column."""
    return sum(number(cell(report, row, column)) for row in rows)


def has_rows(report: Report, *rows: str) -> bool:
    """Say whether a report gives all of these rows of table three."""
    return report.table3 is not None and all(row in report.table3 for row in rows)


def leaves_given(report: Report, leaves: tuple[str, ...] = LEAVES) -> bool:
    """Say whether every leaf row is given; the older form has no rows under (六)."""
    if report.form is Form.OF_2019:
        leaves = tuple(leaf for leaf in leaves if leaf not in OTHER_LEAVES)
    return has_rows(report, *leaves)


def identities(report: Report, before: Report | None = None) -> tuple[Checked, ...]:
    """Check the identities of a report.

    Args:
        report: The report.
        before: The same body's report of the year before; None leaves I5 and I6 out.
    """
    groups = {
        "I1": _balance(report),
        "I2": _results(report),
        "I3": _applicants(report),
        "I4": _disputes(report),
        "I5": _carried(report, before),
        "I6": _in_force(report, before),
    }
    found = []
    for code, pairs in groups.items():
        compared = list(pairs)
        severity = Severity.WARNING if code == "I6" else Severity.IDENTITY
        wrong = tuple(
            Finding(code, severity, place, shown(says), shown(should))
            for place, says, should in compared
            if not same(says, should)
        )
        found.append(Checked(code, len(compared), wrong))
    return tuple(found)


Pairs = Iterator[tuple[str, float, float]]


def _balance(report: Report) -> Pairs:
    """I1, printed in the form: 一 + 二 = 三(七) + 四, in every column."""
    if not has_rows(report, NEW, CARRIED_IN, HANDLED, CARRIED_OUT):
        return
    for column in COLUMNS:
        if column == TOTAL and None in {cell(report, row, TOTAL) for row in (NEW, HANDLED)}:
            continue
        came = row_sum(report, (NEW, CARRIED_IN), column)
        went = row_sum(report, (HANDLED, CARRIED_OUT), column)
        yield f"{NEW} + {CARRIED_IN} = {HANDLED} + {CARRIED_OUT}, {column}", came, went


def _results(report: Report) -> Pairs:
    """I2: the total of 三(七) is the sum of its leaf rows, in every column."""
    if not (has_rows(report, HANDLED) and leaves_given(report)):
        return
    for column in COLUMNS:
        total = cell(report, HANDLED, column)
        blank = column == TOTAL and any(
            cell(report, leaf, TOTAL) is None and _sum_of_applicants(report, leaf)
            for leaf in LEAVES
        )
        if not blank and not (column == TOTAL and total is None):
            yield f"{HANDLED}, {column}", number(total), row_sum(report, LEAVES, column)


def _sum_of_applicants(report: Report, row: str) -> float:
    return sum(number(cell(report, row, column)) for column in APPLICANTS)


def _applicants(report: Report) -> Pairs:
    """I3: the six kinds of applicants of a row make its total."""
    for row, cells in (report.table3 or {}).items():
        total = cell(report, row, TOTAL)
        # A row told by its total alone says nothing of its columns.
        if total is not None and not cells.keys() <= {TOTAL}:
            yield f"{row}, {TOTAL}", total, _sum_of_applicants(report, row)


def _disputes(report: Report) -> Pairs:
    """I4: the four results of a block of table four make its total."""
    for block, row in (report.table4 or {}).items():
        total = row.get(TOTAL)
        if total is not None and not row.keys() <= {TOTAL}:
            yield block, total, sum(number(row.get(result)) for result in RESULTS)


def _carried(report: Report, before: Report | None) -> Pairs:
    """I5: what is carried in is what was carried out the year before, in every column."""
    if before is None or not has_rows(report, CARRIED_IN) or not has_rows(before, CARRIED_OUT):
        return
    for column in COLUMNS:
        says, should = cell(report, CARRIED_IN, column), cell(before, CARRIED_OUT, column)
        if column != TOTAL or None not in {says, should}:
            yield f"{CARRIED_IN}, {column}", number(says), number(should)


def _in_force(report: Report, before: Report | None) -> Pairs:
    """I6, soft: documents in force are those of the year before, plus made, less repealed."""
    if before is None:
        return
    for name in DOCUMENT_ROWS:
        now, then = report.documents.get(name), before.documents.get(name)
        if now is None or then is None or None in {now.get("in_force"), then.get("in_force")}:
            continue
        should = number(then["in_force"]) + number(now.get("made")) - number(now.get("repealed"))
        yield f"{name}, in_force", number(now["in_force"]), should
