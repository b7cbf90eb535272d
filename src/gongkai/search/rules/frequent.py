"""Phrases that stand in so many texts that looking for them by pairs would be slow.

A word of three characters and more is looked for as pairs side by side. Where every pair is common
(县级以上, 人民政府), that walks the places of most texts. Such phrases are learnt from a sample
when an index is built and become tokens of their own, written wherever they stand. One token is
then exactly as true as the pairs, and many times quicker. Single characters that stand in most
texts get the same.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence

import ahocorasick_rs

from gongkai.search.rules.text import fold

PAIR_SHARE = 0.12  # of texts that a pair stands in to be called common
PHRASE_SHARE = 0.02
CHARACTER_SHARE = 0.5
PHRASE_TEXTS_MIN = 4  # a phrase of fewer sampled texts is chance
LENGTHS = (3, 10)
KEPT = 4_000
SAMPLE_MIN = 500  # in fewer texts nothing is slow
SAMPLE = 1_500
_READ = 20_000  # characters of one sampled text

_HAN_RUN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\u3007]{2,}")


class Frequent:
    """The frequent phrases and characters of one index."""

    def __init__(self, phrases: Sequence[str]) -> None:
        self.phrases = tuple(phrases)
        self._known = frozenset(phrases)
        self._characters = tuple(phrase for phrase in phrases if len(phrase) == 1)
        long = [phrase for phrase in phrases if len(phrase) > 1]
        self._matcher = (
            ahocorasick_rs.AhoCorasick(
                long, store_patterns=True, implementation=ahocorasick_rs.Implementation.DFA
            )
            if long
            else None
        )

    def __contains__(self, word: str) -> bool:
        return word in self._known

    def tokens(self, folded: str) -> set[str]:
        """Return the frequent phrases and characters that stand in a folded text."""
        found = {sign for sign in self._characters if sign in folded}
        if self._matcher is not None:
            found.update(self._matcher.find_matches_as_strings(folded, overlapping=True))
        return found


def learn(texts: Iterable[str]) -> list[str]:
    """Return the frequent phrases and characters of a sample, the most frequent first."""
    sample = [_HAN_RUN.findall(fold(text[:_READ])) for text in texts]
    if len(sample) < SAMPLE_MIN:
        return []
    characters = _in_texts({sign for run in found for sign in run} for found in sample)
    pairs = _in_texts(
        {run[at : at + 2] for run in found for at in range(len(run) - 1)} for found in sample
    )
    floor = PAIR_SHARE * len(sample)
    common = frozenset(pair for pair, count in pairs.items() if count >= floor)
    phrases = _in_texts({p for run in found for p in _phrases(run, common)} for found in sample)
    floor = max(PHRASE_TEXTS_MIN, PHRASE_SHARE * len(sample))
    kept = [(count, phrase) for phrase, count in phrases.items() if count >= floor]
    kept += [(n, sign) for sign, n in characters.items() if n >= CHARACTER_SHARE * len(sample)]
    return [phrase for _, phrase in sorted(kept, key=lambda pair: (-pair[0], pair[1]))[:KEPT]]


def _in_texts(sets: Iterable[set[str]]) -> Counter[str]:
    """Count in how many texts each thing stands."""
    counted: Counter[str] = Counter()
    for found in sets:
        counted.update(found)
    return counted


def _phrases(run: str, common: frozenset[str]) -> Iterable[str]:
    """Yield the phrases of a run whose pairs are all common."""
    shortest, longest = LENGTHS
    start = 0
    for end in range(1, len(run) + 1):
        if end < len(run) and run[end - 1 : end + 1] in common:
            continue
        for first in range(start, end - shortest + 1):
            for last in range(first + shortest, min(first + longest, end) + 1):
                yield run[first:last]
        start = end
