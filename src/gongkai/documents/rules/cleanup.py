"""Clean-up of documents (文件清理): one decision that says of many texts what becomes of them.

Assessors ask for a clean-up at least every two years and for marks that change with it. The
decision is a document of its own, reviewed and published; the table of outcomes stands in its text,
so what was signed is exactly what is applied.
"""

import html
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

CLEANUP_YEARS = 2  # local practice asked for by assessors, not a statute


class Outcome(StrEnum):
    """What becomes of a text; the values are those of `models.Standing`."""

    KEPT = "in_force"
    AMENDED = "amended"
    PARTLY = "partly"
    REPEALED = "repealed"
    LAPSED = "lapsed"


NAMES = {
    Outcome.KEPT: "继续有效",
    Outcome.AMENDED: "修改",
    Outcome.PARTLY: "部分失效",
    Outcome.REPEALED: "废止",
    Outcome.LAPSED: "失效",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the decision: which text, what becomes of it."""

    key: str
    title: str
    document_number: str
    outcome: Outcome


def table(lines: Sequence[Line]) -> str:
    """Return the table of outcomes as it stands in the decision's text."""
    head = "<tr><th>序号</th><th>文件名称</th><th>发文字号</th><th>清理结果</th></tr>"
    rows = "".join(
        f"<tr><td>{number}</td><td>{html.escape(line.title)}</td>"
        f"<td>{html.escape(line.document_number)}</td><td>{NAMES[line.outcome]}</td></tr>"
        for number, line in enumerate(lines, start=1)
    )
    return f"<table><thead>{head}</thead><tbody>{rows}</tbody></table>"


def stands_in(body: str, lines: Sequence[Line]) -> bool:
    """Say whether a published text holds exactly this table of outcomes."""
    return _squeezed(table(lines)) in _squeezed(body)


def _squeezed(markup: str) -> str:
    return "".join(markup.split())
