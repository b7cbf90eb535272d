"""Which sentences of a rephrasing can be traced back to the passages they were made from.

A model may only say again what the passages say. A sentence stands when most of its pairs of
characters are in one passage and every figure, date, telephone number and address in it is there
too; anything else is dropped, whatever it claims.
"""

import re
from collections.abc import Sequence

from gongkai.answers.rules.asking import gram_list
from gongkai.search.rules.text import fold

TRACED_SHARE = 0.7  # of a sentence's pairs that must stand in one passage
GRAMS_MIN = 3
REPHRASED_MAX = 600  # characters

_SENTENCE = re.compile(r"[^。！？!?\n]+[。！？!?]?")
_FIGURE = re.compile(r"\d+(?:[.,:]\d+)*%?|[a-z]+[a-z0-9.@/:_-]*")
_COUNTED = re.compile(r"[零〇一二两三四五六七八九十百千万亿]+(?=[个年月日天元倍成次项条时%])")
_REFUSING = re.compile(r"不(?:得|能|可|予|应|需|用|必|再|是)|未|无(?:需|须|法|权)|禁止|免|除外")
_MARKUP = re.compile(r"[<>{}\[\]`|]|https?://", re.IGNORECASE)


def traced(rephrasing: str, passages: Sequence[str]) -> list[str]:
    """Return the sentences of a rephrasing that one of the passages says."""
    sources = [fold(passage) for passage in passages]
    kept: list[str] = []
    for match in _SENTENCE.finditer(rephrasing[: REPHRASED_MAX * 4]):
        sentence = match.group().strip()
        if sentence and any(says(source, fold(sentence)) for source in sources):
            kept.append(sentence)
        if sum(map(len, kept)) >= REPHRASED_MAX:
            break
    return kept


def says(source: str, sentence: str) -> bool:
    """Say whether a folded passage says what a folded sentence says."""
    if _MARKUP.search(sentence):
        return False
    tokens = gram_list(sentence)
    if len(tokens) < GRAMS_MIN:
        return False
    if sum(token in source for token in tokens) < TRACED_SHARE * len(tokens):
        return False
    figures = [*_FIGURE.findall(sentence), *_COUNTED.findall(sentence)]
    if any(not _stands(figure, source) for figure in figures):
        return False
    # A sentence that refuses where the passage grants, or grants where it refuses, is a lie.
    return all(word in source for word in _REFUSING.findall(sentence))


def _stands(figure: str, source: str) -> bool:
    """Say whether a figure stands by itself in a text, not inside a longer one."""
    return re.search(rf"(?<![0-9a-z.]){re.escape(figure)}(?![0-9a-z%])", source) is not None
