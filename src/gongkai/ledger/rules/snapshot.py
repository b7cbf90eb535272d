"""Snapshots: one root over the sorted list of everything public, with its two proofs.

That a document is in the list is shown by its inclusion proof. That one is not is shown by two
neighbours between which it would stand.
"""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.ledger.rules.canonical import Plain, canonical
from gongkai.ledger.rules.leaf import DIGEST_MARK, LeafError, require_digest, require_subject
from gongkai.ledger.rules.merkle import (
    ProofError,
    leaf_hash,
    prove_inclusion,
    tree_root,
    verify_inclusion,
)
from gongkai.ledger.rules.strict_json import (
    as_list,
    as_mapping,
    as_number,
    as_text,
    parse_json,
)

VERSION = 1


class SnapshotError(ValueError):
    """A list of what is public is malformed."""


@dataclass(frozen=True, slots=True, order=True)
class Standing:
    """One public document: its key, its revision and the digest of that revision's manifest."""

    doc: str
    rev: int
    manifest: str

    @property
    def leaf(self) -> bytes:
        """The hash of this row in the snapshot's own tree, over its canonical JSON.

        Neither a subject's key nor a digest holds a character that JSON would escape.
        """
        return leaf_hash(f'["{self.doc}",{self.rev},"{self.manifest}"]'.encode())


@dataclass(frozen=True, slots=True)
class Place:
    """A row of the list, its index, and the proof that it stands there."""

    row: Standing
    index: int
    proof: tuple[bytes, ...]

    def verify(self, size: int, root: bytes) -> None:
        """Check the place.

        Raises:
            ProofError: The row does not stand there.
        """
        verify_inclusion(
            index=self.index, size=size, leaf=self.row.leaf, proof=self.proof, root=root
        )


@dataclass(frozen=True, slots=True)
class Snapshot:
    """The list at the moment when the log had `size` leaves.

    `after` is a cosigned checkpoint of an earlier day: since nobody here could have made up its
    cosignature, the snapshot cannot be older than it.
    """

    rows: tuple[Standing, ...]
    size: int
    after: str | None = None

    @property
    def root(self) -> bytes:
        return tree_root([one.leaf for one in self.rows])

    @property
    def root_digest(self) -> str:
        return DIGEST_MARK + self.root.hex()

    def encode(self) -> bytes:
        """Return the file that the snapshot's leaf commits to."""
        rows: list[Plain] = [[one.doc, one.rev, one.manifest] for one in self.rows]
        return canonical({"v": VERSION, "size": self.size, "after": self.after, "public": rows})

    def presence(self, doc: str) -> Place:
        """Return the proof that a document is public.

        Raises:
            KeyError: It is not.
        """
        index = self._index(doc)
        if index == len(self.rows) or self.rows[index].doc != doc:
            raise KeyError(doc)
        return self._place(index)

    def absence(self, doc: str) -> tuple[Place | None, Place | None]:
        """Return the neighbours that show a document not to be public; None beyond an end.

        Raises:
            KeyError: It is public.
        """
        index = self._index(doc)
        if index < len(self.rows) and self.rows[index].doc == doc:
            raise KeyError(doc)
        before = self._place(index - 1) if index else None
        return before, self._place(index) if index < len(self.rows) else None

    def _index(self, doc: str) -> int:
        return bisect_left(self.rows, doc, key=lambda one: one.doc)

    def _place(self, index: int) -> Place:
        proof = prove_inclusion([one.leaf for one in self.rows], index)
        return Place(self.rows[index], index, tuple(proof))


def take(rows: Iterable[Standing], size: int, after: str | None = None) -> Snapshot:
    """Return the snapshot of these rows, in order.

    Raises:
        SnapshotError: A document stands twice, or a row is malformed.
    """
    ordered = tuple(sorted(rows))
    _require(ordered)
    return Snapshot(ordered, size, after)


def parse_snapshot(content: bytes) -> Snapshot:
    """Return the snapshot that a file spells; only canonical files are accepted.

    Raises:
        SnapshotError: The file is anything else.
    """
    try:
        row = as_mapping(parse_json(content))
        after = row["after"]
        snapshot = Snapshot(
            tuple(_row(as_list(one)) for one in as_list(row["public"])),
            as_number(row["size"]),
            None if after is None else as_text(after),
        )
    except (KeyError, ValueError) as error:
        raise SnapshotError(f"not a snapshot: {error}") from error
    _require(snapshot.rows)
    if snapshot.encode() != content:
        raise SnapshotError("the snapshot is not in canonical form")
    return snapshot


def verify_absence(
    doc: str, before: Place | None, after: Place | None, size: int, root: bytes
) -> None:
    """Check that a document is not in a list of `size` rows with this root.

    Raises:
        ProofError: The neighbours do not show it.
    """
    for place in (before, after):
        if place is not None:
            place.verify(size, root)
    low = -1 if before is None else before.index
    high = size if after is None else after.index
    if high != low + 1:
        raise ProofError("the neighbours are not next to each other")
    if before is not None and not before.row.doc < doc:
        raise ProofError("the document would stand before its neighbours")
    if after is not None and not doc < after.row.doc:
        raise ProofError("the document would stand behind its neighbours")


def _row(values: Sequence[object]) -> Standing:
    if len(values) != 3:
        raise SnapshotError("a row has a document, a revision and a manifest")
    return Standing(as_text(values[0]), as_number(values[1]), as_text(values[2]))


def _require(rows: Sequence[Standing]) -> None:
    for at, one in enumerate(rows):
        try:
            require_subject(one.doc)
            require_digest(one.manifest)
        except LeafError as error:
            raise SnapshotError(str(error)) from error
        if at and not rows[at - 1].doc < one.doc:
            raise SnapshotError("the rows are out of order, or a document stands twice")
