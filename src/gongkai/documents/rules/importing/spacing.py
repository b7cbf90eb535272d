"""White space of Chinese pages: letter-spaced labels, ideographic spaces, soft joints."""

import re
import unicodedata

# Stands where one inline element ends and another begins: `<b>发布日期：</b>` in running text.
JOINT = "\x1f"

_INVISIBLE = "\u200b\u200c\u200d\u2060\ufeff\u00ad"
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1e\x7f\ufffe\uffff]")
_ALL_SPACE = re.compile(f"[\\s{JOINT}{_INVISIBLE}]+")
_RUN = re.compile(f"[\\s{JOINT}{_INVISIBLE}]*[\\s{_INVISIBLE}][\\s{JOINT}{_INVISIBLE}]*")
_DROPPED = re.compile(f"[{JOINT}{_INVISIBLE}]")
IDEOGRAPHIC_SPACE = "\u3000"


def squeeze(text: str) -> str:
    """Return the text without any white space."""
    return _ALL_SPACE.sub("", text)


def tidy(text: str) -> str:
    """Return a one-line value: runs of white space folded, both ends stripped.

    A single ideographic space stays what it is (国务院　中央军委 is printed so); every other run
    becomes one plain space.
    """
    folded = _RUN.sub(_fold, text)
    return _DROPPED.sub("", folded).strip()


def _fold(run: re.Match[str]) -> str:
    seen = _DROPPED.sub("", run.group())
    return IDEOGRAPHIC_SPACE if seen == IDEOGRAPHIC_SPACE else " "


def without_controls(text: str) -> str:
    """Return the text without characters that no document means."""
    return _CONTROLS.sub("", text)


def width_folded(text: str) -> str:
    """Return the text with full-width digits, letters and brackets in their plain form."""
    return unicodedata.normalize("NFKC", text)


def joined(lines: list[str]) -> str:
    """Join the lines of a broken heading: no space between Han, one between words."""
    result = ""
    for line in (tidy(line) for line in lines):
        if result and line and result[-1].isascii() and line[0].isascii():
            result += " "
        result += line
    return result
