"""Receipts (公开存证): one text file that proves, offline, that one leaf stands in the log."""

from gongkai.ledger.models import Event
from gongkai.ledger.rules.checkpoint import parse_checkpoint
from gongkai.ledger.rules.note import parse_note
from gongkai.ledger.rules.proof import Receipt
from gongkai.ledger.rules.tiles import WIDTH, TileTree
from gongkai.ledger.store import Store, log

SUFFIX = ".tlog-proof"


class NotLoggedError(LookupError):
    """The leaf is not in the published log (yet)."""


def receipt(event: Event) -> str:
    """Return the receipt of a logged event, under the checkpoint that is published now.

    Raises:
        NotLoggedError: It has not been logged yet.
    """
    if event.index is None or event.logged_at is None:
        raise NotLoggedError(str(event))
    return receipt_at(event.index)


def receipt_at(index: int, store: Store | None = None) -> str:
    """Return the receipt of the leaf at an index of the published log.

    Raises:
        NotLoggedError: The log is not that long.
    """
    store = log() if store is None else store
    content = store.checkpoint()
    if content is None:
        raise NotLoggedError(str(index))
    note = parse_note(content)
    checkpoint = parse_checkpoint(note.text)
    if not 0 <= index < checkpoint.size:
        raise NotLoggedError(str(index))
    path = TileTree(store.read, checkpoint.size).inclusion(index)
    entry = store.entries(index // WIDTH, checkpoint.size)[index % WIDTH]
    return Receipt(index, tuple(path), note, extra=entry).content


def manifest_of(event: Event) -> bytes | None:
    """Return the bytes of the manifest that an event's leaf commits to; None once erased."""
    return log().manifest(event.manifest) if event.manifest else None
