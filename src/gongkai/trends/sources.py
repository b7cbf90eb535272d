"""Where the letters of this platform come from: whoever keeps letters registers a reader here.

The app `letters` is registered when trends is ready; another keeper of messages registers itself.
A source yields plain letters, with no personal data in them.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from gongkai.trends.topics.letters import Letter

Reader = Callable[[date | None, date | None], Iterable[Letter]]

_registered: dict[str, Reader] = {}


def register(name: str, reader: Reader) -> None:
    """Make a source of letters known, or replace the one of the same name.

    Args:
        name: A short name.
        reader: Takes the first and the last day, both included, None for no bound, and yields the
            letters received then.
    """
    _registered[name] = reader


def forget(name: str) -> None:
    """Take a source away again; nothing happens when there is none of that name."""
    _registered.pop(name, None)


def letters(*, since: date | None = None, until: date | None = None) -> Iterator[Letter]:
    """Yield the letters of all sources, both ends of the period included."""
    for name in sorted(_registered):
        yield from _registered[name](since, until)
