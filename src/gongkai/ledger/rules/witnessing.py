"""What a witness answers to `add-checkpoint` (C2SP tlog-witness), decided without storing anything.

A witness remembers one checkpoint per log and cosigns only what provably continues it, so that a
log that shows different people different histories cannot get both cosigned.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from gongkai.ledger.rules.checkpoint import (
    Checkpoint,
    CheckpointError,
    parse_checkpoint,
    parse_number,
)
from gongkai.ledger.rules.merkle import (
    EMPTY_ROOT,
    HASH_BYTES,
    ProofError,
    verify_consistency,
)
from gongkai.ledger.rules.note import Note, NoteError, Verifier, decode64, parse_note

PROOF_LINES_MAX = 63
SIZE_TYPE = "text/x.tlog.size"
TEXT_TYPE = "text/plain; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Submission:
    """The body of one call: from which size, the proof, and the checkpoint."""

    old: int
    proof: tuple[bytes, ...]
    note: Note
    checkpoint: Checkpoint


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer other than 200."""

    status: int
    body: str
    content_type: str = TEXT_TYPE


class MalformedError(ValueError):
    """The body is not what the call asks for (400)."""


def parse_submission(body: bytes) -> Submission:
    """Return what a body says.

    Raises:
        MalformedError: It is malformed.
    """
    try:
        head, blank, note = body.decode("utf-8").partition("\n\n")
        lines = head.split("\n")
        if not blank or not lines[0].startswith("old "):
            raise MalformedError("the body begins with the old size")
        if len(lines) - 1 > PROOF_LINES_MAX:
            raise MalformedError(f"more than {PROOF_LINES_MAX} lines of proof")
        proof = tuple(decode64(line) for line in lines[1:])
        if any(len(one) != HASH_BYTES for one in proof):
            raise MalformedError(f"a hash has {HASH_BYTES} bytes")
        parsed = parse_note(note.encode())
        return Submission(
            parse_number(lines[0].removeprefix("old ")),
            proof,
            parsed,
            parse_checkpoint(parsed.text),
        )
    except (UnicodeDecodeError, NoteError, CheckpointError) as error:
        raise MalformedError(str(error)) from error


def identify(submission: Submission, logs: Iterable[Verifier]) -> Refusal | None:
    """Refuse a checkpoint of an unknown log (404) or without a trusted signature (403)."""
    keys = [one for one in logs if one.name == submission.checkpoint.origin]
    if not keys:
        return Refusal(404, "this witness does not know that log\n")
    try:
        submission.note.signed_by(keys)
    except NoteError as error:
        return Refusal(403, f"{error}\n")
    return None


def judge(submission: Submission, last: Checkpoint | None) -> Refusal | None:
    """Refuse what does not continue the last cosigned checkpoint; None means: cosign it.

    Args:
        submission: A call that `identify` let pass.
        last: The checkpoint of that log that was cosigned last; None if there was none.
    """
    new = submission.checkpoint
    size = 0 if last is None else last.size
    if submission.old > new.size:
        return Refusal(400, "the old size is larger than the checkpoint's\n")
    if submission.old != size:
        return Refusal(409, f"{size}\n", SIZE_TYPE)
    if size == 0:
        if submission.proof:
            return Refusal(422, "nothing can be proved from an empty tree\n")
        if new.size == 0 and new.root != EMPTY_ROOT:
            return Refusal(422, "an empty tree has another root\n")
        return None
    assert last is not None
    try:
        verify_consistency(
            old_size=size,
            new_size=new.size,
            old_root=last.root,
            new_root=new.root,
            proof=submission.proof,
        )
    except ProofError as error:
        return Refusal(422, f"{error}\n")
    return None


def submission_body(old: int, proof: Sequence[str], note: str) -> str:
    """Return the body of a call: `proof` are the hashes in base64."""
    return "\n".join([f"old {old}", *proof]) + "\n\n" + note
