"""How good a reply is: relevance, completeness, explanation, timeliness, each with its reason.

Each is 0 to 1 and says what it was measured by. None of them knows whether the reply is true, or
whether anything was done: they find the replies that a person should read.

relevance     how many of the letter's telling words the reply takes up
completeness  whether it answers what was asked: as many points as the letter has, a result, a date
explanation   whether it says why: a law or a document, a reason, a figure, whom to ask
timeliness    1 up to the limit in days, then falling to 0 at three times the limit
"""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import Enum

import rjieba

from gongkai.search.rules.text import fold

LIMIT_DAYS = 15  # of a mailbox with no limit of its own
BOILER_SHARE = 0.6
BOILER_REPLIES_MIN = 5
SHORT = 30  # characters
WORDS_TAKEN = 12

_STOP = re.compile(r"[。！？；\n]+")
_POINTS = re.compile(r"[一二三四五六七八九十\d][、.．是]|[？?]|①|②|③|另外|其次|同时")
_RESULTS = re.compile(
    r"已(?:经)?(?:办结|解决|整改|处理|完成|责令|协调|修复|安排|发放)|责令|予以|将于|计划|预计|不予|无法|暂不|"
    r"经(?:调查|核实|查|了解)|现场|落实"
)
_DATES = re.compile(r"\d{4}年|\d{1,2}月\d{1,2}日|\d+个?工作日|月底|年底|季度")
_BASIS = re.compile(
    r"《[^《》]{3,60}》|第[一二三四五六七八九十百\d]+条|〔\d{4}〕\d+号|\[\d{4}\]\d+号"
)
_REASONS = re.compile(r"因为|由于|因[^此而]{2,20}|鉴于|根据|依据|按照|原因是|所以|因此")
_CONTACT = re.compile(r"(?:电话|热线|联系)[^。]{0,20}?\d{3,4}-?\d{3,8}|\d{3,4}-\d{7,8}|12345")
_FIGURES = re.compile(r"\d+(?:\.\d+)?(?:元|万|亿|米|公里|平方|%|户|人|辆|套|个)")


class Aspect(Enum):
    """One side of a reply."""

    RELEVANCE = "relevance"
    COMPLETENESS = "completeness"
    EXPLANATION = "explanation"
    TIMELINESS = "timeliness"


@dataclass(frozen=True, slots=True)
class Mark:
    """How good one side of a reply is, 0 to 1, and the signs it was measured by."""

    aspect: Aspect
    share: float
    signs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """The marks of a reply; `boiler_share` is how much of it stands in many other replies."""

    marks: tuple[Mark, ...]
    boiler_share: float

    @property
    def share(self) -> float:
        """The mean of the marks, less for a reply that is mostly boiler-plate."""
        mean = sum(mark.share for mark in self.marks) / len(self.marks)
        return round(mean * (0.5 if self.boiler else 1.0), 4)

    @property
    def boiler(self) -> bool:
        """Whether most of the reply stands in many other replies too."""
        return self.boiler_share >= BOILER_SHARE


def judge(
    letter: str, reply: str, days: int | None, boiler: Collection[str], *, limit: int = LIMIT_DAYS
) -> Judged:
    """Judge a reply.

    Args:
        letter: Subject and text of the letter.
        reply: The reply; empty when there is none.
        days: How many days it took; None when that is not known.
        boiler: Sentences that stand in many replies, as `boiler_plate` returns them.
        limit: The days that were allowed.
    """
    return Judged(
        marks=(
            _relevance(letter, reply),
            _completeness(letter, reply),
            _explanation(reply),
            _timeliness(days, limit),
        ),
        boiler_share=_boiler_share(reply, boiler),
    )


def _telling(text: str) -> list[str]:
    counted = Counter(
        word for word in rjieba.cut(fold(text), False) if len(word) > 1 and word.isalnum()
    )
    ranked = sorted(counted, key=lambda word: (-counted[word] * len(word), word))
    return ranked[:WORDS_TAKEN]


def _relevance(letter: str, reply: str) -> Mark:
    words = _telling(letter)
    answer = fold(reply)
    taken = tuple(word for word in words if word in answer)
    # No reply repeats all of a letter; half of its telling words is as much as one does.
    share = min(1.0, 2 * len(taken) / len(words)) if words and reply else 0.0
    return Mark(Aspect.RELEVANCE, round(share, 4), taken)


def _completeness(letter: str, reply: str) -> Mark:
    asked = max(1, len(_POINTS.findall(letter)))
    points = min(1.0, max(1, len(_POINTS.findall(reply))) / asked)
    results, dates = _first(_RESULTS, reply), _first(_DATES, reply)
    share = 0.4 * points * (len(reply) >= SHORT) + 0.4 * bool(results) + 0.2 * bool(dates)
    return Mark(Aspect.COMPLETENESS, round(share if reply else 0.0, 4), (*results, *dates))


def _explanation(reply: str) -> Mark:
    signs = [_first(sign, reply) for sign in (_BASIS, _REASONS, _FIGURES, _CONTACT)]
    share = sum(
        weight for weight, found in zip((0.4, 0.3, 0.15, 0.15), signs, strict=True) if found
    )
    return Mark(Aspect.EXPLANATION, round(share, 4), tuple(one for found in signs for one in found))


def _timeliness(days: int | None, limit: int) -> Mark:
    if days is None:
        return Mark(Aspect.TIMELINESS, 0.0, ())
    late = max(0, days - limit)
    return Mark(Aspect.TIMELINESS, round(max(0.0, 1 - late / (2 * limit)), 4), (str(days),))


def _first(sign: re.Pattern[str], text: str) -> tuple[str, ...]:
    found = sign.search(text)
    return (found.group(),) if found else ()


def _sentences(reply: str) -> list[str]:
    plain = (re.sub(r"[\W\d_]+", "", fold(piece)) for piece in _STOP.split(reply))
    return [piece for piece in plain if len(piece) >= 4]


def boiler_plate(replies: Sequence[str]) -> frozenset[str]:
    """Return the sentences, without figures and signs, that stand in at least five replies."""
    counted: Counter[str] = Counter()
    for reply in replies:
        counted.update(set(_sentences(reply)))
    return frozenset(sentence for sentence, count in counted.items() if count >= BOILER_REPLIES_MIN)


def _boiler_share(reply: str, boiler: Collection[str]) -> float:
    pieces = _sentences(reply)
    total = sum(map(len, pieces))
    plain = sum(len(piece) for piece in pieces if piece in boiler)
    return round(plain / total, 4) if total else 0.0
