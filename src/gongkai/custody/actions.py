"""What happens to confidences: somebody looks, with a reason; a record is erased, with proof."""

from collections.abc import Iterable
from datetime import datetime

from gongkai.custody.models import Erasure, Reveal

REASON_LENGTH_LEAST = 4  # characters; fewer is no reason


class NoReasonError(ValueError):
    """Nobody looks at personal data without saying why."""


def note_reveal(
    table: str, row: str, fields: Iterable[str], *, reason: str, by: str, at: datetime
) -> Reveal:
    """Write down that somebody is about to see confidences. Call it before opening them.

    Raises:
        NoReasonError: The reason says nothing.
    """
    reason = reason.strip()
    if len(reason) < REASON_LENGTH_LEAST:
        raise NoReasonError(reason)
    shown = ", ".join(fields)
    return Reveal.objects.create(
        table=table, row=row, fields=shown, reason=reason[:200], by=by, at=at
    )


def note_erasure(
    table: str, row: str, fields: Iterable[str], *, files: int, basis: str, at: datetime
) -> Erasure:
    """Write down that the confidences of a record are gone; once a record."""
    erasure, _ = Erasure.objects.get_or_create(
        table=table,
        row=row,
        defaults={"fields": ", ".join(fields), "files": files, "basis": basis, "at": at},
    )
    return erasure
