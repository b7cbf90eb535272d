"""A witness (见证): a small server that an archive or a library runs, apart from the log's site.

It needs no database. For each log it keeps one file, the checkpoint it cosigned last, replaced as
a whole and on the disk before the answer goes out.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from gongkai.ledger import durable
from gongkai.ledger.rules.checkpoint import Checkpoint, parse_checkpoint
from gongkai.ledger.rules.note import Note, Signer, Verifier, parse_note
from gongkai.ledger.rules.witnessing import (
    TEXT_TYPE,
    MalformedError,
    Refusal,
    Submission,
    identify,
    judge,
    parse_submission,
)

BODY_BYTES_MAX = 100_000
REQUEST_SECONDS = 20


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, body and type of an answer."""

    status: int
    body: str
    content_type: str = TEXT_TYPE


class Witness:
    """A witness of some logs, with its key and its folder."""

    def __init__(
        self,
        signer: Signer,
        logs: Sequence[Verifier],
        folder: Path,
        clock: Callable[[], datetime],
    ) -> None:
        self.signer = signer
        self.logs = tuple(logs)
        self.folder = folder
        self.clock = clock

    def add_checkpoint(self, body: bytes) -> Answer:
        """Answer one call of `add-checkpoint`."""
        try:
            submission = parse_submission(body)
        except MalformedError as error:
            return Answer(400, f"{error}\n")
        refusal = identify(submission, self.logs)
        if refusal is not None:
            return _refused(refusal)
        path = self._path(submission.checkpoint.origin)
        with durable.held(path.with_name("lock"), REQUEST_SECONDS):
            refusal = judge(submission, self._last(path))
            if refusal is not None:
                return _refused(refusal)
            return self._cosign(path, submission)

    def checkpoint(self, name: str) -> Answer:
        """Answer a monitor: the newest cosigned checkpoint of the log whose origin hashes so."""
        for one in self.logs:
            path = self._path(one.name)
            if path.parent.name == name and path.exists():
                return Answer(200, path.read_text(encoding="utf-8"))
        return Answer(404, "nothing cosigned\n")

    def _cosign(self, path: Path, submission: Submission) -> Answer:
        text = submission.note.text
        seconds = max(int(self.clock().timestamp()), self._stated(path))
        signature = self.signer.cosign(text, seconds)
        trusted = [
            found
            for found in submission.note.signatures
            if any(one.knows(found) for one in self.logs)
        ]
        note = Note(text, (*trusted, signature))
        # On the disk before anybody can learn of it: else a crash would let a fork through.
        durable.place_one(path, note.content.encode())
        return Answer(200, signature.line)

    def _last(self, path: Path) -> Checkpoint | None:
        try:
            return parse_checkpoint(parse_note(path.read_bytes()).text)
        except FileNotFoundError:
            return None

    def _stated(self, path: Path) -> int:
        """Return the time of the last cosignature: the next never states an earlier one."""
        try:
            note = parse_note(path.read_bytes())
        except FileNotFoundError:
            return 0
        mine = [one for one in note.signatures if self.signer.verifier.knows(one)]
        return max((one.signed_at or 0 for one in mine), default=0)

    def _path(self, origin: str) -> Path:
        return self.folder / sha256(origin.encode()).hexdigest() / "checkpoint"


def _refused(refusal: Refusal) -> Answer:
    return Answer(refusal.status, refusal.body, refusal.content_type)


class WitnessServer(ThreadingHTTPServer):
    """Listens for one witness."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], witness: Witness) -> None:
        super().__init__(address, Desk)
        self.witness = witness


class Desk(BaseHTTPRequestHandler):
    """Takes one call after another on a connection."""

    protocol_version = "HTTP/1.1"
    timeout = REQUEST_SECONDS
    server: WitnessServer

    def do_POST(self) -> None:
        length = self.headers.get("Content-Length", "")
        if self.path.rstrip("/") != "/add-checkpoint":
            self._answer(Answer(404, "POST /add-checkpoint\n"), close=True)
        elif not length.isdecimal() or int(length) > BODY_BYTES_MAX:
            self._answer(Answer(400, "the body is too long or its length unknown\n"), close=True)
        else:
            self._answer(self._decide(self.rfile.read(int(length))))

    def do_GET(self) -> None:
        witness = self.server.witness
        parts = self.path.strip("/").split("/")
        if len(parts) == 2 and parts[1] == "checkpoint":
            self._answer(witness.checkpoint(parts[0]))
        elif parts == [""]:
            self._answer(Answer(200, witness.signer.verifier.vkey + "\n"))
        else:
            self._answer(Answer(404, "GET /<sha256 of the origin>/checkpoint\n"))

    def _decide(self, body: bytes) -> Answer:
        try:
            return self.server.witness.add_checkpoint(body)
        except (OSError, durable.BusyError) as error:
            self.log_error("%s", error)
            return Answer(500, "this witness cannot store anything at present\n")

    def _answer(self, answer: Answer, *, close: bool = False) -> None:
        content = answer.body.encode()
        self.send_response(answer.status, HTTPStatus(answer.status).phrase)
        self.send_header("Content-Type", answer.content_type)
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("X-Content-Type-Options", "nosniff")
        if close:
            self.send_header("Connection", "close")
            self.close_connection = True
        self.end_headers()
        self.wfile.write(content)
