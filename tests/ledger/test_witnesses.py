"""Witnesses over real connections: good ones, and those that are down, slow, lying or ahead."""

import re
import shutil
import socket
import subprocess
import sys
import threading
from base64 import b64encode
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from time import sleep

import httpx
import pytest
from backups import backup, copied, restore

from gongkai.ledger import access, keys, sequencer, witnesses
from gongkai.ledger.audit import audit
from gongkai.ledger.models import Cosigner
from gongkai.ledger.refusals import ForkError, WitnessAheadError
from gongkai.ledger.rules.checkpoint import Checkpoint, parse_checkpoint
from gongkai.ledger.rules.merkle import leaf_hash, prove_consistency, tree_root
from gongkai.ledger.rules.note import (
    COSIGNATURE,
    ED25519,
    Note,
    Signer,
    parse_note,
    parse_signature,
)
from gongkai.ledger.rules.tiles import TileTree
from gongkai.ledger.rules.witnessing import submission_body
from gongkai.ledger.witness import Witness, WitnessServer

KEY = Signer("archive.example/w1", COSIGNATURE, b"\x05" * 32)


@contextmanager
def serving(server):
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@contextmanager
def witness_of(verifier, folder, clock=lambda: datetime.now(UTC), key=KEY):
    witness = Witness(key, [verifier], folder, clock)
    with serving(WitnessServer(("127.0.0.1", 0), witness)) as url:
        yield url


@pytest.fixture(autouse=True)
def patience(monkeypatch):
    """Wait longer than the product does: what is tested here is not how busy the machine is."""
    monkeypatch.setattr(witnesses, "PUBLISH_SECONDS", 5.0)


def appoint(*urls, key=KEY):
    lines = []
    for number, url in enumerate(urls):
        signer = key if number == 0 else Signer(f"w{number}", COSIGNATURE, bytes([number]) * 32)
        lines.append(f"witness w{number} {signer.verifier.vkey} {url}")
    keys.folder().mkdir(parents=True, exist_ok=True)
    (keys.folder() / keys.POLICY).write_text("\n".join([*lines, "quorum none"]) + "\n")
    witnesses.forget()


def cosigned(site):
    """Return the times under the published checkpoint."""
    note = parse_note(site.store.checkpoint())
    found = [one for one in note.signatures if KEY.verifier.knows(one)]
    assert all(KEY.verifier.verifies(note.text, one) for one in found)
    return [one.signed_at for one in found]


def test_a_publication_is_cosigned_before_it_counts(site, tmp_path):
    site.now = datetime.now(UTC)
    with witness_of(keys.verifier(), tmp_path / "w") as url:
        appoint(url)
        for doc in ("a", "b", "c"):
            site.publish(doc)
            assert len(cosigned(site)) == 1
        path = sha256(keys.verifier().name.encode()).hexdigest()
        shown = httpx.get(f"{url}/{path}/checkpoint")
        assert parse_note(shown.content).text == parse_note(site.store.checkpoint()).text
    row = Cosigner.objects.get()
    assert (row.size, row.fault) == (3, "")
    assert audit().clean


def test_a_witness_that_is_down_costs_one_publication_little_and_the_next_nothing(site):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        appoint(f"http://127.0.0.1:{free.getsockname()[1]}")
    site.publish("a")
    assert Cosigner.objects.get().fault == "unreachable"
    site.publish("b")
    assert access.fault() is None


@contextmanager
def misbehaving(answer):
    """Serve whatever `answer(handler)` writes."""

    class Desk(BaseHTTPRequestHandler):
        def do_POST(self):
            self.rfile.read(int(self.headers["Content-Length"]))
            answer(self)

        def do_GET(self):
            self.send_error(404)

        def log_message(self, *_args):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    server.daemon_threads = True
    with serving(server) as url:
        yield url


def drip(handler):
    handler.send_response(200)
    handler.end_headers()
    try:
        for _second in range(40):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            sleep(0.1)
    except OSError:
        pass


def test_a_slow_witness_is_given_up_and_not_asked_by_the_next_publication(site, monkeypatch):
    monkeypatch.setattr(witnesses, "PUBLISH_SECONDS", 0.4)
    asked = []

    def dawdle(handler):
        asked.append(handler.path)
        drip(handler)

    with misbehaving(dawdle) as url:
        appoint(url)
        site.publish("a")
        assert Cosigner.objects.get().fault == "unreachable"
        site.publish("b")
    assert len(asked) == 1
    assert cosigned(site) == []


def say(status, body):
    def answer(handler):
        handler.send_response(status)
        handler.end_headers()
        handler.wfile.write(body.encode())

    return answer


