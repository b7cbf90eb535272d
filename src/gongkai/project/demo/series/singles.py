"""Papers that stand alone, each written out in its table in a small markup."""

from collections.abc import Iterable
from datetime import datetime
from itertools import groupby
from typing import Any

from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoRelation, Placed, Plan
from gongkai.project.demo.subjects import day
from gongkai.project.demo.tables import folder

YEARS = 5  # a normative document without a word on it


def plans() -> list[Plan]:
    """Return every paper of the tables in `singles`."""
    return [_plan(row) for part in folder("singles") for row in part["paper"]]


def _plan(row: dict[str, Any]) -> Plan:
    normative = row["kind"] == "normative"
    withdrawal = row.get("withdrawal")
    due = row.get("publish_at")
    return Plan(
        key=str(row["key"]),
        kind=str(row["kind"]),
        title=str(row["title"]),
        by=str(row["by"]),
        made=day(row),
        lag=row.get("lag"),
        topic=str(row["topic"]),
        numbering=row.get("numbering"),
        years=YEARS if normative else None,
        binding=normative,
        standing=str(row.get("standing", "in_force")),
        category=str(row["category"]),
        keywords=tuple(row["words"]),
        summary=str(row["summary"]),
        attribute=tuple(row.get("attribute", ("open", "", ""))),
        relations=_relations(row),
        state=str(row.get("state", "published")),
        withdrawal=(withdrawal[0], withdrawal[1]) if withdrawal else None,
        publish_at=due if isinstance(due, datetime) else None,
        render=lambda _shelf, paper: _text(row, paper),
    )


def _relations(row: dict[str, Any]) -> tuple[DemoRelation, ...]:
    found = [DemoRelation("repeals", key) for key in row.get("repeals", [])]
    if "amends" in row:
        found.append(DemoRelation("amends", row["amends"]))
    return tuple(found)


def _text(row: dict[str, Any], paper: Placed) -> str:
    sheet = Paper()
    for sign, lines in groupby(str(row["text"]).strip().splitlines(), lambda line: line[:1]):
        _add(sheet, sign, [line.lstrip("#+|- ") if sign in "#+|-" else line for line in lines])
    sheet.sign(by_code()[str(row["by"])].name, written(paper.made_on))
    return sheet.mark().html if row.get("numbering") else sheet.html


def _add(sheet: Paper, sign: str, lines: Iterable[str]) -> None:
    rows = list(lines)
    match sign:
        case "#":
            for line in rows:
                sheet.section(line)
        case "+":
            for line in rows:
                sheet.point(line)
        case "-":
            sheet.items(rows)
        case "|":
            sheet.lines(rows)
        case _:
            sheet.text(*rows)
