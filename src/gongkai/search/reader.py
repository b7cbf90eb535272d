"""The index as this process reads it, opened again when another process has written to it."""

import threading
from dataclasses import dataclass, field
from pathlib import Path

import tantivy

from gongkai.search import folders
from gongkai.search.folders import UnreadableIndexError
from gongkai.search.rules.frequent import Frequent
from gongkai.search.rules.query import Query

Stamp = tuple[int, int, int]
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """One state of one index. It stays as it is while others write.

    `counted` keeps the counts of lists that are asked for without words: they hold for as long as
    this state does.
    """

    name: str
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    frequent: Frequent
    counted: dict[Query, dict[str, list[tuple[str, int]]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A reader, its index, and what the files looked like just before it was opened."""

    root: Path
    pointer: Stamp | None
    meta: Stamp | None
    index: tantivy.Index
    reader: Reader

    @property
    def fresh(self) -> bool:
        """Whether this shows what lies on the disk now."""
        return (
            self.root == folders.root()
            and self.pointer == _stamp(self.root / folders.CURRENT)
            and self.meta == _stamp(self.root / self.reader.name / "meta.json")
        )


class _Shelf:
    """What this process has open. One thread opens; all read what is open."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.opened: _Opened | None = None


_shelf = _Shelf()


def _open(last: _Opened | None) -> _Opened | None:
    """Open what lies on the disk; read the pointer again when it moves meanwhile."""
    root = folders.root()
    for _ in range(_ATTEMPTS):
        pointer = _stamp(root / folders.CURRENT)
        name = folders.current()
        if not name:
            return None
        # An index with another pointer is another one, though it may bear the same name.
        same = last if last and (last.root, last.pointer) == (root, pointer) else None
        meta = _stamp(root / name / "meta.json")
        try:
            index, reader = _read(root / name, same)
        except UnreadableIndexError:
            if pointer == _stamp(root / folders.CURRENT):
                return None
        else:
            return _Opened(root, pointer, meta, index, reader)
    return None


def _read(folder: Path, same: _Opened | None) -> tuple[tantivy.Index, Reader]:
    try:
        if same is None:
            frequent = Frequent(folders.read_made(folder).frequent)
            index = tantivy.Index.open(str(folder))
            index.config_reader("manual")
        else:
            frequent, index = same.reader.frequent, same.index
        index.reload()
        return index, Reader(folder.name, index.schema, index.searcher(), frequent)
    except (ValueError, OSError) as error:  # what tantivy raises for files it cannot read
        msg = f"no index can be read in {folder}"
        raise UnreadableIndexError(msg) from error


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def current() -> Reader | None:
    """Return the index as it lies on the disk now; None when there is none to read.

    Two file stats when nothing has changed, so that a page made after a change never shows what
    was before it.
    """
    opened = _shelf.opened
    if opened is not None and opened.fresh:
        return opened.reader
    with _shelf.lock:
        if _shelf.opened is None or not _shelf.opened.fresh:
            _shelf.opened = _open(_shelf.opened)
        return _shelf.opened.reader if _shelf.opened else None
