"""Files that are whole or not there, whatever moment the power goes, and a lock between processes.

Content goes into a scratch folder first, is flushed to the disk, and is then renamed into place.
"""

import fcntl
import os
import secrets
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from time import monotonic, sleep

SCRATCH = ".scratch"
POLL_SECONDS = 0.004
# Above so many files one flush of everything is cheaper than one for each.
FLUSH_ALL_ABOVE = 64


class BusyError(Exception):
    """Another process holds the lock."""


def place(folder: Path, files: Mapping[str, bytes], *, scratch: Path, mode: int = 0o644) -> None:
    """Write files below a folder so that each is whole and on the disk when this returns.

    Args:
        folder: Where the paths begin.
        files: Content by path.
        scratch: A folder of the same file system for what is not complete yet.
        mode: Permissions of the files.
    """
    scratch.mkdir(parents=True, exist_ok=True)
    flush_each = len(files) <= FLUSH_ALL_ABOVE
    run = secrets.token_hex(8)
    made: list[tuple[str, str]] = []
    try:
        for number, (path, content) in enumerate(files.items()):
            draft = f"{scratch}/{run}{number}"
            made.append((draft, f"{folder}/{path}"))
            _write(draft, content, mode, flush=flush_each)
        if not flush_each:
            os.sync()
        changed: set[Path] = set()
        for parent in {os.path.dirname(target) for _draft, target in made}:  # noqa: PTH120
            changed |= {Path(parent), *_folders(Path(parent))}
        for draft, target in made:
            os.replace(draft, target)  # noqa: PTH105 - strings: a thousand files at once
    except BaseException:
        for draft, _target in made:
            Path(draft).unlink(missing_ok=True)
        raise
    for changed_folder in changed:
        flush_folder(changed_folder)


def place_one(target: Path, content: bytes, *, mode: int = 0o644) -> None:
    """Write one file as `place` does, by way of a scratch folder beside it."""
    place(target.parent, {target.name: content}, scratch=target.parent / SCRATCH, mode=mode)


def flush_folder(folder: Path) -> None:
    """Bring a folder's list of names to the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def sweep(scratch: Path) -> None:
    """Remove what a process that was killed left half-written."""
    with suppress(FileNotFoundError):
        for leftover in scratch.iterdir():
            leftover.unlink(missing_ok=True)


@contextmanager
def held(path: Path, timeout_seconds: float = 0) -> Iterator[None]:
    """Hold a lock that ends with its process.

    Raises:
        BusyError: Another one held it all the time.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    deadline = monotonic() + timeout_seconds
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        while True:
            try:
                fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if monotonic() >= deadline:
                    raise BusyError(str(path)) from None
            sleep(POLL_SECONDS)
        yield
    finally:
        os.close(handle)


def _write(path: str, content: bytes, mode: int, *, flush: bool) -> None:
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(handle, "wb") as out:
        out.write(content)
        if flush:
            out.flush()
            os.fsync(out.fileno())


def _folders(folder: Path) -> set[Path]:
    """Make a folder; return the folders whose list of names that has changed."""
    changed: set[Path] = set()
    missing = folder
    while not missing.exists():
        changed.add(missing.parent)
        missing = missing.parent
    folder.mkdir(parents=True, exist_ok=True)
    return changed
