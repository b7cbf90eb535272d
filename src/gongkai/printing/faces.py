"""The faces that typst may set Chinese in. A PDF of blank squares is never made."""

from functools import cache
from importlib.util import find_spec
from pathlib import Path

import typst

FACES = ("Noto Serif CJK SC", "Source Han Serif SC")
# The face that GB/T 9704 wants for the text of a letter, as the systems that have it call it.
LETTER_FACES = ("FangSong_GB2312", "仿宋_GB2312", "FangSong", "仿宋", "STFangsong", "华文仿宋")


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


def known_for_letters() -> list[str]:
    """Return the faces for the text of a letter: imitation Song where the machine has it."""
    found = set(fonts().families())
    return [face for face in LETTER_FACES if face in found] + known()
