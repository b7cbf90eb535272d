"""What a reply rests on and what it must say, by the row of table three it ends in (Order 711).

The words are those of the articles. What the handler writes comes beside them and never instead:
art. 36 (4) wants “does not exist” said, art. 36 (6) “not handled again”.
"""

from collections.abc import Mapping
from enum import StrEnum

REGULATION = "《中华人民共和国政府信息公开条例》"
_RELEASE = f"{REGULATION}第三十六条"


class Already(StrEnum):
    """Whether what is given was public before (art. 36 (1) and (2))."""

    NO = "no"
    YES = "yes"
    PARTLY = "partly"


_GIVEN = {
    Already.NO: "第（二）项",
    Already.YES: "第（一）项",
    Already.PARTLY: "第（一）项、第（二）项",
}

_GROUNDS: Mapping[str, str] = {
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
    "deny_admin_query": f"{_RELEASE}第（七）项",
    "cannot_needs_creation": f"{REGULATION}第三十八条",
    "cannot_unclear_after_correction": f"{REGULATION}第三十条",
    "noproc_petition": f"{REGULATION}第三十九条第一款",
    "noproc_repeat": f"{_RELEASE}第（六）项",
    "noproc_publication": f"{REGULATION}第三十九条第二款",
    "noproc_massive": f"{REGULATION}第三十五条",
    "noproc_confirm_reissue": _RELEASE,
    "other_no_correction": f"{REGULATION}第三十条",
    "other_fee_unpaid": "《政府信息公开信息处理费管理办法》（国办函〔2020〕109号）",
    # Of (六) 3 the form names no article: the reason says what happened.
    "other_other": "",
}

_STATEMENTS: Mapping[str, str] = {
    "cannot_needs_creation": (
        "经审查，{you}申请公开的信息需要我机关对现有政府信息进行加工、分析，"
        "我机关没有现成的政府信息，无法提供"
    ),
    "cannot_unclear_after_correction": (
        "经补正，{you}申请公开的内容仍不明确，我机关无法据此确定所申请的政府信息，无法提供"
    ),
    "noproc_petition": (
        "{you}以政府信息公开申请的形式进行信访、投诉、举报等活动，我机关不作为政府信息公开申请处理"
    ),
    "noproc_repeat": (
        "我机关已就{you}提出的政府信息公开申请作出答复，{you}重复申请公开相同政府信息，"
        "我机关不予重复处理"
    ),
    "noproc_publication": (
        "{you}提出的申请内容为要求我机关提供政府公报、报刊、书籍等公开出版物，"
        "我机关不作为政府信息公开申请处理，现告知{you}获取的途径"
    ),
    "noproc_massive": (
        "{you}申请公开政府信息的数量、频次明显超过合理范围，所说明的理由不合理，我机关不予处理"
    ),
    "noproc_confirm_reissue": (
        "{you}要求我机关对已获取的政府信息进行确认或者重新出具，我机关不予处理"
    ),
}

_ELSEWHERE = "经审查，{you}申请公开的信息不属于我机关负责公开"
_NOT_THERE = "经检索，{you}申请公开的政府信息不存在"


def ground_of(outcome: str, told: Mapping[str, str]) -> str:
    """Return the article that a reply rests on; empty where the form names none.

    Args:
        outcome: The row of table three; empty gives an empty ground.
        told: What the handler wrote; it tells apart the items of art. 36 that share a row.
    """
    if outcome == "granted":
        told_already = told.get("already", "")
        known = Already(told_already) if told_already in set(Already) else Already.NO
        return _RELEASE + _GIVEN[known]
    if outcome == "cannot_not_held":
        return _RELEASE + ("第（五）项" if _elsewhere(told) else "第（四）项")
    return _GROUNDS.get(outcome, "")


def statement_of(outcome: str, you: str, told: Mapping[str, str]) -> str:
    """Return what the article wants said, without its full stop; empty where the reason says it."""
    if outcome == "cannot_not_held":
        words = _ELSEWHERE if _elsewhere(told) else _NOT_THERE
    else:
        words = _STATEMENTS.get(outcome, "")
    return words.replace("{you}", you)


def _elsewhere(told: Mapping[str, str]) -> bool:
    return bool(told.get("right_organ", "").strip())
