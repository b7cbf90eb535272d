"""How an application can end: the closed tree of table three (Order 711, art. 36).

The form is that of 国办公开办函〔2021〕30号. Keys are rows of the annual table, so that a case and
the report cannot name the same end differently. Each end has grounds without which it may not be
chosen.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import NamedTuple


class Kind(StrEnum):
    """The six results of table three, block 三."""

    GRANTED = "granted"  # (一)予以公开
    PARTIAL = "partial"  # (二)部分公开
    DENIED = "denied"  # (三)不予公开
    UNABLE = "unable"  # (四)无法提供
    UNHANDLED = "unhandled"  # (五)不予处理
    OTHER = "other"  # (六)其他处理


class Need(StrEnum):
    """What must be written down before an end may be chosen."""

    GIVEN = "given"  # the information, or the way, route and time to get it
    WITHHELD = "withheld"  # what is left out, passage by passage, each with its ground
    REASON = "reason"  # why, in words
    LAW = "law"  # the law or regulation and its article
    SECRECY = "secrecy"  # the decision that made it secret
    HARM = "harm"  # which harm would follow
    OPINION = "opinion"  # the third party's opinion, or that it kept silent
    SEARCH = "search"  # where and how was searched (guiding case 101)
    RIGHT_ORGAN = "right_organ"  # who has it, as far as known
    CORRECTION = "correction"  # the correction asked for and what came
    EARLIER_REPLY = "earlier_reply"  # the number of the earlier reply
    CHANNEL = "channel"  # where to turn instead
    APPLICANT_REASON = "applicant_reason"  # the reasons asked for and given
    WINDOW = "window"  # the governing law and its window
    NOTICE = "notice"  # the notice whose period passed


class Outcome(NamedTuple):
    """One end.

    Attributes:
        key: The row of table three.
        kind: Its group.
        article: Of Order 711.
        label: The row as printed in the form.
        needs: Grounds of which all must be given.
        either: Grounds of which one must be given.
    """

    key: str
    kind: Kind
    article: int
    label: str
    needs: tuple[Need, ...]
    either: tuple[Need, ...] = ()


_TREE = (
    Outcome("granted", Kind.GRANTED, 36, "予以公开", (Need.GIVEN,)),
    Outcome("partial", Kind.PARTIAL, 37, "部分公开", (Need.GIVEN, Need.WITHHELD)),
    Outcome("deny_state_secret", Kind.DENIED, 14, "属于国家秘密", (Need.REASON, Need.SECRECY)),
    Outcome(
        "deny_law_forbidden", Kind.DENIED, 14, "其他法律行政法规禁止公开", (Need.REASON, Need.LAW)
    ),
    Outcome(
        "deny_three_safety_one_stability",
        Kind.DENIED,
        14,
        "危及“三安全一稳定”",
        (Need.REASON, Need.HARM),
    ),
    Outcome("deny_third_party", Kind.DENIED, 15, "保护第三方合法权益", (Need.REASON, Need.OPINION)),
    Outcome("deny_internal_affairs", Kind.DENIED, 16, "属于三类内部事务信息", (Need.REASON,)),
    Outcome("deny_process_info", Kind.DENIED, 16, "属于四类过程性信息", (Need.REASON,)),
    Outcome("deny_enforcement_file", Kind.DENIED, 16, "属于行政执法案卷", (Need.REASON,)),
    Outcome("deny_admin_query", Kind.DENIED, 36, "属于行政查询事项", (Need.WINDOW,)),
    Outcome(
        "cannot_not_held",
        Kind.UNABLE,
        36,
        "本机关不掌握相关政府信息",
        (Need.REASON,),
        (Need.SEARCH, Need.RIGHT_ORGAN),
    ),
    Outcome("cannot_needs_creation", Kind.UNABLE, 38, "没有现成信息需要另行制作", (Need.REASON,)),
    Outcome(
        "cannot_unclear_after_correction",
        Kind.UNABLE,
        30,
        "补正后申请内容仍不明确",
        (Need.REASON, Need.CORRECTION),
    ),
    Outcome(
        "noproc_petition", Kind.UNHANDLED, 39, "信访举报投诉类申请", (Need.REASON, Need.CHANNEL)
    ),
    Outcome("noproc_repeat", Kind.UNHANDLED, 36, "重复申请", (Need.EARLIER_REPLY,)),
    Outcome("noproc_publication", Kind.UNHANDLED, 39, "要求提供公开出版物", (Need.CHANNEL,)),
    Outcome(
        "noproc_massive",
        Kind.UNHANDLED,
        35,
        "无正当理由大量反复申请",
        (Need.REASON, Need.APPLICANT_REASON),
    ),
    Outcome(
        "noproc_confirm_reissue",
        Kind.UNHANDLED,
        36,
        "要求行政机关确认或重新出具已获取信息",
        (Need.REASON,),
    ),
    Outcome(
        "other_no_correction",
        Kind.OTHER,
        30,
        "申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        (Need.NOTICE,),
    ),
    Outcome(
        "other_fee_unpaid",
        Kind.OTHER,
        42,
        "申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        (Need.NOTICE,),
    ),
    Outcome("other_other", Kind.OTHER, 36, "其他", (Need.REASON,)),
)

OUTCOMES: Mapping[str, Outcome] = {outcome.key: outcome for outcome in _TREE}

# Which ends count as 不予公开 for the reconsideration-first rule (行政复议法 art. 23 (4)) is argued
# locally, so this is only what an office starts from.
REFUSALS = frozenset(key for key, one in OUTCOMES.items() if one.kind is Kind.DENIED)


def lacking(key: str, given: Iterable[Need]) -> tuple[Need, ...]:
    """Return the grounds that are still needed before an end may be chosen.

    Where one of several is enough and none is given, all of those are returned.

    Raises:
        KeyError: No row of table three has that key.
    """
    outcome, have = OUTCOMES[key], frozenset(given)
    missing = tuple(need for need in outcome.needs if need not in have)
    if outcome.either and not have & frozenset(outcome.either):
        missing += outcome.either
    return missing


def of_kind(kind: Kind) -> tuple[str, ...]:
    """Return the rows of a group, in the order of the form."""
    return tuple(key for key, outcome in OUTCOMES.items() if outcome.kind is kind)
