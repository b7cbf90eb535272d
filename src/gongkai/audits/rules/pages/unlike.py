"""Text that is not the office's, where only strangers put text (D3), by no list of bad words.

A phrase in nobody's official language is a name or an offer. It is an offer where several stand in
a place that readers do not read or writers do not write: the title, the keywords, behind the
footer, out of sight, on links to strangers, in chains, beside a private account.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice, takewhile

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.hosts import foreign
from gongkai.audits.rules.pages.page import Aside, Link, Zone
from gongkai.audits.rules.pages.usage import (
    HAN,
    OFFER,
    Company,
    is_strange,
    offers,
    pieces,
    strange,
    weight,
)
from gongkai.audits.rules.pages.wordlists import HAN_PAIR, Scene

CHINESE_MIN = 100  # Chinese characters shown, for a page to be held against itself
TEXT_MAX = 4000
CHAIN = re.compile(r"[^\n]*(?:[|｜_][^\n|｜_]{2,40}){2,}[^\n]*|(?:【[^\n【】]{2,40}】\s?){3,}")
CHAINED = re.compile(r"[|｜_][^\n|｜_]{2,40}[|｜_]|】\s?【")
CHAINS_MAX = 50
SENTENCE = re.compile(r"[。！？]|[a-z\uac00-\ud7a3]\.(?:\s|$)")
CONTENT = re.compile(r"content\s*:\s*[\"']([^\"']{6,300})")
LOW_CHAIN = re.compile(r"_[^\n_]{2,40}_|】\s?【")
# Accounts that no public body offers.
DARK = re.compile(
    r"(?:飞机|电报|纸飞机|telegram|蝙蝠)(?:联系|客服|号|群)?\s?[:：@]\s?@?[A-Za-z0-9_]{4,}|t\.me/[A-Za-z0-9_+]{4,}",
    re.I,
)
METAS = frozenset({"description", "keywords", "og:title", "og:description", "twitter:title",
                   "twitter:description", "abstract", "subject"})  # fmt: skip
SUPPORT = re.compile(r"(?:技术支持|技术服务|设计|制作|开发|维护|承建|建设|运维|合作)\W{0,6}$")
SUPPORT_REACH = 12
JOINTS = re.compile(r"[_|｜]")
LEAD_MIN = 2
# What those who spread apps put into a title, beside the name they sell.
SPREADS = re.compile(
    "体育|娱乐|电竞|棋牌|彩票|真人|投注|下注|开奖|赌|博彩|官网|官方网站|官方平台|官方入口|ios|iphone|苹果版|安卓|android"
    "|通用版|手机版|手机app|app|网页版|最新版|下载|安装|登录|登陆|入口|注册|全站|客户端|平台"
)
SPREADS_MIN = 3
SPREADS_LINE_MIN = 4
SPREADS_KNOWN = 0.3  # share of a line's pairs of characters that may stand elsewhere on the page
SPREAD_LINE = re.compile(
    r"[^\n]{0,60}(?:官网|官方)[^\n]{0,12}(?:下载|入口|登录|登陆|注册)[^\n]{0,60}"
)
TITLE_JOINTS = re.compile(r"[_|｜]|(?<=[\u4e00-\u9fff)])\s?-\s?")
CLAIMS = re.compile(r"\((?:中国|china|集团|亚洲|大陆)\)[^_|]{0,14}(?:官方网站|官网)")
LOWER = re.compile(r"[a-z]{2,20}(?: [a-z0-9]{1,20}){1,6}")
LOWER_MIN = 3
MOTTO = 4  # characters of each part of a motto
ANCHORS_MAX = 300  # links of a page that are read
OWN_TITLE_MIN = 8
ANCHORS_MIN = 3  # different ones
HREF = re.compile(r"href\s*=\s*[\"']?\s*((?:https?:)?//[^\s\"'>]{4,200})", re.I)
TAGS = re.compile(r"<[^>]{0,400}>")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a place must hold to block: so many offers, or so many phrases that are only strange.

    Attributes:
        offers: Least number of offers.
        share: Least share of offers among all phrases of the place.
        strange: Least number of strange phrases; without one, offers alone decide.
        strange_share: Least share of strange phrases.
    """

    offers: int
    share: float
    strange: int | None = None
    strange_share: float = 1.0


