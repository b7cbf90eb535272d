"""Publication: the one place where anything becomes public or stops being so.

Each verb is one transaction: it locks the row, asks `rules.road`, writes the state, hands the
change to the search outbox and tells the floors above once the transaction has committed.
"""

from datetime import datetime
from functools import partial

from django.db import transaction
from django.db.models import Q
from django.utils.timezone import localdate

from gongkai.documents import signals
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Relation, Revision, State, WithdrawalReason
from gongkai.documents.rules.prose import plain
from gongkai.documents.rules.road import Facts, NotReadyError, check_verb, lacks
from gongkai.documents.sources import DOCUMENTS
from gongkai.search import actions as search


def publish(
    document: Document, revision: Revision, *, at: datetime, backfilled: bool = False
) -> Document:
    """Make exactly this revision what the public reads.

    Args:
        document: The document.
        revision: The revision to publish; one of this document.
        at: The instant of publication.
        backfilled: The text was public on another site before (补录).

    Raises:
        NotReadyError: The text lacks something that publication needs.
        WrongStateError: The state allows no publication.
        ValueError: The revision belongs to another document.
    """
    with transaction.atomic():
        locked = _locked(document)
        check_verb("publish", locked.state)
        _release(locked, revision, at=at, backfilled=backfilled)
    document.refresh_from_db()
    return document


def schedule(document: Document, revision: Revision, *, publish_at: datetime) -> Document:
    """Set the instant at which the worker publishes this revision.

    Raises:
        NotReadyError: The text lacks something that publication needs.
        WrongStateError: The document is not a draft.
        ValueError: The revision is not the newest of this document.
    """
    with transaction.atomic():
        locked = _locked(document)
        check_verb("schedule", locked.state)
        if locked.revision_id != revision.pk:
            msg = "only the newest revision of a document can be scheduled"
            raise ValueError(msg)
        check_ready(Text.from_json(revision.content), publish_at)
        locked.state = State.SCHEDULED
        locked.publish_at = publish_at
        locked.save(update_fields=["state", "publish_at"])
    document.refresh_from_db()
    return document


def unschedule(document: Document) -> Document:
    """Take a scheduled document back to the drafts.

    Raises:
        WrongStateError: The document is not scheduled.
    """
    with transaction.atomic():
        locked = _locked(document)
        check_verb("unschedule", locked.state)
        locked.state = State.DRAFT
        locked.publish_at = None
        locked.save(update_fields=["state", "publish_at"])
    document.refresh_from_db()
    return document


def publish_due(now: datetime) -> int:
    """Publish what is scheduled for an instant that has come; return how many became public."""
    count = 0
    for key in list(Document.objects.due(now).values_list("pk", flat=True)[:200]):
        with transaction.atomic():
            locked = Document.objects.select_for_update().select_related("owner").get(pk=key)
            # Another worker, or a clerk, may have been quicker.
            if locked.state != State.SCHEDULED or locked.publish_at is None:
                continue
            if locked.publish_at > now or locked.revision is None:
                continue
            _release(locked, locked.revision, at=locked.publish_at, backfilled=False)
            count += 1
    return count


def withdraw(document: Document, *, reason: WithdrawalReason, note: str, at: datetime) -> Document:
    """Take a document back; its address goes on saying what was there, when and why it went.

    Raises:
        WrongStateError: The document is not public.
    """
    with transaction.atomic():
        locked = _locked(document)
        check_verb("withdraw", locked.state)
        locked.state = State.WITHDRAWN
        locked.withdrawn_at = at
        locked.withdrawal_reason = reason
        locked.withdrawal_note = note
        locked.save()
        _announce(locked)
    document.refresh_from_db()
    return document


def restore(document: Document, *, at: datetime) -> Document:
    """Make a withdrawn document public again, with the text it had.

    Raises:
        WrongStateError: The document is not withdrawn.
    """
    with transaction.atomic():
        locked = _locked(document)
        check_verb("restore", locked.state)
        locked.state = State.PUBLISHED
        locked.changed_at = at
        locked.withdrawn_at = None
        locked.withdrawal_reason = ""
        locked.withdrawal_note = ""
        locked.save()
        _announce(locked)
    document.refresh_from_db()
    return document


def check_ready(text: Text, at: datetime) -> None:
    """Refuse a text that may not be public yet.

    Raises:
        NotReadyError: With everything that is lacking.
    """
    found = lacks(
        Facts(
            title=text.title,
            text=plain(text.body),
            issuer=text.issuer,
            attached=bool(text.attachments),
            made_on=text.made_on,
            published_on=text.published_on,
            effective_on=text.effective_on,
            expires_on=text.expires_on,
        ),
        localdate(at),
    )
    if found:
        raise NotReadyError(found)


def _locked(document: Document) -> Document:
    # Only the row itself: the nullable joins of its revisions cannot be locked on PostgreSQL.
    rows = Document.objects.select_for_update(of=("self",)).select_related("owner")
    return rows.get(pk=document.pk)


def _release(document: Document, revision: Revision, *, at: datetime, backfilled: bool) -> None:
    if revision.document_id != document.pk:
        msg = "the revision belongs to another document"
        raise ValueError(msg)
    text = Text.from_json(revision.content)
    check_ready(text, at)
    text.apply(document)
    if document.published_on is None:
        document.published_on = localdate(at)
    if document.published_at is None:
        document.published_at = at
        document.backfilled = backfilled
    document.state = State.PUBLISHED
    document.public_revision = revision
    document.changed_at = at
    document.publish_at = None
    document.save()
    _announce(document)


def _announce(document: Document) -> None:
    search.touch(DOCUMENTS, [document.key])
    # The other end of a relation names this document on its own page.
    ends = Relation.objects.filter(Q(document=document) | Q(other=document))
    pairs = ends.values_list("document__key", "other__key")
    keys = {document.key, *(key for pair in pairs for key in pair)}
    transaction.on_commit(
        partial(
            signals.changed.send,
            sender=Document,
            keys=tuple(sorted(keys)),
            owners=(document.owner.code,),
        )
    )
