"""The long proofs: fifty kills, sequencers side by side, 65,537 leaves, a witness killed."""

import subprocess
import sys
from base64 import b64encode
from pathlib import Path
from random import Random
from threading import Timer

import httpx
import pytest
from crashes import kill_and_check, race_and_check

from gongkai.ledger.rules.checkpoint import Checkpoint
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.rules.merkle import leaf_hash, prove_consistency, tree_root
from gongkai.ledger.rules.note import ED25519, Note, Signer, parse_signature, parse_vkey
from gongkai.ledger.rules.witnessing import submission_body

pytestmark = pytest.mark.prove


def test_fifty_kills_lose_no_acknowledged_publication_and_fork_nothing(
    ledger_home, environment, foreign
):
    done = kill_and_check(ledger_home, environment(ledger_home), foreign, kills=50, seed=50)
    assert done > 100


@pytest.mark.postgres
def test_fifty_kills_on_postgresql(postgres_home, environment, foreign):
    done = kill_and_check(postgres_home, environment(postgres_home), foreign, kills=50, seed=51)
    assert done > 100


def test_four_publishers_side_by_side_make_one_log(ledger_home, environment, foreign):
    done = race_and_check(ledger_home, environment(ledger_home), foreign, publishers=4, seconds=15)
    assert done > 100


@pytest.mark.postgres
def test_four_publishers_side_by_side_on_postgresql(postgres_home, environment, foreign):
    done = race_and_check(
        postgres_home, environment(postgres_home), foreign, publishers=4, seconds=15
    )
    assert done > 100


def test_a_log_of_65537_leaves_is_accepted_and_continues_its_beginnings(site, foreign, tmp_path):
    older = None
    for size in (65_535, 65_536, 65_537):
        while (held := _size(site)) < size:
            batch = min(4096, size - held)
            site.log(*[site.proposal(f"d{held + at}", Kind.IMPORT) for at in range(batch)])
        told = foreign(site.store.folder, older=older)
        assert told.startswith(f"OK {size} entries"), told
        older = tmp_path / f"checkpoint-{size}"
        older.write_bytes(site.store.checkpoint())


def _size(site) -> int:
    content = site.store.checkpoint()
    return 0 if content is None else int(content.split(b"\n")[1])


LOG = Signer("log.example/log", ED25519, b"\x01" * 32)
LEAVES = [leaf_hash(at.to_bytes(4, "big")) for at in range(3000)]
FORKED = [leaf_hash(b"another"), *LEAVES[1:]]


def submit(url: str, old: int, new: int, leaves: list[bytes]) -> httpx.Response:
    text = Checkpoint(LOG.name, new, tree_root(leaves[:new])).text
    proof = prove_consistency(leaves[:new], old) if 0 < old < new else []
    lines = [b64encode(one).decode() for one in proof]
    body = submission_body(old, lines, Note(text, (LOG.sign(text),)).content)
    return httpx.post(f"{url}/add-checkpoint", content=body, timeout=10)


def serve(home: Path, environment: dict[str, str]) -> tuple["subprocess.Popen[str]", str, str]:
    command = [sys.executable, "-m", "gongkai.project.cli", "witness"]
    command += ["--key", LOG.verifier.vkey, "--listen", "127.0.0.1:0", "--name", "lib.example/w"]
    served = subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    )
    assert served.stdout is not None
    served.stdout.readline()
    _word, _name, vkey, url = served.stdout.readline().split()
    return served, vkey, url


def test_a_witness_killed_between_storing_and_answering_never_cosigns_a_fork(environment, tmp_path):
    home = tmp_path / "witness"
    home.mkdir()
    dice, cosigned, size = Random(7), {}, 0
    for _run in range(25):
        served, vkey, url = serve(home, environment(home))
        Timer(0.2 + dice.random(), served.kill).start()
        try:
            while True:
                grown = size + dice.randrange(1, 20)
                for leaves in (LEAVES, FORKED):
                    answer = submit(url, size, grown, leaves)
                    if answer.status_code == 409:
                        # It stored what it had no time to tell: go on from there.
                        size = int(answer.text)
                    if answer.status_code == 200:
                        text = Checkpoint(LOG.name, grown, tree_root(leaves[:grown])).text
                        line = parse_signature(answer.text.rstrip("\n"))
                        assert parse_vkey(vkey).verifies(text, line)
                        assert cosigned.setdefault(grown, leaves[0]) == leaves[0]
                        size = grown
        except httpx.HTTPError:
            pass
        served.communicate()
    assert len(cosigned) > 10
    assert len(set(cosigned.values())) == 1, "two branches were cosigned"