TITLE = Asked(2, 0.5, 3, 0.5)
META = Asked(2, 0.5, 3, 0.6)
BEHIND = Asked(1, 0.5, 1, 0.5)
EDGE = Asked(2, 0.5, 3, 0.8)
MADE_UNSEEN = Asked(2, 0.5, 2, 0.6)
OUT_OF_SIGHT = Asked(2, 0.5)
IN_COMMENT = Asked(1, 0.3, 2, 0.6)
IN_CHAIN = Asked(2, 0.5)
IN_LOW_CHAIN = Asked(2, 0.5, 3, 0.6)
BESIDE_ACCOUNT = Asked(2, 0.3, 3, 0.6)
# Ways to hide that tabs, menus and dialogues of a sound page do not use.
UNSEEN = frozenset({"size", "away", "colour", "clip", "opacity", "marquee", "noscript", "noframes"})


class Reader:
    """A page whose phrases are held against the office's language and its own text."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.usage = scene.lists.usage
        text = scene.folded.text
        self.chinese = sum(1 for _ in islice(HAN.finditer(text), CHINESE_MIN)) == CHINESE_MIN
        self.beside = Company(text, within=False)
        self.inside = Company(text, within=True)

    def held(self, text: str, asked: Asked, *, within: bool) -> list[str]:
        """Return the strange phrases of a text if there are as many as asked, else none."""
        found = pieces(fold(text[:TEXT_MAX]).text)
        company = self.inside if within else self.beside
        told = len({piece for piece in found if len(piece) > 3})
        offered = offers(found, self.usage, company)
        if weight(offered) >= max(asked.offers, asked.share * told):
            return offered
        if asked.strange is None:
            return []
        odd = strange(found, self.usage, company)
        return odd if weight(odd) >= max(asked.strange, asked.strange_share * told) else []

    def prefixed(self, title: str) -> list[str]:
        """Return the strange phrases that someone put before the page's own title."""
        parts = [part.strip() for part in JOINTS.split(fold(title).text)]
        lead = list(takewhile(lambda part: is_strange(part, self.usage, self.beside), parts))
        rest = parts[len(lead) :]
        own = any(len(part) >= OWN_TITLE_MIN and self.beside.has(part) for part in rest)
        return lead if len(lead) >= LEAD_MIN and own else []

    def spread(self, title: str) -> list[str]:
        """Return what spreads an app in a title that shares next to nothing with its page.

        It may be the whole title or a part that somebody added to the page's own.
        """
        if self.scene.guarded:
            return []
        folded = fold(title).text
        for part in (folded, *TITLE_JOINTS.split(folded)):
            signs = list(dict.fromkeys(SPREADS.findall(part)))
            if (len(signs) >= SPREADS_MIN or CLAIMS.search(part)) and self.scene.is_alien(part):
                return signs
        return []

    def spread_line(self, line: str) -> list[str]:
        """Return what spreads apps in a line of the text that nothing else of the page takes up."""
        signs = list(dict.fromkeys(SPREADS.findall(line)))
        if len(signs) < SPREADS_LINE_MIN or SENTENCE.search(line):
            return []
        pairs = {line[at : at + 2] for at in range(len(line) - 1) if HAN_PAIR.match(line, at)}
        known = sum(map(self.inside.has, pairs))
        return signs if known <= SPREADS_KNOWN * len(pairs) else []

    @cached_property
    def anchors(self) -> list[tuple[Link, str]]:
        """The links to strangers with an offer on them; with anything strange, where many are."""
        kinds = [
            (link, host, self._lies_on(link)) for link, host in self.scene.abroad[:ANCHORS_MAX]
        ]
        named = {link.text for link, _, kind in kinds if kind}
        several = len(named) + sum(not HAN.search(text) for text in named) >= ANCHORS_MIN
        return [(link, host) for link, host, kind in kinds if kind == 2 or (kind and several)]

    def _lies_on(self, link: Link) -> int:
        """Return 2 for an offer on a link, 1 for strange words, 0 for others."""
        if link.tag not in {"a", "option"} or len(link.text) < 3:
            return 0
        stream = self.scene.page.shown if link.hidden is None else self.scene.page.hidden
        before = stream.text[max(0, link.at - SUPPORT_REACH) : link.at]
        if SUPPORT.search(before):
            return 0
        company = self.inside if link.hidden is None else self.beside
        found = pieces(fold(link.text).text)
        if offers(found, self.usage, company):
            return 2
        return int(bool(strange(found, self.usage, company)))


