"""What is worth a second look in an annual report, beside its identities.

Each lint was met in published reports. A lint is a warning: the report may be right and unusual.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from gongkai.reports.rules import narrative
from gongkai.reports.rules.annual import (
    DOCUMENT_ROWS,
    Finding,
    Report,
    Severity,
    number,
    shown,
)

SHINGLE = 12  # characters; shorter runs are official phrases that every report shares
SAME_TEXT_SHARE = 0.8
LEAST_TEXT = 200  # characters; a shorter text says nothing about copying

DEPARTMENTS_PUBLISH_BY = (1, 31)  # Order 711, art. 49
GOVERNMENTS_PUBLISH_BY = (3, 31)  # Order 711, art. 49

_MAY_MAKE_RULES = re.compile(
    r"省人民政府|自治区人民政府|国务院|^国家|province|prefecture|ministry|设区的市"
)
_MAY_NOT = re.compile(
    r"county|district|town|village|department|bureau|街道|乡|镇|村|社区|县|局|委员会|委$|厅|中心"
    r"|[^特治]区(?!的市)"
)
_GOVERNMENT = re.compile(r"(省|市|县|区|州|盟|旗)(人民)?政府(?!办公)")


def lints(report: Report, before: Report | None, others: Sequence[Report]) -> Iterator[Finding]:
    """Yield the warnings about a report.

    Args:
        report: The report.
        before: The same body's report of the year before, or None.
        others: Reports of other bodies for the same year.
    """
    yield from _impossible(report)
    for title in report.empty_chapters:
        yield Finding("chapter_empty", Severity.WARNING, title, "")
    yield from _competence(report)
    yield from _documents(report)
    yield from narrative.findings(report, before)
    yield from _late(report)
    yield from _copied(report, before, others)


def may_make_rules(report: Report) -> bool | None:
    """Say whether a body can make 规章 (立法法 91, 93); None when its name does not tell."""
    name = re.sub(r"\d{4}年度?|政府信息公开.*$", "", report.title)
    for words in (report.level, name):
        # 国家… and the provinces first: their names also end in 局 or 委员会.
        if _MAY_MAKE_RULES.search(words):
            return True
        if _MAY_NOT.search(words):
            return False
    return None


def _impossible(report: Report) -> Iterator[Finding]:
    """Yield the counts of cases, disputes and documents that no count can be."""
    documents = {name: row for name, row in report.documents.items() if name in DOCUMENT_ROWS}
    for table in (documents, report.table3 or {}, report.table4 or {}):
        for name, row in table.items():
            for column, value in row.items():
                if value is not None and (value < 0 or value != int(value)):
                    place = f"{name}, {column}"
                    yield Finding("impossible_count", Severity.WARNING, place, shown(value))


def _competence(report: Report) -> Iterator[Finding]:
    rules = report.documents.get("规章", {})
    claimed = {name: number(value) for name, value in rules.items() if number(value) > 0}
    if claimed and may_make_rules(report) is False:
        place = "规章, " + ", ".join(claimed)
        says = ", ".join(shown(value) for value in claimed.values())
        yield Finding("impossible_competence", Severity.WARNING, place, says, "0")


def _documents(report: Report) -> Iterator[Finding]:
    for name in DOCUMENT_ROWS:
        row = report.documents.get(name)
        if row is None or not {"made", "repealed", "in_force"} <= row.keys():
            continue
        made, least = number(row["made"]), number(row["made"]) - number(row["repealed"])
        in_force = number(row["in_force"])
        if made > 0 and in_force < least:
            place = f"{name}, in_force"
            yield Finding(
                "in_force_too_few", Severity.WARNING, place, shown(in_force), shown(least)
            )


def _late(report: Report) -> Iterator[Finding]:
    if report.published_on is None or not report.year:
        return
    department = re.search(r"局|委员会|厅|department", f"{report.title} {report.level}")
    government = _GOVERNMENT.search(report.title) or not department
    month, day = GOVERNMENTS_PUBLISH_BY if government else DEPARTMENTS_PUBLISH_BY
    limit = date(report.year + 1, month, day)
    if report.published_on > limit:
        yield Finding(
            "published_late",
            Severity.WARNING,
            "published_on",
            report.published_on.isoformat(),
            limit.isoformat(),
        )


def _copied(report: Report, before: Report | None, others: Sequence[Report]) -> Iterator[Finding]:
    text = prose(report)
    if len(text) < LEAST_TEXT:
        return
    candidates = ([before] if before else []) + list(others)
    for other in candidates:
        share = shared(text, prose(other))
        if share >= SAME_TEXT_SHARE:
            code = "same_as_last_year" if other is before else "same_as_sister"
            yield Finding(code, Severity.WARNING, other.key or other.title, f"{share:.0%}")


def prose(report: Report) -> str:
    """Return a report's text without numbers, spaces and stops: what copying leaves alone."""
    return re.sub(r"[\d\s\W_]+", "", "".join(report.texts))


def shared(one: str, other: str) -> float:
    """Return which share of one text's runs of characters stands in another (0 to 1)."""
    runs = {one[n : n + SHINGLE] for n in range(len(one) - SHINGLE + 1)}
    if not runs:
        return 0.0
    return sum(run in other for run in runs) / len(runs)
