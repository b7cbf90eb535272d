"""Publication: the one gate through which anything becomes public or stops being so.

Each verb is one transaction: it locks the row, asks `rules.road` and the review, and proposes the
change to the publication log. What the public reads changes when the log has signed it
(`sealing.apply`), normally before the verb returns to the person.
"""

from dataclasses import replace
from datetime import datetime
from uuid import UUID, uuid4

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.bodies.models import User
from gongkai.documents.actions import drafting, reviewing
from gongkai.documents.actions.packing import PackLacksError, check_pack, travelling
from gongkai.documents.actions.sealing import seal
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Release, Revision, State, WithdrawalReason
from gongkai.documents.rules.attribute import Attribute
from gongkai.documents.rules.prose import plain
from gongkai.documents.rules.road import Facts, Lack, NotReadyError, check_verb, lacks
from gongkai.ledger.rules.chain import BackdatedError
from gongkai.ledger.rules.leaf import Kind


class PendingError(Exception):
    """A change of this document is on its way into the log."""


def publish(
    document: Document, revision: Revision, *, at: datetime, by: User | None = None
) -> Document:
    """Make exactly this revision what the public reads; it must have passed its review.

    The drafts that interpret it go out with it, all or nothing: each must have passed its own.

    Args:
        document: The document.
        revision: The revision to publish; one of this document.
        at: The instant of the decision.
        by: Who decides; None for the worker that keeps a schedule.

    Raises:
        NotReadyError: The text lacks something that publication needs.
        PackLacksError: A policy goes out with its interpretation or with a coded exemption.
        PendingError: Another change of this document is on its way.
        UnreviewedError: This revision has not passed its review.
        WrongStateError: The state allows no publication.
        ValueError: The revision belongs to another document.
    """
    with transaction.atomic():
        locked = _locked(document, "publish")
        first = locked.public_revision_id is None
        parts = [_locked(part, "publish") for part in travelling(locked)] if first else []
        if first:
            check_pack(locked, parts)
            _check_source(locked)
        pack = uuid4() if parts else None
        _publish(locked, revision, at=at, by=by, pack=pack)
        for part in parts:
            assert part.revision is not None
            _publish(part, part.revision, at=at, by=by, pack=pack)
    document.refresh_from_db()
    return document


def _check_source(document: Document) -> None:
    """Refuse an interpretation whose policy is not public; the two go out as one pack."""
    sources = document.relations.filter(kind="interprets").exclude(other__state=State.PUBLISHED)
    if sources.exists():
        raise NotReadyError((Lack.SOURCE_NOT_PUBLIC,))


def _publish(
    document: Document, revision: Revision, *, at: datetime, by: User | None, pack: UUID | None
) -> None:
    review = reviewing.passed_for(document, revision)
    _release(document, revision, at=at, by=by, pack=pack)
    reviewing.spend(review, at=at)


def backfill(document: Document, revision: Revision, *, at: datetime) -> Document:
    """Take a text over that was public on the body's old site (补录).

    It was reviewed and published there; here it is logged as an import, says so on its page for
    good, and may carry its old date. Only a document that an import brought in can come this way.

    Raises:
        NotReadyError: The text lacks something that publication needs.
        PendingError: Another change of this document is on its way.
        WrongStateError: The document was not imported, or its state allows no publication.
        ValueError: The revision belongs to another document.
    """
    with transaction.atomic():
        locked = _locked(document, "publish")
        imported = bool(locked.source_path) and not locked.revisions.exclude(author=None).exists()
        if not imported:
            raise reviewing.UnreviewedError
        _release(locked, revision, at=at, by=None, backfilled=True)
    document.refresh_from_db()
    return document


def schedule(document: Document, revision: Revision, *, publish_at: datetime) -> Document:
    """Set the instant at which the worker publishes this reviewed revision.

    Raises:
        NotReadyError: The text lacks something that publication needs.
        UnreviewedError: This revision has not passed its review.
        WrongStateError: The document is not a draft.
        ValueError: The revision is not the newest of this document.
    """
    with transaction.atomic():
        locked = _locked(document, "schedule")
        if locked.revision_id != revision.pk:
            msg = "only the newest revision of a document can be scheduled"
            raise ValueError(msg)
        reviewing.passed_for(locked, revision)
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
        locked = _locked(document, "unschedule")
        locked.state = State.DRAFT
        locked.publish_at = None
        locked.save(update_fields=["state", "publish_at"])
    document.refresh_from_db()
    return document


