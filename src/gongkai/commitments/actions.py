"""What happens to commitments: the only road to a write. Each verb locks the row and adds an entry.

Told to listeners by `signals.changed` once the transaction is committed.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.db.models import F, Q
from django.utils.timezone import localdate

from gongkai.bodies.models import Body, User
from gongkai.commitments import access
from gongkai.commitments.evidence import File
from gongkai.commitments.models import Commitment, Entry, Evidence, Register, State
from gongkai.commitments.rules import course
from gongkai.commitments.rules.course import Step
from gongkai.commitments.signals import changed
from gongkai.custody.files import EVIDENCE, store

NAME_LENGTH_MAX = 200


class StepRefusedError(ValueError):
    """The step may not be taken where the commitment stands."""

    def __init__(self, step: Step, state: str) -> None:
        super().__init__(f"{step} is not possible when {state}")
        self.step = step
        self.state = state


class MachineCheckedError(StepRefusedError):
    """Only its machine check closes this commitment."""


class SamePersonError(ValueError):
    """Who owns a commitment or reported on it does not verify it."""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a promise comes from, in plain strings.

    Attributes:
        kind: What sort of thing: letter, finding, topic, meeting ...
        key: Its key among things of this sort.
        url: The address of the page on which a clerk sees it.
    """

    kind: str = ""
    key: str = ""
    url: str = ""


@transaction.atomic
def promise(
    *,
    title: str,
    promised: str,
    source: Source,
    lead: Body,
    due_on: date,
    by: User | None,
    at: datetime,
    owner: User | None = None,
    leader: User | None = None,
    assisting: Iterable[Body] = (),
    check: str = "",
) -> Commitment:
    """Enter something that a body has promised to do.

    Args:
        due_on: By when; that day is still in time.
        by: Who enters it; None for a machine.
        at: The instant of entry; its civil year gives the number.
        leader: Whom it is put to when it is overdue; None for the leader of the lead body then.
        check: Name of the machine check that alone may close it; empty for verification by people.

    Raises:
        ValidationError: A value is missing or too long.
    """
    commitment = Commitment(
        reference=_next_reference(localdate(at).year), title=title, promised=promised,
        source_kind=source.kind, source_key=source.key, source_url=source.url,
        lead=lead, owner=owner, leader=leader, due_on=due_on,
        machine_check=check, promised_at=at,
    )  # fmt: skip
    commitment.full_clean(validate_unique=False)
    commitment.save()
    commitment.assisting.set(body for body in assisting if body.pk != lead.pk)
    _enter(commitment, Step.PROMISED, by=by, at=at, due_after=due_on)
    return commitment


@transaction.atomic
def assign(
    commitment: Commitment,
    *,
    owner: User | None,
    leader: User | None,
    by: User | None,
    at: datetime,
) -> Commitment:
    """Say who does it and whom it is put to when overdue.

    Raises:
        StepRefusedError: It is closed.
    """
    locked = _step(commitment, Step.ASSIGNED)
    locked.owner, locked.leader = owner, leader
    names = [str(person) for person in (owner, leader) if person is not None]
    return _kept(locked, Step.ASSIGNED, by=by, at=at, text=" / ".join(names))


@transaction.atomic
def report_progress(
    commitment: Commitment,
    *,
    text: str,
    by: User | None,
    at: datetime,
    body: Body | None = None,
    files: Sequence[File] = (),
) -> Commitment:
    """Say how far it is, with evidence.

    Raises:
        StepRefusedError: It is closed.
    """
    locked = _step(commitment, Step.PROGRESS)
    return _kept(locked, Step.PROGRESS, by=by, at=at, text=text, body=body, files=files)


@transaction.atomic
def report_done(
    commitment: Commitment,
    *,
    text: str,
    by: User | None,
    at: datetime,
    body: Body | None = None,
    files: Sequence[File] = (),
) -> Commitment:
    """Report the whole as done; it then waits for somebody else, or for its machine check.

    Raises:
        StepRefusedError: It is not open.
    """
    locked = _step(commitment, Step.REPORTED)
    return _kept(locked, Step.REPORTED, by=by, at=at, text=text, body=body, files=files)


@transaction.atomic
def verify(commitment: Commitment, *, text: str, by: User, at: datetime) -> Commitment:
    """Close what was reported done, as somebody who has looked.

    Raises:
        MachineCheckedError: Only its machine check closes it.
        StepRefusedError: It was not reported done.
        SamePersonError: The verifier owns it or has reported on it.
    """
    locked = _locked(commitment)
    if locked.machine_check:
        raise MachineCheckedError(Step.VERIFIED, locked.state)
    _require(locked, Step.VERIFIED)
    reporters = access.reporters_of(locked)
    if not course.may_verify(by.pk, owner=locked.owner_id, reporters=reporters):
        raise SamePersonError(str(locked))
    locked.closed_on = localdate(at)
    return _kept(locked, Step.VERIFIED, by=by, at=at, text=text)


@transaction.atomic
def find_unsolved(
    commitment: Commitment, *, text: str, by: User | None, at: datetime
) -> Commitment:
    """Open it again because it is not solved; `by` is None for the person who asked.

    Raises:
        StepRefusedError: It is open already, or cancelled.
    """
    locked = _step(commitment, Step.UNSOLVED)
    locked.closed_on = None
    locked.reopened += 1
    return _kept(locked, Step.UNSOLVED, by=by, at=at, text=text)


