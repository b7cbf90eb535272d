"""Which encoding a page is in, where a page neither says so nor is UTF-8: GB 18030 or Big5.

Most bytes of one are also valid in the other; the right reading gives characters in daily use.
"""

import re

from gongkai.audits.rules.pages.han import HAN, is_common
from gongkai.documents.rules.importing.encoding import decode
from gongkai.documents.rules.importing.found import UnreadableError

DECLARED = re.compile(rb"charset\s*=\s*[\"']?\s*[A-Za-z0-9]", re.I)
HEAD_BYTES = 4096
SAMPLE = 2000
PRINTED_SHARE = 0.92  # of the bytes of a page; of random ones 0.89 are no control signs
CONTROLS = bytes({*range(32)} - set(b"\t\n\f\r"))
PLAIN_SHARE = 0.6  # of a text: ASCII that can be read, and Han in daily use


def text_of(content: bytes) -> str:
    """Return the text of a page.

    Raises:
        UnreadableError: The bytes are empty or no text.
    """
    try:
        decoded = decode(content)
    except UnreadableError:
        if wide := _wide(content):
            return wide
        # Browsers read over zeros; a few of them must not keep a page from being scanned.
        plain = content.replace(b"\0", b" ")
        if len(content.translate(None, CONTROLS)) < PRINTED_SHARE * len(content):
            raise
        decoded = decode(plain)
    if decoded.encoding != "gb18030" or DECLARED.search(content[:HEAD_BYTES]):
        return decoded.text
    try:
        other = content.decode("big5hkscs")
    except UnicodeDecodeError:
        return decoded.text
    return other if _sense(other) > _sense(decoded.text) else decoded.text


def _wide(content: bytes) -> str | None:
    """Return a text in UTF-16 without a mark, whose Han leave few zeros to go by."""
    for name in ("utf-16-le", "utf-16-be"):
        try:
            text = content[: len(content) // 2 * 2].decode(name)
        except UnicodeDecodeError:
            continue
        plain = sum(one.isascii() and (one.isprintable() or one.isspace()) for one in text)
        if plain + sum(map(is_common, text)) >= PLAIN_SHARE * len(text):
            return text
    return None


def _sense(text: str) -> float:
    han = HAN.findall(text)[:SAMPLE]
    return sum(map(is_common, han)) / max(len(han), 1)
