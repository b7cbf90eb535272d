"""The words that letters use most, by month and body, from complaints and thanks alike.

A word counts once in a letter however often it stands there. It is telling where it stands in more
letters of one month than in the others: the log ratio of both shares, with one letter added to
each so that a word of a single letter does not lead.
"""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

import rjieba

from gongkai.search.rules.text import fold

WORD_MIN, WORD_MAX = 2, 8
TEXT_READ = 1_000  # characters of a letter

_COUNTED = re.compile(
    "[一二两三四五六七八九十几半多][一二两三四五六七八九十百千万几多]*.?"
)  # 三千, 两次


@dataclass(frozen=True, slots=True)
class Written:
    """One letter: its month (YYYY-MM), the body that has it, its kind and its text."""

    month: str
    body: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Frequent:
    """A word of one month and body: in how many letters, of how many, and how it stands out."""

    month: str
    body: str
    word: str
    letters: int
    of: int
    rise: float


def words_in(text: str, idle: frozenset[str]) -> set[str]:
    """Return the words of a letter that say something, each once."""
    found = rjieba.cut(fold(text[:TEXT_READ]), False)
    return {
        word
        for word in found
        if WORD_MIN <= len(word) <= WORD_MAX
        and word not in idle
        and word.isalpha()
        and not word.isascii()
        and not _COUNTED.fullmatch(word)
    }


def frequent(letters: Iterable[Written], idle: frozenset[str], most: int = 20) -> list[Frequent]:
    """Return the most frequent words of each month, of all bodies (body "") and of each.

    Months stand in their order, all bodies before the single ones. A word stands out in a body
    against the other letters, in a month of all bodies against the other months.
    """
    counted: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    totals: Counter[tuple[str, str]] = Counter()
    everywhere: Counter[str] = Counter()
    every = 0
    for letter in letters:
        found = words_in(letter.text, idle)
        everywhere.update(found)
        every += 1
        for place in {(letter.month, ""), (letter.month, letter.body)}:
            counted[place].update(found)
            totals[place] += 1
    made = []
    for place in sorted(counted):
        of, rest = totals[place], every - totals[place]
        ranked = sorted(counted[place].items(), key=lambda pair: (-pair[1], pair[0]))[:most]
        for word, count in ranked:
            others = everywhere[word] - count
            rise = math.log(((count + 1) / (of + 2)) / ((others + 1) / (rest + 2)))
            made.append(Frequent(*place, word, count, of, round(rise, 4)))
    return made
