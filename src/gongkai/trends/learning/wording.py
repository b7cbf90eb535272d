"""A letter as words and as signs, the same way when a model learns and when it is asked.

Signs are the folded letters, digits and Han characters without what stands between them, so that
text that somebody has already cut into words gives the same signs as text as it was written. Words
are the pieces between blanks where a text is cut already, else what the segmenter makes of it.
The lead is the subject of a letter: the first of several columns, else the beginning.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import filterfalse

import numpy as np
import rjieba
from numpy.typing import NDArray

from gongkai.search.rules.text import fold

LEAD_SIGNS = 40
LEAD_WORDS = 14
SIGNS_MAX = 6_000  # of one letter; whoever writes more repeats himself
SAMPLE_SIGNS = 600
CUT_PIECE_MAX = 4.5  # signs of a piece on average, up to which a text counts as cut into words
CUT_PIECES_MIN = 3
SAMPLE_HAN = 120
CUT_HAN_MIN = 4

_BOUND = "\x00"
_HAN = re.compile("[\u4e00-\u9fff]")
_BETWEEN = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Wording:
    """The words and signs of one letter, and how many of each belong to its lead."""

    words: list[str]
    signs: str
    lead_words: int
    lead_signs: int


def is_cut(text: str) -> bool:
    """Say whether a text stands in words with blanks between them."""
    pieces = text[:SAMPLE_SIGNS].split()
    sample = "".join(pieces)
    if len(pieces) < CUT_PIECES_MIN or len(sample) > CUT_PIECE_MAX * len(pieces):
        return False
    # A name in Latin letters has blanks too; only Han text is ever cut.
    return len(_HAN.findall(sample[:SAMPLE_HAN])) >= CUT_HAN_MIN


def _words_of(folded: str) -> list[str]:
    pieces = folded.split() if is_cut(folded) else rjieba.cut(folded, False)
    words = list(filter(str.isalnum, pieces))
    # Nearly all that is left over are single signs; only in a longer piece may a word be hidden.
    if max(map(len, filterfalse(str.isalnum, pieces)), default=0) > 1:
        words = [_BETWEEN.sub("", piece) for piece in pieces]
        return [word for word in words if word]
    return words


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, without what is neither letter nor figure."""
    return _words_of(fold(text))


def wording(columns: Sequence[str]) -> Wording:
    """Return the wording of one letter from its columns, the subject first."""
    return wordings([columns])[0]


def wordings(letters: Sequence[Sequence[str]]) -> list[Wording]:
    """Return the wordings of many letters, folded in one go."""
    plain = [
        column[: SIGNS_MAX * 2].replace(_BOUND, " ") for columns in letters for column in columns
    ]
    folded = iter(fold(_BOUND.join(plain)).split(_BOUND))
    return [_wording([next(folded) for _ in columns]) for columns in letters]


def _wording(parts: Sequence[str]) -> Wording:
    cut = [_words_of(part) for part in parts]
    signs = ["".join(words) for words in cut]
    whole = "".join(signs)[:SIGNS_MAX]
    words = [word for piece in cut for word in piece]
    if len(parts) > 1 and cut[0]:
        return Wording(words, whole, len(cut[0]), min(len(signs[0]), len(whole)))
    return Wording(words, whole, min(LEAD_WORDS, len(words)), min(LEAD_SIGNS, len(whole)))


@dataclass(frozen=True, slots=True)
class Stretch:
    """Runs of numbers of many letters one behind the other, and the letter of each number."""

    values: NDArray[np.int64]
    letters: NDArray[np.int64]


def signs_of(texts: Iterable[str]) -> Stretch:
    """Return the code of every sign of many texts."""
    kept = list(texts)
    raw = "".join(kept).encode("utf-32-le", "replace")
    values = np.frombuffer(raw, dtype=np.uint32).astype(np.int64)
    lengths = np.fromiter((len(text) for text in kept), dtype=np.int64, count=len(kept))
    return Stretch(values, np.repeat(np.arange(len(kept), dtype=np.int64), lengths))
