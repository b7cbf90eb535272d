"""Evidence on disk: each file under its SHA-256 digest, below GONGKAI_HOME/files/evidence."""

import hashlib
import os
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings


@dataclass(frozen=True, slots=True)
class File:
    """A file as it was handed in."""

    name: str
    content: bytes


def path_of(digest: str) -> Path:
    """Return where the bytes of a digest lie."""
    return Path(settings.GONGKAI_FILES) / "evidence" / digest[:2] / digest


def store(content: bytes) -> str:
    """Keep the bytes, whole or not at all, and return their digest."""
    digest = hashlib.sha256(content).hexdigest()
    path = path_of(digest)
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
    finally:
        made.unlink(missing_ok=True)
    return digest
