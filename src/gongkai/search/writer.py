"""The one hand that writes to an index."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import tantivy

from gongkai.search import folders
from gongkai.search.composition import documents
from gongkai.search.rules.entry import Entry
from gongkai.search.rules.frequent import Frequent
from gongkai.search.schema import build, name_of

KEEP_HEAP = 48_000_000  # bytes tantivy may hold while an index is kept up
BUILD_HEAP = 192_000_000  # and while one is built; less makes more parts, whose merging takes more
FED_MAX = 32_000_000  # characters handed over between two commits: what waits stays bounded


class Writer:
    """An open index folder to write to. Only one can be open for a folder, on the whole machine."""

    def __init__(self, folder: Path, index: tantivy.Index, frequent: Frequent, heap: int) -> None:
        self.name = folder.name
        self.index = index
        self.index.config_reader("manual")
        self.frequent = frequent
        self._hand = index.writer(heap, 1)
        self._fed = 0

    def put(self, entries: Iterable[Entry]) -> int:
        """Add entries that are not in the index yet, and return how many."""
        count = 0
        for document in documents(self._weighed(entries), self.frequent):
            self._hand.add_document(document)
            count += 1
            if self._fed > FED_MAX:
                self.commit()
        return count

    def _weighed(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        for entry in entries:
            self._fed += len(entry.text) + len(entry.attachments)
            yield entry

    def take(self, source: str, keys: Iterable[str]) -> None:
        """Remove what the index holds of some keys."""
        for key in keys:
            self._hand.delete_documents_by_term("id", name_of(source, key))

    def commit(self) -> int:
        """Make everything so far visible and lasting, and return the number of the commit."""
        self._fed = 0
        return int(self._hand.commit())

    def count(self) -> int:
        """Return how many entries the last commit holds."""
        self.index.reload()
        return int(self.index.searcher().num_docs)

    def close(self) -> None:
        """Let merges end and give the folder back."""
        self._hand.wait_merging_threads()


def open_current() -> Writer:
    """Open the current index to keep it up.

    Raises:
        UnreadableIndexError: There is none that this version can write to.
    """
    name = folders.current()
    folder = folders.root() / name
    if not name:
        msg = f"there is no index in {folders.root()}"
        raise folders.UnreadableIndexError(msg)
    frequent = Frequent(folders.read_made(folder).frequent)
    try:
        index = tantivy.Index.open(str(folder))
        return Writer(folder, index, frequent, KEEP_HEAP)
    except (ValueError, OSError) as error:
        msg = f"no index can be written in {folder}: {error}"
        raise folders.UnreadableIndexError(msg) from error


def build_next(learnt: list[str]) -> Writer:
    """Open a new empty index beside the current one."""
    folder = folders.start_next()
    index = tantivy.Index(build(), path=str(folder))
    return Writer(folder, index, Frequent(learnt), BUILD_HEAP)
