"""The index as this process reads it, opened again when another process has written to it."""

import threading
from dataclasses import dataclass
from pathlib import Path

import tantivy

from gongkai.search import folders
from gongkai.search.folders import UnreadableIndexError
from gongkai.search.rules.frequent import Frequent

Stamp = tuple[int, int, int]
_ATTEMPTS = 5


@dataclass(frozen=True, slots=True)
class Reader:
    """One state of one index. It stays as it is while others write."""

    name: str
    schema: tantivy.Schema
    searcher: tantivy.Searcher
    frequent: Frequent


class _Shelf:
    """The reader that is open, and what the files looked like when it was opened."""

    def __init__(self) -> None:
        self.lock = threading.Lock()
        self.root: Path | None = None
        self.pointer: Stamp | None = None
        self.meta: Stamp | None = None
        self.index: tantivy.Index | None = None
        self.reader: Reader | None = None

    def fresh(self) -> bool:
        """Say whether the open reader shows what lies on the disk now."""
        if self.reader is None or self.root != folders.root():
            return False
        return self.pointer == _stamp(self.root / folders.CURRENT) and self.meta == _stamp(
            self.root / self.reader.name / "meta.json"
        )

    def reopen(self) -> None:
        """Open what lies on the disk now; the pointer is read again when it moves meanwhile."""
        self.root = folders.root()
        for _ in range(_ATTEMPTS):
            self.pointer = _stamp(self.root / folders.CURRENT)
            name = folders.current()
            if not name:
                break
            folder = self.root / name
            self.meta = _stamp(folder / "meta.json")
            try:
                self.reader = self._open(folder)
            except UnreadableIndexError:
                if self.pointer != _stamp(self.root / folders.CURRENT):
                    continue
                break
            return
        self.index = self.reader = None

    def _open(self, folder: Path) -> Reader:
        known = self.reader if self.reader and self.reader.name == folder.name else None
        try:
            if known is None or self.index is None:
                frequent = Frequent(folders.read_made(folder).frequent)
                self.index = tantivy.Index.open(str(folder))
                self.index.config_reader("manual")
            else:
                frequent = known.frequent
            self.index.reload()
            return Reader(folder.name, self.index.schema, self.index.searcher(), frequent)
        except (ValueError, OSError) as error:  # what tantivy raises for files it cannot read
            self.index = None
            msg = f"no index can be read in {folder}"
            raise UnreadableIndexError(msg) from error


_shelf = _Shelf()


def _stamp(path: Path) -> Stamp | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_mtime_ns, found.st_ino, found.st_size


def current() -> Reader | None:
    """Return the index as it lies on the disk now; None when there is none to read.

    Two file stats when nothing has changed.
    """
    if _shelf.fresh():
        return _shelf.reader
    with _shelf.lock:
        if not _shelf.fresh():
            _shelf.reopen()
        return _shelf.reader
