"""A reader says what is wrong on a page; a clerk answers within the clock's working days."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import unquote
from uuid import uuid4

from django.db import transaction
from django.urls import Resolver404, resolve
from django.utils.timezone import localdate

from gongkai.audits.models import Correction, CorrectionClock
from gongkai.audits.models.corrections import DAYS_PRESET, TABLE
from gongkai.bodies.models import Body, User
from gongkai.calendars.access import load_workdays
from gongkai.commitments import actions as commitments
from gongkai.commitments.models import Commitment
from gongkai.custody import envelope
from gongkai.custody.actions import note_reveal
from gongkai.custody.codes import code_of as code_from
from gongkai.custody.codes import code_print as print_of
from gongkai.documents.models import Document

PURPOSE = "correction"
SOURCE = "finding"
TITLE_MAX = 200


class AnsweredError(ValueError):
    """It has been answered."""


@dataclass(frozen=True, slots=True)
class Report:
    """What a reader wrote.

    Attributes:
        submission: The form's token.
        page: The path of the page.
        quote: The words on it.
        wrong: What is wrong with them.
        contact: How to reach the reader; may be empty.
    """

    submission: str
    page: str
    quote: str
    wrong: str
    contact: str = ""


def code_of(submission: str) -> str:
    """Return the query code of a report; it is stored nowhere."""
    return code_from(submission, PURPOSE)


def code_print(code: str) -> str:
    """Return what a report is found by."""
    return print_of(code, PURPOSE)


def clock_days() -> int:
    """Return in how many working days a report is answered."""
    row = CorrectionClock.objects.filter(pk=1).first()
    return row.days if row else DAYS_PRESET


def set_clock(days: int) -> CorrectionClock:
    """Set the working days; what has arrived keeps its date."""
    row, _new = CorrectionClock.objects.update_or_create(pk=1, defaults={"days": days})
    return row


def body_of(page: str, today: date) -> Body | None:
    """Return who answers for a page: the owner of its document, its body, or the top body."""
    path = unquote(page).partition("?")[0]
    for prefix in ("/large", "/en"):
        if path.startswith(f"{prefix}/"):
            path = path[len(prefix) :]
    try:
        named: Mapping[str, object] = resolve(path).kwargs
    except Resolver404:
        named = {}
    document = Document.objects.filter(key=str(named.get("key", ""))).select_related("owner")
    found = document.first()
    if found is not None:
        return found.owner
    standing = Body.objects.standing(today)
    return (
        standing.filter(code=str(named.get("code", ""))).first()
        or standing.filter(parent=None).order_by("path").first()
    )


@transaction.atomic
def receive(report: Report, body: Body, *, at: datetime) -> Correction:
    """Take a report in, once however often its form is sent."""
    known = Correction.objects.filter(submission=report.submission).first()
    if known is not None:
        return known
    key = uuid4()
    today = localdate(at)
    due_on, provisional = load_workdays().provisional_nth_after(today, clock_days())
    sealed_key, sealed = envelope.seal_texts(TABLE, str(key), {"contact": report.contact})
    return Correction.objects.create(
        id=key,
        submission=report.submission,
        code_print=code_print(code_of(report.submission)),
        page=report.page,
        quote=report.quote,
        wrong=report.wrong,
        sealed_key=sealed_key,
        contact=sealed["contact"] if report.contact else b"",
        body=body,
        received_at=at,
        received_on=today,
        due_on=due_on,
        provisional=provisional,
    )


@transaction.atomic
def answer(
    correction: Correction, *, outcome: str, reply: str, by: User, at: datetime
) -> Correction:
    """Say what was done; the reader sees it under the code.

    Raises:
        AnsweredError: Somebody has answered it.
    """
    locked = Correction.objects.select_for_update().get(pk=correction.pk)
    if locked.answered_on is not None:
        raise AnsweredError(str(locked))
    locked.outcome, locked.reply = outcome, reply
    locked.answered_on, locked.answered_by = localdate(at), by
    locked.full_clean(validate_unique=False, exclude=["sealed_key", "contact"])
    locked.save()
    return locked


@transaction.atomic
def pass_to(correction: Correction, body: Body) -> Correction:
    """Give a report to the body that answers for the page; its date stays.

    Raises:
        AnsweredError: It has been answered.
    """
    locked = Correction.objects.select_for_update().get(pk=correction.pk)
    if locked.answered_on is not None:
        raise AnsweredError(str(locked))
    locked.body = body
    locked.save(update_fields=["body"])
    return locked


def promise(correction: Correction, *, by: User, at: datetime) -> Commitment:
    """Make a commitment of a report that takes more than a correction on the spot."""
    return commitments.promise(
        title=f"{correction.page} {correction.quote}"[:TITLE_MAX],
        promised=correction.wrong,
        source=commitments.Source(SOURCE, str(correction.pk), correction.get_absolute_url()),
        lead=correction.body,
        due_on=max(correction.due_on, localdate(at)),
        by=by,
        at=at,
    )


def reveal(correction: Correction, *, reason: str, by: User, at: datetime) -> str:
    """Return how to reach the reader, once it is written down who looked and why.

    Raises:
        NoReasonError: The reason says nothing.
    """
    key = str(correction.pk)
    note_reveal(TABLE, key, ["contact"], reason=reason, by=by.get_username(), at=at)
    sealed_key, sealed = bytes(correction.sealed_key), bytes(correction.contact)
    return envelope.unseal_text(sealed_key, sealed, TABLE, key, "contact")
