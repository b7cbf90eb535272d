"""Receipts read and written, and each way to spoil one."""

from dataclasses import replace

import pytest

from gongkai.ledger.rules.checkpoint import Checkpoint
from gongkai.ledger.rules.merkle import ProofError, leaf_hash, prove_inclusion, tree_root
from gongkai.ledger.rules.note import COSIGNATURE, ED25519, Note, Signer
from gongkai.ledger.rules.proof import Receipt, parse_receipt

LOG = Signer("log.example/log", ED25519, b"\x01" * 32)
WITNESS = Signer("witness.example/w1", COSIGNATURE, b"\x02" * 32)
ENTRIES = [b"zero", b"one", b"two", b"three", b"four"]


def receipt(index=2, signer=LOG):
    leaves = [leaf_hash(one) for one in ENTRIES]
    text = Checkpoint(signer.name, len(leaves), tree_root(leaves)).text
    note = Note(text, (signer.sign(text), WITNESS.cosign(text, 1_795_000_000)))
    return Receipt(index, tuple(prove_inclusion(leaves, index)), note, ENTRIES[index])


def test_a_receipt_is_read_as_it_was_written():
    one = receipt()
    assert parse_receipt(one.content.encode()) == one
    bare = replace(one, extra=None)
    assert "extra" not in bare.content
    assert parse_receipt(bare.content.encode()) == bare


def test_the_text_is_that_of_the_format():
    lines = receipt().content.split("\n")
    assert lines[0] == "c2sp.org/tlog-proof@v1"
    assert lines[1] == "extra dHdv"
    assert lines[2] == "index 2"
    assert lines[6] == ""
    assert lines[7:9] == ["log.example/log", "5"]


def test_a_receipt_proves_its_entry_and_tells_who_cosigned():
    checkpoint, cosigned = receipt().verify(b"two", LOG.verifier, [WITNESS.verifier])
    assert checkpoint.size == 5
    assert [one.signed_at for _verifier, one in cosigned] == [1_795_000_000]
    assert receipt().verify(b"two", LOG.verifier)[1] == []


def test_a_receipt_proves_nothing_else():
    stranger = Signer("log.example/log", ED25519, b"\x03" * 32)
    other = Signer("other.example/log", ED25519, b"\x01" * 32)
    one = receipt()
    for spoiled, entry, key in (
        (one, b"three", LOG),
        (replace(one, index=3), b"two", LOG),
        (replace(one, path=one.path[:-1]), b"two", LOG),
        (replace(one, path=one.path[::-1]), b"two", LOG),
        (one, b"two", stranger),
        (receipt(signer=other), b"two", LOG),
    ):
        with pytest.raises(ProofError):
            spoiled.verify(entry, key.verifier)


def test_a_checkpoint_of_another_origin_is_refused_even_with_the_right_key():
    text = Checkpoint("other.example/log", 1, leaf_hash(b"two")).text
    with pytest.raises(ProofError, match="another log"):
        Receipt(0, (), Note(text, (LOG.sign(text),))).verify(b"two", LOG.verifier)


GOOD = receipt().content


@pytest.mark.parametrize(
    "content",
    [
        "",
        GOOD.replace("@v1", "@v2"),
        GOOD.replace("index 2", "index 02"),
        GOOD.replace("index 2", "index -2"),
        GOOD.replace("index 2\n", ""),
        GOOD.replace("extra dHdv", "extra dHd"),
        GOOD.replace("extra dHdv\nindex 2", "index 2\nextra dHdv"),
        GOOD.replace("\n\n", "\n", 1),
        GOOD.replace("index 2\n", "index 2\nAAAA\n"),
        GOOD.replace("\n", "\r\n"),
    ],
)
def test_a_malformed_receipt_is_refused(content):
    with pytest.raises(ProofError):
        parse_receipt(content.encode())
