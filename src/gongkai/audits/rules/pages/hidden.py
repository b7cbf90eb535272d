"""Hidden text (D4): what stands in the page and nobody sees, when it advertises or links abroad."""

import re
from bisect import bisect_left
from collections.abc import Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.hosts import foreign, is_suspicious, is_trusted
from gongkai.audits.rules.pages.page import Hidden, Link, host_of
from gongkai.audits.rules.pages.spam import is_guarded, strongest
from gongkai.audits.rules.pages.usage import PUBLIC
from gongkai.audits.rules.pages.wordlists import Scene

VEIL_MAX = 20_000
COUNTERS = ("统计", "cnzz", "51la", "la统计", "流量")
LINKS_MIN = 3
MENU_REACH = 60  # characters of a hidden list before its first stranger and behind its last
POINT = re.compile(r"<img\b[^>]{0,300}\b(?:width|height)\s*[=:]\s*[\"']?[01](?:px)?[\s\"'>;]")


def find(scene: Scene) -> Iterator[Finding]:
    """Yield the hidden stretches that hold links to strangers or listed words."""
    page = scene.page
    strangers = sorted(
        (link for link in scene.strangers if link.hidden is not None), key=lambda link: link.at
    )
    places = [link.at for link in strangers]
    for veil in page.veils:
        text = page.hidden.text[veil.start : min(veil.end, veil.start + VEIL_MAX)]
        linked = strangers[bisect_left(places, veil.start) : bisect_left(places, veil.end)]
        weight, count, names = strongest(fold(text).text, scene.lists)
        span = page.hidden.span(veil.start, veil.end)
        severity = _grade(scene, linked, weight, count, text)
        if severity is Severity.BLOCK and not linked and is_guarded(text, scene.lists):
            severity = Severity.REVIEW  # the other half of a tab may well speak of crime
        if severity is None:
            continue
        hosts = sorted({host for link in linked if (host := _host(link, scene))})
        facts = (("how", veil.reason), ("words", names), ("hosts", "、".join(hosts[:5])))
        if linked:
            span = (min(span[0], linked[0].start), max(span[1], linked[-1].end))
        yield Finding(
            Code.HIDDEN_TEXT, severity, *span, excerpt(page.source, *span), "hidden", facts
        )
    yield from _empty_links(scene)


def _host(link: Link, scene: Scene) -> str | None:
    return foreign(link.href, scene.own, scene.lists.hosts)


def _grade(scene: Scene, linked: list[Link], weight: int, count: int, text: str) -> Severity | None:
    """Block with a stranger's link or several words; a lone link of a counter is only noted."""
    if (weight >= 3 and (count >= 2 or linked)) or (count >= 3 and weight >= 2) or count >= 6:
        return Severity.BLOCK
    if ((weight >= 2 and count >= 2) or count >= 3) and scene.is_alien(text):
        return Severity.BLOCK
    if not linked:
        return Severity.REVIEW if weight >= 3 or count >= 4 else None
    suspicious = any(
        is_suspicious(host, scene.lists.hosts) for link in linked if (host := _host(link, scene))
    )
    if suspicious or weight >= 2:
        return Severity.BLOCK
    if _is_menu(scene, linked):
        return Severity.REVIEW
    if len(linked) >= LINKS_MIN:
        return Severity.BLOCK
    counter = any(word in text.lower() for word in COUNTERS)
    return Severity.NOTE if counter else Severity.BLOCK


def _is_menu(scene: Scene, linked: list[Link]) -> bool:
    """Say whether strangers stand, by public names, among known hosts: a list that unfolds."""
    if not all(PUBLIC.search(link.text) for link in linked):
        return False
    first, last = linked[0].at - MENU_REACH, linked[-1].until + MENU_REACH
    return any(
        link.hidden is not None
        and first <= link.at <= last
        and (host := host_of(link.href)) is not None
        and is_trusted(host, scene.lists.hosts)
        for link in scene.page.links
    )


def _empty_links(scene: Scene) -> Iterator[Finding]:
    """Yield links to strangers with nothing to click on: no words and no picture."""
    page = scene.page
    for link in scene.strangers:
        inner = page.source[link.start : min(link.end, link.start + 2000)].lower()
        pictured = "<img" in inner and not POINT.search(inner)
        if link.text or pictured or "<i " in inner or "<i>" in inner or "<svg" in inner:
            continue
        host = _host(link, scene) or ""
        opening = inner[: inner.find(">") + 1]
        plain = not any(word in opening for word in ("class", "style", "id=", "title"))
        blocks = plain or is_suspicious(
            host, scene.lists.hosts
        )  # else a picture of the style sheet
        severity = Severity.BLOCK if blocks else Severity.REVIEW
        yield Finding(
            Code.HIDDEN_TEXT, severity, link.start, link.end,
            excerpt(page.source, link.start, link.end), "hidden_link", (("hosts", host),),
        )  # fmt: skip


__all__ = ["Hidden", "find"]