@transaction.atomic
def extend(
    commitment: Commitment, *, due_on: date, reason: str, by: User | None, at: datetime
) -> Commitment:
    """Move the date, for a reason that stays in the record.

    Raises:
        StepRefusedError: It is closed.
        ValueError: The new date is not after the old one.
    """
    locked = _step(commitment, Step.EXTENDED)
    if due_on <= locked.due_on:
        msg = f"{due_on} is not after {locked.due_on}"
        raise ValueError(msg)
    before, locked.due_on = locked.due_on, due_on
    return _kept(
        locked, Step.EXTENDED, by=by, at=at, text=reason, due_before=before, due_after=due_on
    )


@transaction.atomic
def cancel(commitment: Commitment, *, reason: str, by: User | None, at: datetime) -> Commitment:
    """Give it up, for a reason that stays in the record.

    Raises:
        StepRefusedError: It is closed.
    """
    locked = _step(commitment, Step.CANCELLED)
    locked.closed_on = localdate(at)
    return _kept(locked, Step.CANCELLED, by=by, at=at, text=reason)


@transaction.atomic
def record_check(
    commitment: Commitment, passed: bool, evidence: str, *, at: datetime
) -> Commitment:
    """Write down what the machine check found: passed closes, failed opens again.

    A check that passes on what is closed, and one that fails on what is open and has failed so
    before, changes nothing and adds no entry.

    Args:
        commitment: One that names a machine check.
        passed: Whether the fault is gone.
        evidence: What the check saw, in a sentence.
        at: The instant of the check.

    Raises:
        StepRefusedError: It names no machine check, or is cancelled.
    """
    locked = _locked(commitment)
    step = Step.CHECK_PASSED if passed else Step.CHECK_FAILED
    if not locked.machine_check or locked.state == State.CANCELLED:
        raise StepRefusedError(step, locked.state)
    last = locked.entries.order_by("-position").first()
    said_before = last is not None and last.step == step.value and last.text == evidence
    if (passed and locked.state == State.DONE) or (said_before and locked.state == State.OPEN):
        return locked
    if not passed and locked.state != State.OPEN:
        locked.reopened += 1
    _require(locked, step)
    locked.closed_on = localdate(at) if passed else None
    return _kept(locked, step, by=None, at=at, text=evidence)


def escalate_overdue(today: date, *, at: datetime) -> int:
    """Put everything overdue to its leader, once for each due date; return how many were.

    Who has no named leader goes to the leader in charge of the lead body; where none is appointed
    the entry says so. One short transaction each; safe to run again.
    """
    keys = list(
        Commitment.objects.overdue(today)
        .filter(Q(escalated_for=None) | ~Q(escalated_for=F("due_on")))
        .values_list("pk", flat=True)
    )
    return sum(_escalate(key, today, at) for key in keys)


@transaction.atomic
def _escalate(key: UUID, today: date, at: datetime) -> bool:
    locked = Commitment.objects.select_for_update().select_related("lead").get(pk=key)
    overdue = locked.state in {State.OPEN, State.REPORTED} and locked.due_on < today
    if not overdue or locked.escalated_for == locked.due_on:
        return False
    locked.leader = locked.leader or access.leader_above(locked.lead, today)
    locked.escalated_for = locked.due_on
    _kept(locked, Step.ESCALATED, by=None, at=at, text=str(locked.leader or ""))
    return True


def _next_reference(year: int) -> str:
    Register.objects.get_or_create(year=year)
    register = Register.objects.select_for_update().get(year=year)
    register.last += 1
    register.save(update_fields=["last"])
    return f"{year}-{register.last:04d}"


def _locked(commitment: Commitment) -> Commitment:
    return Commitment.objects.select_for_update().get(pk=commitment.pk)


def _step(commitment: Commitment, step: Step) -> Commitment:
    locked = _locked(commitment)
    _require(locked, step)
    return locked


def _require(locked: Commitment, step: Step) -> None:
    """Move a locked commitment to the state after a step, or refuse the step."""
    found = course.after(
        course.State(locked.state), step, machine_checked=bool(locked.machine_check)
    )
    if found is None:
        raise StepRefusedError(step, locked.state)
    locked.state = found.value


def _kept(
    locked: Commitment,
    step: Step,
    *,
    by: User | None,
    at: datetime,
    text: str = "",
    body: Body | None = None,
    files: Sequence[File] = (),
    due_before: date | None = None,
    due_after: date | None = None,
) -> Commitment:
    locked.save()
    _enter(
        locked, step, by=by, at=at, text=text, body=body, files=files,
        due_before=due_before, due_after=due_after,
    )  # fmt: skip
    return locked


def _enter(
    commitment: Commitment,
    step: Step,
    *,
    by: User | None,
    at: datetime,
    text: str = "",
    body: Body | None = None,
    files: Sequence[File] = (),
    due_before: date | None = None,
    due_after: date | None = None,
) -> Entry:
    entry = Entry.objects.create(
        commitment=commitment,
        position=commitment.entries.count() + 1,
        step=step.value,
        text=text,
        by=by,
        body=body,
        at=at,
        due_before=due_before,
        due_after=due_after,
    )
    for file in files:
        Evidence.objects.create(
            entry=entry,
            name=file.name[-NAME_LENGTH_MAX:],
            digest=store(file.content, EVIDENCE),
            size_bytes=len(file.content),
        )
    transaction.on_commit(
        lambda: changed.send_robust(
            sender=Commitment, commitment=commitment, entry=entry, step=step
        )
    )
    return entry