LIES = [
    (200, "— archive.example/w1 AAAA\n"),
    (200, ""),
    (200, "x" * 200_000),
    (200, Signer("stranger", COSIGNATURE, b"\x09" * 32).cosign("text\n", 1).line),
    (200, KEY.cosign("another text\n", 1_795_000_000).line),
    (409, "999999\n"),
    (409, "not a number\n"),
    (422, "no\n"),
    (500, ""),
    (200, "\x00"),
]


@pytest.mark.parametrize(("status", "body"), LIES)
def test_a_lying_witness_adds_nothing_and_stops_nothing(site, status, body):
    with misbehaving(say(status, body)) as url:
        appoint(url)
        site.publish("a")
        assert cosigned(site) == []
        assert Cosigner.objects.get().fault in {"refused", "invalid"}
        site.publish("b")
    assert access.fault() is None
    assert audit().clean


def test_a_bad_witness_does_not_keep_a_good_one_from_cosigning(site, tmp_path):
    site.now = datetime.now(UTC)
    with witness_of(keys.verifier(), tmp_path / "w") as good, misbehaving(drip) as bad:
        appoint(good, bad)
        site.publish("a")
        assert len(cosigned(site)) == 1


def test_the_worker_asks_again_and_catches_up(site, tmp_path):
    site.now = datetime.now(UTC)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        appoint(f"http://127.0.0.1:{free.getsockname()[1]}")
    site.publish("a", "b")
    with witness_of(keys.verifier(), tmp_path / "w") as url:
        appoint(url)
        site.publish("c")
        assert cosigned(site) == [], "a publication does not ask one at fault"
        sequencer.cosign_again(site.now)
        assert len(cosigned(site)) == 1
        site.publish("d")
        assert len(cosigned(site)) == 1


def test_a_witness_s_clock_that_contradicts_ours_is_told(site, tmp_path):
    real = datetime.now(UTC)
    site.now = real + timedelta(days=30)
    with witness_of(keys.verifier(), tmp_path / "w") as url:
        appoint(url)
        site.publish("a")
        assert Cosigner.objects.get().fault == "clock"
        assert [one.fault.value for one in audit().findings] == ["witness"]


def test_when_everything_here_is_older_the_witness_remembers(site, tmp_path):
    site.now = datetime.now(UTC)
    with witness_of(keys.verifier(), tmp_path / "w") as url:
        appoint(url)
        site.publish("a")
        content = backup()
        home = copied(site.store.folder.parent, tmp_path / "home")
        site.publish("b")
        shutil.rmtree(site.store.folder.parent)
        copied(home, site.store.folder.parent)
        restore(content)
        witnesses.forget()
        before = site.store.checkpoint()
        site.propose(site.proposal("c"))
        with pytest.raises(WitnessAheadError):
            sequencer.sequence(site.now)
        assert site.store.checkpoint() == before
        assert access.fault().code == "witness-ahead"


def test_another_history_than_the_witness_has_seen_is_not_continued(site, tmp_path):
    site.now = datetime.now(UTC)
    with witness_of(keys.verifier(), tmp_path / "w") as url:
        leaves = [leaf_hash(b"another"), leaf_hash(b"history")]
        text = Checkpoint(keys.verifier().name, 2, tree_root(leaves)).text
        note = Note(text, (keys.signer().sign(text),))
        told = httpx.post(f"{url}/add-checkpoint", content=submission_body(0, [], note.content))
        assert told.status_code == 200
        site.publish("a", "b")
        appoint(url)
        site.propose(site.proposal("c"))
        with pytest.raises(ForkError):
            sequencer.sequence(site.now)


def test_a_witness_that_shows_what_we_never_signed_stops_nothing(site, tmp_path):
    stranger = Signer(keys.verifier().name, ED25519, b"\x0a" * 32)
    with witness_of(stranger.verifier, tmp_path / "w") as url:
        text = Checkpoint(stranger.name, 9, leaf_hash(b"x")).text
        note = Note(text, (stranger.sign(text),))
        httpx.post(f"{url}/add-checkpoint", content=submission_body(0, [], note.content))
        appoint(url)
        site.publish("a")
    assert access.fault() is None


LOG = Signer("log.example/log", ED25519, b"\x01" * 32)
LEAVES = [leaf_hash(bytes([at])) for at in range(60)]
FORKED = [leaf_hash(b"another"), *LEAVES[1:]]


