"""How much an entry counts whatever is asked: the newer and the valid count for more.

Three per cent a year: of two otherwise equal documents ten years apart the newer one stands a third
higher. The ratio depends on the two dates alone, so the weight can be written into the index and
stays right as years go by.
"""

import math
from datetime import date

PER_YEAR = 0.03
FIRST_YEAR = 1980  # nothing counts for less than this
UNDATED_YEAR = 2000
LAST_YEAR = 2100
ENDED = frozenset(
    {"废止", "失效", "已废止", "已失效", "宣布失效", "repealed", "expired", "lapsed", "void"}
)
ENDED_SHARE = 0.4


def weight(dated_on: date | None, validity: str) -> float:
    """Return the factor of an entry's score, 1 or more."""
    year = dated_on.year if dated_on else UNDATED_YEAR
    grown = math.exp(PER_YEAR * (min(max(year, FIRST_YEAR), LAST_YEAR) - FIRST_YEAR))
    # Twice, so that even the oldest has something to lose by being repealed.
    return max(1.0, 2 * grown * (ENDED_SHARE if validity in ENDED else 1.0))
