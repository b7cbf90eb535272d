"""How hot a matter is: a published formula of what is counted, and nothing else.

    heat = 10 × size × (1 + echo) × growth × recency × unsolved

size      ln(1 + people) + ¼ ln(1 + letters): many people weigh more than many letters of one
echo      ln(1 + likes and dislikes) / 20: others who agree or disagree without writing
growth    letters of the last 30 days of the period against the 30 before, square root of
          (new + 3) / (old + 3), kept within 0.8 to 1.5
recency   ½ + ½ · 2^(−days since the last letter / 180)
unsolved  ½ + ½ · share of letters that are not solved
"""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

MONTH_DAYS = 30
HALVING_DAYS = 180
GROWTH = (0.8, 1.5)
ECHO = 20
BURST_LETTERS_MIN = 5
BURST_TIMES = 2.0


@dataclass(frozen=True, slots=True)
class Counted:
    """What is counted of one matter.

    `new` are the letters of the last 30 days of the period, `old` those of the 30 days before.
    """

    letters: int
    people: int
    marks: int
    new: int
    old: int
    last_on: date
    unsolved_share: float

    @property
    def bursting(self) -> bool:
        """Whether the matter grows faster than in its month before."""
        return self.new >= BURST_LETTERS_MIN and self.new >= BURST_TIMES * max(1, self.old)


def count(
    days: Sequence[date],
    users: Sequence[str],
    marks: int,
    solved: int,
    *,
    until: date,
) -> Counted:
    """Count one matter at the end of a period, which is included."""
    month = until - timedelta(days=MONTH_DAYS)
    before = month - timedelta(days=MONTH_DAYS)
    known = Counter(user for user in users if user)
    return Counted(
        letters=len(days),
        people=len(known) + sum(not user for user in users),
        marks=marks,
        new=sum(month < day <= until for day in days),
        old=sum(before < day <= month for day in days),
        last_on=max(days),
        unsolved_share=1 - solved / len(days),
    )


def heat(counted: Counted, until: date) -> float:
    """Return the heat of a matter at the end of a period, 0 or more."""
    size = math.log1p(counted.people) + 0.25 * math.log1p(counted.letters)
    echo = 1 + math.log1p(counted.marks) / ECHO
    low, high = GROWTH
    growth = min(max(math.sqrt((counted.new + 3) / (counted.old + 3)), low), high)
    since = max(0, (until - counted.last_on).days)
    recency = 0.5 + 0.5 * 2 ** (-since / HALVING_DAYS)
    unsolved = 0.5 + 0.5 * counted.unsolved_share
    return round(10 * size * echo * growth * recency * unsolved, 2)
