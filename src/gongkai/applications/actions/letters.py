"""A letter is drafted, approved by another person, sent, and proved to have arrived."""

import json
import uuid
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from gongkai.applications import access, checking
from gongkai.applications.actions.keeping import keep, read
from gongkai.applications.actions.receiving import File
from gongkai.applications.actions.telling import RefusedError, tell
from gongkai.applications.models import (
    LETTER_TABLE,
    Application,
    Letter,
    LetterFile,
    LetterRegister,
    Route,
)
from gongkai.applications.rules.events import Event, EventType, Ground
from gongkai.applications.rules.faults import Fault
from gongkai.applications.rules.letters import LETTERS, Kind, given, needed
from gongkai.applications.rules.outcomes import OUTCOMES, Need, lacking
from gongkai.applications.writing import charge_of, sheet_of, told_of, word_of
from gongkai.bodies.models import User
from gongkai.custody import envelope
from gongkai.printing.pdf import pdf
from gongkai.printing.word import word
from gongkai.screening.rules.findings import Severity

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"
# A receipt only repeats what was registered, so the registrar issues it alone.
WITHOUT_APPROVAL = frozenset({Kind.RECEIPT})
CONSULTATIONS = frozenset({EventType.THIRD_PARTY_CONSULTED, EventType.ORGAN_CONSULTED})
# What the proof of service of a letter enters: from that day the addressee's time runs.
PROVED = {
    EventType.CORRECTION_REQUESTED: EventType.CORRECTION_DELIVERED,
    EventType.FEE_NOTICED: EventType.FEE_NOTICE_RECEIVED,
    EventType.THIRD_PARTY_CONSULTED: EventType.THIRD_PARTY_REACHED,
    EventType.ORGAN_CONSULTED: EventType.ORGAN_REACHED,
}


class WrongStageError(ValueError):
    """What is asked for does not follow from where the letter stands."""


