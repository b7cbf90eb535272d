"""Asking the witnesses that the policy names, each in its own thread, never longer than allowed.

A witness that is down, slow or lying costs a publication at most `PUBLISH_SECONDS`, and only once:
while it is at fault only the worker asks it again.
"""

from base64 import b64encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from queue import Empty, SimpleQueue
from threading import Thread
from time import monotonic
from typing import TypeVar

import httpx

from gongkai.ledger.models import Cosigner
from gongkai.ledger.rules.checkpoint import (
    Checkpoint,
    CheckpointError,
    parse_checkpoint,
    parse_number,
)
from gongkai.ledger.rules.clock import WITNESS_SLACK
from gongkai.ledger.rules.note import Note, NoteError, Signature, Verifier, parse_note
from gongkai.ledger.rules.policy import Member, Policy
from gongkai.ledger.rules.tiles import TileTree
from gongkai.ledger.rules.witnessing import submission_body

PUBLISH_SECONDS = 0.4  # what a publication waits for all witnesses together
WORKER_SECONDS = 5.0
START_SECONDS = 2.0
ANSWER_BYTES_MAX = 100_000
RECHECK_SECONDS = 60.0

Found = TypeVar("Found")

# Per process: when each log's witnesses were asked what they have seen, and who has answered.
_answered: dict[str, set[str]] = {}
_asked: dict[str, float] = {}


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking one witness."""

    member: Member
    signature: Signature | None = None
    fault: str = ""
    detail: str = ""


def askable(policy: Policy) -> list[Member]:
    """Return the witnesses that have an address."""
    return [one for one in policy.witnesses.values() if one.url]


def in_parallel(work: Sequence[Callable[[], Found]], seconds: float) -> list[Found | None]:
    """Run each call in a thread of its own; None for one that took too long.

    The threads are daemons: a witness that drips its answer for hours holds nobody.
    """
    done: SimpleQueue[tuple[int, Found]] = SimpleQueue()

    def run(at: int, call: Callable[[], Found]) -> None:
        done.put((at, call()))

    for at, call in enumerate(work):
        Thread(target=run, args=(at, call), daemon=True).start()
    found: list[Found | None] = [None] * len(work)
    deadline = monotonic() + seconds
    for _call in work:
        try:
            at, result = done.get(timeout=max(0.0, deadline - monotonic()))
        except Empty:
            break
        found[at] = result
    return found


def seen_by(policy: Policy, verifier: Verifier) -> list[Checkpoint]:
    """Return the checkpoints with our own signature that witnesses show.

    They are asked once in the life of a process, those that did not answer once a minute. Only
    what our own key has signed counts, so a witness that lies cannot stop the log.
    """
    members = askable(policy)
    answered = _answered.setdefault(verifier.vkey, set())
    due = [one for one in members if one.verifier.vkey not in answered]
    if not due or monotonic() - _asked.get(verifier.vkey, -RECHECK_SECONDS) < RECHECK_SECONDS:
        return []
    _asked[verifier.vkey] = monotonic()
    calls = [lambda one=one: _monitor(one, verifier) for one in due]
    found = []
    for member, result in zip(due, in_parallel(calls, START_SECONDS), strict=True):
        if result is None:
            continue
        answered.add(member.verifier.vkey)
        found += result
    return found


def forget() -> None:
    """Ask the witnesses again before the next signature."""
    _answered.clear()
    _asked.clear()


def willing(policy: Policy) -> list[Member]:
    """Return the witnesses whom a publication asks: those that are not at fault."""
    if not askable(policy):
        return []
    at_fault = set(Cosigner.objects.exclude(fault="").values_list("vkey", flat=True))
    return [one for one in askable(policy) if one.verifier.vkey not in at_fault]


def lagging(policy: Policy, size: int) -> list[Member]:
    """Return the witnesses that have not cosigned the tree of this size."""
    done = set(Cosigner.objects.filter(size=size).values_list("vkey", flat=True))
    return [one for one in askable(policy) if one.verifier.vkey not in done]


def cosign(members: Sequence[Member], note: Note, tree: TileTree, seconds: float) -> list[Answer]:
    """Ask witnesses to cosign a checkpoint.

    Args:
        members: Whom to ask.
        note: The signed checkpoint.
        tree: Its tree.
        seconds: How long to wait for all of them together.
    """
    if not members:
        return []
    rows = {row.vkey: row for row in Cosigner.objects.all()}
    calls = []
    for member in members:
        row = rows.get(member.verifier.vkey) or Cosigner(vkey=member.verifier.vkey)
        calls.append(
            lambda member=member, size=row.size: _submit(member, note, tree, size, seconds)
        )
    late = "no answer in time"
    return [
        answer or Answer(member, fault=Cosigner.Fault.UNREACHABLE, detail=late)
        for member, answer in zip(members, in_parallel(calls, seconds), strict=True)
    ]


def remember(answers: Sequence[Answer], size: int, now: datetime) -> None:
    """Write down what came of asking."""
    for answer in answers:
        row, _made = Cosigner.objects.get_or_create(vkey=answer.member.verifier.vkey)
        row.asked_at = now
        row.fault, row.fault_detail = answer.fault, answer.detail[:300]
        if answer.signature is not None:
            stated = datetime.fromtimestamp(answer.signature.signed_at or 0, UTC)
            row.size, row.cosigned_at = size, stated
            if abs(stated - now) > WITNESS_SLACK:
                row.fault = Cosigner.Fault.CLOCK
                row.fault_detail = stated.isoformat()
        row.save()


def _monitor(member: Member, verifier: Verifier) -> list[Checkpoint] | None:
    """Return what a witness shows of our log; None if it could not be asked."""
    path = sha256(verifier.name.encode()).hexdigest()
    try:
        status, body = _call("GET", f"{member.url}/{path}/checkpoint", b"", START_SECONDS)
    except (httpx.HTTPError, ValueError):
        return None
    if status == 404:
        return []
    try:
        note = parse_note(body)
        note.signed_by([verifier])
        checkpoint = parse_checkpoint(note.text)
    except (NoteError, CheckpointError):
        return []
    return [checkpoint] if checkpoint.origin == verifier.name else []


def _submit(member: Member, note: Note, tree: TileTree, old: int, seconds: float) -> Answer:
    """Submit a checkpoint; once more if the witness stands elsewhere than we remember."""
    try:
        status, body = _add_checkpoint(member, note, tree, min(old, tree.size), seconds)
        if status == 409:
            stands = parse_number(body.decode("ascii").strip())
            if stands > tree.size:
                return Answer(member, fault=Cosigner.Fault.REFUSED, detail=f"409: {stands}")
            status, body = _add_checkpoint(member, note, tree, stands, seconds)
    except httpx.HTTPError as error:
        return Answer(member, fault=Cosigner.Fault.UNREACHABLE, detail=type(error).__name__)
    except (ValueError, OSError) as error:
        return Answer(member, fault=Cosigner.Fault.INVALID, detail=str(error))
    if status != 200:
        return Answer(member, fault=Cosigner.Fault.REFUSED, detail=f"{status}")
    try:
        answered = parse_note(note.text.encode() + b"\n" + body)
        return Answer(member, answered.signed_by([member.verifier])[0][1])
    except NoteError as error:
        return Answer(member, fault=Cosigner.Fault.INVALID, detail=str(error))


def _add_checkpoint(
    member: Member, note: Note, tree: TileTree, old: int, seconds: float
) -> tuple[int, bytes]:
    proof = tree.consistency(old) if old else []
    lines = [b64encode(one).decode() for one in proof]
    body = submission_body(old, lines, note.content).encode()
    return _call("POST", f"{member.url}/add-checkpoint", body, seconds)


def _call(method: str, url: str, body: bytes, seconds: float) -> tuple[int, bytes]:
    """Make one call; return the answer's status and body.

    Raises:
        httpx.HTTPError: It could not be made, or took too long.
        ValueError: The answer is too long, or the address malformed.
    """
    deadline = monotonic() + seconds
    try:
        with httpx.stream(method, url, content=body, timeout=seconds) as response:
            content = b""
            for part in response.iter_bytes():
                content += part
                if len(content) > ANSWER_BYTES_MAX:
                    raise ValueError("the answer is too long")
                if monotonic() > deadline:
                    raise httpx.ReadTimeout("the answer drips")
            return response.status_code, content
    except httpx.InvalidURL as error:
        raise ValueError(str(error)) from error
