"""Compiled message catalogues, made from the `.po` files beside the code when they are stale.

Compiling needs no system package, so a fresh machine speaks Chinese without GNU gettext.
"""

import os
from pathlib import Path

from babel.messages import mofile, pofile

SOURCE = Path(__file__).resolve().parents[1]


def stale(source: Path = SOURCE) -> list[Path]:
    """Return each `.po` file whose `.mo` is missing or older."""
    found = []
    for po in sorted(source.glob("**/locale/*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime:
            found.append(po)
    return found


def compile_stale(source: Path = SOURCE) -> int:
    """Compile what is stale, each file swapped in whole; return how many were compiled.

    An installation whose code folder cannot be written ships its catalogues compiled already.
    """
    count = 0
    for po in stale(source):
        if not os.access(po.parent, os.W_OK):
            continue
        # The catalogue's language is its folder's; Babel reads zh_Hans from there.
        with po.open("rb") as text:
            catalogue = pofile.read_po(text, locale=po.parents[1].name)
        made = po.with_suffix(f".{os.getpid()}.tmp")
        with made.open("wb") as out:
            mofile.write_mo(out, catalogue)
        made.replace(po.with_suffix(".mo"))
        count += 1
    return count
