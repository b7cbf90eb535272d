"""Who hands public things to the index. Apps above register a source each when they are ready."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Protocol

from gongkai.search.rules.entry import Entry


class Source(Protocol):
    """One kind of public thing and where to read it."""

    @property
    def name(self) -> str:
        """Return the short name that stands in every entry and in the outbox."""

    def load(self, keys: Sequence[str]) -> Iterable[Entry]:
        """Return the entries of those keys that are public now. The others leave the index."""

    def keys(self) -> Iterator[str]:
        """Yield every key that should be in the index, each once, always in the same order."""


class UnknownSourceError(LookupError):
    """An outbox row names a source that no app has registered."""


_registered: dict[str, Source] = {}


def register(source: Source) -> None:
    """Make a source known, or replace the one of the same name."""
    _registered[source.name] = source


def forget(name: str) -> None:
    """Take a source away again; nothing happens when there is none of that name."""
    _registered.pop(name, None)


def every() -> list[Source]:
    """Return all sources by name."""
    return [_registered[name] for name in sorted(_registered)]


def named(name: str) -> Source:
    """Return one source.

    Raises:
        UnknownSourceError: No app has registered it.
    """
    try:
        return _registered[name]
    except KeyError:
        msg = f"no search source is named {name!r}"
        raise UnknownSourceError(msg) from None