class LackingError(ValueError):
    """Mandatory grounds are not written down. `names` says which fields."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = tuple(sorted(names))
        super().__init__(", ".join(self.names))


class OwnLetterError(ValueError):
    """Whoever drafted a letter does not approve it."""


class NotTheHeadError(ValueError):
    """An extension is approved by the head of the working body (art. 33)."""


class BackdatedError(ValueError):
    """A letter cannot have gone out before the day that it bears."""


class UncheckedError(ValueError):
    """The check before release found something that nobody has answered for."""


@transaction.atomic
def draft(
    application: Application,
    kind: Kind,
    fields: Mapping[str, str],
    *,
    outcome: str = "",
    by: User | None,
    at: datetime,
) -> Letter:
    """Begin a letter about a case."""
    key = uuid.uuid4()
    text = json.dumps(dict(fields), ensure_ascii=False)
    sealed_key, sealed = envelope.seal_texts(LETTER_TABLE, str(key), {"told": text})
    return Letter.objects.create(
        id=key,
        application=application,
        body=application.body,
        kind=kind.value,
        outcome=settled(kind, outcome),
        sealed_key=sealed_key,
        told=sealed["told"],
        drafted_by=by,
        drafted_at=at,
    )


def settled(kind: Kind, outcome: str) -> str:
    """Return the end that a letter brings: the only one it can, or the one chosen."""
    possible = LETTERS[kind].outcomes
    if len(possible) == 1:
        return possible[0]
    return outcome if outcome in possible else ""


@transaction.atomic
def revise(
    letter: Letter, fields: Mapping[str, str], *, outcome: str, by: User, at: datetime
) -> None:
    """Write a draft anew; whoever does so is its drafter from now on.

    Raises:
        WrongStageError: It is no longer a draft.
    """
    locked = _locked(letter, Letter.Stage.DRAFT)
    text = json.dumps(dict(fields), ensure_ascii=False)
    locked.sealed_key, sealed = envelope.seal_texts(LETTER_TABLE, str(locked.pk), {"told": text})
    locked.told = sealed["told"]
    locked.outcome = settled(Kind(locked.kind), outcome)
    locked.drafted_by, locked.drafted_at = by, at
    locked.save()
    letter.refresh_from_db()


def wanting(letter: Letter) -> tuple[str, ...]:
    """Return the fields that must still be filled in before a letter may be submitted."""
    kind, fields = Kind(letter.kind), told_of(letter)
    rule = LETTERS[kind]
    # A search that nobody logged is no search (guiding case 101).
    logged = "log" if letter.application.searches.exists() else ""
    fields = fields | {Need.SEARCH.value: logged}
    have = {name for name, text in fields.items() if str(text).strip()}
    missing = set(needed(kind, letter.outcome)) - have
    if rule.outcomes and not letter.outcome:
        missing.add("outcome")
    charge = charge_of(fields)
    if charge is not None and not charge.yuan:
        missing.add("count")  # what the tariff leaves free is not noticed
    if letter.outcome in OUTCOMES:
        missing |= {need.value for need in lacking(letter.outcome, given(fields))}
        # Of several of which one is enough, the first is asked for.
        missing -= {need.value for need in OUTCOMES[letter.outcome].either[1:]}
    return tuple(sorted(missing))


@transaction.atomic
def submit(letter: Letter, *, by: User, at: datetime, today: date) -> None:
    """Send a draft to approval; a receipt is approved by being submitted.

    Raises:
        WrongStageError: It is no draft.
        LackingError: Mandatory grounds are missing.
        UncheckedError: The check before release wants an answer.
    """
    locked = _locked(letter, Letter.Stage.DRAFT)
    missing = wanting(locked)
    if missing:
        raise LackingError(missing)
    _require_checked(locked, today)
    locked.stage, locked.remark = Letter.Stage.SUBMITTED, ""
    locked.save()
    if Kind(locked.kind) in WITHOUT_APPROVAL:
        _finish(locked, by=None, at=at, today=today)
    letter.refresh_from_db()


def _require_checked(letter: Letter, today: date) -> None:
    graves = [row for row in checking.findings(letter, today) if row.severity is Severity.BLOCK]
    if graves and not told_of(letter).get("answer", "").strip():
        raise UncheckedError(graves[0].code)


@transaction.atomic
def give_back(letter: Letter, *, remark: str, by: User) -> None:
    """Return a letter to its drafter with a remark.

    Raises:
        WrongStageError: It was not submitted.
    """
    locked = _locked(letter, Letter.Stage.SUBMITTED)
    locked.stage, locked.remark = Letter.Stage.DRAFT, remark[:400]
    locked.save()
    letter.refresh_from_db()


@transaction.atomic
def approve(letter: Letter, *, by: User, at: datetime, today: date) -> None:
    """Approve a letter: it is numbered and dated, and its bytes are kept.

    Raises:
        WrongStageError: It was not submitted.
        OwnLetterError: The same person drafted it.
        NotTheHeadError: It extends a case, and this is not the head of the working body.
    """
    locked = _locked(letter, Letter.Stage.SUBMITTED)
    if locked.drafted_by_id == by.pk:
        raise OwnLetterError(by.get_username())
    if locked.kind == Kind.EXTENSION and not access.may_extend(by, locked.application):
        raise NotTheHeadError(by.get_username())
    _require_checked(locked, today)
    _finish(locked, by=by, at=at, today=today)
    letter.refresh_from_db()


def _finish(letter: Letter, *, by: User | None, at: datetime, today: date) -> None:
    letter.stage = Letter.Stage.APPROVED
    letter.approved_by, letter.approved_at, letter.dated_on = by, at, today
    letter.number = _next_number(letter, today.year)
    letter.save()
    sheet = sheet_of(letter, today=today)
    for name, media_type, content in (
        (f"{letter.number}.pdf", PDF, pdf(sheet)),
        (f"{letter.number}.docx", WORD, word(sheet)),
    ):
        keep(letter, LetterFile.Part.COPY, File(name, media_type, content), at=at)


def _next_number(letter: Letter, year: int) -> str:
    word_before = word_of(letter)
    row: dict[str, Any] = {"body": letter.body, "word": word_before, "year": year}
    LetterRegister.objects.get_or_create(**row)
    register = LetterRegister.objects.select_for_update().get(**row)
    register.last += 1
    register.save(update_fields=["last"])
    return f"{word_before}〔{year}〕{register.last}号"


@transaction.atomic
def dispatch(
    letter: Letter,
    *,
    route: Route,
    on: date,
    tracking: str = "",
    by: User | None,
    at: datetime,
    today: date,
) -> None:
    """Enter that a letter went out; the clock hears of it on that day.

    Raises:
        WrongStageError: It was not approved.
        CopyChangedError: The kept bytes are not those that were approved.
        RefusedError: The law does not allow this step now; nothing was entered.
        FromTheFutureError: The day has not come yet.
        BackdatedError: The letter bears a later day.
    """
    locked = _locked(letter, Letter.Stage.APPROVED)
    if locked.dated_on is not None and on < locked.dated_on:
        raise BackdatedError(on.isoformat())
    for file in locked.files.filter(part=LetterFile.Part.COPY):
        read(file)
    locked.stage, locked.route = Letter.Stage.SENT, route.value
    locked.dispatched_on, locked.tracking = on, tracking[:60]
    locked.save()
    event = event_of(locked, on)
    if event is not None:
        tell(locked.application, event, by=by, at=at, today=today)
    if route == Route.HANDED:
        prove(locked, on=on, file=None, by=by, at=at, today=today)
    letter.refresh_from_db()


def event_of(letter: Letter, on: date) -> Event | None:
    """Return what the dispatch of a letter enters."""
    kind, told = Kind(letter.kind), told_of(letter)
    event = LETTERS[kind].event
    if event is None or letter.application.state == "withdrawn":
        return None
    days = int(told["days"]) if told.get("days", "").isdigit() else None
    timed = event in {EventType.EXTENDED, EventType.CORRECTION_REQUESTED}
    ground = Ground.NEED
    if event is EventType.EXTENDED and told.get("ground") == Ground.VOLUME.value:
        ground = Ground.VOLUME
    return Event(
        event,
        on,
        days=days if timed else None,
        party=told.get("party", ""),
        decided_on=letter.dated_on if event is EventType.REPLIED else None,
        outcome=letter.outcome if event is EventType.REPLIED else "",
        ground=ground,
    )


@transaction.atomic
def prove(
    letter: Letter,
    *,
    on: date,
    file: File | None,
    by: User | None,
    at: datetime,
    today: date,
) -> None:
    """Enter the day a letter reached its addressee, with the paper that shows it.

    Raises:
        WrongStageError: It was not sent.
    """
    locked = _locked(letter, Letter.Stage.SENT)
    locked.delivered_on = on
    locked.save(update_fields=["delivered_on"])
    if file is not None:
        keep(locked, LetterFile.Part.PROOF, file, at=at)
    _tell_arrival(locked, on, by=by, at=at, today=today)
    letter.refresh_from_db()


def _tell_arrival(letter: Letter, on: date, *, by: User | None, at: datetime, today: date) -> None:
    sent = LETTERS[Kind(letter.kind)].event
    event = PROVED.get(sent) if sent is not None else None
    if event is None:
        return
    party = told_of(letter).get("party", "") if sent in CONSULTATIONS else ""
    try:
        tell(letter.application, Event(event, on, party=party), by=by, at=at, today=today)
    except RefusedError as refused:
        # After an opinion, or after the end, no period is needed any more; the proof is kept.
        if refused.violation.fault not in {Fault.NOBODY_ASKED, Fault.CLOSED}:
            raise


@transaction.atomic
def drop(letter: Letter) -> None:
    """Leave a letter that has not gone out; its number stays used.

    Raises:
        WrongStageError: It went out, or was left before.
    """
    locked = Letter.objects.select_for_update().get(pk=letter.pk)
    if locked.stage in {Letter.Stage.SENT, Letter.Stage.DROPPED}:
        raise WrongStageError(locked.stage)
    locked.stage = Letter.Stage.DROPPED
    locked.save(update_fields=["stage"])
    letter.refresh_from_db()


def _locked(letter: Letter, stage: Letter.Stage) -> Letter:
    rows = Letter.objects.select_for_update(of=("self",)).select_related("application", "body")
    locked = rows.get(pk=letter.pk)
    if locked.stage != stage:
        raise WrongStageError(locked.stage)
    return locked
