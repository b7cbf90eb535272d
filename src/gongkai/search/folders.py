"""Where the index lies on the disk, which one is current, and who may write.

Under GONGKAI_INDEX each index is a folder g1, g2, … with tantivy's files and `made.json`. The file
`current` holds the name of the one that is read; it is replaced by a rename, so that a reader sees
the old index or the new one and never half of either. `writer.lock` is held by whoever keeps the
current index up, `rebuild.lock` by whoever builds the next one.
"""

import fcntl
import json
import os
import shutil
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from gongkai.search.schema import FORMAT

WRITER, REBUILD = "writer.lock", "rebuild.lock"
CURRENT, MADE = "current", "made.json"


class UnreadableIndexError(Exception):
    """There is no index in a folder, or not one that this version can read."""


@dataclass(frozen=True, slots=True)
class Made:
    """What was settled when an index was built."""

    frequent: tuple[str, ...] = ()


def root() -> Path:
    """Return the folder of all indexes."""
    return Path(settings.GONGKAI_INDEX)


def current() -> str:
    """Return the name of the index that is read; empty when there is none."""
    try:
        return (root() / CURRENT).read_text(encoding="ascii").strip()
    except (FileNotFoundError, UnicodeDecodeError):
        return ""


def current_age() -> float:
    """Return for how many seconds the current index has been the current one."""
    return time.time() - (root() / CURRENT).stat().st_mtime


def point(name: str) -> None:
    """Make an index the one that is read."""
    fresh = root() / f"{CURRENT}.new"
    with fresh.open("w", encoding="ascii") as out:
        out.write(name)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(root() / CURRENT)


def start_next() -> Path:
    """Make the folder of the next index."""
    root().mkdir(parents=True, exist_ok=True)
    number = max((int(name[1:]) for name in names()), default=0) + 1
    folder = root() / f"g{number}"
    folder.mkdir()
    return folder


def names() -> list[str]:
    """Return the names of all indexes on the disk, finished or not."""
    if not root().is_dir():
        return []
    return [
        path.name for path in root().iterdir() if path.name[0] == "g" and path.name[1:].isdecimal()
    ]


def sweep(*, keep: Sequence[str]) -> None:
    """Remove every index but the named ones. A reader that has one open goes on reading it."""
    for name in names():
        if name not in keep:
            shutil.rmtree(root() / name, ignore_errors=True)


def write_made(folder: Path, made: Made) -> None:
    """Write down what was settled; the last thing done to a new folder."""
    noted = {"format": FORMAT, "frequent": made.frequent}
    (folder / MADE).write_text(json.dumps(noted, ensure_ascii=False), encoding="utf-8")


def read_made(folder: Path) -> Made:
    """Return what was settled for an index.

    Raises:
        UnreadableIndexError: Nothing is there, or another version wrote it.
    """
    try:
        noted = json.loads((folder / MADE).read_text(encoding="utf-8"))
        if noted["format"] != FORMAT:
            msg = f"the index in {folder} has format {noted['format']}, this version reads {FORMAT}"
            raise UnreadableIndexError(msg)
        return Made(frequent=tuple(noted["frequent"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"no index can be read in {folder}"
        raise UnreadableIndexError(msg) from error


def last_commit(folder: Path) -> int:
    """Return tantivy's number of the last commit in a folder.

    Raises:
        UnreadableIndexError: There is none.
    """
    try:
        return int(json.loads((folder / "meta.json").read_text(encoding="utf-8"))["opstamp"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        msg = f"no index can be read in {folder}"
        raise UnreadableIndexError(msg) from error


def seize(lock: str) -> int | None:
    """Take a lock and return its handle; None when somebody else holds it."""
    root().mkdir(parents=True, exist_ok=True)
    handle = os.open(root() / lock, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def release(handle: int) -> None:
    """Give a lock back."""
    with suppress(OSError):
        os.close(handle)


@contextmanager
def held(lock: str) -> Iterator[bool]:
    """Hold a lock for a while; yields False when somebody else holds it."""
    handle = seize(lock)
    try:
        yield handle is not None
    finally:
        if handle is not None:
            release(handle)


def rebuilding() -> bool:
    """Say whether an index is being built."""
    root().mkdir(parents=True, exist_ok=True)
    handle = os.open(root() / REBUILD, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    try:
        fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False
