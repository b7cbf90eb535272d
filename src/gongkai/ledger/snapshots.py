"""The daily list of everything public, committed to by a leaf: what makes quiet removal visible."""

from collections.abc import Callable, Iterable
from datetime import date, datetime

from django.db import transaction

from gongkai.ledger import sequencer
from gongkai.ledger.actions import Proposal, propose
from gongkai.ledger.models import Cosigner, Event, Tree
from gongkai.ledger.rules.leaf import SHOWING, SNAPSHOT_SUBJECT, Kind
from gongkai.ledger.rules.snapshot import Standing, take
from gongkai.ledger.sources import everything_public, registered
from gongkai.ledger.store import log

KEPT = 31  # lists that stay as files; older ones follow from the log itself
TRIES = 5

Rows = Iterable[tuple[str, int, str]]


class UnsettledError(RuntimeError):
    """Publications kept coming in while the list was taken."""


def due(today: date) -> bool:
    """Say whether today's list is still missing and there is something to list."""
    if not registered() or not Event.objects.logged().exists():
        return False
    last = Event.objects.history(SNAPSHOT_SUBJECT).last()
    return last is None or last.on < today


def take_snapshot(now: datetime, public: Callable[[], Rows]) -> Event:
    """Commit to the list of what is public and log it.

    Args:
        now: The instant.
        public: Reads (document, revision, manifest digest) of everything public; called inside
            the transaction that holds the log still.

    Raises:
        BusyError, RefusedError: The log cannot be continued.
        UnsettledError: Publications kept coming in.
    """
    with sequencer.only_one(wait_seconds=5):
        for _try in range(TRIES):
            sequencer.sequence_held(now)
            event = _propose(now, public)
            if event is not None:
                sequencer.sequence_held(now)
                _prune()
                event.refresh_from_db()
                return event
    raise UnsettledError


def take_from_sources(now: datetime) -> Event:
    """Commit to the list of what all sources show."""
    return take_snapshot(
        now,
        lambda: ((one.doc, one.rev, one.manifest_digest) for one in everything_public()),
    )


def _propose(now: datetime, public: Callable[[], Rows]) -> Event | None:
    """Propose the leaf; None if something waits that may have changed the list already."""
    with transaction.atomic():
        Tree.objects.get_or_create(pk=1)
        tree = Tree.objects.select_for_update().get(pk=1)
        rows = [Standing(doc, rev, manifest) for doc, rev, manifest in public()]
        if Event.objects.pending().exclude(kind__in=[one.value for one in SHOWING]).exists():
            return None
        snapshot = take(rows, tree.size, after=_cosigned())
        number = Event.objects.filter(doc=SNAPSHOT_SUBJECT).count() + 1
        return propose(
            Proposal(
                kind=Kind.SNAPSHOT,
                doc=SNAPSHOT_SUBJECT,
                rev=number,
                manifest=snapshot.encode(),
                facts={
                    "count": len(rows),
                    "root": snapshot.root_digest,
                    "size": tree.size,
                },
            ),
            now=now,
        )[0]


def _cosigned() -> str | None:
    """Return the present checkpoint if somebody outside has cosigned it."""
    content = log().checkpoint()
    if content is None or not Cosigner.objects.exclude(cosigned_at=None).exists():
        return None
    text = content.decode()
    return text if text.partition("\n\n")[2].count("\n") > 1 else None


def _prune() -> None:
    old = Event.objects.logged().history(SNAPSHOT_SUBJECT).order_by("-step")[KEPT:]
    for event in old[:KEPT]:
        log().erase_manifest(event.manifest)
