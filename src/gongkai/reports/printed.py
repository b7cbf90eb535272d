"""A report in the printed form: tables two, three and four with their merged cells.

One layout serves the web page, Word and PDF: rows of cells, each with the columns and rows it
covers.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from gongkai.applications.rules.outcomes import OUTCOMES, Kind, of_kind
from gongkai.reports.rules.annual import (
    BLOCKS,
    CARRIED_IN,
    CARRIED_OUT,
    COLUMNS,
    HANDLED,
    LEAVES,
    NEW,
    RESULTS,
    TOTAL,
    shown,
)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell and what it covers; `row` and `column` name the number that stands in it."""

    text: str
    across: int = 1
    down: int = 1
    number: bool = False
    row: str = ""
    column: str = ""


Rows = list[list[Cell]]
GROUPS = {
    Kind.DENIED: "（三）不予公开",
    Kind.UNABLE: "（四）无法提供",
    Kind.UNHANDLED: "（五）不予处理",
    Kind.OTHER: "（六）其他处理",
}
NOTE = "（本列数据的勾稽关系为：第一项加第二项之和，等于第三项加第四项之和）"


def _numbers(row: Mapping[str, Any], names: Sequence[str], key: str) -> list[Cell]:
    return [Cell(shown(row[name]), number=True, row=key, column=name) for name in names]


def table_two(table: Mapping[str, Any]) -> Rows:
    """Return table two."""
    rows: Rows = [
        [Cell("第二十条第（一）项", across=4)],
        [Cell("信息内容"), Cell("本年制发件数"), Cell("本年废止件数"), Cell("现行有效件数")],
    ]
    for name in ("规章", "行政规范性文件"):
        rows.append([Cell(name), *_numbers(table[name], ("made", "repealed", "in_force"), name)])
    single = (
        ("第二十条第（五）项", "本年处理决定数量", (("行政许可", "行政许可"),)),
        (
            "第二十条第（六）项",
            "本年处理决定数量",
            (("行政处罚", "行政处罚"), ("行政强制", "行政强制")),
        ),
        (
            "第二十条第（八）项",
            "本年收费金额（单位：万元）",
            (("行政事业性收费", "行政事业性收费_万元"),),
        ),
    )
    for item, head, lines in single:
        rows.append([Cell(item, across=4)])
        rows.append([Cell("信息内容"), Cell(head, across=3)])
        for label, key in lines:
            rows.append([Cell(label), Cell(shown(table[key]), across=3, number=True)])
    return rows


def table_three(table: Mapping[str, Any]) -> Rows:
    """Return table three."""
    rows: Rows = [
        [Cell(NOTE, across=3, down=3), Cell("申请人情况", across=7)],
        [Cell("自然人", down=2), Cell("法人或其他组织", across=5), Cell("总计", down=2)],
        [Cell(name) for name in ("商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")],
        _line("一、本年新收政府信息公开申请数量", table, NEW, across=3),
        _line("二、上年结转政府信息公开申请数量", table, CARRIED_IN, across=3),
    ]
    for place, key in enumerate(LEAVES):
        row = _leaf(key, table)
        if place == 0:
            row.insert(0, Cell("三、本年度办理结果", down=len(LEAVES) + 1))
        rows.append(row)
    rows.append(_line("（七）总计", table, HANDLED, across=2))
    rows.append(_line("四、结转下年度继续办理", table, CARRIED_OUT, across=3))
    return rows


def _line(label: str, table: Mapping[str, Any], key: str, *, across: int) -> list[Cell]:
    return [Cell(label, across=across), *_numbers(table[key], COLUMNS, key)]


def _leaf(key: str, table: Mapping[str, Any]) -> list[Cell]:
    outcome = OUTCOMES[key]
    siblings = of_kind(outcome.kind)
    if outcome.kind is Kind.GRANTED:
        return _line(f"（一）{outcome.label}", table, key, across=2)
    if outcome.kind is Kind.PARTIAL:
        words = f"（二）{outcome.label}（区分处理的，只计这一情形，不计其他情形）"
        return _line(words, table, key, across=2)
    label = Cell(f"{siblings.index(key) + 1}.{outcome.label}")
    group = [Cell(GROUPS[outcome.kind], down=len(siblings))] if key == siblings[0] else []
    return [*group, label, *_numbers(table[key], COLUMNS, key)]


def table_four(table: Mapping[str, Any]) -> Rows:
    """Return table four."""
    results = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    return [
        [Cell("行政复议", across=5, down=2), Cell("行政诉讼", across=10)],
        [Cell("未经复议直接起诉", across=5), Cell("复议后起诉", across=5)],
        [Cell(name) for _ in BLOCKS for name in results],
        [cell for block in BLOCKS for cell in _numbers(table[block], (*RESULTS, TOTAL), block)],
    ]


def tables(report: Mapping[str, Any]) -> dict[int, Rows]:
    """Return the printed tables by the chapter they stand in."""
    return {
        2: table_two(report["table2"]),
        3: table_three(report["table3"]),
        4: table_four(report["table4"]),
    }


def widths(rows: Rows) -> int:
    """Return how many columns a table has."""
    return max(sum(cell.across for cell in row) for row in rows)


def shares(rows: Rows) -> tuple[float, ...]:
    """Return how wide each column is beside the others: the words of table three need room."""
    count = widths(rows)
    return (1.2, 1.4, 4.4, *[1.0] * 7) if count == 10 else (1.0,) * count


def heads(rows: Rows) -> int:
    """Return how many rows at the top are heads alone, to be repeated on the next page."""
    first = next(place for place, row in enumerate(rows) if any(cell.number for cell in row))
    # The heads of table two change from block to block.
    return first if widths(rows) > 4 else 0
