"""What was in force on a day, today or past: from the record of changes and the texts' dates."""

from datetime import date, datetime, time

from django.db.models import (
    BigIntegerField,
    DateField,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.fields.json import KT
from django.db.models.functions import Cast, Coalesce, NullIf
from django.utils.timezone import get_current_timezone

from gongkai.documents import access
from gongkai.documents.contents import Text
from gongkai.documents.models import Document, DocumentQuerySet, Release, Revision, Standing
from gongkai.documents.rules.validity import Validity, validity_on

LISTED_KINDS = ("normative", "policy")
ENDED = (Standing.REPEALED, Standing.LAPSED)
THEN = ("standing", "effective_on", "expires_on")  # what decides about a text's force


def end_of(day: date) -> datetime:
    """Return the last instant of a civil day."""
    return datetime.combine(day, time.max, tzinfo=get_current_timezone())


def standing_at(document: Document, day: date) -> Validity | None:
    """Return the force of a text at the end of a day; None where it was not public then.

    The record of changes says which revision the public read; its own dates say the rest.
    """
    last = (
        Release.objects.filter(document=document, done_at__lte=end_of(day))
        .select_related("revision")
        .order_by("-pk")
        .first()
    )
    if last is None or last.verb == Release.Verb.WITHDRAW:
        return None
    text = Text.from_json(last.revision.content)
    return validity_on(
        day,
        standing=text.standing,
        effective_on=text.effective_on,
        expires_on=text.expires_on,
    )


def listed_on(day: date, today: date, *, binding: bool) -> DocumentQuerySet:
    """Return the listed documents with `then_standing`, `then_effective_on`, `then_expires_on`.

    For a past day these are as decided then: of the last change up to that day, or of the first
    one for a text that was brought here later. A text made public after the day was not there.

    Args:
        day: The day asked about, not after today.
        today: The civil date now.
        binding: Only texts that could be relied on, wholly or in part.
    """
    rows = (
        access.public()
        .filter(Q(published_on=None) | Q(published_on__lte=day), kind__in=LISTED_KINDS)
        .select_related("owner")
        .defer("body", "summary", "attachments")
        .order_by("-published_on", "-pk")
    )
    if day == today:
        rows = rows.annotate(**{f"then_{name}": F(name) for name in THEN})
    else:
        rows = _as_decided_by(rows, day)
    if not binding:
        return rows
    # Pairs, since the annotated names are no fields that a type checker could know.
    return rows.filter(
        ~Q(("then_standing__in", ENDED)),
        Q(("then_effective_on", None)) | Q(("then_effective_on__lte", day)),
        Q(("then_expires_on", None)) | Q(("then_expires_on__gte", day)),
    )


def force_of(document: Document, day: date) -> Validity:
    """Return the force on a day of a document that `listed_on` gave."""
    return validity_on(
        day,
        standing=getattr(document, "then_standing", document.standing),
        effective_on=getattr(document, "then_effective_on", document.effective_on),
        expires_on=getattr(document, "then_expires_on", document.expires_on),
    )


def _as_decided_by(rows: DocumentQuerySet, day: date) -> DocumentQuerySet:
    changes = Release.objects.filter(document=OuterRef("pk"), done_at__isnull=False)
    last = changes.filter(done_at__lte=end_of(day)).order_by("-pk")
    rows = rows.annotate(
        change=Coalesce(
            Subquery(last.values("revision")[:1]),
            Subquery(changes.order_by("pk").values("revision")[:1]),
            F("public_revision"),
            output_field=BigIntegerField(),
        )
    )
    return rows.annotate(
        then_standing=Coalesce(
            _said("standing"), Value(Standing.IN_FORCE.value), output_field=TextField()
        ),
        then_effective_on=_day_said("effective_on"),
        then_expires_on=_day_said("expires_on"),
    )


def _said(name: str) -> Subquery:
    found: QuerySet[Revision] = Revision.objects.filter(pk=OuterRef("change"))
    return Subquery(found.annotate(said=KT(f"content__{name}")).values("said")[:1])


def _day_said(name: str) -> Cast:
    return Cast(NullIf(_said(name), Value("", output_field=TextField())), DateField())
