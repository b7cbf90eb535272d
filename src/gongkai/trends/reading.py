"""The letters of this platform, as trends read them: no name, no number of a person."""

from collections.abc import Iterator
from datetime import date, datetime, time

from gongkai.letters.models import Letter as Stored
from gongkai.trends.topics.letters import Letter

CHUNK = 2_000
SOLVED = "yes"


def stored(since: date | None, until: date | None) -> Iterator[Letter]:
    """Yield the letters received in a period, both ends included.

    The writer is the print that the same person's letters share; it names nobody.
    """
    rows = Stored.objects.order_by("received_on", "number")
    if since:
        rows = rows.filter(received_on__gte=since)
    if until:
        rows = rows.filter(received_on__lte=until)
    fields = ("number", "writer_print", "title", "text", "received_on", "likes", "solved")
    for number, writer, title, text, on, likes, solved in rows.values_list(*fields).iterator(CHUNK):
        yield Letter(
            number=number,
            user=writer,
            subject=title,
            text=text,
            received_at=datetime.combine(on, time()),
            likes=likes,
            solved=solved == SOLVED,
        )
