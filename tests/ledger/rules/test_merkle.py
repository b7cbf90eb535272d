"""Hashing and proofs against roots that others computed, and properties over any tree."""

import json
import os
from base64 import b64decode
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.merkle import (
    EMPTY_ROOT,
    ProofError,
    complete_spans,
    leaf_hash,
    node_hash,
    prove_consistency,
    prove_inclusion,
    tree_root,
    verify_consistency,
    verify_inclusion,
)

# The reference tree of Certificate Transparency: eight leaves and the root at every size.
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]

leaf_lists = st.lists(st.binary(max_size=8).map(leaf_hash), min_size=1, max_size=70)


@pytest.mark.parametrize("size", range(9))
def test_the_reference_tree_has_the_reference_root(size: int) -> None:
    assert tree_root(LEAVES[:size]).hex() == ROOTS[size]


def test_a_span_is_cut_into_complete_subtrees_largest_first() -> None:
    assert complete_spans(0, 7) == [(0, 4), (4, 6), (6, 7)]
    assert complete_spans(8, 13) == [(8, 12), (12, 13)]
    assert complete_spans(4, 4) == []


def test_the_proof_of_leaf_two_among_three_is_the_pair_before_it() -> None:
    pair = node_hash(LEAVES[0], LEAVES[1])
    assert prove_inclusion(LEAVES[:3], 2) == [pair]


def test_a_tree_of_two_is_a_complete_part_of_a_tree_of_five() -> None:
    right = node_hash(LEAVES[2], LEAVES[3])
    assert prove_consistency(LEAVES[:5], 2) == [right, LEAVES[4]]


@given(leaf_lists, st.data())
def test_every_leaf_proves_its_own_place_and_no_other(
    leaves: list[bytes], data: st.DataObject
) -> None:
    size, root = len(leaves), tree_root(leaves)
    index = data.draw(st.integers(0, size - 1))
    proof = prove_inclusion(leaves, index)
    verify_inclusion(index=index, size=size, leaf=leaves[index], proof=proof, root=root)
    other = data.draw(st.integers(0, size))
    if other != index:
        with pytest.raises(ProofError):
            verify_inclusion(index=other, size=size, leaf=leaf_hash(b"x"), proof=proof, root=root)


@given(leaf_lists, st.data())
def test_every_tree_continues_each_of_its_beginnings(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old = data.draw(st.integers(1, len(leaves)))
    proof = prove_consistency(leaves, old)
    claim = {"old_size": old, "new_size": len(leaves), "proof": proof}
    verify_consistency(old_root=tree_root(leaves[:old]), new_root=tree_root(leaves), **claim)
    for roots in ((EMPTY_ROOT, tree_root(leaves)), (tree_root(leaves[:old]), EMPTY_ROOT)):
        with pytest.raises(ProofError):
            verify_consistency(old_root=roots[0], new_root=roots[1], **claim)


def hostile(proof: list[bytes], root: bytes) -> list[list[bytes]]:
    """Return spoiled forms of a proof: cut, lengthened, shuffled, with bits turned."""
    spoiled = [
        proof[:-1],
        proof[1:],
        [*proof, root],
        [root, *proof],
        [*proof, b""],
        [*proof, b"\x00" * 32],
        [b"\x00" * 32, *proof],
        [*proof[:-1], proof[-1][:-1]] if proof else [b"short"],
        [*proof, *proof] if proof else [root],
    ]
    for at, one in enumerate(proof):
        for bit in (0, 4, 255):
            turned = int.from_bytes(one, "big") ^ (1 << bit)
            spoiled.append([*proof[:at], turned.to_bytes(32, "big"), *proof[at + 1 :]])
    if len(proof) > 1 and proof[0] != proof[-1]:
        spoiled.append(proof[::-1])
    return [one for one in spoiled if one != proof]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7, 8])
def test_no_spoiled_inclusion_proof_passes(size: int) -> None:
    root = tree_root(LEAVES[:size])
    for index in range(size):
        leaf, proof = LEAVES[index], prove_inclusion(LEAVES[:size], index)
        tries = [(index, size, leaf, bad, root) for bad in hostile(proof, root)]
        tries += [
            (index + size, size, leaf, proof, root),
            (-1, size, leaf, proof, root),
            (index ^ 1, size, leaf_hash(b"x"), proof, root),
            (index, size * 2, leaf, proof, root),
            (index, size, leaf, proof, EMPTY_ROOT),
            (index, size, leaf[:-1], proof, root),
            (index, size, b"", proof, root),
            (index, size, leaf_hash(b"another"), proof, root),
            (index, 0, leaf, proof, root),
        ]
        for at, of, one, path, top in tries:
            with pytest.raises(ProofError):
                verify_inclusion(index=at, size=of, leaf=one, proof=path, root=top)


@pytest.mark.parametrize(("old", "new"), [(1, 2), (2, 5), (3, 7), (4, 8), (6, 8), (7, 8)])
def test_no_spoiled_consistency_proof_passes(old: int, new: int) -> None:
    first, second = tree_root(LEAVES[:old]), tree_root(LEAVES[:new])
    proof = prove_consistency(LEAVES[:new], old)
    tries = [(old, new, first, second, bad) for bad in hostile(proof, first)]
    tries += [
        (old, new, second, first, proof),
        (new, old, first, second, proof),
        (0, new, EMPTY_ROOT, second, proof),
        (0, new, EMPTY_ROOT, second, []),
        (0, 0, EMPTY_ROOT, EMPTY_ROOT, []),
        (old, new * 2, first, second, proof),
        (old, new, EMPTY_ROOT, second, proof),
        (old, new, first, EMPTY_ROOT, proof),
        (old, old, first, second, []),
        (old, old, first, first, proof),
    ]
    for small, large, one, two, path in tries:
        with pytest.raises(ProofError):
            verify_consistency(
                old_size=small, new_size=large, old_root=one, new_root=two, proof=path
            )


def test_at_one_size_equal_roots_need_no_proof_whatever_their_length() -> None:
    verify_consistency(old_size=1, new_size=1, old_root=b"any", new_root=b"any", proof=[])


REFERENCE = os.environ.get("GONGKAI_REFERENCE", "")


@pytest.mark.reference
def test_all_cases_of_the_transparency_dev_reference_are_decided_as_there() -> None:
    folder = Path(REFERENCE).parent / "vectors" / "merkle"
    cases = sorted(folder.rglob("*.json"))
    wrong = [path for path in cases if decided(json.loads(path.read_text())) != "as expected"]
    assert (len(cases), wrong) == (196, [])


def decided(case: dict[str, object]) -> str:
    proof = [b64decode(str(one)) for one in case["proof"] or []]  # type: ignore[attr-defined]
    try:
        if "leafIdx" in case:
            verify_inclusion(
                index=int(str(case["leafIdx"])),
                size=int(str(case["treeSize"])),
                leaf=b64decode(str(case["leafHash"] or "")),
                proof=proof,
                root=b64decode(str(case["root"] or "")),
            )
        else:
            verify_consistency(
                old_size=int(str(case["size1"])),
                new_size=int(str(case["size2"])),
                old_root=b64decode(str(case["root1"] or "")),
                new_root=b64decode(str(case["root2"] or "")),
                proof=proof,
            )
    except ProofError:
        return "as expected" if case["wantErr"] else "refused"
    return "accepted" if case["wantErr"] else "as expected"