def find(scene: Scene) -> Iterator[Finding]:
    """Yield text that is not the office's in places that make it an offer."""
    if not scene.lists.usage.pairs:
        return
    reader = Reader(scene)
    if not reader.chinese:
        return
    yield from _title(reader)
    yield from _asides(reader)
    yield from _edges(reader)
    yield from _chains(reader)
    yield from _hidden(reader)
    yield from _anchors(reader)
    yield from _accounts(reader)
    yield from _spread(reader)


def _spread(reader: Reader) -> Iterator[Finding]:
    """Yield lines that spread apps in the middle of a text."""
    folded, shown = reader.scene.folded, reader.scene.page.shown
    for match in islice(SPREAD_LINE.finditer(folded.text), CHAINS_MAX):
        words = reader.spread_line(match.group())
        if words and not _told(reader, match.group()):
            yield _say(reader, shown.span(*folded.span(*match.span())), "unlike_edge", words)


def _title(reader: Reader) -> Iterator[Finding]:
    title = reader.scene.page.title
    words = reader.held(title.text, TITLE, within=False) or reader.prefixed(title.text)
    if words := words or reader.spread(title.text):
        yield _say(reader, title.span(0, len(title.text)), "unlike_title", words)


def _asides(reader: Reader) -> Iterator[Finding]:
    for aside in islice(reader.scene.page.asides, 500):
        if aside.zone is Zone.META and aside.name in METAS:
            asked, reason, text = META, "unlike_meta", aside.text
        elif aside.zone is Zone.ATTRIBUTE:
            asked = IN_LOW_CHAIN if JOINTS.search(aside.text) else OUT_OF_SIGHT
            reason, text = "unlike_hidden", aside.text
        elif aside.zone is Zone.COMMENT and _leads_away(reader.scene, aside):
            asked, reason, text = IN_COMMENT, "unlike_hidden", TAGS.sub("|", aside.text)
        elif aside.zone is Zone.STYLE and "content" in aside.text:
            asked, reason = MADE_UNSEEN, "unlike_hidden"
            text = "|".join(CONTENT.findall(aside.text[:50_000]))
        else:
            continue
        if words := reader.held(text, asked, within=False):
            yield _say(reader, (aside.start, aside.end), reason, words)


def _leads_away(scene: Scene, aside: Aside) -> bool:
    return any(
        foreign(address, scene.own, scene.lists.hosts)
        for address in islice(HREF.findall(aside.text[:TEXT_MAX]), 20)
    )


