"""Files on disk, each under its SHA-256 digest, below GONGKAI_HOME/files; evidence has a room."""

import hashlib
import os
from pathlib import Path

from django.conf import settings

EVIDENCE = "evidence"  # never public: kept apart from what documents carry


def path_of(digest: str, room: str = "") -> Path:
    """Return where the bytes of a digest lie."""
    return Path(settings.GONGKAI_FILES) / room / digest[:2] / digest


def store(content: bytes, room: str = "") -> str:
    """Keep the bytes, whole or not at all, and return their digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest, room)
    if path.exists():
        return digest
    path.parent.mkdir(parents=True, exist_ok=True)
    made = path.with_name(f".{digest}.{os.getpid()}")
    try:
        with made.open("wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        made.replace(path)
        _keep_name(path.parent)
    finally:
        made.unlink(missing_ok=True)
    return digest


def _keep_name(folder: Path) -> None:
    """Write a folder's names to the disk, so that a power cut leaves no record without its file."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)
