"""The openness attribute of a document, fixed at its source (公文公开属性源头认定).

The drafter proposes one of three values before anything else happens; the two that keep a text
from the public need a ground from a closed list and a reason in words (Order 711, arts. 13 to 16
and 19; the lists are those articles').
"""

from collections.abc import Mapping
from enum import StrEnum


class Attribute(StrEnum):
    """Whom a document is for (公开属性)."""

    OPEN = "open"
    ON_REQUEST = "on_request"
    CLOSED = "closed"


class Ground(StrEnum):
    """Why a document is not disclosed on the body's own initiative."""

    STATE_SECRET = "state_secret"  # noqa: S105 — art. 14; a kind of secret, not a password
    FORBIDDEN_BY_LAW = "forbidden_by_law"  # art. 14
    SAFETY = "safety"  # art. 14, three safeties and one stability
    THIRD_PARTY = "third_party"  # art. 15
    INTERNAL_AFFAIRS = "internal_affairs"  # art. 16 para. 1
    PROCESS = "process"  # art. 16 para. 2
    ENFORCEMENT_FILE = "enforcement_file"  # art. 16 para. 2
    NOT_OF_WIDE_CONCERN = "not_of_wide_concern"  # art. 19, turned round


ARTICLES: Mapping[Ground, str] = {
    Ground.STATE_SECRET: "14",
    Ground.FORBIDDEN_BY_LAW: "14",
    Ground.SAFETY: "14",
    Ground.THIRD_PARTY: "15",
    Ground.INTERNAL_AFFAIRS: "16.1",
    Ground.PROCESS: "16.2",
    Ground.ENFORCEMENT_FILE: "16.2",
    Ground.NOT_OF_WIDE_CONCERN: "19",
}
GROUNDS: Mapping[Attribute, frozenset[Ground]] = {
    Attribute.OPEN: frozenset(),
    Attribute.ON_REQUEST: frozenset(
        {
            Ground.THIRD_PARTY,
            Ground.INTERNAL_AFFAIRS,
            Ground.PROCESS,
            Ground.ENFORCEMENT_FILE,
            Ground.NOT_OF_WIDE_CONCERN,
        }
    ),
    Attribute.CLOSED: frozenset(Ground) - {Ground.NOT_OF_WIDE_CONCERN},
}
# GB/T 9704-2012: a note in brackets below the date, two characters in from the left.
MARKS: Mapping[Attribute, str] = {
    Attribute.OPEN: "（此件公开发布）",
    Attribute.ON_REQUEST: "（此件依申请公开）",
    Attribute.CLOSED: "（此件不予公开）",
}
REASON_CHARACTERS_MIN = 4  # a reason is words, not a tick


class Fault(StrEnum):
    """What is wrong with a proposed attribute."""

    MISSING = "missing"
    GROUND_MISSING = "ground_missing"
    GROUND_FOREIGN = "ground_foreign"
    REASON_MISSING = "reason_missing"


def faults(attribute: str, ground: str, reason: str) -> tuple[Fault, ...]:
    """Return what keeps a proposal from being accepted, in the order of the form.

    Args:
        attribute: A value of Attribute, or empty.
        ground: A value of Ground, or empty; 主动公开 needs none.
        reason: Why the ground applies to this text.
    """
    if attribute not in set(Attribute):
        return (Fault.MISSING,)
    allowed = GROUNDS[Attribute(attribute)]
    if not allowed:
        return ()
    found = []
    if not ground:
        found.append(Fault.GROUND_MISSING)
    elif ground not in allowed:
        found.append(Fault.GROUND_FOREIGN)
    if len(reason.strip()) < REASON_CHARACTERS_MIN:
        found.append(Fault.REASON_MISSING)
    return tuple(found)


def mark(attribute: str, text: str) -> str:
    """Return the mark to print below a text; empty where there is no attribute or it has one.

    Args:
        attribute: A value of Attribute, or empty for an imported text whose paper is not at hand.
        text: The words of the text; a mark that stands in them is not printed twice.
    """
    if attribute not in set(Attribute):
        return ""
    found = MARKS[Attribute(attribute)]
    return "" if found.strip("（）") in text else found


def inherited(forwarded: str | None, lead: str | None) -> Attribute | None:
    """Return the attribute that a forwarding or a joint document takes over.

    A document that forwards another follows the forwarded one; a joint document follows the lead
    organ's decision. None means that it is decided anew.

    Args:
        forwarded: Attribute of the forwarded document, None if it has none or nothing is forwarded.
        lead: What the lead organ decided for a joint document, None if this organ decides.
    """
    for value in (forwarded, lead):
        if value in set(Attribute):
            return Attribute(value)
    return None
