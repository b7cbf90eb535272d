"""The faces that typst may set Chinese in. A PDF of blank squares is never made."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

FACES = ("Noto Serif CJK SC", "Source Han Serif SC")


class FontMissingError(RuntimeError):
    """No face for Chinese was found."""


@cache
def fonts() -> typst.Fonts:
    """Return the faces that typst may use: the packaged ones, then the system's.

    Raises:
        FontMissingError: Neither holds a face for Chinese.
    """
    spec = find_spec("mplfonts")
    packaged = [str(Path(spec.origin).parent / "fonts")] if spec and spec.origin else []
    found = typst.Fonts(include_system_fonts=True, font_paths=packaged)
    if not set(FACES) & set(found.families()):
        raise FontMissingError(", ".join(FACES))
    return found


def known() -> list[str]:
    """Return those of our faces that are there, the best first."""
    return [face for face in FACES if face in fonts().families()]