def call(url, old, new, leaves=LEAVES, client=httpx):
    text = Checkpoint(LOG.name, new, tree_root(leaves[:new])).text
    proof = prove_consistency(leaves[:new], old) if 0 < old < new else []
    lines = [b64encode(one).decode() for one in proof]
    body = submission_body(old, lines, Note(text, (LOG.sign(text),)).content)
    return client.post(f"{url}/add-checkpoint", content=body)


def test_a_running_witness_answers_every_status(tmp_path):
    with witness_of(LOG.verifier, tmp_path) as url:
        first = call(url, 0, 7)
        assert first.status_code == 200
        text = Checkpoint(LOG.name, 7, tree_root(LEAVES[:7])).text
        assert KEY.verifier.verifies(text, parse_signature(first.text.rstrip("\n")))
        conflict = call(url, 3, 9)
        assert (conflict.status_code, conflict.text) == (409, "7\n")
        assert conflict.headers["content-type"] == "text/x.tlog.size"
        assert call(url, 9, 7).status_code == 400
        assert call(url, 7, 9, FORKED).status_code == 422
        assert httpx.post(f"{url}/add-checkpoint", content="rubbish").status_code == 400
        assert httpx.post(f"{url}/add-checkpoint", content=b"x" * 200_000).status_code == 400
        assert httpx.post(f"{url}/elsewhere", content="").status_code == 404
        assert httpx.get(f"{url}/{'0' * 64}/checkpoint").status_code == 404
        assert httpx.get(url).text.strip() == KEY.verifier.vkey
    other = Signer("other.example/log", ED25519, b"\x02" * 32)
    with witness_of(other.verifier, tmp_path / "b") as url:
        assert call(url, 0, 7).status_code == 404
    stranger = Signer(LOG.name, ED25519, b"\x03" * 32)
    with witness_of(stranger.verifier, tmp_path / "c") as url:
        assert call(url, 0, 7).status_code == 403


def test_fifty_calls_at_once_with_two_branches_get_only_one_cosigned(tmp_path):
    asked = [(0, 5 + at % 7, FORKED if at % 2 else LEAVES) for at in range(50)]
    with (
        witness_of(LOG.verifier, tmp_path) as url,
        httpx.Client(timeout=60) as client,
        ThreadPoolExecutor(50) as pool,
    ):
        found = list(pool.map(lambda one: call(url, *one, client=client), asked))
    good = [one for one, answer in zip(asked, found, strict=True) if answer.status_code == 200]
    assert len(good) == 1, "each started from nothing, so only one can have been first"
    assert {answer.status_code for answer in found} == {200, 409}


def test_a_witness_remembers_across_a_restart_and_never_states_an_earlier_time(tmp_path):
    clock = datetime(2026, 11, 22, tzinfo=UTC)
    with witness_of(LOG.verifier, tmp_path, lambda: clock) as url:
        first = parse_signature(call(url, 0, 7).text.rstrip("\n"))
    with witness_of(LOG.verifier, tmp_path, lambda: clock - timedelta(days=9)) as url:
        assert call(url, 0, 7, FORKED).status_code == 409
        again = parse_signature(call(url, 7, 7).text.rstrip("\n"))
        assert again.signed_at == first.signed_at


def test_the_command_serves_what_its_first_line_says(running, environment, tmp_path):
    home = tmp_path / "witness"
    home.mkdir()
    command = [sys.executable, "-m", "gongkai.project.cli", "witness", "--origin", LOG.name]
    command += ["--key", LOG.verifier.vkey, "--listen", "127.0.0.1:0", "--name", "lib.example/w"]
    served = subprocess.Popen(
        command, env=environment(home), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    try:
        assert served.stdout.readline()
        words = served.stdout.readline().split()
        assert words[0] == "witness"
        assert words[2].startswith("lib.example/w+")
        assert re.fullmatch(r"http://127\.0\.0\.1:\d+", words[3])
        assert call(words[3], 0, 7).status_code == 200
        assert (home / "keys" / "witness.key").stat().st_mode & 0o777 == 0o600
    finally:
        served.kill()
        served.communicate()
    refused = running(home, *command[1:], "--key", "nonsense", check=False)
    assert refused.returncode == 1
    assert "Traceback" not in refused.stderr


def test_the_tree_can_prove_to_a_witness_far_behind(site, tmp_path):
    site.now = datetime.now(UTC)
    with witness_of(keys.verifier(), tmp_path / "w") as url:
        appoint(url)
        site.publish("a")
        Cosigner.objects.all().delete()
        site.publish(*[f"d{number}" for number in range(300)])
        assert len(cosigned(site)) == 1
    head = parse_checkpoint(parse_note(site.store.checkpoint()).text)
    assert TileTree(site.store.read, head.size).root(1) is not None
