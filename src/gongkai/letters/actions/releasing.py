"""A clerk shows a letter to the public, and anybody who may takes it back."""

import secrets
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.letters.models import Letter, Release
from gongkai.letters.rules.words import State
from gongkai.search.actions import touch

LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
KEY_LENGTH = 10


class NoConsentError(ValueError):
    """The writer does not agree to publication."""


class NoReplyError(ValueError):
    """Only a letter with its reply is shown."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The texts as a clerk has masked them."""

    title: str
    text: str
    reply: str


@transaction.atomic
def release(letter: Letter, shown: Shown, *, by: User, today: date) -> Release:
    """Put a letter on the public board, or put its texts there anew.

    Raises:
        NoConsentError: The writer does not agree; nothing is shown.
        NoReplyError: There is no reply to show.
    """
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if not locked.consent:
        raise NoConsentError(locked.number)
    if not shown.reply.strip() or locked.state in {State.MERGED, State.REJECTED}:
        raise NoReplyError(locked.number)
    now = {
        "body": locked.body,
        "kind": locked.kind,
        "title": shown.title.strip(),
        "text": shown.text.strip(),
        "reply": shown.reply.strip(),
        "released_on": today,
        "released_by": by,
        "withdrawn_at": None,
    }
    key = "".join(secrets.choice(LETTERS) for _ in range(KEY_LENGTH))
    row, _ = Release.objects.update_or_create(
        letter=locked, defaults=now, create_defaults=now | {"key": key}
    )
    touch("letters", [row.key])
    return row


@transaction.atomic
def withdraw(letter: Letter, *, at: datetime) -> None:
    """Take a letter off the public board; its address is a 404 from now on."""
    rows = Release.objects.select_for_update().filter(letter=letter, withdrawn_at=None)
    keys = list(rows.values_list("key", flat=True))
    rows.update(withdrawn_at=at)
    touch("letters", keys)


@transaction.atomic
def take_back_consent(letter: Letter, *, at: datetime) -> None:
    """The writer no longer agrees to publication: the letter leaves the board at once."""
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    locked.consent = False
    locked.save(update_fields=["consent"])
    withdraw(locked, at=at)
    letter.refresh_from_db()
