"""Which letters a body writes about an application, and what each must say (Order 711).

A letter that moves the clock names its event; it is entered on the day the letter goes out. What a
letter asks of the handler is named like the grounds of `outcomes`, so that a reply without its
mandatory grounds cannot be written.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from gongkai.applications.rules.events import EventType as E
from gongkai.applications.rules.outcomes import OUTCOMES, Need, Outcome, of_kind
from gongkai.applications.rules.outcomes import Kind as Result


class Kind(StrEnum):
    """The letters of an application (依申请公开文书)."""

    RECEIPT = "receipt"  # 登记回执
    CORRECTION = "correction"  # 补正告知书
    REASON = "reason"  # 说明理由告知书
    EXTENSION = "extension"  # 延期答复告知书
    THIRD_PARTY = "third_party"  # 第三方意见征求书
    CONSULTING = "consulting"  # 征求意见告知书
    CO_MAKER = "co_maker"  # 共同制作机关征求意见书
    ASSISTANCE = "assistance"  # 协办函
    GRANTED = "granted"  # 予以公开
    PARTIAL = "partial"  # 部分公开
    REFUSED = "refused"  # 不予公开
    UNABLE = "unable"  # 无法提供
    UNHANDLED = "unhandled"  # 不予处理
    QUERY = "query"  # 行政查询
    FEE = "fee"  # 收费通知书
    OVERRIDE = "override"  # 第三方告知书
    OWN_RECORD = "own_record"  # 更正或转送告知书
    CLOSING = "closing"  # 终止处理告知书


class Party(StrEnum):
    """Whom a letter speaks to."""

    APPLICANT = "applicant"
    THIRD = "third"
    ORGAN = "organ"


@dataclass(frozen=True, slots=True)
class Letter:
    """What is fixed about a kind of letter.

    Attributes:
        event: What its dispatch enters; None where the clock does not notice.
        asks: What the handler must write.
        may: What the handler may write.
        outcomes: The rows of table three it may end in; empty where it ends nothing.
        article: Of Order 711, for the reader of the desk.
        remedy: The reply names the ways to contest it.
    """

    kind: Kind
    article: int
    event: E | None = None
    asks: tuple[str, ...] = ()
    may: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    to: Party = Party.APPLICANT
    remedy: bool = False


def _reply(
    kind: Kind,
    article: int,
    outcomes: tuple[str, ...],
    *,
    asks: tuple[str, ...] = (),
    may: tuple[str, ...] = (),
) -> Letter:
    return Letter(kind, article, E.REPLIED, asks, may, outcomes, remedy=True)


_REFUSED = tuple(key for key in of_kind(Result.DENIED) if key != "deny_admin_query")

_LETTERS = (
    Letter(Kind.RECEIPT, 31, may=("code",)),
    Letter(Kind.CORRECTION, 30, E.CORRECTION_REQUESTED, ("unclear", "guidance", "days")),
    Letter(Kind.REASON, 35, E.REASON_REQUESTED, ("reason", "days")),
    Letter(Kind.EXTENSION, 33, E.EXTENDED, ("reason", "days"), ("ground",)),
    Letter(
        Kind.THIRD_PARTY,
        32,
        E.THIRD_PARTY_CONSULTED,
        ("addressee", "party", "wish", "passages"),
        to=Party.THIRD,
    ),
    Letter(Kind.CONSULTING, 32),
    Letter(
        Kind.CO_MAKER,
        34,
        E.ORGAN_CONSULTED,
        ("addressee", "party", "wish", "passages"),
        to=Party.ORGAN,
    ),
    Letter(Kind.ASSISTANCE, 33, E.ORGAN_CONSULTED, ("addressee", "party", "wish"), to=Party.ORGAN),
    _reply(Kind.GRANTED, 36, ("granted",), asks=("given",), may=("already",)),
    _reply(Kind.PARTIAL, 37, ("partial",), asks=("given", "withheld")),
    _reply(
        Kind.REFUSED,
        36,
        _REFUSED,
        asks=("reason",),
        may=("secrecy", "law", "harm", "opinion"),
    ),
    _reply(
        Kind.UNABLE,
        36,
        of_kind(Result.UNABLE),
        asks=("reason",),
        may=("search", "right_organ", "correction"),
    ),
    _reply(
        Kind.UNHANDLED,
        36,
        of_kind(Result.UNHANDLED),
        may=("reason", "earlier_reply", "channel", "applicant_reason"),
    ),
    _reply(Kind.QUERY, 36, ("deny_admin_query",), asks=("window",)),
    Letter(Kind.FEE, 42, E.FEE_NOTICED, ("basis", "count", "payment")),
    Letter(Kind.OVERRIDE, 32, asks=("addressee", "content", "reason"), to=Party.THIRD),
    Letter(Kind.OWN_RECORD, 41, asks=("result",), remedy=True),
    _reply(Kind.CLOSING, 36, of_kind(Result.OTHER), asks=("reason",), may=("notice",)),
)

LETTERS: Mapping[Kind, Letter] = {letter.kind: letter for letter in _LETTERS}


def needed(kind: Kind, outcome: str) -> frozenset[str]:
    """Return the fields without which a letter may not go out; one of several counts elsewhere."""
    wanted = set(LETTERS[kind].asks)
    found: Outcome | None = OUTCOMES.get(outcome)
    if found is not None:
        wanted |= {need.value for need in found.needs}
    return frozenset(wanted)


def given(fields: Mapping[str, str]) -> tuple[Need, ...]:
    """Return the mandatory grounds that filled-in fields amount to."""
    known = {need.value for need in Need}
    return tuple(Need(name) for name, text in fields.items() if name in known and text.strip())


# Fields that hold a number.
NUMBERS = frozenset({"days", "count"})
