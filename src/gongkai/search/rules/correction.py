"""Other spellings of a word that nothing is found for.

A word may be mistyped in part (公基金 inside 住房公基金). Every stretch of two to six characters is
compared with the words of titles and keywords: by sound first, then by one character more, less or
different.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from gongkai.search.rules.segments import kin_keys, near, sound
from gongkai.search.rules.text import is_han

STRETCH = (2, 6)
LOOKUPS_MAX = 120
TRIED_MAX = 6
WORD_MAX = 16  # a longer word is a sentence

# What the index knows under the beginning of a kin token: (word, in how many titles).
Lookup = Callable[[str], list[tuple[str, int]]]


@dataclass(frozen=True, slots=True, order=True)
class _Candidate:
    rank: int  # 0 the same sound, 1 nearly the same, 2 one character apart
    shorter: int  # minus the length of the stretch: longer ones first
    rarer: int  # minus the number of titles
    text: str


def spellings(word: str, lookup: Lookup) -> list[str]:
    """Return other spellings of a folded word, the likeliest first, at most six."""
    if len(word) > WORD_MAX:
        return []
    if not is_han(word):
        stretches = [(0, len(word))]
    else:
        longest = min(STRETCH[1], len(word))
        stretches = [
            (start, start + length)
            for length in range(longest, STRETCH[0] - 1, -1)
            for start in range(len(word) - length + 1)
        ]
    found: set[_Candidate] = set()
    for (start, end), key in _lookups(word, stretches):
        for known, titles in lookup(key):
            piece = word[start:end]
            if known != piece and close(piece, known):
                text = word[:start] + known + word[end:]
                found.add(_Candidate(_rank(piece, known), start - end, -titles, text))
    ordered = dict.fromkeys(candidate.text for candidate in sorted(found))
    return [text for text in ordered if text != word][:TRIED_MAX]


def _lookups(word: str, stretches: list[tuple[int, int]]) -> Iterator[tuple[tuple[int, int], str]]:
    made = ((at, key) for at in stretches for key in kin_keys(word[at[0] : at[1]]))
    for number, pair in enumerate(made):
        if number >= LOOKUPS_MAX:
            return
        yield pair


def _rank(piece: str, known: str) -> int:
    heard = piece if piece.isascii() else sound(piece)
    if heard == sound(known):
        return 0
    return 1 if near(heard) == near(sound(known)) else 2


def close(one: str, other: str) -> bool:
    """Say whether two words sound nearly alike or are one character apart."""
    heard = one if one.isascii() else sound(one)
    if near(heard) == near(sound(other)):
        return True
    if len(one) == len(other):
        return sum(a != b for a, b in zip(one, other, strict=True)) == 1
    long, short = sorted((one, other), key=len, reverse=True)
    if len(long) - len(short) != 1:
        return False
    return any(long[:at] + long[at + 1 :] == short for at in range(len(long)))
