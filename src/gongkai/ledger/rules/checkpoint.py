"""Checkpoints (C2SP tlog-checkpoint): which log, how many leaves, which root."""

import re
from base64 import b64encode
from dataclasses import dataclass

from gongkai.ledger.rules.merkle import EMPTY_ROOT, HASH_BYTES
from gongkai.ledger.rules.note import NoteError, decode64, require_name

SIZE_MAX = (1 << 63) - 1

_NUMBER = re.compile(r"0|[1-9][0-9]{0,18}", re.ASCII)


class CheckpointError(ValueError):
    """A text is not a checkpoint."""


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """The head of a log's tree: `root` over its first `size` leaves."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The text that the log signs: three lines, nothing more."""
        return f"{self.origin}\n{self.size}\n{b64encode(self.root).decode()}\n"


def parse_number(text: str) -> int:
    """Return a decimal number without sign and leading zeroes, below 2^63.

    Raises:
        CheckpointError: The text is anything else.
    """
    if not _NUMBER.fullmatch(text) or int(text) > SIZE_MAX:
        raise CheckpointError(f"not a number: {text[:40]}")
    return int(text)


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint of a note's text; lines after the third are left unread.

    Raises:
        CheckpointError: The text is malformed.
    """
    lines = text.split("\n")
    if len(lines) < 4 or lines[-1] or not all(lines[:-1]):
        raise CheckpointError("a checkpoint has three lines or more, none of them empty")
    try:
        origin, root = require_name(lines[0]), decode64(lines[2])
    except NoteError as error:
        raise CheckpointError(str(error)) from error
    if len(root) != HASH_BYTES:
        raise CheckpointError(f"a root has {HASH_BYTES} bytes")
    return Checkpoint(origin, parse_number(lines[1]), root)


def empty(origin: str) -> Checkpoint:
    """Return the checkpoint of a log that has no leaf yet."""
    return Checkpoint(origin, 0, EMPTY_ROOT)
