"""Somebody looks at what an applicant told in confidence: with a reason, and written down."""

from collections.abc import Sequence
from datetime import datetime

from gongkai.applications.models import TABLE, Application
from gongkai.bodies.models import User
from gongkai.custody import envelope
from gongkai.custody.actions import note_reveal


def opened(application: Application, field: str) -> str:
    """Return one sealed text. What is asked for is work; who asks is shown by `reveal` only."""
    sealed = getattr(application, field)
    return envelope.unseal_text(
        bytes(application.sealed_key), bytes(sealed), TABLE, str(application.pk), field
    )


def reveal(
    application: Application, fields: Sequence[str], *, reason: str, by: User, at: datetime
) -> dict[str, str]:
    """Return sealed texts after writing down who looked and why.

    Raises:
        NoReasonError: The reason says nothing; nothing was opened.
    """
    note_reveal(TABLE, str(application.pk), fields, reason=reason, by=by.get_username(), at=at)
    return {field: opened(application, field) for field in fields}
