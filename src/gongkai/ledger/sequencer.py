"""The one place where leaves get their index and a checkpoint is signed.

Each step can be cut off at any moment and is done again by the next run with the same result:

1. the database gives every waiting event its index and instant, for good;
2. entries and tiles are written and flushed;
3. the checkpoint is signed and recorded outside the database, then published;
4. the witnesses are asked;
5. one transaction marks the events as logged and lets the floors above show them.
"""

import logging
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from threading import Lock
from time import monotonic

from django.db import connection, transaction
from django.utils.timezone import localdate

from gongkai.ledger import durable, keys, witnesses
from gongkai.ledger.agreement import Head, agree
from gongkai.ledger.models import Event, Tree
from gongkai.ledger.refusals import (
    ClockRefusedError,
    DiskError,
    EventRefusedError,
    RefusedError,
)
from gongkai.ledger.rules.chain import SLACK
from gongkai.ledger.rules.checkpoint import Checkpoint, parse_checkpoint
from gongkai.ledger.rules.clock import ClockAheadError, ClockBackError, stamp
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.rules.merkle import leaf_hash
from gongkai.ledger.rules.note import Note, Signer, parse_note
from gongkai.ledger.rules.policy import Policy
from gongkai.ledger.rules.tiles import WIDTH, TileTree, bundles, grow, pack
from gongkai.ledger.signals import lapsed, logged
from gongkai.ledger.store import CHECKPOINT, Store, log, manifest_path

BATCH = 4096
_turn = Lock()  # threads of one process take turns here, so that only one of them polls the file
ADVISORY_LOCK = 0x676F6E676B6169  # "gongkai": one sequencer per PostgreSQL database

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Run:
    """What one run works with."""

    store: Store
    signer: Signer
    policy: Policy


def sequence(now: datetime) -> int:
    """Log everything that waits; return how many events became logged.

    Args:
        now: The instant to write into the leaves.

    Raises:
        BusyError: Another process is at it.
        RefusedError: The log must not be continued as things stand.
    """
    with only_one():
        return sequence_held(now)


@contextmanager
def only_one(wait_seconds: float = 0) -> Iterator[None]:
    """Be the one sequencer, among processes and among the machines of a PostgreSQL database.

    Raises:
        BusyError: Another one is at it all the time.
    """
    deadline = monotonic() + wait_seconds
    if not _turn.acquire(timeout=wait_seconds):
        raise durable.BusyError("another thread")
    try:
        with _only_process(max(0.0, deadline - monotonic())):
            yield
    finally:
        _turn.release()


@contextmanager
def _only_process(wait_seconds: float) -> Iterator[None]:
    with durable.held(log().lock, wait_seconds):
        if connection.vendor != "postgresql":
            yield
            return
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_try_advisory_lock(%s)", [ADVISORY_LOCK])
            row = cursor.fetchone()
        if not row or not row[0]:
            raise durable.BusyError("another machine")
        try:
            yield
        finally:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_unlock(%s)", [ADVISORY_LOCK])


def sequence_held(now: datetime) -> int:
    """Do what `sequence` does, for a caller who is the only one.

    Raises:
        RefusedError: The log must not be continued as things stand.
    """
    count = 0
    with reported(now):
        while Event.objects.pending().exists():
            done = _sequence_batch(log(), now)
            count += done
            if not done:
                break
    return count


def check(now: datetime) -> None:
    """Say before anything waits whether the log could be continued.

    Raises:
        RefusedError: It could not.
    """
    with only_one(), reported(now):
        if Event.objects.exists() or log().checkpoint() is not None:
            head = agree(log(), keys.signer().verifier, keys.policy())
            _stamp(now, head)


@contextmanager
def reported(now: datetime) -> Iterator[None]:
    """Keep a refusal where the clerk's pages and the log's page can tell it; forget a past one."""
    try:
        yield
    except RefusedError as refusal:
        _report(refusal, now)
        raise
    except OSError as error:
        full = DiskError(f"{error.strerror}: {error.filename}")
        _report(full, now)
        raise full from error
    if Tree.objects.exclude(fault="").exists():
        Tree.objects.update(fault="", fault_detail="", fault_at=None)


def _report(refusal: RefusedError, now: datetime) -> None:
    logger.error("%s", refusal)
    Tree.objects.get_or_create(pk=1)
    detail = Exception.__str__(refusal)
    Tree.objects.exclude(fault=refusal.code, fault_detail=detail).filter(pk=1).update(
        fault=refusal.code, fault_detail=detail, fault_at=now
    )


