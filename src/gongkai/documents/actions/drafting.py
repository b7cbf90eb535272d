"""Drafts and revisions: every save is a new revision, nothing is overwritten."""

import secrets
from datetime import datetime

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.documents.actions import reviewing
from gongkai.documents.contents import Text
from gongkai.documents.models import KEY_LENGTH, Conversion, Document, Revision, State
from gongkai.documents.rules.road import check_verb

# Crockford's base 32: no letter that reads as a digit, so a key can be told by telephone.
ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"


class StaleRevisionError(Exception):
    """Somebody saved a newer revision while this one was being written."""

    def __init__(self, newest: Revision) -> None:
        super().__init__(f"revision {newest.number} is newer")
        self.newest = newest


def fresh_key() -> str:
    """Return a random permanent key; 50 bits, the database refuses the improbable twin."""
    return "".join(secrets.choice(ALPHABET) for _ in range(KEY_LENGTH))


@transaction.atomic
def draft(
    owner: Body,
    text: Text,
    *,
    by: User | None,
    at: datetime,
    key: str | None = None,
    note: str = "",
    source_path: str = "",
) -> Document:
    """Start a document of a body with its first revision.

    Args:
        owner: The body whose document it is.
        text: The first version.
        by: The author; None for an import.
        at: The instant of the save.
        key: A permanent key of one's own, for imports that must be the same every time.
        note: What changed, in the author's words.
        source_path: Where an import found it, unique within the body.
    """
    document = Document(owner=owner, key=key or fresh_key(), source_path=source_path)
    text.apply(document)
    document.save()
    _append(document, text, by=by, at=at, note=note)
    document.save(update_fields=["revision"])
    return document


@transaction.atomic
def revise(
    document: Document,
    text: Text,
    *,
    by: User | None,
    at: datetime,
    note: str = "",
    seen: int | None = None,
) -> Revision:
    """Save a new revision; an unchanged text adds none and returns the newest.

    What the public reads stays as it is until the revision is published.

    Args:
        document: The document.
        text: The new version.
        by: The author; None for an import.
        at: The instant of the save.
        note: What changed, in the author's words.
        seen: Number of the revision the author started from; None skips the check.

    Raises:
        StaleRevisionError: A newer revision than `seen` was saved meanwhile.
        WrongStateError: The document can no longer be revised.
    """
    # Read once the lock is held: joined, the revision would be of the moment before.
    locked = Document.objects.select_for_update().get(pk=document.pk)
    check_verb("revise", locked.state)
    newest = locked.revision
    assert newest is not None
    if seen is not None and newest.number != seen:
        raise StaleRevisionError(newest)
    if newest.digest == text.digest():
        return newest
    revision = _append(locked, text, by=by, at=at, note=note)
    reviewing.reset(locked, at=at)  # whoever signed, signed another text
    _convert(locked, newest, text, by=by, at=at)
    _settle(locked, text)
    document.refresh_from_db()
    return revision


def _settle(document: Document, text: Text) -> None:
    if document.state == State.SCHEDULED:
        # The instant was set for another text; whoever edits decides anew.
        document.state = State.DRAFT
        document.publish_at = None
    if document.public_revision_id is None:
        text.apply(document)
    document.save()


@transaction.atomic
def discard(document: Document) -> None:
    """Delete a draft that the public has never seen.

    Raises:
        WrongStateError: The document was public once, or its publication is decided already; it
            can only be withdrawn.
    """
    locked = Document.objects.select_for_update().get(pk=document.pk)
    decided = locked.releases.filter(lapsed=False).exists()
    check_verb("discard", State.WITHDRAWN if locked.published_at or decided else locked.state)
    Document.objects.filter(pk=locked.pk).update(revision=None)
    locked.delete()


def _convert(
    document: Document, before: Revision, text: Text, *, by: User | None, at: datetime
) -> None:
    """Record that the openness attribute, once fixed, has become another."""
    was = before.content.get("attribute", "")
    if was and was != text.attribute:
        Conversion.objects.create(
            document=document,
            before=was,
            after=text.attribute,
            reason=text.attribute_reason,
            by=by,
            at=at,
        )


def _append(
    document: Document, text: Text, *, by: User | None, at: datetime, note: str
) -> Revision:
    number = document.revision.number + 1 if document.revision else 1
    revision = Revision.objects.create(
        document=document,
        number=number,
        content=text.to_json(),
        digest=text.digest(),
        author=by,
        note=note,
        created_at=at,
    )
    document.revision = revision
    return revision
