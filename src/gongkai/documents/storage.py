"""Attached files on disk, each under its SHA-256 digest, below GONGKAI_HOME/files."""

import hashlib
import os
from pathlib import Path

from django.conf import settings


def path_of(digest: str) -> Path:
    """Return where the bytes of a digest lie."""
    return Path(settings.GONGKAI_FILES) / digest[:2] / digest


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
