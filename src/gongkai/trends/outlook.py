"""What letters showed, as plain values that a row of the database keeps, and back again."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from gongkai.trends.looking import Hot, Seen, Weak
from gongkai.trends.rules.heat import Counted
from gongkai.trends.rules.replies import Aspect
from gongkai.trends.rules.words import Frequent
from gongkai.trends.topics.letters import Kept
from gongkai.trends.topics.table import Topic


def packed(seen: Seen) -> dict[str, Any]:
    """Return what was seen as plain values."""
    return {
        "hot": [{"topic": _packed_topic(one.topic), "letters": one.letters} for one in seen.hot],
        "kept": asdict(seen.kept)
        | {"received": [moment.isoformat() for moment in seen.kept.received]},
        "words": [asdict(one) for one in seen.words],
        "replies": seen.replies,
        "boiler": seen.boiler,
        "means": [[aspect.value, share] for aspect, share in seen.means],
        "weakest": [asdict(one) | {"weakest": one.weakest.value} for one in seen.weakest],
    }


def _packed_topic(topic: Topic) -> dict[str, Any]:
    found = asdict(topic)
    found["first_on"] = topic.first_on.isoformat()
    found["last_on"] = topic.last_on.isoformat()
    found["counted"]["last_on"] = topic.counted.last_on.isoformat()
    return found


def unpacked(found: dict[str, Any]) -> Seen:
    """Return what was seen from plain values."""
    kept = dict(found["kept"])
    kept["received"] = [datetime.fromisoformat(moment) for moment in kept["received"]]
    return Seen(
        hot=tuple(_hot(one) for one in found["hot"]),
        kept=Kept(**kept),
        words=tuple(Frequent(**one) for one in found["words"]),
        replies=found["replies"],
        boiler=found["boiler"],
        means=tuple((Aspect(name), share) for name, share in found["means"]),
        weakest=tuple(
            Weak(**{**one, "weakest": Aspect(one["weakest"])}) for one in found["weakest"]
        ),
    )


def _hot(found: dict[str, Any]) -> Hot:
    topic = dict(found["topic"])
    counted = dict(topic["counted"])
    counted["last_on"] = date.fromisoformat(counted["last_on"])
    topic |= {
        "counted": Counted(**counted),
        "first_on": date.fromisoformat(topic["first_on"]),
        "last_on": date.fromisoformat(topic["last_on"]),
        "members": tuple(topic["members"]),
    }
    letters = tuple((key, number, title) for key, number, title in found["letters"])
    return Hot(Topic(**topic), letters)
