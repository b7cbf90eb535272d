"""Reconsideration and suits about applications: the cells of table four, and who counts them.

Table four counts what was brought in a year and what was still open when it began, by where it
stood on 31 December. A suit in which the reconsideration organ is only co-defendant is counted by
the organ that acted first, and by it alone (国办公开办函〔2016〕201号).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import NamedTuple


class Block(StrEnum):
    """The three blocks of table four."""

    REVIEW = "review"  # 行政复议
    LITIGATION_DIRECT = "litigation_direct"  # 未经复议直接起诉
    LITIGATION_AFTER_REVIEW = "litigation_after_review"  # 复议后起诉


class Result(StrEnum):
    """The four results of each block."""

    UPHELD = "upheld"  # 结果维持
    CORRECTED = "corrected"  # 结果纠正
    OTHER = "other"  # 其他结果
    PENDING = "pending"  # 尚未审结


class Fact(NamedTuple):
    """One dispute as table four needs it."""

    block: Block
    begun_on: date
    result: Result
    ended_on: date | None
    counted: bool = True


def result_in(fact: Fact, year: int) -> Result | None:
    """Return the column in which a year's report counts a dispute; None where it does not."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    if not fact.counted or fact.begun_on > last:
        return None
    if fact.ended_on is not None and fact.ended_on < first:
        return None
    if fact.ended_on is None or fact.ended_on > last:
        return Result.PENDING
    return fact.result


def table(facts: Iterable[Fact], year: int) -> dict[str, dict[str, int]]:
    """Return the twelve counts of table four, without totals."""
    found = {block.value: dict.fromkeys((r.value for r in Result), 0) for block in Block}
    for fact in facts:
        result = result_in(fact, year)
        if result is not None:
            found[fact.block.value][result.value] += 1
    return found
