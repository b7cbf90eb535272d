"""Manifests: what a leaf's digest stands for (`zwgk-manifest/v1`).

A manifest names every file of one revision with its size and SHA-256, and the public facts of the
document. Its random nonce makes the digest unguessable, so that deleting files and manifest really
erases: nobody can find out from the log what they said.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256

from gongkai.ledger.rules.canonical import NotPlainError, Plain, canonical
from gongkai.ledger.rules.leaf import DIGEST_MARK, LeafError, require_subject
from gongkai.ledger.rules.strict_json import (
    as_list,
    as_mapping,
    as_number,
    as_text,
    parse_json,
)

VERSION = 1
NONCE_BYTES = 32
MANIFEST_BYTES_MAX = 1_000_000

_HEX = re.compile(r"[0-9a-f]{64}", re.ASCII)
_FACT = re.compile(r"[a-z][a-z0-9_]{0,39}", re.ASCII)
_UNSAFE = re.compile(r"[\x00-\x1f\x7f/\\]")


class ManifestError(ValueError):
    """A manifest is malformed."""


@dataclass(frozen=True, slots=True)
class File:
    """One rendition or attachment: its name within the revision, its size and its SHA-256 (hex)."""

    name: str
    size: int
    sha256: str

    @classmethod
    def of(cls, name: str, content: bytes) -> "File":
        """Return the entry for some content."""
        return cls(name, len(content), sha256(content).hexdigest())


@dataclass(frozen=True, slots=True)
class Manifest:
    """The files and facts of one revision. Facts are texts (title, column, issuer, dates)."""

    doc: str
    rev: int
    facts: Mapping[str, str]
    files: tuple[File, ...]
    nonce: bytes

    def encode(self) -> bytes:
        """Return the manifest's canonical bytes.

        Raises:
            ManifestError: A name, a digest or the nonce is malformed, or a name stands twice.
        """
        _require(self)
        files: list[Plain] = [
            {"name": one.name, "size": one.size, "sha256": one.sha256}
            for one in sorted(self.files, key=lambda one: one.name)
        ]
        row: dict[str, Plain] = {"v": VERSION, "doc": self.doc, "rev": self.rev}
        row |= {"facts": dict(self.facts), "files": files, "nonce": self.nonce.hex()}
        try:
            encoded = canonical(row)
        except NotPlainError as error:
            raise ManifestError(str(error)) from error
        if len(encoded) > MANIFEST_BYTES_MAX:
            raise ManifestError("the manifest is too long")
        return encoded


def digest(content: bytes) -> str:
    """Return the digest that a leaf states for these bytes."""
    return DIGEST_MARK + sha256(content).hexdigest()


def parse_manifest(content: bytes) -> Manifest:
    """Return the manifest that these bytes spell; only canonical bytes are accepted.

    Raises:
        ManifestError: They are anything else.
    """
    try:
        row = as_mapping(parse_json(content))
        if row["v"] != VERSION:
            raise ManifestError("not a manifest of version 1")
        manifest = Manifest(
            doc=as_text(row["doc"]),
            rev=as_number(row["rev"]),
            facts={name: as_text(value) for name, value in as_mapping(row["facts"]).items()},
            files=tuple(_file(as_mapping(one)) for one in as_list(row["files"])),
            nonce=bytes.fromhex(as_text(row["nonce"])),
        )
    except (KeyError, ValueError) as error:
        raise ManifestError(f"not a manifest: {error}") from error
    if manifest.encode() != content:
        raise ManifestError("the manifest is not in canonical form")
    return manifest


def _file(row: Mapping[str, object]) -> File:
    return File(as_text(row["name"]), as_number(row["size"]), as_text(row["sha256"]))


def _require(manifest: Manifest) -> None:
    try:
        require_subject(manifest.doc)
    except LeafError as error:
        raise ManifestError(str(error)) from error
    if manifest.rev < 1:
        raise ManifestError("revisions count from 1")
    if len(manifest.nonce) != NONCE_BYTES:
        raise ManifestError(f"a nonce has {NONCE_BYTES} bytes")
    if len({one.name for one in manifest.files}) != len(manifest.files):
        raise ManifestError("a file stands twice")
    for one in manifest.files:
        if not one.name or one.name in {".", ".."} or _UNSAFE.search(one.name):
            raise ManifestError(f"not a file's name: {one.name[:80]!r}")
        if one.size < 0 or not _HEX.fullmatch(one.sha256):
            raise ManifestError(f"{one.name}: a file has a size and a SHA-256")
    if not all(_FACT.fullmatch(name) for name in manifest.facts):
        raise ManifestError("a fact's name is a short English word")
