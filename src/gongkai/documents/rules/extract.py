"""Is an interpretation a mere extract of what it interprets? (政策解读不得简单摘抄)

The share of its words that stand in the source in runs of at least RUN characters; titles in
《》 and document numbers are quoted by right and do not count.
"""

import re
from dataclasses import dataclass

RUN = 14  # Han characters in a row that nobody writes twice by chance
SHARE_MAX = 0.5  # above this an interpretation says little of its own
PASSAGE_MIN = 20
QUOTED = re.compile(r"《[^》]{1,80}》|[〔\[]\d{4}[〕\]]\d+号")
LOOSE = re.compile(r"[^\w]+")


@dataclass(frozen=True, slots=True)
class Extract:
    """How much of a text stands in its source.

    Attributes:
        share: Copied characters through all that count, 0 to 1.
        passages: The copied passages, the longest first.
    """

    share: float
    passages: tuple[str, ...]

    @property
    def mere(self) -> bool:
        """Whether the text is hardly more than an extract."""
        return self.share > SHARE_MAX


def extract(text: str, source: str) -> Extract:
    """Return how much of an interpretation stands in its source, punctuation aside.

    Args:
        text: The interpretation, plain.
        source: The document it interprets, plain.
    """
    words = LOOSE.sub("", QUOTED.sub("", text))
    known = LOOSE.sub("", source)
    runs = {known[at : at + RUN] for at in range(len(known) - RUN + 1)}
    copied = [False] * len(words)
    for at in range(len(words) - RUN + 1):
        if words[at : at + RUN] in runs:
            copied[at : at + RUN] = [True] * RUN
    if not words:
        return Extract(0.0, ())
    passages = sorted(_passages(words, copied), key=len, reverse=True)
    return Extract(sum(copied) / len(words), tuple(passages))


def _passages(words: str, copied: list[bool]) -> list[str]:
    found, start = [], None
    for at, mark in enumerate([*copied, False]):
        if mark and start is None:
            start = at
        elif not mark and start is not None:
            if at - start >= PASSAGE_MIN:
                found.append(words[start:at])
            start = None
    return found
