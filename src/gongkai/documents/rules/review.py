"""The road of review before disclosure (先审查后公开, 三审三校).

Order 711, art. 17: an organ must have a procedure for reviewing what it discloses and must say
who answers for it; the law on state secrets (2024), art. 35, asks for a secrecy review of
whatever is published. Four signatures by four people, none of them an author.
"""

from collections.abc import Collection, Mapping
from enum import StrEnum


class Step(StrEnum):
    """One signature on the road, in order."""

    SECRECY = "secrecy"
    FIRST = "first"
    SECOND = "second"
    FINAL = "final"


ORDER = tuple(Step)
# Working days from the moment the step is open; a region's habit, edited as a row, not law.
STEP_DAYS: Mapping[Step, int] = {
    Step.SECRECY: 7,
    Step.FIRST: 2,
    Step.SECOND: 2,
    Step.FINAL: 2,
}
# What the secrecy reviewer answers, each with yes; from the law on state secrets and Order 711.
CHECKLIST: tuple[str, ...] = (
    "no_state_secret",
    "no_work_secret",
    "no_trade_secret",
    "no_personal_data",
    "no_mosaic",
    "source_may_be_disclosed",
)


class Bar(StrEnum):
    """Why a person may not sign this step."""

    NOT_THIS_STEP = "not_this_step"
    AUTHOR = "author"
    SIGNED_BEFORE = "signed_before"
    NO_ROLE = "no_role"
    CHECKLIST_OPEN = "checklist_open"
    NOT_PROOFREAD = "not_proofread"
    FINDINGS_OPEN = "findings_open"
    CHANGED = "changed"
    ALREADY_PUBLIC = "already_public"


def next_step(signed: Collection[str]) -> Step | None:
    """Return the step that waits, None when the road has been walked."""
    for step in ORDER:
        if step not in signed:
            return step
    return None


def bars(
    *,
    step: str,
    signed: Mapping[str, int],
    signer: int,
    authors: Collection[int],
    holds_role: bool,
    checked: Collection[str] = (),
    proofread: bool = False,
    findings_open: int = 0,
) -> tuple[Bar, ...]:
    """Return everything that keeps a person from signing a step.

    Args:
        step: The step to sign.
        signed: Step to the id of who signed it, on this road.
        signer: Id of the person.
        authors: Ids of everybody who wrote a revision under review.
        holds_role: Whether an appointment covers the step.
        checked: Points of the checklist answered with yes; only the secrecy review needs them.
        proofread: Whether the person says they proof-read; every step but secrecy needs it.
        findings_open: Blocking findings of the content scan that nobody answered for.
    """
    found = []
    if step != next_step(signed.keys()):
        found.append(Bar.NOT_THIS_STEP)
    if signer in authors:
        found.append(Bar.AUTHOR)
    if signer in signed.values():
        found.append(Bar.SIGNED_BEFORE)
    if not holds_role:
        found.append(Bar.NO_ROLE)
    if step == Step.SECRECY:
        if set(CHECKLIST) - set(checked):
            found.append(Bar.CHECKLIST_OPEN)
        if findings_open:
            found.append(Bar.FINDINGS_OPEN)
    elif not proofread:
        found.append(Bar.NOT_PROOFREAD)
    return tuple(found)
