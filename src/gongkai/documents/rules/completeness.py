"""What a good interpretation says (解读要素), and what one of its form needs besides.

Background, basis, key points, who benefits, terms and what is new: the list of the provincial
rules on interpretation. A check says what was looked for and where it was found; it never judges
whether what is said is true.
"""

import re
from dataclasses import dataclass
from enum import StrEnum


class Element(StrEnum):
    """One thing that an interpretation should say."""

    BACKGROUND = "background"
    BASIS = "basis"
    KEY_POINTS = "key_points"
    BENEFIT = "benefit"
    TERMS = "terms"
    NEW = "new"
    CONTACT = "contact"


CLUES: dict[Element, re.Pattern[str]] = {
    Element.BACKGROUND: re.compile(r"背景|目的|为什么|起因|出台.{0,6}(原因|意义|初衷)"),
    Element.BASIS: re.compile(r"依据|根据《|按照《|上位法"),
    Element.KEY_POINTS: re.compile(r"(主要|重点|核心)(内容|举措|任务|条款)|有哪些(规定|举措|内容)"),
    Element.BENEFIT: re.compile(
        r"(惠及|适用|受益|补助|补贴|享受).{0,6}(对象|范围|人群|群众|企业)|谁(能|可以)|哪些人"
    ),
    Element.TERMS: re.compile(r"(名词|术语|关键词|概念).{0,4}(解释|说明|释义)|(是指|指的是)"),
    Element.NEW: re.compile(
        r"新旧|与.{0,12}相比|(有何|有什么|主要)(变化|不同|创新|亮点)|原.{0,8}(调整|提高|修改)为"
    ),
    Element.CONTACT: re.compile(r"(咨询|联系|服务)(电话|方式|热线|窗口)|解读(人|机关|单位)"),
}  # fmt: skip
SPOKEN_FORMS = frozenset({"video", "audio"})
TRANSCRIPT_CHARACTERS_MIN = 50


@dataclass(frozen=True, slots=True)
class Check:
    """Whether an element was found, and the words that showed it."""

    element: Element
    found: str

    @property
    def passed(self) -> bool:
        return bool(self.found)


def checks(text: str) -> tuple[Check, ...]:
    """Return a check for each element, with the words that stand for it in the text."""
    made = []
    for element, clue in CLUES.items():
        match = clue.search(text)
        made.append(Check(element, _around(text, match) if match else ""))
    return tuple(made)


def _around(text: str, match: re.Match[str]) -> str:
    start = max(text.rfind("\n", 0, match.start()) + 1, match.start() - 12)
    end = text.find("\n", match.end())
    return text[start : min(end if end >= 0 else len(text), match.end() + 20)]


def transcript_missing(form: str, transcript: str) -> bool:
    """Say whether a spoken interpretation lacks the words that were spoken."""
    return form in SPOKEN_FORMS and len(transcript.strip()) < TRANSCRIPT_CHARACTERS_MIN
