"""Somebody looks at what a writer told in confidence: with a reason, and written down."""

import json
from datetime import datetime

from gongkai.bodies.models import User
from gongkai.custody import envelope, papers
from gongkai.custody.actions import note_reveal
from gongkai.letters.models import ATTACHMENT_TABLE, TABLE, Attachment, Letter

SHOWN = ("name", "phone", "email", "address", "original")


def writer_of(letter: Letter) -> dict[str, str]:
    """Return who wrote. For work done by no person, such as sending an e-mail."""
    text = _opened(letter, "writer")
    return {str(name): str(value) for name, value in json.loads(text).items()} if text else {}


def _opened(letter: Letter, field: str) -> str:
    sealed = bytes(getattr(letter, field))
    return envelope.unseal_text(bytes(letter.sealed_key), sealed, TABLE, str(letter.pk), field)


def reveal(letter: Letter, *, reason: str, by: User, at: datetime) -> dict[str, str]:
    """Return who wrote and the text as it was written, after writing down who looked and why.

    Raises:
        NoReasonError: The reason says nothing; nothing was opened.
    """
    note_reveal(TABLE, str(letter.pk), SHOWN, reason=reason, by=by.get_username(), at=at)
    return {**writer_of(letter), "original": _opened(letter, "original")}


def open_attachment(
    attachment: Attachment, *, reason: str, by: User, at: datetime
) -> tuple[str, bytes]:
    """Return the name and the content of a file, after writing down who looked and why."""
    key = str(attachment.pk)
    note_reveal(ATTACHMENT_TABLE, key, ("file",), reason=reason, by=by.get_username(), at=at)
    return papers.opened(
        ATTACHMENT_TABLE, attachment.pk, bytes(attachment.sealed_key), bytes(attachment.name)
    )
