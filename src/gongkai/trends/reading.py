"""The letters of this platform, as trends read them: no name, no number of a person."""

from collections.abc import Iterator
from datetime import date, datetime, time

from gongkai.letters.access import open_texts
from gongkai.trends.topics.letters import Letter


def stored(since: date | None, until: date | None) -> Iterator[Letter]:
    """Yield the letters received in a period, both ends included.

    The writer is the print that the same person's letters share; it names nobody.
    """
    for found in open_texts(since=since, until=until):
        yield Letter(
            number=found.number,
            user=found.writer_print,
            subject=found.title,
            text=found.text,
            received_at=datetime.combine(found.received_on, time()),
            likes=found.likes,
            solved=found.solved,
        )
