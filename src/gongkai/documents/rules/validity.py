"""The force of a text on a day (有效性): what was decided about it, and what its dates say.

Local rules on normative documents commonly set five years, two for trial texts; those periods are
data, here only the dates of the text itself count.
"""

from datetime import date
from enum import StrEnum


class Validity(StrEnum):
    """The marks the public sees (有效, 修改, 部分失效, 废止, 失效, 尚未施行)."""

    IN_FORCE = "in_force"
    AMENDED = "amended"
    PARTLY = "partly"
    REPEALED = "repealed"
    LAPSED = "lapsed"
    NOT_YET = "not_yet"

    @property
    def binding(self) -> bool:
        """Whether the text, or some of it, may be relied on."""
        return self in {Validity.IN_FORCE, Validity.AMENDED, Validity.PARTLY}


def validity_on(
    today: date, *, standing: str, effective_on: date | None, expires_on: date | None
) -> Validity:
    """Return the force of a text on a day.

    Args:
        today: The day asked about.
        standing: What was decided: in_force, amended, partly, repealed or lapsed.
        effective_on: First day in force; None means from its making.
        expires_on: Last day in force, included; None means no end.
    """
    if standing in {Validity.REPEALED, Validity.LAPSED}:
        return Validity(standing)
    if expires_on is not None and today > expires_on:
        return Validity.LAPSED
    if effective_on is not None and today < effective_on:
        return Validity.NOT_YET
    return Validity(standing)
