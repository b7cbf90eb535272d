"""One file of counters, shared by every process, that tells which cached pages are out of date.

A tag ("document:abc", "documents", "body:jiaotong") has a slot in the file; two tags may share
one, which purges too much and never too little. The file counts its purges: a purge writes the
next count into the slots of its tags and then into the clock. Whoever renders a page reads the
clock first; the page is fresh as long as no slot it depends on holds a later count. So a purge
by any process shows in all of them with their next read, and a purge during a render leaves
nothing stale behind.
"""

import fcntl
import mmap
from collections.abc import Iterable
from hashlib import blake2b
from pathlib import Path

SLOTS = 65_536
CELL_BYTES = 8
FILE_BYTES = (SLOTS + 1) * CELL_BYTES
CLOCK = SLOTS  # the last cell
EVERYTHING = 0  # the slot that every page depends on


def slot(tag: str) -> int:
    """Return the slot of a tag, the same in every process and after every start."""
    digest = blake2b(tag.encode(), digest_size=8).digest()
    return 1 + int.from_bytes(digest, "big") % (SLOTS - 1)


def slots(tags: Iterable[str]) -> tuple[int, ...]:
    """Return the slots that a page with these tags depends on."""
    return (EVERYTHING, *sorted({slot(tag) for tag in tags}))


class Generations:
    """The open file of counters.

    Deleting the file while servers run parts them from processes that start later; pages then
    live until their lifetime ends.
    """

    def __init__(self, path: Path) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        self.path = path
        with path.open("ab") as file:
            if file.tell() < FILE_BYTES:
                # Zero bytes that are there already stay as they are.
                file.truncate(FILE_BYTES)
        with path.open("r+b") as file:
            self._cells = memoryview(mmap.mmap(file.fileno(), FILE_BYTES)).cast("Q")

    def clock(self) -> int:
        """Return the count of purges so far; read it before a render begins."""
        return self._cells[CLOCK]

    def fresh(self, wanted: tuple[int, ...], since: int) -> bool:
        """Say whether none of the slots was purged after the clock stood at `since`."""
        cells = self._cells
        for one in wanted:  # noqa: SIM110 - a generator costs more than the reads, on every hit
            if cells[one] > since:
                return False
        return True

    def purge(self, wanted: Iterable[int]) -> None:
        """Make every page that depends on one of the slots stale, in every process."""
        # A handle of its own: flock then keeps threads and forked processes apart alike.
        with self.path.open("r+b") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            count = self._cells[CLOCK] + 1
            for one in wanted:
                self._cells[one] = count
            self._cells[CLOCK] = count
