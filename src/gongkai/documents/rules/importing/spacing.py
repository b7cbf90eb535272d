"""White space of Chinese pages: letter-spaced labels, ideographic spaces, soft joints."""

import re
import unicodedata

# Stands where one inline element ends and another begins: `<b>发布日期：</b>` in running text.
# Python counts it as white space, so `squeeze` drops it like any other.
JOINT = "\x1f"
IDEOGRAPHIC_SPACE = "\u3000"

# Controls and characters without width; no document means them.
_UNMEANT = re.compile("[\x00-\x08\x0e-\x1f\x7f\u00ad\u200b\u200c\u200d\u2060\ufeff\ufffe\uffff]")
_RUN = re.compile(r"\s+")


def squeeze(text: str) -> str:
    """Return the text without any white space."""
    return "".join(text.split())


def tidy(text: str) -> str:
    """Return a one-line value: runs of white space folded, both ends stripped.

    A single ideographic space stays what it is (国务院　中央军委 is printed so); every other run
    becomes one plain space. The edge of an inline element is no space.
    """
    return _RUN.sub(_fold, text.replace(JOINT, "")).strip()


def _fold(run: re.Match[str]) -> str:
    return IDEOGRAPHIC_SPACE if run.group() == IDEOGRAPHIC_SPACE else " "


def without_controls(text: str) -> str:
    """Return the text without characters that no document means."""
    return _UNMEANT.sub("", text)


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
