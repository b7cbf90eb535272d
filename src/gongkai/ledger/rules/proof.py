"""Proofs to keep (C2SP tlog-proof): one text that shows, offline, that an entry was logged."""

from base64 import b64encode
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.ledger.rules.checkpoint import (
    Checkpoint,
    CheckpointError,
    parse_checkpoint,
    parse_number,
)
from gongkai.ledger.rules.merkle import HASH_BYTES, ProofError, leaf_hash, verify_inclusion
from gongkai.ledger.rules.note import (
    Note,
    NoteError,
    Signature,
    Verifier,
    decode64,
    parse_note,
)

FIRST_LINE = "c2sp.org/tlog-proof@v1"
PATH_MAX = 63


@dataclass(frozen=True, slots=True)
class Receipt:
    """An entry's index, its inclusion proof and the signed checkpoint that the proof leads to.

    `extra` is not authenticated. Ours carries the entry itself, so that the receipt needs no
    second file to name what was logged.
    """

    index: int
    path: tuple[bytes, ...]
    note: Note
    extra: bytes | None = None

    @property
    def content(self) -> str:
        lines = [FIRST_LINE]
        if self.extra is not None:
            lines.append(f"extra {b64encode(self.extra).decode()}")
        lines.append(f"index {self.index}")
        lines += [b64encode(one).decode() for one in self.path]
        return "\n".join(lines) + "\n\n" + self.note.content

    def verify(
        self, entry: bytes, log: Verifier, witnesses: Iterable[Verifier] = ()
    ) -> tuple[Checkpoint, list[tuple[Verifier, Signature]]]:
        """Check that the log holds the entry.

        Returns:
            The checkpoint and the good cosignatures of the given witnesses.

        Raises:
            ProofError: A signature, the origin or the path does not fit.
        """
        try:
            self.note.signed_by([log])
            checkpoint = parse_checkpoint(self.note.text)
            known = [*witnesses]
            cosigned = [found for found in self.note.signed_by([log, *known]) if found[0] in known]
        except (NoteError, CheckpointError) as error:
            raise ProofError(str(error)) from error
        if checkpoint.origin != log.name:
            raise ProofError("the checkpoint is of another log")
        verify_inclusion(
            index=self.index,
            size=checkpoint.size,
            leaf=leaf_hash(entry),
            proof=self.path,
            root=checkpoint.root,
        )
        return checkpoint, cosigned


def parse_receipt(content: bytes) -> Receipt:
    """Return the receipt that these bytes spell.

    Raises:
        ProofError: They are malformed.
    """
    try:
        head, blank, note = content.decode("utf-8").partition("\n\n")
        lines = head.split("\n")
        if not blank or lines.pop(0) != FIRST_LINE:
            raise ProofError(f"a receipt begins with the line {FIRST_LINE}")
        extra = None
        if lines and lines[0].startswith("extra "):
            extra = decode64(lines.pop(0).removeprefix("extra "))
        if not lines or not lines[0].startswith("index "):
            raise ProofError("the receipt names no index")
        index = parse_number(lines.pop(0).removeprefix("index "))
        path = tuple(decode64(line) for line in lines)
        if len(path) > PATH_MAX or any(len(one) != HASH_BYTES for one in path):
            raise ProofError("the receipt's path is malformed")
        return Receipt(index, path, parse_note(note.encode()), extra)
    except (UnicodeDecodeError, NoteError, CheckpointError) as error:
        raise ProofError(str(error)) from error
