"""Wording errors that fail an inspection (严重表述错误), found by a list that the office keeps.

The list is data: rows of (wrong, right, source), versioned, changed by two people. The rules here
only say how a list is applied.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from gongkai.screening.rules.findings import Code, Finding, Severity


@dataclass(frozen=True, slots=True)
class Wording:
    """A wrong form, the right one, and whether it alone fails an inspection."""

    wrong: str
    right: str
    severe: bool = True


# Slips of the pen that national inspections name, as a start; an office adds its own rows.
STARTER: tuple[Wording, ...] = (
    Wording("中国入民", "中国人民"),
    Wording("中华人民共和过", "中华人民共和国"),
    Wording("人民代表大人", "人民代表大会"),
    Wording("党十九大", "党的十九大"),
    Wording("党二十大", "党的二十大"),
    Wording("烈土", "烈士"),
    Wording("人民政俯", "人民政府"),
    Wording("全面从言治党", "全面从严治党"),
    Wording("报导称", "报道称", severe=False),
    Wording("既使", "即使", severe=False),
    Wording("按装", "安装", severe=False),
    Wording("布署", "部署", severe=False),
)


def find(text: str, wordings: Iterable[Wording] = STARTER) -> Iterator[Finding]:
    """Yield each wrong form in a text with what should stand there."""
    for wording in wordings:
        start = text.find(wording.wrong)
        while start >= 0:
            severity = Severity.BLOCK if wording.severe else Severity.NOTE
            excerpt = f"{wording.wrong} → {wording.right}"
            yield Finding(Code.WORDING, severity, excerpt, start, start + len(wording.wrong))
            start = text.find(wording.wrong, start + 1)
