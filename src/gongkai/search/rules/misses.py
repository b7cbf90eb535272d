"""Which queries without a result are kept: those that cannot name a person.

Nothing with a run of figures as long as a telephone or identity number is kept, and no address of
electronic mail.
"""

import re

from gongkai.search.rules.text import fold, grams

QUERY_MAX = 60
FIGURES_MAX = 6  # a year and a serial number are shorter, a telephone number is longer

_BLANKS = re.compile(r"[\s\x00-\x1f]+")
_JOINTS = re.compile(r"(?<=\d)[\s\-—–.·()+x*]+(?=[\dx])")
_FIGURES = re.compile(rf"\d{{{FIGURES_MAX + 1},}}")


def kept_form(text: str) -> str:
    """Return a query as it may be kept; empty when it may not, or when it asks nothing."""
    plain = _BLANKS.sub(" ", fold(text)).strip()
    if not grams(plain) or "@" in plain or len(plain) > QUERY_MAX:
        return ""
    return "" if _FIGURES.search(_JOINTS.sub("", plain)) else plain
