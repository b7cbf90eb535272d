"""What may be stored of applications; one module per part, all of them imported from here."""

from gongkai.applications.models.application import (
    SEALED,
    TABLE,
    Application,
    ApplicationQuerySet,
    Attachment,
    Channel,
    Delivery,
    Event,
    Kind,
    Recount,
    Register,
)
from gongkai.applications.models.letter import (
    FILE_TABLE,
    LETTER_TABLE,
    Letter,
    LetterFile,
    LetterKind,
    LetterRegister,
    Route,
    Search,
)
from gongkai.applications.models.office import Dispute, Movement, Practice, Suggestion

__all__ = [
    "FILE_TABLE",
    "LETTER_TABLE",
    "SEALED",
    "TABLE",
    "Application",
    "ApplicationQuerySet",
    "Attachment",
    "Channel",
    "Delivery",
    "Dispute",
    "Event",
    "Kind",
    "Letter",
    "LetterFile",
    "LetterKind",
    "LetterRegister",
    "Movement",
    "Practice",
    "Recount",
    "Register",
    "Route",
    "Search",
    "Suggestion",
]
