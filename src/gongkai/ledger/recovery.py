"""Bringing a restored database up to the log, or restored files up to the database.

The log is what the public holds us to, so it is never shortened: whichever side is older is
rebuilt from the other, and only if the result has a root that this log has signed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import transaction

from gongkai.ledger import keys, witnesses
from gongkai.ledger.agreement import local_head, read_signed, require_root
from gongkai.ledger.models import Event, Tree
from gongkai.ledger.refusals import FilesBehindError, ForkError
from gongkai.ledger.rules.checkpoint import Checkpoint, empty
from gongkai.ledger.rules.leaf import LeafError, parse_leaf
from gongkai.ledger.rules.merkle import EMPTY_ROOT, leaf_hash
from gongkai.ledger.rules.note import Note, NoteError, Verifier, parse_note
from gongkai.ledger.rules.tiles import TileError, bundles, grow, pack
from gongkai.ledger.sequencer import only_one, reported
from gongkai.ledger.signals import recovered
from gongkai.ledger.store import CHECKPOINT, Store, log

CHUNK = 1000


@dataclass(frozen=True, slots=True)
class Recovery:
    """What was rebuilt: leaves written as files, events entered or put right, proposals dropped."""

    size: int
    leaves_written: int
    events_rebuilt: int
    proposals_dropped: int


def recover(now: datetime, copy: Path | None = None) -> Recovery:
    """Make database and files agree with the largest checkpoint that was signed.

    Args:
        now: The instant to enter as the events' time of logging.
        copy: A folder with a copy of the log as it is served, for files that are lost here.

    Raises:
        BusyError: A sequencer is at work.
        RefusedError: Nothing here leads to a root that was signed.
    """
    with only_one(wait_seconds=5), reported(now):
        store, verifier = log(), keys.verifier()
        written = 0
        if copy is not None:
            written = adopt(store, Store(copy), verifier)
        tree = Tree.objects.filter(pk=1).first() or Tree(pk=1)
        if copy is None and _needs_files(store, verifier, tree):
            written = rebuild_files(store, verifier, tree)
        head = local_head(store, verifier)
        if not head.published and head.note is not None:
            store.place({CHECKPOINT: head.note.content.encode()})
        rebuilt, dropped = rebuild_events(store, head.checkpoint, now, head.at)
        witnesses.forget()
        return Recovery(head.checkpoint.size, written, rebuilt, dropped)


def adopt(store: Store, copy: Store, verifier: Verifier) -> int:
    """Take over a copy of the log that continues what is here; return its size.

    Raises:
        ForkError: It is not this log, is damaged, or tells another history.
        FilesBehindError: It is older than what is here.
    """
    content = copy.checkpoint()
    if content is None:
        raise FilesBehindError(f"{copy.folder / CHECKPOINT}")
    try:
        note = parse_note(content)
    except NoteError as error:
        raise ForkError(f"checkpoint: {error}") from error
    theirs = read_signed(note, verifier)
    known = [empty(verifier.name)]
    signed, own = keys.last_signed(), store.checkpoint()
    known += [] if signed is None else [read_signed(signed, verifier)]
    known += [] if own is None else [read_signed(parse_note(own), verifier)]
    for one in known:
        if one.size > theirs.size:
            raise FilesBehindError(f"{theirs.size} < {one.size}")
        require_root(copy, theirs, one.size, one.root)
    entries = _all_entries(copy, theirs.size)
    _write(store, entries, theirs)
    for entry in entries:
        digest = parse_leaf(entry).manifest
        manifest = None if digest is None else copy.manifest(digest)
        if digest is not None and manifest is not None and store.manifest(digest) is None:
            store.place({f"manifest/{digest.partition(':')[2]}": manifest})
    keys.record_signed(note)
    store.place({CHECKPOINT: content})
    return theirs.size


def _needs_files(store: Store, verifier: Verifier, tree: Tree) -> bool:
    try:
        head = local_head(store, verifier)
    except FilesBehindError:
        return True
    return head.checkpoint.size < tree.size


def rebuild_files(store: Store, verifier: Verifier, tree: Tree) -> int:
    """Write all tiles anew from the database's events; return how many leaves.

    Raises:
        ForkError: The events do not lead to the root that was signed.
        FilesBehindError: The database does not hold all of them.
    """
    signed = keys.last_signed()
    wanted = Checkpoint(verifier.name, tree.size, bytes.fromhex(tree.root) or EMPTY_ROOT)
    if signed is not None:
        recorded = read_signed(signed, verifier)
        wanted = recorded if recorded.size >= wanted.size else wanted
    events = Event.objects.filter(index__lt=wanted.size).order_by("index").defer("enclosure")
    entries = []
    for index, event in enumerate(events.iterator(chunk_size=CHUNK)):
        if event.index != index:
            break
        entries.append(event.leaf.encode())
    if len(entries) < wanted.size:
        raise FilesBehindError(f"event {len(entries)} is missing in the database")
    _write(store, entries, wanted)
    if signed is not None and signed.text == wanted.text:
        note = signed
    else:
        note = Note(wanted.text, (keys.signer().sign(wanted.text),))
        keys.record_signed(note)
    store.place({CHECKPOINT: note.content.encode()})
    return len(entries)


def _write(store: Store, entries: Sequence[bytes], wanted: Checkpoint) -> None:
    """Write bundles and tiles of these entries, if they lead to the wanted root."""
    built: dict[str, bytes] = {}
    growth = grow(built.__getitem__, 0, [leaf_hash(entry) for entry in entries])
    if growth.root != wanted.root or growth.size != wanted.size:
        raise ForkError(f"another root at {growth.size}")
    files = dict(growth.files)
    for tile in bundles(growth.size):
        start = tile.index * 256
        files[tile.path] = pack(entries[start : start + tile.width])
    store.place(files)


def _all_entries(store: Store, size: int) -> list[bytes]:
    try:
        return [entry for one in bundles(size) for entry in store.entries(one.index, size)]
    except FileNotFoundError as error:
        raise FilesBehindError(str(error.filename)) from error
    except TileError as error:
        raise ForkError(str(error)) from error


def rebuild_events(
    store: Store, head: Checkpoint, now: datetime, at: datetime | None
) -> tuple[int, int]:
    """Make the database's events those of the log; return how many were made and dropped."""
    entries = _all_entries(store, head.size)
    if _root(entries) != head.root:
        raise ForkError(f"another root at {head.size}")
    with transaction.atomic(durable=True):
        Tree.objects.get_or_create(pk=1)
        Tree.objects.select_for_update().get(pk=1)
        wrong, missing = _differing(entries)
        Event.objects.filter(pk__in=wrong).delete()
        events = _events(entries, missing, now)
        docs = [event.doc for event in events]
        dropped = 0
        for start in range(0, len(docs), CHUNK):
            waiting = Event.objects.filter(index=None, doc__in=docs[start : start + CHUNK])
            dropped += waiting.delete()[0]
        made = Event.objects.bulk_create(events, batch_size=500)
        Event.objects.pending().filter(index__lt=head.size).update(logged_at=now, enclosure=None)
        Tree.objects.filter(pk=1).update(size=head.size, root=head.root.hex(), signed_at=at)
        recovered.send(sender=Event, events=made)
    return len(made), dropped


