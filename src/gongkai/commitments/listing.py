"""The lists of commitments: what each holds, and how it is narrowed down and exported."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy
from openpyxl import Workbook

from gongkai.bodies.access import bodies_of
from gongkai.bodies.models import Body, User
from gongkai.commitments import access
from gongkai.commitments.models import Commitment, CommitmentQuerySet, Entry, State
from gongkai.commitments.rules import course
from gongkai.commitments.rules.course import Standing
from gongkai.screening.rules.cells import defused

LISTS = {
    "open": gettext_lazy("In hand"),
    "overdue": gettext_lazy("Overdue"),
    "week": gettext_lazy("Due within a week"),
    "mine": gettext_lazy("For me to do"),
    "verify": gettext_lazy("For me to verify"),
    "escalated": gettext_lazy("Put to me as leader"),
    "closed": gettext_lazy("Closed"),
}
STANDINGS = {
    Standing.DONE: gettext_lazy("Closed in time"),
    Standing.DONE_LATE: gettext_lazy("Closed late"),
    Standing.CANCELLED: gettext_lazy("Cancelled"),
    Standing.OVERDUE: gettext_lazy("Overdue"),
    Standing.TODAY: gettext_lazy("Due today"),
    Standing.WEEK: gettext_lazy("Due within a week"),
    Standing.LATER: gettext_lazy("In time"),
}
# What apps call their sources; another kind is shown as it is.
SOURCES = {
    "letter": pgettext_lazy("source of a commitment", "Letter"),
    "application": pgettext_lazy("source of a commitment", "Application"),
    "finding": pgettext_lazy("source of a commitment", "Finding"),
    "rectification": pgettext_lazy("source of a commitment", "Rectification"),
    "topic": pgettext_lazy("source of a commitment", "Topic"),
    "meeting": pgettext_lazy("source of a commitment", "Meeting"),
    "hand": pgettext_lazy("source of a commitment", "Entered by hand"),
}
# A spreadsheet would take a text that begins so for a formula.


@dataclass(frozen=True, slots=True)
class Filters:
    """What a list is narrowed down to; an unknown value is no filter."""

    list: str = "open"
    body: str = ""
    kind: str = ""
    words: str = ""
    query: dict[str, str] = field(default_factory=dict)


def filters_from(asked: Mapping[str, Any]) -> Filters:
    """Read the filters from a query string."""
    chosen = str(asked.get("list", "open"))
    chosen = chosen if chosen in LISTS else "open"
    body, kind = str(asked.get("body", ""))[:40], str(asked.get("kind", ""))[:20]
    words = " ".join(str(asked.get("q", "")).split())[:80]
    query = {"list": chosen, "body": body, "kind": kind, "q": words}
    return Filters(chosen, body, kind, words, {key: value for key, value in query.items() if value})


def narrowed(rows: CommitmentQuerySet, filters: Filters) -> CommitmentQuerySet:
    """Return the rows of a body, of a kind of source, and with words in them."""
    if filters.body:
        rows = rows.filter(lead__code=filters.body)
    if filters.kind:
        rows = rows.filter(source_kind=filters.kind)
    for word in filters.words.split():
        rows = rows.filter(
            Q(title__icontains=word) | Q(promised__icontains=word) | Q(reference__icontains=word)
        )
    return rows


def lists(user: User, today: date) -> dict[str, Q]:
    """Return what each list holds."""
    running = Q(state__in=[state.value for state in course.RUNNING])
    said = Entry.objects.filter(
        commitment=OuterRef("pk"),
        by=user,
        step__in=[course.Step.PROGRESS.value, course.Step.REPORTED.value],
    )
    directed = Q(lead__in=bodies_of(user, *access.DIRECTING))
    return {
        "open": running,
        "overdue": running & Q(due_on__lt=today),
        "week": running & Q(due_on__range=(today, today + timedelta(days=course.WEEK_DAYS))),
        "mine": Q(state=State.OPEN, owner=user),
        "verify": Q(
            Q(state=State.REPORTED, machine_check=""),
            directed,
            Q(owner=None) | ~Q(owner=user),
            ~Exists(said),
        ),
        "escalated": running & Q(leader=user, escalated_for__isnull=False),
        "closed": ~running,
    }


def offered_bodies(rows: CommitmentQuerySet) -> Iterable[Body]:
    """Return the lead bodies of what the user sees."""
    return Body.objects.filter(pk__in=rows.order_by().values("lead"))


def source_word(kind: str) -> str:
    """Say where a commitment comes from."""
    return str(SOURCES.get(kind, kind))


def as_xlsx(rows: Iterable[Commitment], today: date) -> bytes:
    """Return a list as a workbook."""
    book: Any = Workbook(write_only=True)
    sheet = book.create_sheet(_("Commitments"))
    for place, width in enumerate((14, 40, 60, 12, 24, 30, 14, 14, 13, 18, 14, 10), start=1):
        sheet.column_dimensions["ABCDEFGHIJKL"[place - 1]].width = width
    sheet.freeze_panes = "A2"
    sheet.append(
        [
            _("number of the commitment"), _("matter"), _("what was promised"),
            _("kind of source"), _("lead body"),
            _("assisting bodies"), _("person responsible"), _("leader for escalation"),
            _("to be done by"), _("state"), _("closed on"), _("times reopened"),
        ]
    )  # fmt: skip
    for row in rows:
        sheet.append([defused(cell) for cell in _cells(row, today)])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


def _cells(row: Commitment, today: date) -> list[Any]:
    state = str(row.get_state_display())
    standing = row.standing(today)
    if standing in {Standing.OVERDUE, Standing.DONE_LATE}:
        state = f"{state} ({STANDINGS[standing]})"
    return [
        row.reference, row.title, row.promised, source_word(row.source_kind), row.lead.name,
        "、".join(body.name for body in row.assisting.all()), str(row.owner or ""),
        str(row.leader or ""), row.due_on, state, row.closed_on, row.reopened,
    ]  # fmt: skip
