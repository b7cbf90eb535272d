"""What may be stored: letters with their events and releases, limits, numbers."""

from gongkai.letters.models.letter import (
    ATTACHMENT_TABLE,
    SEALED,
    STATES,
    TABLE,
    Assistance,
    Attachment,
    Channel,
    Event,
    Kind,
    Letter,
    LetterQuerySet,
    Notice,
    Release,
)
from gongkai.letters.models.limit import Limit, LimitChange
from gongkai.letters.models.number import Register, Snapshot, Tally

__all__ = [
    "ATTACHMENT_TABLE",
    "SEALED",
    "STATES",
    "TABLE",
    "Assistance",
    "Attachment",
    "Channel",
    "Event",
    "Kind",
    "Letter",
    "LetterQuerySet",
    "Limit",
    "LimitChange",
    "Notice",
    "Register",
    "Release",
    "Snapshot",
    "Tally",
]
