"""Signed notes against notes that others signed, and every way in which one can be bad."""

from base64 import b64decode, b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.ledger.rules.checkpoint import (
    Checkpoint,
    CheckpointError,
    empty,
    parse_checkpoint,
)
from gongkai.ledger.rules.merkle import EMPTY_ROOT
from gongkai.ledger.rules.note import (
    COSIGNATURE,
    ED25519,
    Note,
    NoteError,
    Signature,
    Signer,
    key_id,
    parse_note,
    parse_signer,
    parse_vkey,
)

# The example of C2SP's signed-note.
VKEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
TEXT = "This is an example message.\n"
SIGNATURE = (
    "Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM="
)
EXAMPLE = f"{TEXT}\n— example.com/foo {SIGNATURE}\n".encode()

# The example of Go's note package.
PETER = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
PETER_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2"
    "pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
)

LOG = Signer("log.example/log", ED25519, b"\x01" * 32)
WITNESS = Signer("witness.example/w1", COSIGNATURE, b"\x02" * 32)


def signed(text=TEXT, *signers):
    return Note(text, tuple(one.sign(text) for one in signers or (LOG,)))


def test_the_specification_s_example_verifies():
    note = parse_note(EXAMPLE)
    assert note.text == TEXT
    assert note.signed_by([parse_vkey(VKEY)])
    assert note.content.encode() == EXAMPLE


def test_go_s_example_verifies():
    assert parse_note(PETER_NOTE.encode()).signed_by([parse_vkey(PETER)])


def test_a_key_spells_itself_as_others_spell_it():
    assert parse_vkey(VKEY).vkey == VKEY
    assert parse_signer(LOG.text) == LOG
    assert parse_vkey(LOG.verifier.vkey) == LOG.verifier
    assert parse_vkey(WITNESS.verifier.vkey).algorithm == COSIGNATURE


def test_a_key_s_id_depends_on_name_and_kind():
    public = LOG.verifier.public
    ids = {key_id(name, kind, public) for name in ("a", "b") for kind in (1, 4)}
    assert len(ids) == 4


@pytest.mark.parametrize(
    "vkey",
    [
        "",
        "example.com/foo",
        "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2",
        "exam ple+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
    ],
)
def test_a_malformed_key_is_refused(vkey):
    with pytest.raises(NoteError):
        parse_vkey(vkey)


@pytest.mark.parametrize("at", range(0, 64, 7))
def test_a_turned_bit_in_a_known_signature_rejects_the_note(at):
    raw = bytearray(b64decode(SIGNATURE))
    raw[4 + at] ^= 1
    spoiled = EXAMPLE.replace(SIGNATURE.encode(), b64encode(raw))
    with pytest.raises(NoteError):
        parse_note(spoiled).signed_by([parse_vkey(VKEY)])


def test_a_bad_signature_by_a_known_key_rejects_even_beside_a_good_one():
    good = signed()
    bad = Signature(LOG.name, LOG.verifier.key_id, b"\x00" * 64)
    with pytest.raises(NoteError, match="bad signature"):
        Note(TEXT, (*good.signatures, bad)).signed_by([LOG.verifier])


def test_unknown_signatures_are_ignored_and_sixteen_are_accepted():
    others = [Signer(f"other-{at}", ED25519, bytes([at + 10]) * 32) for at in range(16)]
    note = parse_note(signed(TEXT, LOG, *others).content.encode())
    assert len(note.signatures) == 17
    assert [one.name for one, _signature in note.signed_by([LOG.verifier])] == [LOG.name]
    with pytest.raises(NoteError, match="no known key"):
        signed(TEXT, *others).signed_by([LOG.verifier])


def test_the_same_name_with_another_id_is_another_key():
    twin = Signer(LOG.name, ED25519, b"\x09" * 32)
    assert signed(TEXT, LOG, twin).signed_by([LOG.verifier])
    with pytest.raises(NoteError):
        signed(TEXT, twin).signed_by([LOG.verifier])


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"text\n",
        b"text\n\n",
        EXAMPLE[:-1],
        EXAMPLE.replace("—".encode(), b"-"),
        EXAMPLE.replace(b"example.com/foo ", b"example.com/foo  "),
        EXAMPLE.replace(b"message", b"mess\x00age"),
        EXAMPLE.replace(b"message", b"mess\x09age"),
        EXAMPLE.replace(b"message", b"mess\xffage"),
        EXAMPLE.replace(b"message.\n", b"message.\r\n"),
        EXAMPLE + b"trailing\n",
        EXAMPLE.replace(SIGNATURE.encode(), SIGNATURE.encode()[:-1]),
        EXAMPLE.replace(SIGNATURE.encode(), b"AAAA"),
        EXAMPLE + b"\n",
    ],
)
def test_what_is_no_note_is_refused(content):
    with pytest.raises(NoteError):
        parse_note(content)


def test_a_cosignature_states_its_time_under_the_signature():
    line = WITNESS.cosign(TEXT, 1_679_315_147)
    assert line.signed_at == 1_679_315_147
    assert WITNESS.verifier.verifies(TEXT, line)
    later = (1_679_315_148).to_bytes(8, "big") + line.value[8:]
    assert not WITNESS.verifier.verifies(TEXT, Signature(line.name, line.key_id, later))
    assert not WITNESS.verifier.verifies(TEXT + "more\n", line)
    assert not WITNESS.verifier.verifies(TEXT, Signature(line.name, line.key_id, line.value[8:]))


def test_a_witness_s_key_does_not_sign_as_a_log_nor_the_other_way_round():
    with pytest.raises(NoteError):
        WITNESS.sign(TEXT)
    with pytest.raises(NoteError):
        LOG.cosign(TEXT, 1)


def test_a_newer_signature_of_one_key_replaces_the_older():
    note = Note(TEXT, (LOG.sign(TEXT), WITNESS.cosign(TEXT, 1)))
    newer = note.with_signatures([WITNESS.cosign(TEXT, 2)])
    assert [one.signed_at for one in newer.signatures] == [None, 2]


def test_a_checkpoint_is_three_lines():
    root = b"\xb9" * 32
    one = Checkpoint("log.example/log", 600, root)
    assert one.text == f"log.example/log\n600\n{b64encode(root).decode()}\n"
    assert parse_checkpoint(one.text) == one
    assert parse_checkpoint(one.text + "extension\n") == one
    assert empty("log.example/log").root == EMPTY_ROOT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "log.example/log\n600\n",
        "log.example/log\n600\nAAAA\n",
        "log.example/log\n0600\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log.example/log\n-1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log.example/log\n9223372036854775808\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log example\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n",
        "log.example/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n",
        "log.example/log\n1\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=",
        "log.example/log\n1\n47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU=\n",
    ],
)
def test_a_malformed_checkpoint_is_refused(text):
    with pytest.raises(CheckpointError):
        parse_checkpoint(text)


@given(st.integers(0, (1 << 63) - 1), st.binary(min_size=32, max_size=32))
def test_every_checkpoint_is_read_as_it_was_written(size, root):
    one = Checkpoint("log.example/log", size, root)
    assert parse_checkpoint(one.text) == one
