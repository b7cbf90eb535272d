"""What may be stored: the library itself, and the reviews on the way into it."""

from gongkai.documents.models.cleanups import CleanUp, CleanUpLine
from gongkai.documents.models.library import (
    CONTENT_FIELDS,
    KEY_LENGTH,
    AttributeChoice,
    Content,
    Document,
    DocumentQuerySet,
    File,
    FormChoice,
    GroundChoice,
    Kind,
    Relation,
    Revision,
    Standing,
    State,
    WithdrawalReason,
)
from gongkai.documents.models.packs import ExemptionChoice, Plan
from gongkai.documents.models.releases import Release
from gongkai.documents.models.reviews import Conversion, Review, Signature, StepChoice, Turn
from gongkai.documents.models.roads import RoadTerms

__all__ = [
    "CONTENT_FIELDS",
    "KEY_LENGTH",
    "AttributeChoice",
    "CleanUp",
    "CleanUpLine",
    "Content",
    "Conversion",
    "Document",
    "DocumentQuerySet",
    "ExemptionChoice",
    "File",
    "FormChoice",
    "GroundChoice",
    "Kind",
    "Plan",
    "Relation",
    "Release",
    "Review",
    "Revision",
    "RoadTerms",
    "Signature",
    "Standing",
    "State",
    "StepChoice",
    "Turn",
    "WithdrawalReason",
]
