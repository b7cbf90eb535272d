"""Who may read and who may do what with documents.

The public reads what is published. Inside, a document belongs to its body: drafters and the
openness office of that body (or of a body above it) work on it, nobody else knows it exists.
"""

from collections.abc import Collection, Mapping

from gongkai.bodies.access import bodies_of, holds, seen_by
from gongkai.bodies.models import Body, Role, User
from gongkai.documents.models import Document, DocumentQuerySet, Review, RoadTerms, State
from gongkai.documents.rules.review import Step

WRITERS = (Role.DRAFTER, Role.OPENNESS)
PUBLISHERS = (Role.OPENNESS, Role.LEADER)
SIGNERS: Mapping[str, tuple[Role, ...]] = {
    Step.SECRECY: (Role.SECRECY,),
    Step.FIRST: (Role.REVIEWER,),
    Step.SECOND: (Role.REVIEWER, Role.LEADER),
    Step.FINAL: (Role.LEADER, Role.OPENNESS),
}


def public() -> DocumentQuerySet:
    """Return the documents that anybody may read."""
    return Document.objects.published()


def remembered() -> DocumentQuerySet:
    """Return the documents whose address answers the public: published ones and withdrawn ones."""
    return Document.objects.filter(state__in=[State.PUBLISHED, State.WITHDRAWN])


def worked_on_by(user: User) -> DocumentQuerySet:
    """Return the documents whose inner pages the user may open."""
    return Document.objects.filter(owner__in=seen_by(user))


def drafted_by(user: User) -> DocumentQuerySet:
    """Return the documents the user may revise."""
    return Document.objects.filter(owner__in=bodies_of(user, *WRITERS))


def published_by(user: User) -> DocumentQuerySet:
    """Return the documents about whose publication the user may decide."""
    return Document.objects.filter(owner__in=bodies_of(user, *PUBLISHERS))


def may_draft(user: User) -> bool:
    """Say whether the user may start a document for any body."""
    return bodies_of(user, *WRITERS).exists()


def may_revise(user: User, document: Document) -> bool:
    """Say whether the user may save a revision of this document."""
    return holds(user, document.owner, *WRITERS)


def may_publish(user: User, document: Document) -> bool:
    """Say whether the user may publish, schedule, withdraw or restore this document."""
    return holds(user, document.owner, *PUBLISHERS)


def holds_step(user: User, document: Document, step: str) -> bool:
    """Say whether an appointment of the user covers a step of this document's review."""
    return holds(user, document.owner, *SIGNERS[step])


def may_sign(user: User, document: Document, step: str, review: Review) -> bool:
    """Say whether the user may act on the waiting step; a delegated one is for one person only.

    Superusers hold no role by being superusers, so no step is theirs.
    """
    turn = review.turns.filter(step=step).first()
    if turn is not None and turn.person_id is not None and turn.person_id != user.pk:
        return False
    return holds_step(user, document, step)


def road_terms(body: Body, rows: Collection[RoadTerms] | None = None) -> RoadTerms:
    """Return the terms that hold for a body: its own, or those of the nearest body above it.

    Args:
        body: Whose road.
        rows: All rows, where many bodies are asked about; None reads them.
    """
    if rows is None:
        rows = RoadTerms.objects.select_related("body")
    above = [row for row in rows if body.path.startswith(row.body.path)]
    return max(above, key=lambda row: len(row.body.path), default=RoadTerms(body=body))
