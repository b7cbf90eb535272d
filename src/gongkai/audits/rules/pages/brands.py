"""A brand put in the place of a common word all over a page (T4).

It shows where words have fixed company: inside 《…》, before 人民政府, 条例, 印发. A listed word
there is no report of a crime; a stranger that stands there again and again is worth a look.
"""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import islice

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.spam import strongest
from gongkai.audits.rules.pages.wordlists import Scene

TITLED = re.compile(r"《([^《》\n]{4,80})》")
RULE = re.compile(
    r"条例|办法|规定|通知|意见|法$|方案|细则|决定|公告|目录|指南|标准|要点|规划|纲要|报告"
)
REPORTS = re.compile(
    r"打击|查处|整治|禁止|严禁|取缔|管理|治理|防范|犯罪|违法|案件|禁赌|诈骗|监管|处罚"
)
COMPANY = re.compile(
    r"^\s{0,2}(?:app|官网|官方|平台|注册|登录|下载|入口|在线|体育|娱乐城?|网址|最新版){0,3}\s{0,2}(人民政府|政府信息|政府|信息公开|政务公开|条例|印发|办公室|委员会|公开|省|市|县|区|镇|局|关于|进一步|实施|加强)"
)
LAWS = (
    "政府信息公开条例|行政许可法|行政处罚法|行政复议法|行政诉讼法|行政强制法|预算法|宪法|安全生产法|环境保护法|土地管理法"
    "|个人信息保护法|数据安全法|网络安全法|保守国家秘密法|档案法|审计法|统计法|城乡规划法|招标投标法|政府采购法|公务员法"
    "|食品安全法|药品管理法|突发事件应对法|道路交通安全法|消防法|义务教育法|教育法|劳动合同法|劳动法|民法典|刑法"
)
LAW = re.compile(LAWS)
BEFORE = re.compile(r"([\u3400-\u9fffA-Za-z0-9.]{2,14})$")
BEFORE_CHARACTERS = 14
STATE = re.compile(
    r"中华人民共和国|国务院|[省市县区州旗]$|实施|贯彻|执行|宣传|学习|依据|根据|按照|违反|规定|以及|和|与|《|修订|新|遵守|落实|适用"
)
REPLACED = re.compile(
    r"(?:人民政府|办公室|委员会|[厅局])([\u3400-\u9fffA-Za-z0-9.]{2,10}?)(?:印发|进一步|加强|做好|开展|公布|切实|全面)"
)
STRANGER = re.compile(r"[A-Za-z]{2,}|[A-Za-z]\d|\d[A-Za-z]")
# Letters and numbers before a word of the trade: KY体育, 365娱乐, j9棋牌.
NAMED = re.compile(
    r"(?<![a-z0-9.])(?=[a-z0-9]{0,7}[a-z])[a-z0-9]{1,8}(?:体育|娱乐|棋牌|彩票|电竞|真人|九游会|官网|直营网)"
)
TRADE_NAMED = re.compile(r"[a-z0-9](?:体育|娱乐|棋牌|彩票|电竞|真人|九游会|官网|直营网)")
REPEATS_MIN = 4
PER_PAGE_MAX = 20
TITLES_MAX = 1000
Place = tuple[int, int, str]


def find(scene: Scene) -> Iterator[Finding]:
    """Yield brands that stand where official words belong."""
    page = scene.page
    found = sorted({*_titled(scene), *_beside(scene)})
    titled = any(scene.folded.text[start] == "《" for start, _, _ in found)
    severity = Severity.BLOCK if titled or len(found) >= 2 else Severity.REVIEW
    for start, end, names in found[:PER_PAGE_MAX]:
        span = page.shown.span(*scene.folded.span(start, end))
        yield Finding(
            Code.SPAM_TEXT, severity, *span, excerpt(page.source, *span), "brand",
            (("words", names),),
        )  # fmt: skip
    yield from _repeated(scene)
    yield from _unknown(scene)


def _titled(scene: Scene) -> Iterator[Place]:
    """Yield titles of rules and notices that hold a brand and do not fight it."""
    for match in islice(TITLED.finditer(scene.folded.text), TITLES_MAX):
        if not RULE.search(match[1]) or REPORTS.search(match[1]):
            continue
        weight, count, names = strongest(match[1], scene.lists)
        named = NAMED.search(match[1])
        if named or weight >= 3 or (weight >= 2 and count >= 2):
            yield match.start(), match.end(), named.group() if named else names


def _beside(scene: Scene) -> Iterator[Place]:
    """Yield brands right before the words of an authority."""
    if scene.guarded:
        return
    text = scene.folded.text
    for term, start, end in scene.hits:
        if term.weight >= 3 and COMPANY.match(text[end : end + 12]):
            yield start, end, term.word
    if not TRADE_NAMED.search(text):
        return
    for match in NAMED.finditer(text):
        if COMPANY.match(text[match.end() : match.end() + 12]):
            yield match.start(), match.end(), match.group()


def _repeated(scene: Scene) -> Iterator[Finding]:
    """Yield a listed brand that a page without any word of a report repeats."""
    if scene.guarded:
        return
    text = scene.folded.text
    hits = [
        hit
        for hit in scene.hits
        if hit[0].weight >= 3 and (len(hit[0].word) > 3 or not hit[0].word.isascii())
    ]
    counted = Counter(term.word for term, _, _ in hits)
    guards = len(scene.lists.guards.find(text))
    for word, count in counted.most_common(1):
        if count < REPEATS_MIN or guards > 2 * count:
            continue
        start, end = next((first, last) for term, first, last in hits if term.word == word)
        span = scene.page.shown.span(*scene.folded.span(start, end))
        yield Finding(
            Code.SPAM_TEXT, Severity.BLOCK, *span, excerpt(scene.page.source, *span), "repeated",
            (("words", word), ("count", str(count))),
        )  # fmt: skip


def _unknown(scene: Scene) -> Iterator[Finding]:
    """Yield a stranger that stands in for 中华人民共和国 before names of laws, or for 关于."""
    text = scene.folded.text
    places: dict[str, list[tuple[int, int]]] = {}
    laws: dict[str, set[str]] = {}
    for match in islice(LAW.finditer(text), TITLES_MAX):
        before = BEFORE.search(text[max(0, match.start() - BEFORE_CHARACTERS) : match.start()])
        token = before[1].split("中华人民共和国")[-1] if before else ""
        if len(token) >= 2 and before and not STATE.search(before[1]):
            span = (match.start() - len(token), match.start())
            places.setdefault(token, []).append(span)
            laws.setdefault(token, set()).add(match.group())
    for match in islice(REPLACED.finditer(text), TITLES_MAX):
        if "关于" not in match[1] and STRANGER.search(match[1]):
            places.setdefault(match[1], []).append(match.span(1))
    for token, spans in islice(places.items(), PER_PAGE_MAX):
        repeats = text.count(token)
        titled = sum(text[start - 1 : start] == "《" for start, _ in spans)
        mixed = STRANGER.search(token) is not None
        if repeats < REPEATS_MIN or not (titled or mixed):
            continue
        span = scene.page.shown.span(*scene.folded.span(*spans[0]))
        severity = Severity.BLOCK if mixed or len(laws.get(token, ())) >= 2 else Severity.REVIEW
        yield Finding(
            Code.SPAM_TEXT, severity, *span, excerpt(scene.page.source, *span), "stranger",
            (("words", token), ("count", str(repeats))),
        )  # fmt: skip


__all__ = ["find", "fold"]
