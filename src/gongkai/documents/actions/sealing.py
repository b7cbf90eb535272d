"""The way of a change into the publication log, and from there into the public record.

A verb of `publishing` proposes its change here, inside its own transaction. When the log has
signed it, `ledger.signals.logged` calls `apply` inside the transaction that marks it as logged:
no log, no publication.
"""

import secrets
from collections.abc import Sequence
from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F, OuterRef, Q, Subquery
from django.utils import timezone

from gongkai.documents import signals
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Relation, Release, State
from gongkai.documents.sources import DOCUMENTS
from gongkai.ledger.actions import Proposal, propose
from gongkai.ledger.models import Event
from gongkai.ledger.rules.leaf import Approver, Kind, Reason
from gongkai.ledger.rules.manifest import NONCE_BYTES, File, Manifest, digest
from gongkai.ledger.work import append_now
from gongkai.search import actions as search

CONTENT_NAME = "content.json"  # the logged form of a text: every field, canonical JSON
REASONS = {
    "recalled": Reason.RECALLED,
    "lapsed": Reason.LAPSED,
    "secret": Reason.CLASSIFIED,
    "personal": Reason.PERSONAL,
    "mistake": Reason.MISTAKE,
}


def file_name(item: dict[str, Any]) -> str:
    """Return the name under which a manifest lists an attachment; two may share a plain name."""
    return f"{item['digest'][:16]} {item['name']}"


def files_of(text: Text) -> tuple[File, ...]:
    """Return what a manifest names: the text as one canonical file, and each attachment."""
    attached = [File(file_name(item), item["size"], item["digest"]) for item in text.attachments]
    return (File.of(CONTENT_NAME, text.canonical()), *attached)


def manifest_of(document: Document, text: Text, rev: int) -> bytes:
    """Return the manifest of one revision as it will be public, with a fresh nonce."""
    facts = {
        "title": text.title,
        "kind": text.kind,
        "body": document.owner.name,
        "issuer": text.issuer,
        "made_on": text.made_on.isoformat() if text.made_on else "",
        "published_on": text.published_on.isoformat() if text.published_on else "",
    }
    nonce = secrets.token_bytes(NONCE_BYTES)
    return Manifest(document.key, rev, facts, files_of(text), nonce).encode()


def seal(
    document: Document, release: Release, text: Text | None, kind: Kind, *, now: datetime
) -> Release:
    """Propose a change to the log, inside the caller's transaction with the row locked.

    Args:
        document: The locked document.
        release: The unsaved change.
        text: What the public will read; None when it is taken back.
        kind: What the leaf says happened.
        now: The instant of the transaction.

    Raises:
        BackdatedError: The date of publication is earlier than the log allows.
        ChainError: The log knows of something that this cannot follow.
    """
    manifest = manifest_of(document, text, release.revision.number) if text else None
    (event,) = propose(
        Proposal(
            kind=kind,
            doc=document.key,
            rev=release.revision.number,
            manifest=manifest,
            claimed_on=text.published_on if text else None,
            reason=REASONS[release.reason] if release.reason else None,
            role=Approver.OPENNESS if kind is Kind.WITHDRAW else None,
        ),
        now=now,
    )
    release.event = event
    release.manifest_digest = digest(manifest) if manifest else ""
    release.save()
    # Whoever commits first logs for all; a busy or halted log leaves it to the worker.
    transaction.on_commit(append_now)
    return release


def apply(events: Sequence[Event]) -> None:
    """Change the public record as the logged events say; inside the log's own transaction."""
    rows = (
        Release.objects.select_for_update(of=("self",))
        .select_related("revision", "by")
        .filter(event__in=events, done_at=None)
        .order_by("pk")
    )
    now = timezone.now()
    releases = list(rows)
    # The documents are locked and read anew: somebody may be saving a newer revision right now,
    # and what nobody reviewed must not slip in under this release.
    wanted = {release.document_id for release in releases}
    locked = Document.objects.select_for_update(of=("self",)).select_related("owner")
    documents = {row.pk: row for row in locked.filter(pk__in=wanted).order_by("pk")}
    for release in releases:
        release.document = documents[release.document_id]
    _open([release for release in releases if _is_fresh(release)], now)
    for release in releases:
        if not _is_fresh(release):
            _apply(release, now)
    if releases:
        keys = [release.pk for release in releases]
        Release.objects.filter(pk__in=keys).update(done_at=now)
        _announce([release.document for release in releases])


def _packs(events: Sequence[Event]) -> list[UUID]:
    """Return the packs of which these events were the last to be logged."""
    touched = Release.objects.filter(event__in=events).exclude(pack=None)
    packs = {pack for pack in touched.values_list("pack", flat=True) if pack}
    late = Release.objects.filter(pack__in=packs, event__logged_at=None)
    return list(packs - {pack for pack in late.values_list("pack", flat=True) if pack})


def lapse(events: Sequence[Event]) -> None:
    """Give up changes that the log dropped; the texts are where they were before."""
    lost = Release.objects.filter(event__in=events, done_at=None)
    # What belongs to a pack that lost a part stays unpublished as a whole.
    packs = [pack for pack in lost.values_list("pack", flat=True) if pack]
    Release.objects.filter(pack__in=packs, done_at=None).update(lapsed=True)
    lost.update(lapsed=True, event=None)


def _is_fresh(release: Release) -> bool:
    """Say whether a document becomes public for the first time, with the text its row holds."""
    document = release.document
    return (
        release.verb == Release.Verb.PUBLISH
        and document.published_at is None
        and document.revision_id == release.revision_id
    )


def _open(releases: Sequence[Release], now: datetime) -> None:
    """Make documents public for the first time; an import brings hundreds at once."""
    for backfilled in (False, True):
        chosen = [release for release in releases if release.backfilled is backfilled]
        day = Release.objects.filter(
            document=OuterRef("pk"), pk__in=[release.pk for release in chosen]
        ).values("published_on")
        Document.objects.filter(pk__in=[release.document_id for release in chosen]).update(
            state=State.PUBLISHED,
            public_revision=F("revision"),
            published_on=Subquery(day[:1]),
            published_at=now,
            changed_at=now,
            backfilled=backfilled,
            publish_at=None,
            withdrawn_at=None,
            withdrawal_reason="",
            withdrawal_note="",
        )


def _apply(release: Release, now: datetime) -> None:
    document = release.document
    if release.verb == Release.Verb.WITHDRAW:
        document.state = State.WITHDRAWN
        document.withdrawn_at = now
        document.withdrawal_reason = release.reason
        document.withdrawal_note = release.note
    else:
        text = Text.from_json(release.revision.content)
        text.apply(document)
        document.published_on = release.published_on
        document.public_revision = release.revision
        document.state = State.PUBLISHED
        document.changed_at = now
        document.publish_at = None
        document.withdrawn_at = None
        document.withdrawal_reason = document.withdrawal_note = ""
        if document.published_at is None:
            document.published_at = now
            document.backfilled = release.backfilled
    document.save()


def _announce(documents: Sequence[Document]) -> None:
    keys = {document.key for document in documents}
    search.touch(DOCUMENTS, sorted(keys))
    # The other end of a relation names the document on its own page.
    ends = Relation.objects.filter(Q(document__in=documents) | Q(other__in=documents))
    for pair in ends.values_list("document__key", "other__key"):
        keys.update(pair)
    transaction.on_commit(
        partial(
            signals.changed.send,
            sender=Document,
            keys=tuple(sorted(keys)),
            owners=tuple(sorted({document.owner.code for document in documents})),
        )
    )
