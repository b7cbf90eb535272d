"""The passage of a text that shows best why it was found, with marks.

Everything is escaped; the only element is <mark>.
"""

import re
from collections.abc import Sequence
from html import escape

from gongkai.search.rules.text import fold, is_han, runs

PASSAGE = 120  # characters
LEAD = 24  # characters before the first mark
FOUND_MAX = 300  # places looked at in one text
_STOPS = "。！？；\n"
_GAP = r"[\W_]{0,3}"
_BLANKS = re.compile(r"\s+")

Span = tuple[int, int, int]  # start, end, which needle


def patterns(needles: Sequence[str]) -> list[re.Pattern[str] | str]:
    """Return what to look for in folded texts: a plain string, or runs with little between."""
    made: list[re.Pattern[str] | str] = []
    for needle in dict.fromkeys(needles):
        if is_han(needle):
            made.append(needle)
        elif parts := [_run(part) for part in runs(needle)]:
            made.append(re.compile(_GAP.join(parts)))
    return made


def _run(part: str) -> str:
    """Return the expression for one run: letters and figures only as a whole."""
    # A class that names all Han characters would take a millisecond to compile.
    return rf"(?<![a-z0-9]){part}(?![a-z0-9])" if part.isascii() else re.escape(part)


def spans(folded: str, looked_for: Sequence[re.Pattern[str] | str]) -> list[Span]:
    """Return where the needles stand, in order of place."""
    found: list[Span] = []
    for which, needle in enumerate(looked_for):
        if isinstance(needle, str):
            at = folded.find(needle)
            while at >= 0 and len(found) < FOUND_MAX * (which + 1):
                found.append((at, at + len(needle), which))
                at = folded.find(needle, at + len(needle))
        else:
            for match in needle.finditer(folded):
                found.append((match.start(), match.end(), which))
                if len(found) >= FOUND_MAX * (which + 1):
                    break
    return sorted(found)


def marked(text: str, looked_for: Sequence[re.Pattern[str] | str]) -> str:
    """Return a whole short text, escaped, with what was found in marks."""
    return _mark(text, 0, len(text), spans(fold(text), looked_for))


def passage(text: str, looked_for: Sequence[re.Pattern[str] | str]) -> str:
    """Return the best passage of a text, escaped, with marks; its beginning if nothing is found."""
    found = spans(fold(text), looked_for)
    if not found:
        return _trim(_mark(text, 0, min(PASSAGE, len(text)), []), after=len(text) > PASSAGE)
    first, end = _best(found)
    start = _beginning(text, first)
    end = min(max(start + PASSAGE, end), len(text))
    return _trim(_mark(text, start, end, found), before=start > 0, after=end < len(text))


def _best(found: list[Span]) -> tuple[int, int]:
    """Return the start of the densest stretch and the end of its first mark."""
    best, best_score, left = found[0], (0, 0), 0
    for right in range(len(found)):
        while found[right][1] - found[left][0] > PASSAGE - LEAD and left < right:
            left += 1
        inside = found[left : right + 1]
        score = (len({which for _, _, which in inside}), min(len(inside), 4))
        if score > best_score:
            best, best_score = found[left], score
    return best[0], best[1]


def _beginning(text: str, first: int) -> int:
    """Begin with the sentence of the first mark when it is near, else a little before the mark."""
    window = text[max(0, first - LEAD * 2) : first]
    stop = max(window.rfind(sign) for sign in _STOPS)
    if stop >= 0:
        return max(0, first - LEAD * 2) + stop + 1
    return 0 if first <= LEAD * 2 else first - LEAD


def _mark(text: str, start: int, end: int, found: list[Span]) -> str:
    parts: list[str] = []
    at = start
    for first, last, _ in found:
        if first < at or last > end:
            continue
        parts += [escape(text[at:first]), "<mark>", escape(text[first:last]), "</mark>"]
        at = last
    parts.append(escape(text[at:end]))
    return _BLANKS.sub(" ", "".join(parts).replace("\0", "")).strip()


def _trim(html: str, *, before: bool = False, after: bool = False) -> str:
    return f"{'…' if before else ''}{html}{'…' if after else ''}"
