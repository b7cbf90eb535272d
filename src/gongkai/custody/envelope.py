"""Envelope encryption: AES-256-GCM, one data key a record, the data key sealed by a key outside.

Each ciphertext is bound to its table, row and field, so one cannot be moved to another place and
still open. Row keys must be known before the row is stored: use a UUID as primary key.
"""

import hmac
import json
import secrets
from collections.abc import Mapping
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from gongkai.custody import keys
from gongkai.custody.rules.masks import plain

VERSION = b"\x01"
NONCE_BYTES = 12
DATA_KEY = "data key"


class SealBrokenError(ValueError):
    """A ciphertext was changed, moved to another place, or sealed with another key."""


def bound(table: str, row: str, field: str) -> bytes:
    """Return what binds a ciphertext to its place; no two places share it."""
    return json.dumps([table, row, field], ensure_ascii=True).encode("ascii")


def new_data_key(table: str, row: str) -> tuple[bytes, bytes]:
    """Return a fresh data key and the same key sealed, to be stored with the row."""
    key = secrets.token_bytes(keys.KEY_BYTES)
    name, outer = keys.newest()
    return key, VERSION + name + _seal(outer, key, bound(table, row, DATA_KEY))


def data_key(table: str, row: str, sealed_key: bytes) -> bytes:
    """Open a stored data key.

    Raises:
        SealBrokenError: It does not belong to this row.
        keys.KeyMissingError: The key that sealed it is gone.
    """
    sealed_key = bytes(sealed_key)
    name = sealed_key[1 : 1 + keys.NAME_BYTES]
    if sealed_key[:1] != VERSION:
        raise SealBrokenError(table)
    body = sealed_key[1 + keys.NAME_BYTES :]
    return _open(keys.named(name), body, bound(table, row, DATA_KEY))


def seal(key: bytes, content: bytes, table: str, row: str, field: str) -> bytes:
    """Seal a field of a row."""
    return VERSION + _seal(key, content, bound(table, row, field))


def unseal(key: bytes, sealed: bytes, table: str, row: str, field: str) -> bytes:
    """Open a field of a row.

    Raises:
        SealBrokenError: It was changed or belongs elsewhere.
    """
    sealed = bytes(sealed)
    if sealed[:1] != VERSION:
        raise SealBrokenError(f"{table}.{field}")
    return _open(key, sealed[1:], bound(table, row, field))


def seal_texts(table: str, row: str, texts: Mapping[str, str]) -> tuple[bytes, dict[str, bytes]]:
    """Return a sealed data key and the sealed fields of a new row."""
    key, sealed_key = new_data_key(table, row)
    return sealed_key, {
        field: seal(key, text.encode("utf-8"), table, row, field) for field, text in texts.items()
    }


class Press:
    """Seals many rows of one table, asking for the outer key once: for imports.

    Args:
        table: The table that the rows belong to.
    """

    def __init__(self, table: str) -> None:
        self.table = table
        self.name, outer = keys.newest()
        self.outer = AESGCM(outer)
        self.fingerprints = keys.fingerprint_key()

    def seal(self, row: str, texts: Mapping[str, str]) -> tuple[bytes, dict[str, bytes]]:
        """Return a sealed data key and the sealed fields of a new row, as `seal_texts` does."""
        key = secrets.token_bytes(keys.KEY_BYTES)
        inner = AESGCM(key)
        nonce = secrets.token_bytes(NONCE_BYTES * (1 + len(texts)))
        first = nonce[:NONCE_BYTES]
        # What `bound` returns, without an encoder: table, key and fields are plain ASCII words.
        place_of = f'["{self.table}", "{row}", "%s"]'
        wrapped = self.outer.encrypt(first, key, (place_of % DATA_KEY).encode("ascii"))
        sealed = {}
        for place, (field, text) in enumerate(texts.items(), 1):
            own = nonce[place * NONCE_BYTES : (place + 1) * NONCE_BYTES]
            bound_to = (place_of % field).encode("ascii")
            body = inner.encrypt(own, text.encode("utf-8"), bound_to)
            sealed[field] = VERSION + own + body
        return VERSION + self.name + first + wrapped, sealed

    def fingerprint(self, kind: str, value: str) -> str:
        """Return what `fingerprint` of this module returns."""
        text = plain(value)
        said = f"{kind}\0{text}".encode()
        return hmac.digest(self.fingerprints, said, "sha256").hex() if text else ""


def unseal_text(sealed_key: bytes, sealed: bytes, table: str, row: str, field: str) -> str:
    """Open one sealed text; an empty one was never given, or has been erased."""
    if not sealed or not sealed_key:
        return ""
    return unseal(data_key(table, row, sealed_key), sealed, table, row, field).decode("utf-8")


def fingerprint(kind: str, value: str) -> str:
    """Return what finds an equal value again without telling it; empty for an empty value."""
    text = plain(value)
    if not text:
        return ""
    return hmac.new(keys.fingerprint_key(), f"{kind}\0{text}".encode(), sha256).hexdigest()


def _seal(key: bytes, content: bytes, place: bytes) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, place)


def _open(key: bytes, sealed: bytes, place: bytes) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], place)
    except (InvalidTag, ValueError) as error:
        raise SealBrokenError(place.decode("ascii")) from error
