"""A receipt is proved by a script that shares nothing with the product, and each change is seen."""

import shutil
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from gongkai.ledger import keys, receipts
from gongkai.ledger.rules.manifest import File
from gongkai.ledger.rules.note import COSIGNATURE, Signer, parse_note
from gongkai.ledger.rules.proof import parse_receipt
from gongkai.ledger.store import CHECKPOINT

SCRIPT = Path(__file__).resolve().parents[2] / "scripts" / "verify_receipt.py"
WITNESS = Signer("archive.example/w1", COSIGNATURE, b"\x05" * 32)
STRANGER = Signer("stranger.example/w", COSIGNATURE, b"\x06" * 32)


def prove(*words):
    """Run the script alone, in an empty environment."""
    done = subprocess.run(
        [sys.executable, "-I", str(SCRIPT), *map(str, words)],
        capture_output=True,
        text=True,
        check=False,
        env={"PATH": "/usr/bin:/bin"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def folder(site, tmp_path):
    """What a citizen downloads: receipt, manifest and files of one document among many."""
    content = "关于做好防汛工作的通知".encode()
    files = (File.of("page.html", content), File.of("附件.pdf", b"%PDF-1.7"))
    manifest = site.manifest("a", 1, *files)
    event = site.log(replace(site.proposal("a"), manifest=manifest))[0]
    site.publish(*[f"other-{number}" for number in range(6)])
    note = parse_note(site.store.checkpoint())
    cosigned = note.with_signatures([WITNESS.cosign(note.text, 1_795_000_000)])
    site.store.place({CHECKPOINT: cosigned.content.encode()})
    (tmp_path / "a.tlog-proof").write_text(receipts.receipt(event), encoding="utf-8")
    (tmp_path / "manifest.json").write_bytes(receipts.manifest_of(event))
    (tmp_path / "page.html").write_bytes(content)
    (tmp_path / "附件.pdf").write_bytes(b"%PDF-1.7")
    return tmp_path


def policy(folder, witness=WITNESS):
    path = folder.parent / "policy"
    path.write_text(
        f"log {keys.verifier().vkey}\nwitness archive {witness.verifier.vkey}\nquorum archive\n"
    )
    return path


def test_a_folder_with_receipt_manifest_and_files_is_proved(folder):
    status, told = prove(folder, "--key", keys.verifier().vkey, "--complete")
    assert (status, told.count("proved")) == (0, 3), told
    assert "关于a" in told


def test_the_receipt_alone_proves_its_entry(folder):
    status, told = prove(folder / "a.tlog-proof", "--key", keys.verifier().vkey)
    assert status == 0
    assert "doc: a" in told


def test_files_may_be_named_one_by_one_after_the_options(folder):
    key = ("--key", keys.verifier().vkey, "--manifest", folder / "manifest.json")
    status, told = prove(folder / "a.tlog-proof", *key, folder / "page.html")
    assert (status, "proved   page.html" in told) == (0, True), told
    spoil(folder, "page.html", "防汛".encode(), "防旱".encode())
    assert prove(folder / "a.tlog-proof", *key, folder / "page.html")[0] == 1


def test_the_policy_s_witness_must_have_cosigned(folder):
    status, told = prove(folder, "--policy", policy(folder))
    assert status == 0, told
    assert "cosigned archive.example/w1 at 2026-11-" in told
    assert prove(folder, "--policy", policy(folder, STRANGER))[0] == 1


def spoil(folder, name, old, new):
    path = folder / name
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, 1))


@pytest.mark.parametrize(
    ("name", "old", "new", "status"),
    [
        ("page.html", "防汛".encode(), "防旱".encode(), 1),
        ("附件.pdf", b"1.7", b"1.77", 1),
        ("manifest.json", "关于a".encode(), "关于b".encode(), 1),
        ("a.tlog-proof", b"index 0", b"index 1", 1),
        ("a.tlog-proof", b"index 0", b"index 00", 2),
        ("a.tlog-proof", b"\n7\n", b"\n8\n", 1),
        ("a.tlog-proof", b"@v1", b"@v2", 2),
    ],
)
def test_each_change_is_seen(folder, name, old, new, status):
    spoil(folder, name, old, new)
    assert prove(folder, "--policy", policy(folder))[0] == status


def test_every_hash_signature_and_the_entry_itself_are_bound(folder):
    path = folder / "a.tlog-proof"
    good = path.read_text(encoding="utf-8")
    lines = good.split("\n")
    for number, line in enumerate(lines):
        if len(line) < 40:
            continue
        at = len(line) - 6
        turned = "A" if line[at] != "A" else "B"
        lines[number] = line[:at] + turned + line[at + 1 :]
        path.write_text("\n".join(lines), encoding="utf-8")
        assert prove(folder, "--policy", policy(folder))[0] in {1, 2}, line
        lines[number] = line
    path.write_text(good, encoding="utf-8")
    assert prove(folder, "--policy", policy(folder))[0] == 0


def test_another_log_s_key_proves_nothing(folder):
    other = Signer(keys.verifier().name, 1, b"\x07" * 32).verifier.vkey
    assert prove(folder, "--key", other)[0] == 1


def test_a_file_that_was_not_published_is_named(folder):
    (folder / "more.html").write_bytes(b"more")
    status, told = prove(folder, "--key", keys.verifier().vkey)
    assert status == 1
    assert "more.html" in told


def test_a_missing_file_is_told_and_fails_where_all_are_asked_for(folder):
    (folder / "附件.pdf").unlink()
    status, told = prove(folder, "--key", keys.verifier().vkey)
    assert status == 0
    assert "missing  附件.pdf" in told
    assert prove(folder, "--key", keys.verifier().vkey, "--complete")[0] == 1


def test_a_manifest_of_another_document_does_not_fit(folder, site):
    event = site.publish("z")[0]
    (folder / "manifest.json").write_bytes(receipts.manifest_of(event))
    assert prove(folder, "--key", keys.verifier().vkey)[0] == 1


def test_rubbish_is_told_to_be_rubbish(folder):
    (folder / "a.tlog-proof").write_bytes(b"\xff\x00")
    assert prove(folder, "--key", keys.verifier().vkey)[0] == 2
    assert prove(folder / "nothing", "--key", keys.verifier().vkey)[0] == 2
    assert prove(folder, "--key", "no key")[0] == 2


def test_the_script_is_short_and_stands_alone():
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 300
    assert "gongkai" not in text
    assert "django" not in text.lower()


def test_an_old_receipt_stays_good_while_the_log_grows(folder, site, tmp_path):
    site.publish(*[f"more-{number}" for number in range(300)])
    copy = tmp_path.parent / "kept"
    shutil.copytree(folder, copy)
    assert prove(copy, "--policy", policy(folder))[0] == 0


def test_a_receipt_made_later_proves_the_same_leaf(site):
    event = site.publish("a")[0]
    first = parse_receipt(receipts.receipt(event).encode())
    site.publish(*[f"more-{number}" for number in range(300)])
    later = parse_receipt(receipts.receipt(event).encode())
    assert later.extra == first.extra
    assert later.verify(event.leaf.encode(), keys.verifier())[0].size == 301


def test_what_waits_has_no_receipt(site):
    event = site.propose(site.proposal("a"))[0]
    with pytest.raises(receipts.NotLoggedError):
        receipts.receipt(event)
    with pytest.raises(receipts.NotLoggedError):
        receipts.receipt_at(0)