def _sequence_batch(store: Store, now: datetime) -> int:
    run = Run(store, keys.signer(), keys.policy())
    head = agree(store, run.signer.verifier, run.policy)
    at = _stamp(now, head)
    events = assign(at)
    if not events or events[0].index != head.checkpoint.size:
        # A run before this one was cut off: what it had given an index comes first.
        rows = Event.objects.filter(index__gte=head.checkpoint.size)
        events = list(rows.order_by("index")[:BATCH])
    note, checkpoint = _extend(run, head, events)
    answers = witnesses.cosign(
        witnesses.willing(run.policy),
        note,
        TileTree(store.read, checkpoint.size),
        witnesses.PUBLISH_SECONDS,
    )
    publish_cosigned(store, note, answers)
    return finish(checkpoint, at, now, events, answers)


def publish_cosigned(store: Store, note: Note, answers: Sequence[witnesses.Answer]) -> None:
    """Publish a checkpoint again, with the cosignatures that came."""
    cosigned = [one.signature for one in answers if one.signature is not None]
    if cosigned:
        store.place({CHECKPOINT: note.with_signatures(cosigned).content.encode()})


def cosign_again(now: datetime) -> None:
    """Ask the witnesses that have not cosigned the present checkpoint, while others publish."""
    content, policy = log().checkpoint(), keys.policy()
    if content is None:
        return
    note = parse_note(content)
    checkpoint = parse_checkpoint(note.text)
    members = witnesses.lagging(policy, checkpoint.size)
    if not members:
        return
    tree = TileTree(log().read, checkpoint.size)
    answers = witnesses.cosign(members, note, tree, witnesses.WORKER_SECONDS)
    with only_one(witnesses.WORKER_SECONDS):
        content = log().checkpoint()
        present = None if content is None else parse_note(content)
        if present is not None and present.text == note.text:
            publish_cosigned(log(), present, answers)
        with transaction.atomic():
            witnesses.remember(answers, checkpoint.size, now)


def _stamp(now: datetime, head: Head) -> datetime:
    try:
        return stamp(now, head.at, keys.confirmed_clock())
    except (ClockBackError, ClockAheadError) as error:
        raise ClockRefusedError(str(error)) from error


def assign(at: datetime) -> list[Event]:
    """Give the waiting events their indexes, for good; return them in order.

    Raises:
        EventRefusedError: One of them says what no leaf may say.
    """
    with transaction.atomic(durable=True):
        Tree.objects.get_or_create(pk=1)
        Tree.objects.select_for_update().get(pk=1)
        _drop_lapsed(at)
        waiting = list(Event.objects.filter(index=None).order_by("pk")[:BATCH])
        last = Event.objects.exclude(index=None).order_by("-index").first()
        first = 0 if last is None or last.index is None else last.index + 1
        before = _indexes_before(waiting)
        rows = []
        for index, event in enumerate(waiting, start=first):
            before[event.doc, event.step] = index
            event.index, event.prev_index = index, before.get((event.doc, event.step - 1))
            event.stamped_at = at
            spelt(event)  # what may not be a leaf is refused before it has a place
            rows.append((index, event.prev_index, at, event.pk))
        _write_indexes(rows)
    return waiting


def spelt(event: Event) -> bytes:
    """Return an event's leaf as it stands in the log.

    Raises:
        EventRefusedError: The row says what no leaf may say: somebody changed it by hand.
    """
    try:
        return event.leaf.encode()
    except ValueError as error:
        raise EventRefusedError(f"{event}: {error}") from error


def _write_indexes(rows: Sequence[tuple[int, int | None, datetime, int]]) -> None:
    # `bulk_update` spells one CASE for each row and field; this is thirty times as quick.
    table = connection.ops.quote_name(Event._meta.db_table)
    names = [connection.ops.quote_name(name) for name in ("index", "prev_index", "stamped_at")]
    change = ", ".join(f"{name} = %s" for name in names)
    values = [
        (index, prev, connection.ops.adapt_datetimefield_value(at), pk)
        for index, prev, at, pk in rows
    ]
    with connection.cursor() as cursor:
        cursor.executemany(f"UPDATE {table} SET {change} WHERE id = %s", values)  # noqa: S608


