"""The keys that seal what is told in confidence. They lie in `GONGKAI_KEYS`, outside the database.

Two kinds: key-encryption keys, of which the newest seals and the older ones still open; and one
key for fingerprints. A backup of the database without this folder is unreadable; a backup of this
folder belongs somewhere else.
"""

import os
import secrets
from functools import lru_cache
from pathlib import Path

from django.conf import settings

KEY_BYTES = 32
NAME_BYTES = 8
PREFIX = "confidence-"
FINGERPRINT = "fingerprint.key"


class KeyMissingError(RuntimeError):
    """The key that sealed a record is not in the folder of keys."""


def folder() -> Path:
    return Path(settings.GONGKAI_KEYS)


def newest() -> tuple[bytes, bytes]:
    """Return the name and the key that seals now, making the first one if there is none."""
    names = sorted(path.name for path in folder().glob(f"{PREFIX}*.key"))
    if not names:
        return make()
    name = bytes.fromhex(names[-1].removeprefix(PREFIX).removesuffix(".key").split("-")[-1])
    return name, named(name)


def make() -> tuple[bytes, bytes]:
    """Make a key; from now on it seals. Keys are numbered so that the newest sorts last."""
    number = len(list(folder().glob(f"{PREFIX}*.key"))) + 1
    name = secrets.token_bytes(NAME_BYTES)
    path = folder() / f"{PREFIX}{number:04d}-{name.hex()}.key"
    if not _write(path, secrets.token_bytes(KEY_BYTES)):
        return newest()
    # Two processes may have made a first key at once: the one that sorts last is the newest.
    return newest()


def named(name: bytes) -> bytes:
    """Return the key of a name.

    Raises:
        KeyMissingError: It is not in the folder.
    """
    return _named(str(folder()), name)


@lru_cache(maxsize=32)
def _named(place: str, name: bytes) -> bytes:
    found = next(Path(place).glob(f"{PREFIX}*-{name.hex()}.key"), None)
    if found is None:
        raise KeyMissingError(name.hex())
    return found.read_bytes()


def fingerprint_key() -> bytes:
    """Return the key of fingerprints, making it at the first use."""
    return _fingerprint_key(str(folder()))


@lru_cache(maxsize=4)
def _fingerprint_key(place: str) -> bytes:
    path = Path(place) / FINGERPRINT
    if not path.exists():
        _write(path, secrets.token_bytes(KEY_BYTES))
    return path.read_bytes()


def _write(path: Path, content: bytes) -> bool:
    """Write a key that only its owner may read; False when somebody else was quicker."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{secrets.token_hex(8)}")
    handle = os.open(draft, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(handle, "wb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        path.hardlink_to(draft)
    except FileExistsError:
        return False
    finally:
        draft.unlink(missing_ok=True)
    return True
