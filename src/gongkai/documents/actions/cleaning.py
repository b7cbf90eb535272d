"""Clean-up decisions: draw up the list, then, once the decision is public, apply it in one act."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.documents.actions import drafting, publishing
from gongkai.documents.actions.relating import relate
from gongkai.documents.contents import Text
from gongkai.documents.models import CleanUp, CleanUpLine, Document, State
from gongkai.documents.rules.cleanup import Line, Outcome, stands_in, table

RELATIONS = {Outcome.REPEALED: "repeals", Outcome.AMENDED: "amends", Outcome.PARTLY: "amends"}


class NotDecidedError(Exception):
    """The decision is not public, or its text does not hold this list."""


@transaction.atomic
def draw_up(
    owner: Body,
    lines: Sequence[tuple[Document, Outcome]],
    *,
    title: str,
    by: User,
    at: datetime,
) -> CleanUp:
    """Draft a decision whose text holds the table of outcomes; it is reviewed like any other.

    Args:
        owner: The body that decides.
        lines: Public documents with what becomes of each.
        title: Title of the decision.
        by: Who draws it up.
        at: The instant.

    Raises:
        ValueError: There is no line, or a document is not public.
    """
    if not lines or any(document.state != State.PUBLISHED for document, _ in lines):
        msg = "a clean-up decision names public documents"
        raise ValueError(msg)
    rows = [_line(document, outcome) for document, outcome in lines]
    text = Text(title=title, kind="policy", issuer=owner.name, attribute="open", body=table(rows))
    decision = drafting.draft(owner, text, by=by, at=at)
    cleanup = CleanUp.objects.create(decision=decision, by=by, drawn_up_at=at)
    CleanUpLine.objects.bulk_create(
        CleanUpLine(cleanup=cleanup, document=document, outcome=outcome, position=number)
        for number, (document, outcome) in enumerate(lines)
    )
    return cleanup


def apply(cleanup: CleanUp, *, by: User, at: datetime) -> int:
    """Mark every listed document as the published decision says; return how many changed.

    The decision was reviewed and is public, and its text holds exactly this list: that is the
    approval under which each mark changes. One transaction for all.

    Raises:
        NotDecidedError: The decision is not public, or its text does not hold this list.
        PendingError: A listed document has another change on its way.
    """
    changed = 0
    with transaction.atomic():
        held = CleanUp.objects.select_for_update().select_related("decision").get(pk=cleanup.pk)
        if held.applied_at is not None:
            return 0
        lines = list(held.lines.select_related("document"))
        rows = [_line(line.document, Outcome(line.outcome)) for line in lines]
        if held.decision.state != State.PUBLISHED or not stands_in(held.decision.body, rows):
            raise NotDecidedError
        for line in lines:
            changed += _mark(line, held.decision, by=by, at=at)
        held.applied_at = at
        held.save(update_fields=["applied_at"])
    return changed


def _mark(line: CleanUpLine, decision: Document, *, by: User, at: datetime) -> int:
    document, outcome = line.document, Outcome(line.outcome)
    if outcome in RELATIONS:
        relate(decision, document, RELATIONS[outcome])
    if document.standing == outcome:
        return 0
    publishing.restate(document, str(outcome), decision=decision, by=by, at=at)
    return 1


def _line(document: Document, outcome: Outcome) -> Line:
    return Line(document.key, document.title, document.document_number, outcome)