def _edges(reader: Reader) -> Iterator[Finding]:
    """Yield strange lines before the page's first and behind its last, and behind its end."""
    scene, shown = reader.scene, reader.scene.page.shown
    text = shown.text
    late = scene.footer_end if scene.footer_end is not None else len(text)
    begun = len(text) - len(text.lstrip())
    lines = [(begun, (text + "\n").find("\n", begun))]
    at = late
    while at < len(text) and len(lines) < 200:
        end = (text + "\n").find("\n", at)
        lines.append((at, end))
        at = end + 1
    for start, end in lines:
        if not text[start:end].strip():
            continue
        span = shown.span(start, end)
        behind = scene.page.ended is not None and span[0] >= scene.page.ended
        if not behind and SENTENCE.search(text, start, end):
            continue
        words = reader.held(text[start:end], BEHIND if behind else EDGE, within=True)
        if words and not behind and _is_motto(words):
            continue
        if words and (behind or not _told(reader, text[start:end])):
            yield _say(reader, span, "unlike_edge", words)


def _is_motto(words: list[str]) -> bool:
    """Say whether strange words make a motto: parts of four characters that offer nothing."""
    return all(len(word) == MOTTO and not OFFER.search(word) for word in words)


def _chains(reader: Reader) -> Iterator[Finding]:
    shown = reader.scene.page.shown
    if not CHAINED.search(shown.text):
        return
    for match in islice(CHAIN.finditer(shown.text), CHAINS_MAX):
        asked = IN_LOW_CHAIN if LOW_CHAIN.search(match.group()) else IN_CHAIN
        words = reader.held(match.group(), asked, within=True) or _lower(match.group())
        if words and not _told(reader, match.group()):
            yield _say(reader, shown.span(*match.span()), "unlike_chain", words)


def _lower(line: str) -> list[str]:
    """Return the keywords of a chain in Latin letters without a capital; names have some."""
    found = [part.strip() for part in JOINTS.split(line)]
    told = [part for part in found if LOWER.fullmatch(part)]
    return (
        told if len(told) >= LOWER_MIN and len(told) == len([one for one in found if one]) else []
    )


def _hidden(reader: Reader) -> Iterator[Finding]:
    page = reader.scene.page
    for veil in page.veils[:200]:
        text = page.hidden.text[veil.start : min(veil.end, veil.start + TEXT_MAX)]
        asked = MADE_UNSEEN if veil.reason in UNSEEN else OUT_OF_SIGHT
        words = reader.held(text, asked, within=False)
        if words and (asked is MADE_UNSEEN or not _told(reader, text)):
            yield _say(reader, page.hidden.span(veil.start, veil.end), "unlike_hidden", words)


def _anchors(reader: Reader) -> Iterator[Finding]:
    scene = reader.scene
    for link, host in reader.anchors[:100]:
        yield Finding(
            Code.FOREIGN_LINK, Severity.BLOCK, link.start, link.end,
            excerpt(scene.page.source, link.start, link.end), "link_unlike",
            (("hosts", host), ("words", link.text[:40])),
        )  # fmt: skip


def _accounts(reader: Reader) -> Iterator[Finding]:
    """Yield lines that offer a private account beside strange phrases."""
    shown = reader.scene.page.shown
    seen = set[int]()
    for place in reader.scene.contacts[:200]:
        at = reader.scene.folded.origin(place)
        start = shown.text.rfind("\n", 0, at) + 1
        if start in seen:
            continue
        seen.add(start)
        end = shown.text.find("\n", at)
        line = shown.text[start : end if end >= 0 else len(shown.text)]
        words = reader.held(line, BESIDE_ACCOUNT, within=True) or DARK.findall(line)
        if words and not _told(reader, line):
            yield _say(reader, shown.span(start, start + len(line)), "unlike_account", words)


def _told(reader: Reader, text: str) -> bool:
    """Say whether a line warns of what it names."""
    return len(reader.scene.lists.guards.find(fold(text[:TEXT_MAX]).text)) >= 1 + len(text) // 400


def _say(reader: Reader, span: tuple[int, int], reason: str, words: list[str]) -> Finding:
    code = Code.HIDDEN_TEXT if reason == "unlike_hidden" else Code.SPAM_TEXT
    return Finding(
        code, Severity.BLOCK, *span, excerpt(reader.scene.page.source, *span), reason,
        (("words", "、".join(words[:6])),),
    )  # fmt: skip