def _indexes_before(waiting: Sequence[Event]) -> dict[tuple[str, int], int]:
    """Return the index of the event before each waiting one, as far as they have one."""
    docs = [event.doc for event in waiting if event.step]
    found: dict[tuple[str, int], int] = {}
    for at in range(0, len(docs), 500):
        rows = Event.objects.filter(doc__in=docs[at : at + 500], index__isnull=False)
        for doc, step, index in rows.values_list("doc", "step", "index"):
            found[doc, step] = index or 0
    return found


def _drop_lapsed(at: datetime) -> None:
    """Drop publications whose date is no longer true because the log stood still for days."""
    rows = Event.objects.filter(
        index=None,
        step=0,
        kind=Kind.PUBLISH.value,
        claimed_on__lt=localdate(at) - SLACK,
    )
    docs = list(rows.values_list("doc", flat=True))
    if docs:
        dropped = list(Event.objects.filter(doc__in=docs, index=None))
        Event.objects.filter(pk__in=[event.pk for event in dropped]).delete()
        lapsed.send(sender=Event, events=dropped)


def _extend(run: Run, head: Head, events: Sequence[Event]) -> tuple[Note, Checkpoint]:
    """Write the tree with these events, sign it and publish the checkpoint."""
    if not events:
        assert head.note is not None
        if not head.published:
            run.store.place({CHECKPOINT: head.note.content.encode()})
        return head.note, head.checkpoint
    files, checkpoint = tree_files(run.store, head.checkpoint, events)
    run.store.place(files)
    note = Note(checkpoint.text, (run.signer.sign(checkpoint.text),))
    keys.record_signed(note)
    run.store.place({CHECKPOINT: note.content.encode()})
    run.store.drop_partials(files)
    return note, checkpoint


def tree_files(
    store: Store, head: Checkpoint, events: Sequence[Event]
) -> tuple[dict[str, bytes], Checkpoint]:
    """Return the files that a tree gets when these events are appended, and its checkpoint."""
    entries = [spelt(event) for event in events]
    for index, event in enumerate(events, start=head.size):
        if event.index != index:
            raise EventRefusedError(f"event {index} is missing in the database")
    files: dict[str, bytes] = {}
    for event in events:
        if event.enclosure is not None:
            files[manifest_path(event.manifest)] = bytes(event.enclosure)
    growth = grow(store.read, head.size, [leaf_hash(entry) for entry in entries])
    first = head.size // WIDTH
    if head.size % WIDTH:
        entries = store.entries(first, head.size) + entries
    for tile in bundles(growth.size, head.size):
        start = (tile.index - first) * WIDTH
        files[tile.path] = pack(entries[start : start + tile.width])
    return files | growth.files, Checkpoint(head.origin, growth.size, growth.root)


def finish(
    checkpoint: Checkpoint,
    at: datetime,
    now: datetime,
    fresh: Sequence[Event],
    answers: Sequence[witnesses.Answer] = (),
) -> int:
    """Mark what is in the checkpoint as logged, and let the floors above show it.

    Args:
        checkpoint: What was signed.
        at: The instant that its newest leaf states.
        now: The instant to remember.
        fresh: The events just appended; others may be left over from a run that was cut off.
        answers: What the witnesses said.
    """
    with transaction.atomic(durable=True):
        Tree.objects.select_for_update().get(pk=1)
        Tree.objects.filter(pk=1).update(
            size=checkpoint.size, root=checkpoint.root.hex(), signed_at=at
        )
        witnesses.remember(answers, checkpoint.size, now)
        rows = Event.objects.pending().filter(index__lt=checkpoint.size)
        events = list(fresh)
        if rows.count() != len(events) or any(event.logged_at for event in events):
            events = list(rows.order_by("index").defer("enclosure"))
        for event in events:
            event.logged_at, event.enclosure = now, None
        try:
            with transaction.atomic():
                _mark(events, now)
            return len(events)
        except Exception:
            logger.exception("a listener failed for a batch of %s events", len(events))
        return sum(_mark_alone(event, now) for event in events)


def _mark(events: Sequence[Event], now: datetime) -> None:
    keys_of = [event.pk for event in events]
    for at in range(0, len(keys_of), 500):
        rows = Event.objects.filter(pk__in=keys_of[at : at + 500])
        rows.update(logged_at=now, enclosure=None)
    logged.send(sender=Event, events=list(events))


def _mark_alone(event: Event, now: datetime) -> bool:
    """Mark one event, so that one that its listener cannot digest does not hold the others."""
    try:
        with transaction.atomic():
            _mark([event], now)
    except Exception:
        logger.exception("a listener failed for event %s", event)
        return False
    return True
