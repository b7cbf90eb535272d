"""A policy and its interpretation travel together (三同步: 同步组织、同步审签、同步部署).

The drafting unit interprets what it drafts; a normative document goes out with its interpretation
or with a coded reason why it needs none. Local rules set three working days for what comes later;
that number is the practice most of them share, not a statute.
"""

from collections.abc import Collection
from datetime import date
from enum import StrEnum

from gongkai.calendars.rules.workdays import Workdays

INTERPRETED_KINDS = frozenset({"normative"})
INTERPRETATION_DAYS = 3  # working days after publication, local practice
OUTLINE_CHARACTERS_MIN = 10


class Exemption(StrEnum):
    """Why a normative document goes out without an interpretation (免于解读情形)."""

    FORWARDED = "forwarded"
    PERSONNEL = "personnel"
    EMERGENCY = "emergency"
    PROCEDURE = "procedure"
    REPEAL = "repeal"


class PackLack(StrEnum):
    """What a pack lacks before it may go out."""

    NO_INTERPRETATION = "no_interpretation"
    NO_PLAN = "no_plan"
    EXEMPTION_WITHOUT_REASON = "exemption_without_reason"
    PART_UNREVIEWED = "part_unreviewed"


def pack_lacks(
    kind: str,
    *,
    outline: str,
    exemption: str,
    exemption_reason: str,
    parts_passed: Collection[bool],
) -> tuple[PackLack, ...]:
    """Return what keeps a policy from going out.

    Args:
        kind: Kind of the document.
        outline: Outline of the interpretation plan (解读方案).
        exemption: A value of Exemption, or empty.
        exemption_reason: Why the exemption applies.
        parts_passed: For each interpretation that goes with it or is public already, whether its
            newest text has passed its review.
    """
    if kind not in INTERPRETED_KINDS:
        # What travels along must be ready all the same: all or nothing.
        return () if all(parts_passed) else (PackLack.PART_UNREVIEWED,)
    if exemption in set(Exemption):
        return () if exemption_reason.strip() else (PackLack.EXEMPTION_WITHOUT_REASON,)
    found = []
    if len(outline.strip()) < OUTLINE_CHARACTERS_MIN:
        found.append(PackLack.NO_PLAN)
    if not parts_passed:
        found.append(PackLack.NO_INTERPRETATION)
    elif not all(parts_passed):
        found.append(PackLack.PART_UNREVIEWED)
    return tuple(found)


def lag_days(policy_on: date, interpreted_on: date, workdays: Workdays) -> int:
    """Return the working days from a policy's publication to its interpretation, 0 on the same day.

    An interpretation that came first has no lag.

    Raises:
        CalendarGapError: The count needs a year whose notice has not been entered.
    """
    if interpreted_on <= policy_on:
        return 0
    return sum(1 for day in workdays.between(policy_on, interpreted_on) if day != policy_on)
