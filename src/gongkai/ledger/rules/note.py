"""Signed notes (C2SP signed-note), verifier keys, and timestamped cosignatures (tlog-cosignature).

A note is a text with signature lines below it. Signatures by unknown keys are ignored; one bad
signature by a known key rejects the whole note.
"""

import binascii
import re
from base64 import b64decode, b64encode
from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

ED25519 = 0x01  # a log's own signature over the text
COSIGNATURE = 0x04  # a witness's signature over time and text, cosignature/v1
KEY_ID_BYTES = 4
SIGNATURE_BYTES = 64
TIME_BYTES = 8
SIGNATURES_MAX = 64  # the format asks for at least 16
NOTE_BYTES_MAX = 1_000_000
PRIVATE_MARK = "PRIVATE+KEY"

_LINE = re.compile(r"— (?P<name>[^\s+]+) (?P<signature>[A-Za-z0-9+/]+={0,2})")
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f]")


class NoteError(ValueError):
    """A note or a key is malformed, or a note is not signed as it should be."""


def key_id(name: str, algorithm: int, public: bytes) -> bytes:
    """Return the four bytes by which a signature line names its key."""
    return sha256(name.encode() + b"\n" + bytes([algorithm]) + public).digest()[:KEY_ID_BYTES]


def require_name(name: str) -> str:
    """Return a key name.

    Raises:
        NoteError: It is empty or holds a space or a plus sign.
    """
    if not name or "+" in name or any(one.isspace() or ord(one) < ord(" ") for one in name):
        raise NoteError(f"not a key name: {name!r}")
    return name


def decode64(text: str) -> bytes:
    """Return the bytes of standard base64, accepting only its one canonical spelling.

    Raises:
        NoteError: The text is not that.
    """
    try:
        decoded = b64decode(text.encode("ascii"), validate=True)
    except (UnicodeEncodeError, binascii.Error) as error:
        raise NoteError("not base64") from error
    if b64encode(decoded).decode() != text:
        raise NoteError("not canonical base64")
    return decoded


@dataclass(frozen=True, slots=True)
class Signature:
    """One signature line: who, which key, and the bytes after the key's id."""

    name: str
    key_id: bytes
    value: bytes

    @property
    def line(self) -> str:
        return f"— {self.name} {b64encode(self.key_id + self.value).decode()}\n"

    @property
    def signed_at(self) -> int | None:
        """Seconds since 1970 that a cosignature states; None for any other length."""
        if len(self.value) != TIME_BYTES + SIGNATURE_BYTES:
            return None
        return int.from_bytes(self.value[:TIME_BYTES], "big")


@dataclass(frozen=True, slots=True)
class Verifier:
    """A public key with its name: of a log (`ED25519`) or of a witness (`COSIGNATURE`)."""

    name: str
    algorithm: int
    public: bytes

    @property
    def key_id(self) -> bytes:
        return key_id(self.name, self.algorithm, self.public)

    @property
    def vkey(self) -> str:
        """The key as one line of text, `name+id+key`."""
        key = b64encode(bytes([self.algorithm]) + self.public).decode()
        return f"{self.name}+{self.key_id.hex()}+{key}"

    def knows(self, signature: Signature) -> bool:
        """Say whether the signature claims to be made with this key."""
        return signature.name == self.name and signature.key_id == self.key_id

    def verifies(self, text: str, signature: Signature) -> bool:
        """Say whether the signature over the text is good."""
        signed, value = text.encode(), signature.value
        if self.algorithm == COSIGNATURE:
            stated = signature.signed_at
            if stated is None or stated >= 1 << 63:
                return False
            signed, value = _cosigned(text, stated), value[TIME_BYTES:]
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(value, signed)
        except InvalidSignature:
            return False
        return True


def parse_vkey(text: str) -> Verifier:
    """Return the verifier that a line of text spells.

    Raises:
        NoteError: It is malformed, its id does not fit, or its kind of key is unknown.
    """
    parts = text.strip().split("+", 2)
    if len(parts) != 3:
        raise NoteError("a verifier key has three parts: name+id+key")
    name, identity, key = require_name(parts[0]), parts[1], decode64(parts[2])
    if len(key) != 33 or key[0] not in {ED25519, COSIGNATURE}:
        raise NoteError("not an Ed25519 key of a log or of a witness")
    verifier = Verifier(name, key[0], key[1:])
    if verifier.key_id.hex() != identity:
        raise NoteError("the key's id does not fit the key")
    return verifier