def _root(entries: Iterable[bytes]) -> bytes:
    built: dict[str, bytes] = {}
    return grow(built.__getitem__, 0, [leaf_hash(entry) for entry in entries]).root


def _differing(entries: Sequence[bytes]) -> tuple[list[int], list[int]]:
    """Return the keys of events that say something else than the log, and the indexes to make."""
    good: set[int] = set()
    wrong = []
    for event in Event.objects.exclude(index=None).defer("enclosure").iterator(chunk_size=CHUNK):
        index = -1 if event.index is None else event.index
        try:
            same = index < len(entries) and event.leaf.encode() == entries[index]
        except ValueError:
            same = False
        if same:
            good.add(index)
        elif index < len(entries):
            wrong.append(event.pk)
    return wrong, [index for index in range(len(entries)) if index not in good]


def _events(entries: Sequence[bytes], missing: Sequence[int], now: datetime) -> list[Event]:
    """Return the events of the missing indexes, as the log tells them."""
    wanted, steps, events = set(missing), dict[str, int](), list[Event]()
    for index, entry in enumerate(entries):
        try:
            leaf = parse_leaf(entry)
        except LeafError as error:
            raise ForkError(f"leaf {index}: {error}") from error
        step = steps.get(leaf.doc, 0)
        steps[leaf.doc] = step + 1
        if index not in wanted:
            continue
        events.append(
            Event(
                kind=leaf.kind.value,
                doc=leaf.doc,
                rev=leaf.rev,
                step=step,
                manifest=leaf.manifest or "",
                claimed_on=leaf.claimed_date,
                reason="" if leaf.reason is None else leaf.reason.value,
                role="" if leaf.role is None else leaf.role.value,
                facts=dict(leaf.facts),
                proposed_at=leaf.at,
                index=index,
                prev_index=leaf.prev,
                stamped_at=leaf.at,
                logged_at=now,
            )
        )
    return events
