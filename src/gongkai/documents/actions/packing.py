"""Policy packs: the plan of interpretation, and which texts travel with a policy."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import QuerySet

from gongkai.bodies.models import User
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, Plan, Review, State
from gongkai.documents.rules.pack import PackLack, pack_lacks


class PackLacksError(Exception):
    """The policy cannot go out: its interpretation is not ready."""

    def __init__(self, lacks: tuple[PackLack, ...]) -> None:
        super().__init__(", ".join(lacks))
        self.lacks = lacks


@transaction.atomic
def plan(
    document: Document,
    *,
    outline: str = "",
    forms: str = "",
    channels: str = "",
    planned_on: date | None = None,
    exemption: str = "",
    exemption_reason: str = "",
    by: User | None,
    at: datetime,
) -> Plan:
    """Save the plan by which a policy will be interpreted, or the exemption and its reason."""
    kept, _made = Plan.objects.update_or_create(
        document=document,
        defaults={
            "outline": outline,
            "forms": forms,
            "channels": channels,
            "planned_on": planned_on,
            "exemption": exemption,
            "exemption_reason": exemption_reason,
            "by": by,
            "at": at,
        },
    )
    return kept


def travelling(document: Document) -> QuerySet[Document]:
    """Return the interpretations of a document that are still drafts; they go out with it."""
    return Document.objects.filter(
        relations__other=document,
        relations__kind="interprets",
        state__in=[State.DRAFT, State.SCHEDULED],
    ).order_by("pk")


def check_pack(document: Document, parts: list[Document]) -> None:
    """Refuse a policy whose interpretation is neither ready nor exempted.

    Args:
        document: The locked document.
        parts: The drafts that would go out with it, locked.

    Raises:
        PackLacksError: With everything that is lacking.
    """
    kept = Plan.objects.filter(document=document).first()
    passed = set(
        Review.objects.filter(
            revision__in=[part.revision_id for part in parts], state=Review.State.PASSED
        ).values_list("revision_id", flat=True)
    )
    ready = [part.revision_id in passed for part in parts]
    public = document.back_relations.filter(
        kind="interprets", document__state=State.PUBLISHED
    ).count()
    found = pack_lacks(
        Text.from_json(document.revision.content).kind if document.revision else document.kind,
        outline=kept.outline if kept else "",
        exemption=kept.exemption if kept else "",
        exemption_reason=kept.exemption_reason if kept else "",
        parts_passed=[*ready, *([True] * public)],
    )
    if found:
        raise PackLacksError(found)
