"""What happens to the log: events are proposed in the caller's transaction, then sequenced."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from django.db import connection

from gongkai.ledger import sequencer
from gongkai.ledger.access import chains
from gongkai.ledger.models import Event
from gongkai.ledger.rules.leaf import Approver, Kind, Leaf, Reason, require_subject
from gongkai.ledger.rules.manifest import digest

sequence = sequencer.sequence


class OutsideTransactionError(RuntimeError):
    """An event was proposed outside the transaction of what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What a floor above wants logged.

    `doc` is the subject's key: a random key or an index number, at most 64 plain characters.
    `manifest` are the bytes that the leaf's digest will stand for (`rules.manifest`), needed for
    everything that shows a document. `claimed_on` is the date of publication on the page, `facts`
    stand in snapshots only.
    """

    kind: Kind
    doc: str
    rev: int
    manifest: bytes | None = None
    claimed_on: date | None = None
    reason: Reason | None = None
    role: Approver | None = None
    facts: Mapping[str, int | str] = field(default_factory=dict)


def propose(*proposals: Proposal, now: datetime) -> list[Event]:
    """Put events into the outbox, inside the caller's transaction.

    Nothing is public before `ledger.signals.logged` has been sent for its event.

    Args:
        proposals: In the order in which they happen.
        now: The instant of the transaction.

    Raises:
        BackdatedError: A date of publication is earlier than the log allows, or in the future.
        ChainError: An event cannot follow what was logged of its subject.
        LeafError: A leaf may not say that.
        OutsideTransactionError: There is no transaction.
        IntegrityError: Another transaction added to the same subject at the same moment.
    """
    if not connection.in_atomic_block:
        raise OutsideTransactionError("propose events in the transaction of what they are about")
    standing = chains({require_subject(one.doc) for one in proposals})
    events = []
    for proposal in proposals:
        chain, step = standing.get(proposal.doc, (None, 0))
        event = _event(proposal, step, now)
        standing[proposal.doc] = (event.after(chain), step + 1)
        events.append(event)
    return Event.objects.bulk_create(events, batch_size=500)


def _event(proposal: Proposal, step: int, now: datetime) -> Event:
    manifest = None if proposal.manifest is None else digest(proposal.manifest)
    # Encoded once with a stand-in for what the sequencer adds: a leaf that cannot be is refused
    # here, in the transaction that caused it.
    Leaf(
        kind=proposal.kind,
        doc=proposal.doc,
        rev=proposal.rev,
        prev=step - 1 if step else None,
        manifest=manifest,
        claimed_date=proposal.claimed_on,
        reason=proposal.reason,
        at=now.replace(microsecond=0),
        role=proposal.role,
        facts=proposal.facts,
    ).encode()
    return Event(
        kind=proposal.kind.value,
        doc=proposal.doc,
        rev=proposal.rev,
        step=step,
        manifest=manifest or "",
        claimed_on=proposal.claimed_on,
        reason="" if proposal.reason is None else proposal.reason.value,
        role="" if proposal.role is None else proposal.role.value,
        facts=dict(proposal.facts),
        enclosure=proposal.manifest,
        proposed_at=now,
    )
