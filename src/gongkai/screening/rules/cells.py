"""Cells of the tables we give out, which no spreadsheet may take for a formula (ASVS 1.2.10).

A name that a citizen wrote may begin with a sign that starts a formula in the reader's program.
An apostrophe before it makes it text again; signs that no sheet can hold are left out.
"""

import re

CELL_MAX = 32_000  # characters; a cell of xlsx holds 32,767
SIGNS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


def defused(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula; what is no text comes back as it is.

    Blanks before a sign do not hide it, and a sign is one in full width too. A dash alone is the
    common mark for nothing and stays.
    """
    if not isinstance(value, str):
        return value
    text = UNFIT.sub("", value)[:CELL_MAX]
    if text.strip() == "-":
        return text
    return f"'{text}" if text.startswith(SIGNS) or text.lstrip().startswith(SIGNS) else text
