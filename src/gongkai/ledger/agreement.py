"""Before anything is signed: do the database, the files, the record and the witnesses agree?

A log that continues from an older state than it has published forks, and a fork is proof that the
log lied. So the sequencer starts from the largest checkpoint it can find, and refuses to go on
from anything smaller or different.
"""

from dataclasses import dataclass
from datetime import datetime

from gongkai.ledger import keys, witnesses
from gongkai.ledger.models import Event, Tree
from gongkai.ledger.refusals import (
    DatabaseBehindError,
    FilesBehindError,
    ForkError,
    WitnessAheadError,
)
from gongkai.ledger.rules.checkpoint import Checkpoint, CheckpointError, empty, parse_checkpoint
from gongkai.ledger.rules.leaf import LeafError, parse_leaf
from gongkai.ledger.rules.note import Note, NoteError, Verifier, parse_note
from gongkai.ledger.rules.policy import Policy
from gongkai.ledger.rules.tiles import WIDTH, TileError, TileTree
from gongkai.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Head:
    """The last signed state: its note (None before the first) and the instant it states."""

    checkpoint: Checkpoint
    note: Note | None
    at: datetime | None
    published: bool


def read_signed(note: Note, verifier: Verifier) -> Checkpoint:
    """Return the checkpoint of a note that this log has signed.

    Raises:
        ForkError: It is of another log, malformed, or not signed with this key.
    """
    try:
        note.signed_by([verifier])
        checkpoint = parse_checkpoint(note.text)
    except (NoteError, CheckpointError) as error:
        raise ForkError(f"checkpoint: {error}") from error
    if checkpoint.origin != verifier.name:
        raise ForkError(f"checkpoint of {checkpoint.origin}")
    return checkpoint


def agree(store: Store, verifier: Verifier, policy: Policy) -> Head:
    """Return the state to continue from.

    Raises:
        RefusedError: Something is older than what was signed, or does not fit it.
    """
    tree = Tree.objects.filter(pk=1).first() or Tree(pk=1)
    head = local_head(store, verifier)
    size = head.checkpoint.size
    newest = Event.objects.exclude(index=None).order_by("-index").first()
    held = 0 if newest is None or newest.index is None else newest.index + 1
    if held < size or tree.size > held:
        raise DatabaseBehindError(f"{held} < {max(size, tree.size)}")
    if tree.size > size:
        raise FilesBehindError(f"{size} < {tree.size}")
    require_root(store, head.checkpoint, tree.size, bytes.fromhex(tree.root))
    for seen in witnesses.seen_by(policy, verifier):
        if seen.size > size:
            raise WitnessAheadError(f"{size} < {seen.size}")
        require_root(store, head.checkpoint, seen.size, seen.root)
    return head


def local_head(store: Store, verifier: Verifier) -> Head:
    """Return the larger of the published checkpoint and the record of the last signature.

    Raises:
        ForkError: One of them is not ours, or they contradict each other.
        FilesBehindError: The tree lacks files.
    """
    content, signed = store.checkpoint(), keys.last_signed()
    try:
        published = None if content is None else parse_note(content)
    except NoteError as error:
        raise ForkError(f"checkpoint: {error}") from error
    known = [
        (read_signed(note, verifier), note) for note in (published, signed) if note is not None
    ]
    if not known:
        return Head(empty(verifier.name), None, None, published=True)
    head, note = max(known, key=lambda one: one[0].size)
    for other, _note in known:
        require_root(store, head, other.size, other.root)
    require_root(store, head, head.size, head.root)
    shown = published is not None and published.text == note.text
    return Head(head, note, newest_instant(store, head.size), published=shown)


def newest_instant(store: Store, size: int) -> datetime | None:
    """Return the instant that the last of `size` leaves states; None where there is none.

    Raises:
        FilesBehindError: The leaf is missing.
        ForkError: It cannot be read.
    """
    if size == 0:
        return None
    try:
        return parse_leaf(store.entries((size - 1) // WIDTH, size)[-1]).at
    except FileNotFoundError as error:
        raise FilesBehindError(str(error.filename or error)) from error
    except (TileError, LeafError, IndexError) as error:
        raise ForkError(f"leaf {size - 1}: {error}") from error


def require_root(store: Store, head: Checkpoint, size: int, root: bytes) -> None:
    """Check the root over the first `size` leaves of the files.

    Raises:
        FilesBehindError: Files are missing.
        ForkError: They lead to another root.
    """
    if size == 0:
        return
    try:
        found = TileTree(store.read, head.size).root(size)
    except FileNotFoundError as error:
        raise FilesBehindError(str(error.filename or error)) from error
    except TileError as error:
        raise ForkError(str(error)) from error
    if found != root:
        raise ForkError(f"another root at {size}")
