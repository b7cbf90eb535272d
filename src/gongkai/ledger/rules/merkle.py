"""Merkle tree hashing and its two proofs (RFC 6962 section 2.1, RFC 9162 section 2.1).

Hashes are SHA-256. Where the RFCs leave a choice, verification is as strict as the
transparency-dev reference: nothing is consistent with an empty tree, and a hash has 32 bytes.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()

# Leaves from the first, included, to the last, not included.
Span = tuple[int, int]


class ProofError(ValueError):
    """A proof does not show what it claims to show."""


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of an entry as it stands at the bottom of the tree."""
    return sha256(b"\x00" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of the node above two nodes."""
    return sha256(b"\x01" + left + right).digest()


def complete_spans(first: int, last: int) -> list[Span]:
    """Cut a span into complete subtrees, largest first.

    `first` must be a multiple of the largest power of two that fits into the span, as it is for
    every span that a proof names.
    """
    spans = []
    while first < last:
        width = 1 << ((last - first).bit_length() - 1)
        spans.append((first, first + width))
        first += width
    return spans


def fold(hashes: Sequence[bytes]) -> bytes:
    """Join the roots of complete subtrees, largest first, into the root above them."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def complete_root(hashes: Sequence[bytes]) -> bytes:
    """Return the root of a complete subtree: the number of hashes is a power of two."""
    row = list(hashes)
    while len(row) > 1:
        row = [node_hash(row[at], row[at + 1]) for at in range(0, len(row), 2)]
    return row[0]


def tree_root(leaves: Sequence[bytes]) -> bytes:
    """Return the root over leaf hashes; of no leaves, the hash of nothing."""
    return fold([complete_root(leaves[lo:hi]) for lo, hi in complete_spans(0, len(leaves))])


def split(width: int) -> int:
    """Return the largest power of two below `width`, which is at least 2."""
    return 1 << ((width - 1).bit_length() - 1)


def inclusion_spans(index: int, size: int) -> list[Span]:
    """Return the spans whose roots prove one leaf, from its sibling up.

    Raises:
        IndexError: The tree has no such leaf.
    """
    if not 0 <= index < size:
        raise IndexError(f"no leaf {index} in a tree of {size}")
    spans: list[Span] = []
    first, last = 0, size
    while last - first > 1:
        middle = first + split(last - first)
        if index < middle:
            spans.append((middle, last))
            last = middle
        else:
            spans.append((first, middle))
            first = middle
    return spans[::-1]


def consistency_spans(old: int, new: int) -> list[Span]:
    """Return the spans whose roots prove that a tree of `new` leaves begins with one of `old`.

    Raises:
        IndexError: `old` is 0 or larger than `new`.
    """
    if not 0 < old <= new:
        raise IndexError(f"no proof from {old} to {new}")
    spans: list[Span] = []
    first, last = 0, new
    while old != last:
        middle = first + split(last - first)
        if old <= middle:
            spans.append((middle, last))
            last = middle
        else:
            spans.append((first, middle))
            first = middle
    if first:
        spans.append((first, last))
    return spans[::-1]


def prove_inclusion(leaves: Sequence[bytes], index: int) -> list[bytes]:
    """Return the inclusion proof of one leaf among leaf hashes held in memory."""
    return [tree_root(leaves[lo:hi]) for lo, hi in inclusion_spans(index, len(leaves))]


def prove_consistency(leaves: Sequence[bytes], old: int) -> list[bytes]:
    """Return the proof that these leaf hashes begin with the tree of the first `old` of them."""
    return [tree_root(leaves[lo:hi]) for lo, hi in consistency_spans(old, len(leaves))]


def verify_inclusion(
    *, index: int, size: int, leaf: bytes, proof: Sequence[bytes], root: bytes
) -> None:
    """Check an inclusion proof (RFC 9162 section 2.1.3.2).

    Args:
        index: Place of the leaf, from 0.
        size: Leaves in the tree.
        leaf: The leaf's hash.
        proof: Hashes from the leaf's sibling up.
        root: Root of the tree.

    Raises:
        ProofError: It does not hold.
    """
    if not 0 <= index < size:
        raise ProofError(f"no leaf {index} in a tree of {size}")
    _require_hashes([leaf, *proof])
    place, last, current = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            current = node_hash(sibling, current)
            place, last = _skip(place, last, lambda at: at == 0 or bool(at & 1))
        else:
            current = node_hash(current, sibling)
        place, last = place >> 1, last >> 1
    if last != 0:
        raise ProofError("the proof is too short")
    if current != root:
        raise ProofError("the proof leads to another root")


def verify_consistency(
    *, old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: Sequence[bytes]
) -> None:
    """Check a consistency proof (RFC 9162 section 2.1.4.2).

    Raises:
        ProofError: It does not hold, or the old tree is empty, from which nothing follows.
    """
    if not 0 < old_size <= new_size:
        raise ProofError(f"nothing can be proved from {old_size} to {new_size}")
    if old_size == new_size:
        if proof:
            raise ProofError("trees of one size need no proof")
        if old_root != new_root:
            raise ProofError("two roots at one size")
        return
    if not proof:
        raise ProofError("the proof is empty")
    _require_hashes(proof)
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    old, new, last = _climb(old_size - 1, new_size - 1, path)
    if last != 0:
        raise ProofError("the proof is too short")
    if old != old_root:
        raise ProofError("the proof does not lead to the old root")
    if new != new_root:
        raise ProofError("the proof does not lead to the new root")


def _climb(place: int, last: int, path: Sequence[bytes]) -> tuple[bytes, bytes, int]:
    """Walk a consistency proof; return the old root, the new root and what is left to climb."""
    place, last = _skip(place, last, lambda at: not at & 1)
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            raise ProofError("the proof is too long")
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            place, last = _skip(place, last, lambda at: at == 0 or bool(at & 1))
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return old, new, last


def _skip(place: int, last: int, enough: Callable[[int], bool]) -> tuple[int, int]:
    while not enough(place):
        place, last = place >> 1, last >> 1
    return place, last


def _require_hashes(hashes: Sequence[bytes]) -> None:
    if any(len(one) != HASH_BYTES for one in hashes):
        raise ProofError(f"a hash has {HASH_BYTES} bytes")
