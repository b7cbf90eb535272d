"""Advertising wherever it stands on a page: text, title, meta, attributes, comments, scripts."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import DISGUISE, Folded, fold
from gongkai.audits.rules.pages.footers import last_mark
from gongkai.audits.rules.pages.han import HAN_CLASS
from gongkai.audits.rules.pages.hosts import foreign, own_sites
from gongkai.audits.rules.pages.lists import Lists
from gongkai.audits.rules.pages.page import Aside, Link, Page, Zone
from gongkai.audits.rules.pages.spam import Cluster, Place, clusters, is_guarded, judge

if TYPE_CHECKING:
    from gongkai.audits.rules.pages.active import Behaviour

HEAD_CHARACTERS = 300
ASIDE_MAX = 20_000
CONTACT_REACH = 60
DISGUISE_MIN = 2  # characters written so that no list finds the word
CONTACT = re.compile(
    r"(?:微信|薇信|威信|加微|加薇|加v|扣扣|企鹅|电报|飞机|蝙蝠|网址|详情"
    r"|(?<![a-z0-9+/=])(?:v信|vx|wx|qq|telegram|tg|skype))"
    r"[\u4e00-\u9fff]{0,3}[:：\s]{0,2}(?:[a-z][a-z0-9_\-]{4,}|\d{6,12}|(?:www\.)?[a-z0-9\-]+\.[a-z]{2,6})"
    r"|(?:飞机|电报|tg|telegram|纸飞机)(?:联系|客服|号|群)?[:：\s]{0,2}@[a-z0-9_]{4,}"
    r"|(?<![a-z0-9+/=])q\s?[:：]\s?\d{6,12}(?!\d)|t\.me/[a-z0-9_+]{4,}"
    r"|[a-z0-9][a-z0-9._\-]{2,30}@(?:outlook|gmail|hotmail|yahoo|protonmail|onionmail|yandex)\.[a-z]{2,3}"
    r"|(?<![a-z0-9@./])[a-z0-9\-]{2,30}\.(?:vip|cc|top|xyz|bet|icu|win)\b"
    r"|详情?加[薇微v]|点击(?:进入|领取|下载)|扫码(?:加|进群|领取)"
)
# One of these stands in whatever CONTACT finds; looking for them alone is ten times as fast.
OFFER = re.compile(
    "微信|薇信|威信|v信|vx|wx|加微|加薇|加v|qq|q:|q :|扣扣|企鹅|电报|telegram|飞机|tg|skype|蝙蝠"
    "|网址|详情|点击|扫码|t\\.me/|@(?:outlook|gmail|hotmail|yahoo|protonmail|onionmail|yandex)"
    "|\\.(?:vip|cc|top|xyz|bet|icu|win)"
)
# An address alone, which a notice against sites names too.
BARE = re.compile(r"[a-z0-9\-]{2,30}\.[a-z]{2,4}")
PUBLIC_ADDRESS = re.compile(r"[a-z0-9\-]\.gov\.cn")
PUBLIC_REACH = 20
PAIRS_MIN = 4
ALIEN_SHARE = 0.2
HAN_PAIR = re.compile(f"[{HAN_CLASS}]{{2}}")
SCRIPT_ZONES = frozenset({Zone.TITLE, Zone.META, Zone.ATTRIBUTE})


SUBMITS = re.compile(r"\.\s*submit\s*\(\s*\)")


class Scene:
    """What the detectors of one page share, each part worked out once."""

    def __init__(self, page: Page, lists: Lists) -> None:
        self.page = page
        self.lists = lists
        self.folded = fold(page.shown.text)
        self.own = own_sites(page)
        self.hits = lists.spam.find(self.folded.text)
        self.clusters = clusters(self.folded, lists, self.hits)
        title = page.title.text or page.shown.text[:80]
        self.guarded = is_guarded(title, lists)
        footer = last_mark(page.shown.text)
        self.footer_end = footer
        self.abroad = [
            (link, host)
            for link in page.links
            if (host := foreign(link.href, self.own, lists.hosts)) is not None
        ]
        self.strangers = [link for link, _ in self.abroad if link.tag == "a"]
        shown = [link for link in self.strangers if link.hidden is None]
        self.link_ends = [link.until for link in shown]
        offers = CONTACT.finditer(self.folded.text) if OFFER.search(self.folded.text) else ()
        self.contacts = [
            match.start()
            for match in offers
            if not (self.guarded and BARE.fullmatch(match.group()))
        ]
        self.shown_strangers = shown
        self.behaviours: dict[tuple[str, bool], Behaviour] = {}  # of scripts that pages repeat

    @cached_property
    def submits(self) -> bool:
        """Whether a script of the page sends a form by itself."""
        return SUBMITS.search(self.page.source) is not None

    def is_alien(self, text: str) -> bool:
        """Say whether a text shares next to nothing with what the page shows."""
        folded = fold(text).text
        pairs = {folded[at : at + 2] for at in range(min(len(folded), 400) - 1)}
        pairs = {pair for pair in pairs if HAN_PAIR.match(pair)}
        if len(pairs) >= PAIRS_MIN:
            return sum(pair in self.folded.text for pair in pairs) <= ALIEN_SHARE * len(pairs)
        words = set(re.findall(r"[a-z]{3,}", folded[:400]))
        return len(words) >= 3 and not any(word in self.folded.text for word in words)

    def linked(self, start: int, end: int) -> bool:
        """Say whether a link to a stranger lies on a span of the shown text."""
        index = bisect_left(self.link_ends, start + 1)
        near = self.shown_strangers[index : index + 1]
        return bool(near) and near[0].at < end

    def place(self, start: int, end: int, mismatched: bool) -> Place:
        """Return what the place of a span of the shown text says."""
        page = self.page
        opened, _ = page.shown.span(start, end)
        outside = self.footer_end is not None and start >= self.footer_end
        if page.ended is not None and opened >= page.ended:
            outside = True
        linked = self.linked(start, end) or self.touched(start, end)
        return Place(outside=outside, linked=linked, mismatch=mismatched)

    def touched(self, start: int, end: int) -> bool:
        """Say whether a private account is offered in the same line, close by."""
        if not self.contacts:
            return False
        text = self.page.shown.text
        newline = text.find("\n", end)
        first = max(start - CONTACT_REACH, text.rfind("\n", 0, start))
        last = min(end + CONTACT_REACH, newline if newline >= 0 else len(text))
        index = bisect_left(self.contacts, first)
        return index < len(self.contacts) and self.contacts[index] < last


def find(scene: Scene, mismatched: "list[tuple[int, int]]") -> Iterator[Finding]:
    """Yield advertising in the shown text, the title and all texts beside it.

    Args:
        scene: The page.
        mismatched: Spans of the shown text in the wrong script for their page.
    """
    for cluster in scene.clusters:
        start, end = scene.folded.span(cluster.start, cluster.end)
        wrong = any(first < end and start < last for first, last in mismatched)
        wrong = wrong or len(DISGUISE.findall(scene.page.shown.text, start, end)) >= DISGUISE_MIN
        place = scene.place(start, end, wrong)
        span = scene.page.shown.span(start, end)
        yield from _say(scene, cluster, place, span, own=_is_own(scene, cluster))
    yield from _title(scene)
    for aside in scene.page.asides:
        if aside.zone in {Zone.META, Zone.ATTRIBUTE, Zone.COMMENT, Zone.STYLE}:
            yield from _aside(scene, aside)
    for script in scene.page.scripts:
        if "json" in script.kind and script.code.strip():
            text = _unescaped(script.code[:ASIDE_MAX])
            yield from _aside(scene, Aside(Zone.ATTRIBUTE, "json", text, script.start, script.end))


def _is_own(scene: Scene, cluster: Cluster) -> bool:
    """Say whether a word or two too many offer what lies at an office's own address, as its app."""
    near = scene.folded.text[max(cluster.start - PUBLIC_REACH, 0) : cluster.end + PUBLIC_REACH]
    heavy = sum(term.weight >= 3 for term in cluster.words)
    return heavy < 2 and PUBLIC_ADDRESS.search(near) is not None


