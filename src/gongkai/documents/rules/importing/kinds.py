"""What sort of document a title names, and what a page's word for its force means.

The codes are those of `documents.models.Kind` and `Standing`; a test holds them together.
"""

import re

OTHERWISE = "policy"

# The first that fits is taken, so the narrower stand before the wider.
_KINDS: tuple[tuple[str, str], ...] = (
    ("interpretation", r"解读|一图读懂|图解|政策问答|答记者问"),
    ("annual_report", r"信息公开.{0,6}(?:年度)?(?:工作)?(?:报告|年报)"),
    ("work_report", r"政府工作报告"),
    ("proposal", r"(?:提案|建议)(?:的|答复|办理).{0,4}(?:答复|复函|函|情况)|(?:提案|建议)的?答复"),
    ("emergency", r"应急预案"),
    (
        "budget",
        r"(?:预算|决算)(?:公开|报告|草案|执行|说明|表|情况)|部门(?:预算|决算)|(?:预算|决算)$",
    ),
    ("penalty", r"行政处罚"),
    ("licence", r"行政许可|许可(?:决定|结果|公示)"),
    ("procurement", r"(?:政府)?采购(?:公告|结果|项目)|招标|中标|成交公告|竞争性(?:谈判|磋商)"),
    ("personnel", r"任免|任职|免职|招聘|招录|录用|任命|聘任"),
    ("statistics", r"统计(?:公报|年鉴|数据|月报)|国民经济和社会发展.{0,4}统计"),
    ("meeting", r"(?:常务|全体)会议(?!.{0,12}(?:制度|规则))"),
    ("project", r"重大(?:建设)?项目.{0,12}(?:清单|公示|名单|进展|情况)"),
    ("guide", r"办事指南|服务指南"),
    (
        "normative",
        r"规范性文件|(?:办法|规定|细则|条例|规则)(?:的通知|》的通知|（试行）|（暂行）|$)",
    ),
    ("plan", r"(?:规划|计划)(?:纲要|的通知|（|$)|\d{4}年工作要点"),
    ("announcement", r"公告|通告|公示"),
)
_COMPILED = tuple((code, re.compile(pattern)) for code, pattern in _KINDS)

_STANDINGS: tuple[tuple[str, str], ...] = (
    ("partly", r"部分(?:失效|废止|有效)"),
    ("repealed", r"废止"),
    ("lapsed", r"失效|无效|^否$"),
    ("amended", r"修改|修订|修正"),
)
IN_FORCE = "in_force"


def kind_of(title: str, stated: str = "") -> str:
    """Return the code of a kind.

    Args:
        title: The document's title.
        stated: What the page calls its kind (体裁, 公文种类); mostly 通知, which says nothing.
    """
    for words in (stated, title):
        for code, pattern in _COMPILED:
            if words and pattern.search(words):
                return code
    return OTHERWISE


def standing_of(validity: str) -> str:
    """Return the code of what was decided about a document's force (有效性)."""
    if "尚未" in validity or "未失效" in validity or "未废止" in validity:
        return IN_FORCE
    for code, pattern in _STANDINGS:
        if re.search(pattern, validity):
            return code
    return IN_FORCE
