"""Logs of ours read by code of others: Go's checksum-database library, as Debian packages it."""

import random
from pathlib import Path

import pytest

from gongkai.ledger import keys, sequencer
from gongkai.ledger.rules.checkpoint import Checkpoint, parse_checkpoint
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.rules.merkle import leaf_hash
from gongkai.ledger.rules.note import COSIGNATURE, Note, Signer, parse_note
from gongkai.ledger.rules.tiles import bundles, grow, pack
from gongkai.ledger.store import CHECKPOINT

WITNESS = Signer("archive.example/w1", COSIGNATURE, b"\x05" * 32)
FLIPS = 100


def fill(site, size):
    """Bring the log to a size: some leaves in one go, the last two one by one."""
    held = 0 if site.store.checkpoint() is None else head(site).size
    rest = size - held
    batch = max(0, rest - 2)
    if batch:
        site.log(*[site.proposal(f"d{held + number}", Kind.IMPORT) for number in range(batch)])
    for number in range(rest - batch):
        site.publish(f"d{held + batch + number}")


def head(site):
    return parse_checkpoint(parse_note(site.store.checkpoint()).text)


def test_it_accepts_every_size_and_each_continues_the_one_before(site, foreign, tmp_path):
    older = None
    for size in (1, 2, 255, 256, 257, 600):
        fill(site, size)
        told = foreign(site.store.folder, older=older)
        assert told.startswith(f"OK {size} entries"), told
        older = tmp_path / f"checkpoint-{size}"
        older.write_bytes(site.store.checkpoint())


def read_by_it(site):
    """Return the files of the log that the present checkpoint needs."""
    size = head(site).size
    names = {CHECKPOINT} | {tile.path for tile in bundles(size)}
    names |= set(grow({}.__getitem__, 0, [b"\0" * 32] * size).files)
    return sorted(names)


def test_it_rejects_a_log_with_any_one_bit_flipped(site, foreign):
    fill(site, 600)
    note = parse_note(site.store.checkpoint())
    signed = note.with_signatures([WITNESS.cosign(note.text, 1_795_000_000)])
    site.store.place({CHECKPOINT: signed.content.encode()})
    vkey = WITNESS.verifier.vkey
    assert foreign(site.store.folder, witness=vkey).startswith("OK")
    dice, names = random.Random(20261122), read_by_it(site)
    passed = []
    for _try in range(FLIPS):
        path = site.store.folder / dice.choice(names)
        content = path.read_bytes()
        at, bit = dice.randrange(len(content)), dice.randrange(8)
        path.write_bytes(content[:at] + bytes([content[at] ^ 1 << bit]) + content[at + 1 :])
        if foreign(site.store.folder, witness=vkey).startswith("OK"):
            passed.append((path.name, at, bit))
        path.write_bytes(content)
    assert passed == []


def rewritten(site, folder: Path) -> None:
    """Write a log whose third entry says something else, signed with the real key."""
    size = head(site).size
    entries = [one for tile in bundles(size) for one in site.store.entries(tile.index, size)]
    entries[3] = entries[3].replace(b'"rev":1', b'"rev":2')
    growth = grow({}.__getitem__, 0, [leaf_hash(one) for one in entries])
    text = Checkpoint(head(site).origin, size, growth.root).text
    files = dict(growth.files)
    for tile in bundles(size):
        files[tile.path] = pack(entries[tile.index * 256 : tile.index * 256 + tile.width])
    files[CHECKPOINT] = Note(text, (keys.signer().sign(text),)).content.encode()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)


def test_a_history_rewritten_with_the_real_key_is_seen_by_an_older_checkpoint_only(
    site, foreign, tmp_path
):
    fill(site, 300)
    older = tmp_path / "older"
    older.write_bytes(site.store.checkpoint())
    fill(site, 310)
    folder = tmp_path / "rewritten"
    rewritten(site, folder)
    assert foreign(folder).startswith("OK"), "a signature alone proves nothing about history"
    assert foreign(folder, older=older).startswith("FAIL consistency")
    assert foreign(site.store.folder, older=older).startswith("OK")


def test_it_rejects_another_log_s_key(site, foreign):
    fill(site, 2)
    other = Signer(keys.verifier().name, 1, b"\x07" * 32).verifier.vkey
    assert foreign(site.store.folder, vkey=other).startswith("FAIL checkpoint")
    assert sequencer.sequence(site.now) == 0


@pytest.mark.parametrize("size", [255, 256, 257])
def test_it_accepts_what_is_left_when_partial_tiles_of_a_killed_run_lie_about(site, foreign, size):
    fill(site, size)
    stray = site.store.folder / "tile/0/001.p/200"
    stray.parent.mkdir(exist_ok=True)
    stray.write_bytes(b"\0" * 32 * 200)
    assert foreign(site.store.folder).startswith(f"OK {size}")