def publish_due(now: datetime) -> int:
    """Publish what is scheduled for an instant that has come; return how many were decided.

    A text that may no longer be public by then goes back to the drafts, where its people see it.
    """
    count = 0
    for document in Document.objects.due(now).select_related("revision")[:200]:
        assert document.revision is not None
        try:
            publish(document, document.revision, at=now)
            count += 1
        except (reviewing.UnreviewedError, NotReadyError, PackLacksError):
            unschedule(document)
        except PendingError:
            continue
    return count


def restate(
    document: Document, standing: str, *, decision: Document, by: User, at: datetime
) -> Document:
    """Change nothing but the standing of a public text, because a published decision says so.

    Called by `cleaning.apply`, which has checked that the decision names this text with this
    outcome. A newer revision that is being written keeps its place after this one.

    Raises:
        PendingError: Another change of this document is on its way.
        WrongStateError: The document is not public.
    """
    with transaction.atomic():
        locked = _locked(document, "withdraw")
        assert locked.public_revision is not None
        public = Text.from_json(locked.public_revision.content)
        writing = locked.revision if locked.has_pending_revision else None
        note = f"{decision.title} ({decision.key})"[:200]
        revision = drafting.revise(
            locked, replace(public, standing=standing), by=None, at=at, note=note
        )
        locked.refresh_from_db()
        _release(locked, revision, at=at, by=by)
        if writing is not None:
            kept = replace(Text.from_json(writing.content), standing=standing)
            drafting.revise(locked, kept, by=writing.author, at=at, note=writing.note)
    document.refresh_from_db()
    return document


def withdraw(
    document: Document,
    *,
    reason: WithdrawalReason,
    note: str,
    at: datetime,
    by: User | None = None,
) -> Document:
    """Take a document back; its address goes on saying what was there, when and why it went.

    Raises:
        PendingError: Another change of this document is on its way.
        WrongStateError: The document is not public.
    """
    with transaction.atomic():
        locked = _locked(document, "withdraw")
        assert locked.public_revision is not None
        release = Release(
            document=locked,
            revision=locked.public_revision,
            verb=Release.Verb.WITHDRAW,
            by=by,
            decided_at=at,
            reason=reason,
            note=note,
        )
        seal(locked, release, None, Kind.WITHDRAW, now=at)
    document.refresh_from_db()
    return document


def restore(document: Document, *, at: datetime, by: User | None = None) -> Document:
    """Make a withdrawn document public again, with the reviewed text it had.

    Raises:
        PendingError: Another change of this document is on its way.
        WrongStateError: The document is not withdrawn.
    """
    with transaction.atomic():
        locked = _locked(document, "restore")
        assert locked.public_revision is not None
        release = Release(
            document=locked,
            revision=locked.public_revision,
            verb=Release.Verb.RESTORE,
            by=by,
            decided_at=at,
            published_on=locked.published_on,
        )
        text = replace(
            Text.from_json(locked.public_revision.content), published_on=locked.published_on
        )
        seal(locked, release, text, Kind.RESTORE, now=at)
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
    if text.attribute not in {"", Attribute.OPEN}:
        found = (*found, Lack.NOT_OPEN)
    if found:
        raise NotReadyError(found)


def _locked(document: Document, verb: str) -> Document:
    # Its revisions are read once the lock is held: joined, they would be of the moment before.
    rows = Document.objects.select_for_update(of=("self",)).select_related("owner")
    locked = rows.get(pk=document.pk)
    check_verb(verb, locked.state)
    if locked.releases.filter(done_at=None, lapsed=False).exists():
        raise PendingError
    return locked


def _release(
    document: Document,
    revision: Revision,
    *,
    at: datetime,
    by: User | None,
    backfilled: bool = False,
    pack: UUID | None = None,
) -> None:
    if revision.document_id != document.pk:
        msg = "the revision belongs to another document"
        raise ValueError(msg)
    text = Text.from_json(revision.content)
    check_ready(text, at)
    if text.published_on is None:
        kept = document.published_on if document.public_revision_id else None
        text = replace(text, published_on=kept or localdate(at))
    first = document.public_revision_id is None
    kind = Kind.REVISE if not first else Kind.IMPORT if backfilled else Kind.PUBLISH
    release = Release(
        document=document,
        revision=revision,
        verb=Release.Verb.PUBLISH,
        by=by,
        decided_at=at,
        published_on=text.published_on,
        backfilled=backfilled,
        pack=pack,
    )
    try:
        seal(document, release, text, kind, now=at)
    except BackdatedError:
        raise NotReadyError((Lack.BACKDATED,)) from None