def _unescaped(text: str) -> str:
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), text)


def _title(scene: Scene) -> Iterator[Finding]:
    title = scene.page.title
    if not title.text.strip():
        return
    folded = fold(title.text)
    for cluster in clusters(folded, scene.lists):
        start, end = folded.span(cluster.start, cluster.end)
        place = Place(apart=True, alien=scene.is_alien(title.text), titled=True)
        yield from _say(scene, cluster, place, title.span(start, end), Zone.TITLE)


def _aside(scene: Scene, aside: Aside) -> Iterator[Finding]:
    text = aside.text[:ASIDE_MAX]
    folded = fold(text)
    for cluster in clusters(folded, scene.lists):
        apart = aside.zone is not Zone.COMMENT or "href" in text
        linked = apart and _strange_address(text, scene)
        span = _inside(scene.page, aside, folded, cluster)
        alien = apart and scene.is_alien(text)
        yield from _say(
            scene, cluster, Place(apart=apart, linked=linked, alien=alien), span, aside.zone
        )


def _strange_address(text: str, scene: Scene) -> bool:
    return any(
        foreign(address, scene.own, scene.lists.hosts)
        for address in re.findall(r"https?://[^\s\"'<>]{4,200}", text[:2000])
    )


def _inside(page: Page, aside: Aside, folded: Folded, cluster: Cluster) -> tuple[int, int]:
    """Return the span of a cluster in the source: exact where the text stands there as it is."""
    start, end = folded.span(cluster.start, cluster.end)
    words = aside.text[start:end]
    at = page.source.find(words, aside.start, aside.end)
    return (at, at + len(words)) if at >= 0 else (aside.start, aside.end)


def _say(
    scene: Scene,
    cluster: Cluster,
    place: Place,
    span: tuple[int, int],
    zone: Zone = Zone.SHOWN,
    *,
    own: bool = False,
) -> Iterator[Finding]:
    guarded = scene.guarded and zone in {Zone.SHOWN, Zone.TITLE, Zone.META, Zone.ATTRIBUTE}
    verdict = judge(cluster, place, scene.lists, guarded=guarded)
    if not verdict.reviews:
        return
    excused = own and not (place.outside or place.linked)
    severity = Severity.BLOCK if verdict.blocks and not excused else Severity.REVIEW
    yield Finding(
        Code.SPAM_TEXT,
        severity,
        *span,
        excerpt(scene.page.source, *span),
        f"spam_{zone.value}"
        if zone is not Zone.SHOWN
        else ("spam_outside" if place.outside else "spam"),
        (("words", cluster.names),),
    )


__all__ = ["HEAD_CHARACTERS", "Link", "Scene", "find"]
