"""What was not answered in time: applications, letters, corrections."""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db.models import Q, QuerySet
from django.urls import NoReverseMatch, reverse

from gongkai.applications.models import Application
from gongkai.audits.gathering import NotLookedError, Scope
from gongkai.audits.models import Correction
from gongkai.audits.rules.check_form.facts import Fact, Kind
from gongkai.channels.rules.standing import months_after

APPLICATIONS = (Kind.APPLICATION_OVERDUE,)
LETTERS = (Kind.LETTER_UNANSWERED, Kind.LETTER_OVERDUE)
CORRECTIONS = (Kind.CORRECTION_OVERDUE,)


def applications(scope: Scope) -> Iterator[Fact]:
    """Yield the applications whose reply was due by the last day and had not been given."""
    rows = Application.objects.filter(
        Q(closed_on=None) | Q(closed_on__gt=scope.as_of),
        body__path__startswith=scope.body.path,
        due_on__lte=scope.as_of,
    ).exclude(due_on=scope.as_of)
    for row in rows.order_by("pk").values("pk", "number", "body_id", "due_on", "handler_id"):
        yield Fact(
            Kind.APPLICATION_OVERDUE,
            f"application:{row['pk']}",
            body=scope.codes.get(row["body_id"], ""),
            since=row["due_on"],
            words=(("number", row["number"]),),
            links=_link("applications_desk:case", row["pk"]),
            person=row["handler_id"],
        )


def letters(scope: Scope) -> Iterator[Fact]:
    """Yield letters without a reply: past their own date, or for longer than three months.

    Raises:
        NotLookedError: This installation has no letters.
    """
    try:
        model = apps.get_model("letters", "Letter")
    except LookupError as error:
        raise NotLookedError from error
    rows: QuerySet[Any] = model._default_manager.filter(
        Q(answered_on=None) | Q(answered_on__gt=scope.as_of),
        body__path__startswith=scope.body.path,
        received_on__lte=scope.as_of,
        merged_into=None,
    ).filter(Q(closed_on=None) | Q(closed_on__gt=scope.as_of))
    months = scope.rules.limits.answer_months
    for row in rows.order_by("pk").values("pk", "number", "body_id", "due_on", "received_on"):
        body, words = scope.codes.get(row["body_id"], ""), (("number", str(row["number"])),)
        links = _link("letters_desk:case", row["pk"])
        subject = f"letter:{row['pk']}"
        if scope.as_of > months_after(row["received_on"], months):
            yield Fact(Kind.LETTER_UNANSWERED, subject, body, row["received_on"], words, links)
        elif row["due_on"] is not None and row["due_on"] < scope.as_of:
            yield Fact(Kind.LETTER_OVERDUE, subject, body, row["due_on"], words, links)


def corrections(scope: Scope) -> Iterator[Fact]:
    """Yield what the public said was wrong and nobody has answered in time."""
    rows = Correction.objects.filter(
        Q(answered_on=None) | Q(answered_on__gt=scope.as_of),
        body__path__startswith=scope.body.path,
        due_on__lt=scope.as_of,
    )
    for row in rows.order_by("pk"):
        yield Fact(
            Kind.CORRECTION_OVERDUE,
            f"correction:{row.pk}",
            body=scope.codes.get(row.body_id, ""),
            since=row.due_on,
            words=(("page", row.page),),
            links=(("record", row.get_absolute_url()), ("page", row.page)),
        )


def _link(name: str, key: object) -> tuple[tuple[str, str], ...]:
    try:
        return (("record", reverse(name, args=[key])),)
    except NoReverseMatch:
        return ()
