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
    Letter(Kind.EXTENSION, 33, E.EXTENDED, ("reason", "days")),
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
    _reply(Kind.GRANTED, 36, ("granted",), asks=("given",)),
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
    Letter(Kind.OWN_RECORD, 41, asks=("result",)),
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

REGULATION = "《中华人民共和国政府信息公开条例》"

# What each end rests on, as the reply says it.
GROUNDS: Mapping[str, str] = {
    "granted": f"{REGULATION}第三十六条第（一）项、第（二）项",
    "partial": f"{REGULATION}第三十七条",
    "deny_state_secret": f"{REGULATION}第十四条（依法确定为国家秘密的政府信息）",
    "deny_law_forbidden": f"{REGULATION}第十四条（法律、行政法规禁止公开的政府信息）",
    "deny_three_safety_one_stability": (
        f"{REGULATION}第十四条（公开后可能危及国家安全、公共安全、经济安全、社会稳定的政府信息）"
    ),
    "deny_third_party": (
        f"{REGULATION}第十五条、第三十二条（公开会对第三方合法权益造成损害的政府信息）"
    ),
    "deny_internal_affairs": f"{REGULATION}第十六条第一款（内部事务信息）",
    "deny_process_info": f"{REGULATION}第十六条第二款（过程性信息）",
    "deny_enforcement_file": f"{REGULATION}第十六条第二款（行政执法案卷信息）",
    "deny_admin_query": f"{REGULATION}第三十六条第（七）项",
    "cannot_not_held": f"{REGULATION}第三十六条第（四）项、第（五）项",
    "cannot_needs_creation": f"{REGULATION}第三十八条",
    "cannot_unclear_after_correction": f"{REGULATION}第三十条",
    "noproc_petition": f"{REGULATION}第三十九条第一款",
    "noproc_repeat": f"{REGULATION}第三十六条第（六）项",
    "noproc_publication": f"{REGULATION}第三十九条第二款",
    "noproc_massive": f"{REGULATION}第三十五条",
    "noproc_confirm_reissue": f"{REGULATION}第三十六条",
    "other_no_correction": f"{REGULATION}第三十条",
    "other_fee_unpaid": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    "other_other": f"{REGULATION}第三十六条",
}