@dataclass(frozen=True, slots=True)
class Signer:
    """A private key with its name. `seed` has 32 bytes and never leaves the key's file."""

    name: str
    algorithm: int
    seed: bytes

    @property
    def verifier(self) -> Verifier:
        return Verifier(self.name, self.algorithm, self._key.public_key().public_bytes_raw())

    @property
    def text(self) -> str:
        """The key as one line, in the form that Go's note package reads and writes."""
        identity = self.verifier.key_id.hex()
        key = b64encode(bytes([self.algorithm]) + self.seed).decode()
        return f"{PRIVATE_MARK}+{self.name}+{identity}+{key}"

    def sign(self, text: str) -> Signature:
        """Sign a note's text as a log does."""
        if self.algorithm != ED25519:
            raise NoteError("a witness's key states a time with each signature")
        return self._signature(self._key.sign(text.encode()))

    def cosign(self, text: str, seconds: int) -> Signature:
        """Sign a checkpoint's text as a witness does, stating the time in seconds since 1970."""
        if self.algorithm != COSIGNATURE:
            raise NoteError("a log's key states no time")
        stated = seconds.to_bytes(TIME_BYTES, "big")
        return self._signature(stated + self._key.sign(_cosigned(text, seconds)))

    def _signature(self, value: bytes) -> Signature:
        return Signature(self.name, self.verifier.key_id, value)

    @property
    def _key(self) -> Ed25519PrivateKey:
        return Ed25519PrivateKey.from_private_bytes(self.seed)


def parse_signer(text: str) -> Signer:
    """Return the signer that a key file's line spells.

    Raises:
        NoteError: It is malformed or its id does not fit.
    """
    rest = text.strip().removeprefix(f"{PRIVATE_MARK}+")
    parts = rest.split("+", 2)
    if rest == text.strip() or len(parts) != 3:
        raise NoteError("a signing key has the form PRIVATE+KEY+name+id+key")
    name, identity, key = require_name(parts[0]), parts[1], decode64(parts[2])
    if len(key) != 33 or key[0] not in {ED25519, COSIGNATURE}:
        raise NoteError("not an Ed25519 key of a log or of a witness")
    signer = Signer(name, key[0], key[1:])
    if signer.verifier.key_id.hex() != identity:
        raise NoteError("the key's id does not fit the key")
    return signer


@dataclass(frozen=True, slots=True)
class Note:
    """A text, which ends in a newline, and its signature lines. Nothing is verified yet."""

    text: str
    signatures: tuple[Signature, ...]

    @property
    def content(self) -> str:
        return self.text + "\n" + "".join(one.line for one in self.signatures)

    def signed_by(self, verifiers: Iterable[Verifier]) -> list[tuple[Verifier, Signature]]:
        """Return each known key's good signature, the first of each key.

        Raises:
            NoteError: A known key's signature is bad, or no known key has signed.
        """
        found: list[tuple[Verifier, Signature]] = []
        for verifier in verifiers:
            mine = [one for one in self.signatures if verifier.knows(one)]
            if not all(verifier.verifies(self.text, one) for one in mine):
                raise NoteError(f"bad signature by {verifier.name}")
            found += [(verifier, one) for one in mine[:1]]
        if not found:
            raise NoteError("signed by no known key")
        return found

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        """Return the note with further signatures; a newer one of the same key replaces."""
        kept = {(one.name, one.key_id): one for one in (*self.signatures, *more)}
        return Note(self.text, tuple(kept.values()))


def parse_signature(line: str) -> Signature:
    """Return the signature of one line, given without its newline.

    Raises:
        NoteError: The line is malformed.
    """
    match = _LINE.fullmatch(line)
    if match is None:
        raise NoteError("malformed signature line")
    value = decode64(match["signature"])
    if len(value) <= KEY_ID_BYTES:
        raise NoteError("the signature is too short")
    return Signature(match["name"], value[:KEY_ID_BYTES], value[KEY_ID_BYTES:])


def parse_note(content: bytes) -> Note:
    """Return the note that these bytes spell.

    Raises:
        NoteError: They are not a note.
    """
    if len(content) > NOTE_BYTES_MAX:
        raise NoteError("the note is too long")
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        raise NoteError("the note is not UTF-8") from error
    if _CONTROL.search(text):
        raise NoteError("the note holds a control character")
    body, blank, signed = text.rpartition("\n\n")
    if not blank or not signed.endswith("\n"):
        raise NoteError("the note has no signatures")
    lines = signed[:-1].split("\n")
    if len(lines) > SIGNATURES_MAX:
        raise NoteError(f"more than {SIGNATURES_MAX} signatures")
    return Note(body + "\n", tuple(parse_signature(line) for line in lines))


def _cosigned(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()
