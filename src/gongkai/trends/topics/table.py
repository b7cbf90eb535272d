"""The table of hot topics and the list of their letters, in the layout of the field."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from gongkai.trends.rules import naming, places
from gongkai.trends.rules.heat import Counted, count, heat
from gongkai.trends.topics.grouping import Grouped, group
from gongkai.trends.topics.letters import Kept
from gongkai.trends.topics.terms import Terms

LETTERS_MIN = 3
TOPICS_MAX = 100
NAMED_FROM = 200  # letters of a topic that its title, place and people are read from


@dataclass(frozen=True, slots=True)
class Topic:
    """One hot topic. `members` are places in the letters, in the order of their time."""

    rank: int
    number: int
    heat: float
    counted: Counted
    first_on: date
    last_on: date
    place: str
    people: str
    title: str
    members: tuple[int, ...]

    @property
    def place_and_people(self) -> str:
        """Return place and people as one cell."""
        return "".join(part for part in (self.place, self.people) if part)


def topics(terms: Terms, *, until: date | None = None, most: int = TOPICS_MAX) -> list[Topic]:
    """Find the hot topics of letters, the hottest first.

    Args:
        terms: The letters.
        until: The end of the period, included; None for the day of the last letter.
        most: How many topics are wanted.
    """
    kept = terms.kept
    if not len(kept):
        return []
    grouped = group(terms.rows, terms.place, terms.matter, terms.named)
    end = until or kept.received[-1].date()
    found = [
        (heat(counted, end), counted, members)
        for members in _members(grouped)
        if len(members) >= LETTERS_MIN
        for counted in (_counted(kept, members, end),)
    ]
    found.sort(key=lambda one: (-one[0], -one[1].letters, int(one[2][0])))
    return [
        _topic(kept, grouped, rank, warmth, counted, members)
        for rank, (warmth, counted, members) in enumerate(found[:most], 1)
    ]


def _members(grouped: Grouped) -> list[np.ndarray]:
    inside = np.flatnonzero(grouped.group >= 0)
    order = inside[np.argsort(grouped.group[inside], kind="stable")]
    bounds = np.flatnonzero(np.diff(grouped.group[order])) + 1
    return np.split(order, bounds) if len(order) else []


def _counted(kept: Kept, members: np.ndarray, until: date) -> Counted:
    places_ = members.tolist()
    return count(
        [kept.received[at].date() for at in places_],
        [kept.users[at] for at in places_],
        sum(kept.likes[at] + kept.dislikes[at] for at in places_),
        sum(kept.solved[at] for at in places_),
        until=until,
    )


def _topic(
    kept: Kept,
    grouped: Grouped,
    rank: int,
    warmth: float,
    counted: Counted,
    members: np.ndarray,
) -> Topic:
    nearest = members[np.argsort(-grouped.likeness[members], kind="stable")][:NAMED_FROM].tolist()
    subjects = [kept.subjects[at] for at in nearest]
    likeness = [float(grouped.likeness[at]) for at in nearest]
    texts = [f"{kept.subjects[at]}\n{kept.leads[at]}" for at in nearest]
    place = places.place_of(subjects) or places.place_of(texts)
    return Topic(
        rank=rank,
        number=rank,
        heat=warmth,
        counted=counted,
        first_on=kept.received[int(members[0])].date(),
        last_on=kept.received[int(members[-1])].date(),
        place=place,
        people=places.people_of(texts),
        title=naming.title_of(subjects, likeness),
        members=tuple(int(at) for at in members),
    )


def bursts(found: Sequence[Topic]) -> list[Topic]:
    """Return the topics that grow faster than in their month before."""
    return [topic for topic in found if topic.counted.bursting]
