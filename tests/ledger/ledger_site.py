"""A stand-in for the floors above: it publishes in one word and knows what it shows."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.ledger import sequencer
from gongkai.ledger.actions import Proposal, propose
from gongkai.ledger.models import Event
from gongkai.ledger.rules.leaf import Approver, Kind, Reason
from gongkai.ledger.rules.manifest import File, Manifest, digest
from gongkai.ledger.sources import PublicItem
from gongkai.ledger.store import Store, log


@dataclass
class Site:
    """A stand-in for the floors above: it knows what it shows, and only that."""

    now: datetime = datetime(2026, 11, 22, 8, 30, 11, tzinfo=UTC)
    name: str = "site"
    shown: dict[str, PublicItem] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return localdate(self.now)

    @property
    def store(self) -> Store:
        return log()

    def later(self, **by: int) -> None:
        self.now += timedelta(**by)

    def manifest(self, doc: str, rev: int, *files: File) -> bytes:
        return Manifest(doc, rev, {"title": f"关于{doc}"}, files, os.urandom(32)).encode()

    def proposal(
        self, doc: str, kind: Kind = Kind.PUBLISH, rev: int = 1, claimed_on: date | None = None
    ) -> Proposal:
        if kind in {Kind.WITHDRAW, Kind.ERASE}:
            reason, role = Reason.MISTAKE, Approver.OPENNESS
            return Proposal(kind=kind, doc=doc, rev=rev, reason=reason, role=role)
        manifest = self.manifest(doc, rev, File.of("page.html", f"{doc}/{rev}".encode()))
        day = claimed_on or self.today
        return Proposal(kind=kind, doc=doc, rev=rev, manifest=manifest, claimed_on=day)

    def propose(self, *proposals: Proposal) -> list[Event]:
        with transaction.atomic():
            return propose(*proposals, now=self.now)

    def log(self, *proposals: Proposal) -> list[Event]:
        """Propose, sequence and show what became public, as a floor above does."""
        events = self.propose(*proposals)
        sequencer.sequence(self.now)
        for one in proposals:
            self._show(one)
        return list(Event.objects.filter(pk__in=[event.pk for event in events]).order_by("index"))

    def publish(self, *docs: str) -> list[Event]:
        return self.log(*[self.proposal(doc) for doc in docs])

    def _show(self, one: Proposal) -> None:
        if one.manifest is None:
            self.shown.pop(one.doc, None)
            return
        content = f"{one.doc}/{one.rev}".encode()
        self.shown[one.doc] = PublicItem(
            doc=one.doc,
            rev=one.rev,
            manifest_digest=digest(one.manifest),
            shown_on=one.claimed_on,
            backfilled=one.kind is Kind.IMPORT,
            files=lambda: [File.of("page.html", content)],
        )

    def public(self) -> Iterator[PublicItem]:
        yield from self.shown.values()
