"""What the floors above say is public. Each registers a source once, in its `AppConfig.ready`."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from gongkai.ledger.rules.manifest import File


def _no_files() -> Sequence[File]:
    return ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicItem:
    """One document as the site shows it at this moment.

    `manifest_digest` is the digest under which the site claims it was logged, `shown_on` the date
    of publication on the page, `backfilled` whether the page says 补录. `files` reads what is
    really served and hashes it; it is called only by the audit, and a file that cannot be read is
    left out.
    """

    doc: str
    rev: int
    manifest_digest: str
    shown_on: date | None
    backfilled: bool
    files: Callable[[], Sequence[File]] = _no_files
    title: str = ""


class PublicSource(Protocol):
    """A floor above that makes documents public through the log."""

    name: str

    def public(self) -> Iterator[PublicItem]:
        """Yield everything that this floor shows to the public, in any order."""


_sources: dict[str, PublicSource] = {}


def register(source: PublicSource) -> None:
    """Add a source; the same name replaces."""
    _sources[source.name] = source


def registered() -> list[PublicSource]:
    """Return the sources in the order of their names."""
    return [_sources[name] for name in sorted(_sources)]


def everything_public() -> Iterator[PublicItem]:
    """Yield what all sources show."""
    for source in registered():
        yield from source.public()
