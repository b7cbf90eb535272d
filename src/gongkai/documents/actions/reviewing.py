"""The road of review: submit, sign, return, recall, delegate. The gate itself is `passed_for`.

Every verb locks the document first and then its running review, so two tabs, two people or a
replayed post meet one after the other; what is no longer true is refused, nothing is overwritten.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.timezone import localdate

from gongkai.bodies.models import User
from gongkai.calendars.rules.workdays import Workdays
from gongkai.documents import access
from gongkai.documents.models import (
    Document,
    Review,
    Revision,
    Signature,
    State,
    Turn,
)
from gongkai.documents.rules.attribute import Fault, faults
from gongkai.documents.rules.review import Bar, Step, bars, next_step
from gongkai.documents.scanning import scan


class AttributeFaultError(Exception):
    """The openness attribute has not been fixed as the law asks."""

    def __init__(self, found: tuple[Fault, ...]) -> None:
        super().__init__(", ".join(found))
        self.faults = found


class SigningRefusedError(Exception):
    """This person may not sign this step of this review."""

    def __init__(self, found: tuple[Bar, ...]) -> None:
        super().__init__(", ".join(found))
        self.bars = found


class NoRunningReviewError(Exception):
    """There is no review that this verb could act on."""


class UnreviewedError(Exception):
    """The revision has not passed its review."""


@transaction.atomic
def submit(
    document: Document, revision: Revision, *, by: User, at: datetime, workdays: Workdays
) -> Review:
    """Send exactly this revision on the road.

    Raises:
        AttributeFaultError: The attribute, its ground or its reason is missing.
        SigningRefusedError: The revision is not the newest any more, is on the road already, or
            is what the public reads.
    """
    locked = _locked(document)
    if locked.revision_id != revision.pk or _running(locked) is not None:
        raise SigningRefusedError((Bar.CHANGED,))
    if _is_out(locked, revision):
        raise SigningRefusedError((Bar.ALREADY_PUBLIC,))
    content = revision.content
    found = faults(
        content.get("attribute", ""), content.get("ground", ""), content.get("attribute_reason", "")
    )
    if found:
        raise AttributeFaultError(found)
    # A passed review of an older revision is no longer worth anything.
    _reset(locked, at=at)
    review = Review.objects.create(
        document=locked,
        revision=revision,
        submitted_by=by,
        submitted_at=at,
        findings=scan(revision),
    )
    _open_turn(review, Step.SECRECY, at=at, workdays=workdays)
    return review


@dataclass(frozen=True, slots=True, kw_only=True)
class Confirmation:
    """What a signer says with a signature.

    Attributes:
        digest: Digest of the revision that the signer read.
        checked: Points of the secrecy checklist answered with yes.
        proofread: Whether the signer proof-read the text.
        remarks: For those who come after.
    """

    digest: str
    checked: Collection[str] = ()
    proofread: bool = False
    remarks: str = ""


@transaction.atomic
def sign(
    document: Document,
    step: str,
    said: Confirmation,
    *,
    by: User,
    at: datetime,
    workdays: Workdays,
) -> Signature:
    """Put one person's name under one step; `workdays` set the due date of the next one.

    Raises:
        NoRunningReviewError: Nothing is under review.
        SigningRefusedError: With every reason that stands against it.
    """
    locked = _locked(document)
    review = _wanted(locked)
    if review.revision.digest != said.digest or review.revision_id != locked.revision_id:
        raise SigningRefusedError((Bar.CHANGED,))
    signed = dict(review.signatures.values_list("step", "signer_id"))
    _check_signer(locked, review, step, said, signed, by)
    signature = Signature.objects.create(
        review=review,
        step=step,
        signer=by,
        digest=said.digest,
        checked=sorted(said.checked),
        proofread=said.proofread,
        remarks=said.remarks,
        signed_at=at,
    )
    following = next_step({*signed, step})
    if following is None:
        _close(review, Review.State.PASSED, by=by, at=at)
    else:
        _open_turn(review, following, at=at, workdays=workdays)
    return signature


def _check_signer(
    document: Document,
    review: Review,
    step: str,
    said: Confirmation,
    signed: Mapping[str, int],
    by: User,
) -> None:
    unanswered = [
        finding
        for finding in review.findings
        if finding["severity"] == "block" and not finding.get("answer")
    ]
    found = bars(
        step=step,
        signed=signed,
        signer=by.pk,
        authors=authors_of(document),
        holds_role=access.may_sign(by, document, step, review),
        checked=said.checked,
        proofread=said.proofread,
        findings_open=len(unanswered),
    )
    if found:
        raise SigningRefusedError(found)


@transaction.atomic
def answer(document: Document, index: int, *, words: str, by: User) -> None:
    """Answer for a finding of the scan: why it may stand, in the reviewer's words.

    Raises:
        NoRunningReviewError: Nothing is under review.
        IndexError: There is no such finding.
        SigningRefusedError: Only who may sign the secrecy review may answer.
    """
    locked = _locked(document)
    review = _wanted(locked)
    if by.pk in authors_of(locked):
        raise SigningRefusedError((Bar.AUTHOR,))
    if not access.may_sign(by, locked, Step.SECRECY, review):
        raise SigningRefusedError((Bar.NO_ROLE,))
    review.findings[index] |= {"answer": words, "answered_by": by.pk}
    review.save(update_fields=["findings"])


@transaction.atomic
def give_back(document: Document, *, remarks: str, by: User, at: datetime) -> Review:
    """Return a document to its drafters with remarks; the walk ends here.

    Raises:
        NoRunningReviewError: Nothing is under review.
        SigningRefusedError: Only who may sign the waiting step may return it.
    """
    locked = _locked(document)
    review = _wanted(locked)
    step = next_step(set(review.signatures.values_list("step", flat=True)))
    if step is None or not access.may_sign(by, locked, step, review):
        raise SigningRefusedError((Bar.NO_ROLE,))
    return _close(review, Review.State.RETURNED, by=by, at=at, remarks=remarks)


@transaction.atomic
def recall(document: Document, *, by: User, at: datetime) -> Review:
    """Take a document back from the road, by who sent it.

    Raises:
        NoRunningReviewError: Nothing is under review.
        SigningRefusedError: Somebody else sent it.
    """
    review = _wanted(_locked(document))
    if review.submitted_by_id != by.pk:
        raise SigningRefusedError((Bar.NO_ROLE,))
    return _close(review, Review.State.RECALLED, by=by, at=at)


@transaction.atomic
def delegate(document: Document, *, to: User, by: User) -> Turn:
    """Hand the waiting step to one person, who then alone may sign it.

    Raises:
        NoRunningReviewError: Nothing is under review.
        SigningRefusedError: One of the two may not sign this step, or the other wrote the text.
    """
    locked = _locked(document)
    review = _wanted(locked)
    turn = review.turns.order_by("-pk")[:1].get()
    signers = set(review.signatures.values_list("signer_id", flat=True))
    found = []
    if to.pk in authors_of(locked):
        found.append(Bar.AUTHOR)
    if to.pk in signers:
        found.append(Bar.SIGNED_BEFORE)
    if not access.holds_step(to, locked, turn.step):
        found.append(Bar.NO_ROLE)
    if not access.may_sign(by, locked, turn.step, review):
        found.append(Bar.NO_ROLE)
    if found:
        raise SigningRefusedError(tuple(dict.fromkeys(found)))
    turn.person = to
    turn.save(update_fields=["person"])
    return turn


def reset(document: Document, *, at: datetime) -> None:
    """End whatever walk there is, because the text changed; called inside that transaction."""
    _reset(document, at=at)


def passed_for(document: Document, revision: Revision) -> Review:
    """Return the review that lets exactly this revision become public.

    Called with the document's row locked, in the transaction that changes its state.

    Raises:
        UnreviewedError: There is none, or it is not whole.
    """
    review = Review.objects.filter(
        document=document, revision=revision, state=Review.State.PASSED
    ).first()
    if review is None:
        raise UnreviewedError
    signatures = list(review.signatures.all())
    signers = {signature.signer_id for signature in signatures}
    whole = next_step({signature.step for signature in signatures}) is None
    exact = all(signature.digest == revision.digest for signature in signatures)
    if not (whole and exact and len(signers) == len(signatures)) or signers & authors_of(document):
        raise UnreviewedError
    return review


def spend(review: Review, *, at: datetime) -> None:
    """Mark a passed review as used: its revision is public, another publication needs another."""
    _close(review, Review.State.SPENT, by=None, at=at)


def authors_of(document: Document) -> set[int]:
    """Return the ids of everybody who wrote any revision of a document, public ones included."""
    rows = document.revisions.exclude(author=None)
    return set(rows.values_list("author_id", flat=True))


def _locked(document: Document) -> Document:
    rows = Document.objects.select_for_update(of=("self",)).select_related("owner")
    return rows.get(pk=document.pk)


def _is_out(document: Document, revision: Revision) -> bool:
    """Say whether the public reads this revision, or will as soon as the log has signed it."""
    decided = document.releases.filter(revision=revision, done_at=None, lapsed=False)
    shown = document.public_revision_id == revision.pk and document.state == State.PUBLISHED
    return shown or decided.exists()


def _running(document: Document) -> Review | None:
    return (
        Review.objects.select_for_update(of=("self",))
        .select_related("revision")
        .filter(document=document, state=Review.State.RUNNING)
        .first()
    )


def _wanted(document: Document) -> Review:
    review = _running(document)
    if review is None:
        raise NoRunningReviewError
    return review


def _open_turn(review: Review, step: Step, *, at: datetime, workdays: Workdays) -> None:
    days = access.road_terms(review.document.owner).days(step)
    due, _provisional = workdays.provisional_nth_after(localdate(at), days)
    Turn.objects.create(review=review, step=step, opened_at=at, due_on=due)


def _close(
    review: Review, state: str, *, by: User | None, at: datetime, remarks: str = ""
) -> Review:
    review.state = state
    review.closed_by = by
    review.closed_at = at
    review.remarks = remarks
    review.save(update_fields=["state", "closed_by", "closed_at", "remarks"])
    return review


def _reset(document: Document, *, at: datetime) -> None:
    live = [Review.State.RUNNING, Review.State.PASSED]
    for review in Review.objects.filter(document=document, state__in=live):
        _close(review, Review.State.RESET, by=None, at=at)
