"""The six chapters of an annual report, in which every number is a field and cannot disagree."""

import re
from collections.abc import Mapping

from gongkai.applications.rules.outcomes import Kind, of_kind
from gongkai.reports.rules.annual import (
    BLOCKS,
    ROWS,
    TOTAL,
    Row,
    number,
    shown,
)

TITLES = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)

# What a body that has written nothing yet starts from. Chapter five is its own to write.
STARTS = (
    "{year}年，{body}按照《中华人民共和国政府信息公开条例》做好政府信息公开工作。"
    "新收政府信息公开申请{new_received}件，上年结转{carried_in}件，办结{total_handled}件，"
    "结转下年度继续办理{carried_out}件。",
    "现行有效行政规范性文件{normative_in_force}件，本年制发{normative_made}件，"
    "废止{normative_repealed}件。",
    "予以公开{granted}件，部分公开{partial}件，不予公开{denied}件，无法提供{unable}件，"
    "不予处理{unhandled}件，其他处理{other}件。",
    "因政府信息公开工作被申请行政复议{review}件，未经复议直接起诉{litigation_direct}件，"
    "复议后起诉{litigation_after_review}件。",
    "",
    "本年决定收取信息处理费{fee_notices}件，共{fee_yuan}元。",
)

_FIELD = re.compile(r"\{(\w+)\}")


class UnknownFieldError(ValueError):
    """A chapter names a number that no table has."""

    def __init__(self, chapter: int, names: list[str]) -> None:
        super().__init__(f"chapter {chapter}: {', '.join(names)}")
        self.chapter = chapter
        self.names = names


def fields(
    body: str,
    year: int,
    documents: Mapping[str, Row],
    table3: Mapping[str, Row],
    table4: Mapping[str, Row],
) -> dict[str, str]:
    """Return every field that a chapter may name, as it will be written."""
    found = {"body": body, "year": str(year)}
    for row in ROWS:
        found[row] = shown(number(table3[row][TOTAL]))
    for kind in Kind:
        if kind.value not in found:
            total = sum(number(table3[row][TOTAL]) for row in of_kind(kind))
            found[kind.value] = shown(total)
    for block in BLOCKS:
        found[block] = shown(number(table4[block][TOTAL]))
    for name, cell in documents.get("行政规范性文件", {}).items():
        found[f"normative_{name}"] = shown(number(cell))
    return found


def written(texts: Mapping[int, str], values: Mapping[str, str]) -> tuple[str, ...]:
    """Return the six chapters with their numbers put in.

    Raises:
        UnknownFieldError: A text names a field that is not there.
    """
    found = []
    for place, start in enumerate(STARTS, start=1):
        text = texts.get(place, start)
        unknown = sorted({name for name in _FIELD.findall(text) if name not in values})
        if unknown:
            raise UnknownFieldError(place, unknown)
        found.append(_FIELD.sub(lambda match: values[match[1]], text))
    return tuple(found)
