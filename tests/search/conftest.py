"""A small shelf of invented texts and an index of its own for each test."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from gongkai.search import actions, sources
from gongkai.search.rules.entry import Entry


def entry(
    key: str, title: str = "关于开展河道清理的通知", text: str = "", **facts: object
) -> Entry:
    """Return an entry of the county's government office; `facts` replace what stands here."""
    made = Entry(
        key=key,
        source="shelf",
        kind="notice",
        title=title,
        text=text,
        url=f"/open/{key}/",
        body_code="office",
        body_name="政府办",
        body_path="000001000002",
        published_on=date(2024, 5, 6),
    )
    return replace(made, **facts)  # type: ignore[arg-type]


class Shelf:
    """A source whose entries a test puts in and takes out."""

    name = "shelf"

    def __init__(self) -> None:
        self.entries: dict[str, Entry] = {}

    def put(self, *entries: Entry) -> None:
        for item in entries:
            self.entries[item.key] = item
        actions.touch(self.name, [item.key for item in entries])

    def remove(self, *keys: str) -> None:
        for key in keys:
            del self.entries[key]
        actions.touch(self.name, keys)

    def load(self, keys: Sequence[str]) -> Iterator[Entry]:
        return iter([self.entries[key] for key in keys if key in self.entries])

    def keys(self) -> Iterator[str]:
        return iter(sorted(self.entries))


@pytest.fixture
def index(settings: Any, tmp_path: Path) -> Path:
    """A folder for the index, and no source but those of the test."""
    settings.GONGKAI_INDEX = tmp_path / "index"
    return tmp_path / "index"


@pytest.fixture
def shelf(index: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Shelf:
    """An empty shelf, the only source."""
    made = Shelf()
    monkeypatch.setattr(sources, "_registered", {made.name: made})
    return made


@pytest.fixture
def stock(shelf: Shelf) -> Callable[..., None]:
    """Put entries on the shelf and bring them into the index."""

    def put(*entries: Entry) -> None:
        shelf.put(*entries)
        while actions.drain():
            pass

    return put
