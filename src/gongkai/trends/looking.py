"""What the desk shows of letters in a period: hot topics, words and the quality of replies."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from statistics import fmean

from gongkai.letters.access import OpenText
from gongkai.trends.rules import replies, words
from gongkai.trends.rules.replies import Aspect, Judged
from gongkai.trends.rules.words import Frequent, Written
from gongkai.trends.topics import terms
from gongkai.trends.topics.letters import Kept, Letter
from gongkai.trends.topics.table import Topic, topics
from gongkai.trends.topics.terms import PLAIN

PERIOD_DAYS = 90
TOPICS = 20
WORDS = 12
LETTERS_OF_WORD_MIN = 2
LETTERS_OF_BODY_MIN = 5  # in a month; of fewer, words tell nothing but the letters themselves
WEAKEST = 10


@dataclass(frozen=True, slots=True)
class Hot:
    """A topic and its letters: key, number and subject of each."""

    topic: Topic
    letters: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Weak:
    """A reply that a person should read, and its weakest side."""

    key: str
    number: str
    title: str
    share: float
    weakest: Aspect


@dataclass(frozen=True, slots=True)
class Seen:
    """What is shown of one period."""

    hot: tuple[Hot, ...]
    kept: Kept
    words: tuple[Frequent, ...]
    replies: int
    boiler: int
    means: tuple[tuple[Aspect, float], ...]
    weakest: tuple[Weak, ...]


def look(found: Sequence[OpenText], *, until: date) -> Seen:
    """Return what letters of a period show."""
    keys = {one.number: one.key for one in found}
    gathered = terms.gather(
        Letter(
            number=one.number,
            user=one.writer_print,
            subject=one.title,
            text=one.text,
            received_at=datetime.combine(one.received_on, time()),
            likes=one.likes,
            solved=one.solved,
        )
        for one in found
    )
    kept, found_topics = _members_alone(gathered.kept, topics(gathered, until=until, most=TOPICS))
    verdicts = _judged(found)
    written = [
        Written(f"{one.received_on:%Y-%m}", str(one.body), one.kind, f"{one.title}\n{one.text}")
        for one in found
    ]
    return Seen(
        hot=tuple(
            Hot(topic, tuple((keys[n], n, s) for n, s in _members(kept, topic)))
            for topic in found_topics
        ),
        kept=kept,
        words=tuple(
            one
            for one in words.frequent(written, PLAIN, WORDS)
            if one.letters >= LETTERS_OF_WORD_MIN
            and (not one.body or one.of >= LETTERS_OF_BODY_MIN)
        ),
        replies=len(verdicts),
        boiler=sum(verdict.boiler for _, verdict in verdicts),
        means=_means([verdict for _, verdict in verdicts]),
        weakest=_weakest(verdicts),
    )


def _members_alone(kept: Kept, found: list[Topic]) -> tuple[Kept, list[Topic]]:
    """Return the letters of topics without all the others, and the topics with their new places."""
    chosen = sorted({at for topic in found for at in topic.members})
    place = {at: new for new, at in enumerate(chosen)}
    moved = [replace(topic, members=tuple(place[at] for at in topic.members)) for topic in found]
    return kept.only(chosen), moved


def _members(kept: Kept, topic: Topic) -> list[tuple[str, str]]:
    return [(kept.numbers[at], kept.subjects[at]) for at in topic.members]


def _judged(found: Sequence[OpenText]) -> list[tuple[OpenText, Judged]]:
    answered = [one for one in found if one.reply]
    boiler = replies.boiler_plate([one.reply for one in answered])
    return [
        (
            one,
            replies.judge(
                f"{one.title}\n{one.text}",
                one.reply,
                (one.answered_on - one.received_on).days if one.answered_on else None,
                boiler,
            ),
        )
        for one in answered
    ]


def _means(verdicts: Sequence[Judged]) -> tuple[tuple[Aspect, float], ...]:
    if not verdicts:
        return ()
    return tuple(
        (mark.aspect, round(fmean(one.marks[at].share for one in verdicts), 2))
        for at, mark in enumerate(verdicts[0].marks)
    )


def _weakest(verdicts: Sequence[tuple[OpenText, Judged]]) -> tuple[Weak, ...]:
    ranked = sorted(verdicts, key=lambda pair: (pair[1].share, pair[0].number))[:WEAKEST]
    return tuple(
        Weak(
            one.key,
            one.number,
            one.title,
            verdict.share,
            min(verdict.marks, key=lambda mark: mark.share).aspect,
        )
        for one, verdict in ranked
    )
