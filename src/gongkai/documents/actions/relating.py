"""Relations between documents; each change shows on both pages."""

from functools import partial

from django.db import transaction

from gongkai.documents import signals
from gongkai.documents.models import Document, Relation


@transaction.atomic
def relate(document: Document, other: Document, kind: str) -> Relation:
    """Record what one document does to another; a second time changes nothing.

    Raises:
        ValueError: A document cannot stand in relation to itself.
    """
    if document.pk == other.pk:
        msg = "a document cannot stand in relation to itself"
        raise ValueError(msg)
    relation, made = Relation.objects.get_or_create(document=document, other=other, kind=kind)
    if made:
        _announce(document, other)
    return relation


@transaction.atomic
def part(relation: Relation) -> None:
    """Remove a relation that was recorded by mistake."""
    document, other = relation.document, relation.other
    relation.delete()
    _announce(document, other)


def _announce(*documents: Document) -> None:
    transaction.on_commit(
        partial(
            signals.changed.send,
            sender=Relation,
            keys=tuple(document.key for document in documents),
            owners=(),
        )
    )
