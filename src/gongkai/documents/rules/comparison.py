"""What changed between two versions of a text, told so that a reviewer can read it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

LINES_MAX = 4000
# Han characters stand alone, Latin words and numbers stay whole.
PIECE = re.compile(r"[A-Za-z0-9.]+|\s+|.", re.DOTALL)


class Change(StrEnum):
    """What became of a stretch of text."""

    SAME = "same"
    ADDED = "added"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Stretch:
    change: Change
    text: str


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of the comparison; `skipped` counts the unchanged ones left out before it."""

    stretches: tuple[Stretch, ...]
    skipped: int = 0

    @property
    def changed(self) -> bool:
        return any(stretch.change is not Change.SAME for stretch in self.stretches)


def compare(old: str, new: str, *, context: int = 1) -> tuple[Line, ...]:
    """Return the changed paragraphs with their neighbours.

    Args:
        old: The earlier text, a paragraph a line.
        new: The later text.
        context: Unchanged paragraphs shown on each side of a change.
    """
    lines = list(_lines(old.splitlines()[:LINES_MAX], new.splitlines()[:LINES_MAX]))
    near = {
        index + step
        for index, line in enumerate(lines)
        if line.changed
        for step in range(-context, context + 1)
    }
    shown, skipped = [], 0
    for index, line in enumerate(lines):
        if index not in near:
            skipped += 1
            continue
        shown.append(Line(line.stretches, skipped))
        skipped = 0
    return tuple(shown)


def within(old: str, new: str) -> tuple[Stretch, ...]:
    """Return one paragraph with the words that went and came marked."""
    before, after = PIECE.findall(old), PIECE.findall(new)
    stretches = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            stretches.append(Stretch(Change.SAME, "".join(before[a:b])))
            continue
        if b > a:
            stretches.append(Stretch(Change.REMOVED, "".join(before[a:b])))
        if d > c:
            stretches.append(Stretch(Change.ADDED, "".join(after[c:d])))
    return tuple(stretches)


def _lines(old: Sequence[str], new: Sequence[str]) -> Iterator[Line]:
    for tag, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag == "equal":
            for text in old[a:b]:
                yield Line((Stretch(Change.SAME, text),))
            continue
        shared = min(b - a, d - c)
        for before, after in zip(old[a : a + shared], new[c : c + shared], strict=True):
            yield Line(within(before, after))
        for text in old[a + shared : b]:
            yield Line((Stretch(Change.REMOVED, text),))
        for text in new[c + shared : d]:
            yield Line((Stretch(Change.ADDED, text),))
