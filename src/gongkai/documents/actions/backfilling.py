"""Many documents of an old site at once (补录): the same road as `publishing.backfill`, in bulk.

Only documents that nobody has seen yet go this way, drafted here in the same transaction, so
there is no row to lock and no earlier history to follow. One batch is one proposal to the log.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.documents.actions.publishing import check_ready
from gongkai.documents.actions.sealing import manifest_of
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Release, Revision
from gongkai.documents.rules.road import Lack, NotReadyError
from gongkai.ledger.actions import Proposal, propose
from gongkai.ledger.rules.chain import BackdatedError
from gongkai.ledger.rules.leaf import Kind
from gongkai.ledger.rules.manifest import digest
from gongkai.ledger.work import append_now

FIRST = 1  # number of the revision that an import brings


@dataclass(frozen=True, slots=True)
class Arrival:
    """A document to draft: its permanent key, where it was found, its text with the digest."""

    key: str
    source_path: str
    text: Text
    digest: str


@transaction.atomic
def draft_all(
    owner: Body, arrivals: Sequence[Arrival], *, at: datetime, note: str = ""
) -> list[Document]:
    """Draft documents of a body, each with its first revision, in four statements.

    Args:
        owner: The body whose documents they are.
        arrivals: What to draft; keys and places are new.
        at: The instant of the import.
        note: What the revisions say of themselves.
    """
    rows = []
    for arrival in arrivals:
        row = Document(owner=owner, key=arrival.key, source_path=arrival.source_path)
        arrival.text.apply(row)
        rows.append(row)
    documents = Document.objects.bulk_create(rows)
    revisions = Revision.objects.bulk_create(
        Revision(
            document=document,
            number=FIRST,
            content=arrival.text.to_json(),
            digest=arrival.digest,
            note=note,
            created_at=at,
        )
        for document, arrival in zip(documents, arrivals, strict=True)
    )
    first = Revision.objects.filter(document=OuterRef("pk"), number=FIRST).values("pk")[:1]
    keys = [document.pk for document in documents]
    Document.objects.filter(pk__in=keys).update(revision=Subquery(first))
    for document, revision in zip(documents, revisions, strict=True):
        document.revision = revision
    return documents


@transaction.atomic
def backfill_all(documents: Sequence[Document], *, at: datetime) -> dict[str, NotReadyError]:
    """Propose fresh drafts of an import to the log, as texts that were public before.

    Args:
        documents: From `draft_all`, in the same transaction.
        at: The instant of the import.

    Returns:
        By key, what keeps a document a draft.
    """
    lacking: dict[str, NotReadyError] = {}
    ready: list[tuple[Document, Text]] = []
    for document in documents:
        text = Text.of(document)
        try:
            check_ready(text, at)
        except NotReadyError as error:
            lacking[document.key] = error
        else:
            published_on = text.published_on or localdate(at)
            ready.append((document, replace(text, published_on=published_on)))
    try:
        _seal(ready, at=at)
    except BackdatedError:
        # One of them claims a day that the log refuses; each has to be asked for itself.
        for pair in ready:
            try:
                _seal([pair], at=at)
            except BackdatedError:
                lacking[pair[0].key] = NotReadyError((Lack.BACKDATED,))
    return lacking


@transaction.atomic
def _seal(pairs: Sequence[tuple[Document, Text]], *, at: datetime) -> None:
    if not pairs:
        return
    manifests = [manifest_of(document, text, FIRST) for document, text in pairs]
    events = propose(
        *(
            Proposal(
                kind=Kind.IMPORT,
                doc=document.key,
                rev=FIRST,
                manifest=manifest,
                claimed_on=text.published_on,
            )
            for (document, text), manifest in zip(pairs, manifests, strict=True)
        ),
        now=at,
    )
    Release.objects.bulk_create(
        Release(
            document=document,
            revision=document.revision,
            event=event,
            verb=Release.Verb.PUBLISH,
            decided_at=at,
            published_on=text.published_on,
            backfilled=True,
            manifest_digest=digest(manifest),
        )
        for (document, text), event, manifest in zip(pairs, events, manifests, strict=True)
    )
    transaction.on_commit(append_now)
