"""The daily list: its root, and the proofs of presence and absence."""

import pytest
import rfc8785
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.merkle import EMPTY_ROOT, ProofError, leaf_hash
from gongkai.ledger.rules.snapshot import (
    SnapshotError,
    Standing,
    parse_snapshot,
    take,
    verify_absence,
)

DIGEST = "sha256:" + "ab" * 32
ROWS = [Standing(doc, 1, DIGEST) for doc in ("d", "b", "f")]

docs = st.lists(
    st.text("abcdefABCDEF0123456789./_-", min_size=1, max_size=6).filter(
        lambda one: one[0] not in "./_-"
    ),
    unique=True,
    max_size=12,
)


def test_a_row_is_hashed_as_canonical_json():
    row = Standing("001234567/2026-00110", 3, DIGEST)
    assert row.leaf == leaf_hash(rfc8785.dumps([row.doc, row.rev, row.manifest]))


def test_the_order_of_the_rows_does_not_matter():
    assert take(ROWS, 3).root == take(ROWS[::-1], 3).root
    assert take([], 0).root == EMPTY_ROOT


def test_presence_is_shown_by_a_place():
    snapshot = take(ROWS, 3)
    place = snapshot.presence("d")
    assert place.index == 1
    place.verify(3, snapshot.root)
    with pytest.raises(ProofError):
        place.verify(3, EMPTY_ROOT)
    with pytest.raises(KeyError):
        snapshot.presence("c")


@pytest.mark.parametrize("doc", ["a", "c", "e", "g"])
def test_absence_is_shown_by_two_neighbours(doc):
    snapshot = take(ROWS, 3)
    before, after = snapshot.absence(doc)
    verify_absence(doc, before, after, 3, snapshot.root)


def test_absence_cannot_be_shown_of_what_is_there():
    snapshot = take(ROWS, 3)
    with pytest.raises(KeyError):
        snapshot.absence("d")
    b, d, f = (snapshot.presence(one) for one in "bdf")
    for before, after in ((b, f), (d, f), (b, d), (None, b), (None, d), (f, None), (None, None)):
        with pytest.raises(ProofError):
            verify_absence("d", before, after, 3, snapshot.root)


@given(docs, st.text("abcdef", min_size=1, max_size=3))
def test_every_document_is_either_present_or_absent(keys, doc):
    snapshot = take([Standing(key, 1, DIGEST) for key in keys], len(keys))
    if doc in keys:
        snapshot.presence(doc).verify(len(keys), snapshot.root)
    else:
        verify_absence(doc, *snapshot.absence(doc), len(keys), snapshot.root)


def test_the_file_is_read_as_it_was_written():
    snapshot = take(ROWS, 3, after="log\n1\nAAAA\n\n— w AAAA\n")
    assert parse_snapshot(snapshot.encode()) == snapshot


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{}",
        take(ROWS, 3).encode() + b" ",
        take(ROWS, 3).encode().replace(b'"b"', b'"e"'),
        take(ROWS, 3).encode().replace(b'"size":3', b'"size":"3"'),
        take(ROWS, 3).encode().replace(b'"d",1', b'"d"'),
    ],
)
def test_what_is_no_list_is_refused(content):
    with pytest.raises(SnapshotError):
        parse_snapshot(content)


def test_a_document_stands_once():
    with pytest.raises(SnapshotError):
        take([Standing("a", 1, DIGEST), Standing("a", 2, DIGEST)], 2)
