"""The marks of a footer: site code, ICP and police filing (guideline on government sites, 2017)."""

import re

from gongkai.audits.rules.pages.findings import Footer

SITE_CODE = re.compile(
    r"(?:网站?标识编?码|網站?標識編?碼|标识码|標識碼|siteidcode)\W{0,6}(?:bm)?(\d{10})(?!\d)", re.I
)
ICP = re.compile(
    r"[京津沪滬渝冀豫云雲辽遼黑湘皖鲁魯新苏蘇浙赣贛鄂桂甘晋晉蒙陕陝吉闽閩贵貴粤粵青藏川宁寧琼瓊]\s?"
    r"ICP\s?[备備證证]\s?\d{5,10}\s?[号號]?(?:\s?-\s?\d{1,3})?",
    re.I,
)
POLICE = re.compile(
    r"(?:公网安备|公網安備|公安备案号?|公安備案號?|公安机关备案号?|公安联网备案号?)\W{0,4}(\d{12,14})(?!\d)"
)
MARKS = re.compile(
    r"版权所有|版權所有|copyright|©|网站标识码|網站標識碼|ICP\s?[备備]|公网安备|公網安備|公安备案|公安備案|技术支持|技術支持"
    r"|主办单位|主辦單位|网站地图|網站地圖",
    re.I,
)
NOTES = re.compile(r"[(（]\s?[A-Za-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,7}\s?[)）]")


def marks_of(text: str) -> Footer:
    """Return the marks that stand in a page's text; notes in brackets are read over."""
    plain = NOTES.sub("", text) if "(" in text or "（" in text else text
    code, icp, police = SITE_CODE.search(plain), ICP.search(plain), POLICE.search(plain)
    return Footer(
        site_code=code[1] if code else None,
        icp=re.sub(r"\s", "", icp.group()) if icp else None,
        police=police[1] if police else None,
    )


def last_mark(text: str) -> int | None:
    """Return where the footer's last mark ends, None for a text without a footer.

    A mark in the first half of a text is no footer: notices speak of filing numbers too.
    """
    ends = [match.end() for match in MARKS.finditer(text, len(text) // 2)]
    if len(ends) < 2:
        return None
    return ends[-1]
