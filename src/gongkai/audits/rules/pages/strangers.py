"""Links to strangers (D2): hosts not on the list, that look bought, that look official."""

import re
from collections import Counter
from collections.abc import Iterator

from gongkai.audits.rules.pages.findings import Code, Finding, Severity, excerpt
from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.hosts import (
    foreign,
    is_confusable,
    is_suspicious,
    looks_official,
    suspicion,
)
from gongkai.audits.rules.pages.page import Link
from gongkai.audits.rules.pages.spam import strongest
from gongkai.audits.rules.pages.wordlists import Scene

WORDED = re.compile(r"\w")
LINKS_MAX = 200
FLOAT_REACH = 400
WHOLE = re.compile(r"shape\s*=\s*[\"']?default", re.I)
FIXED = re.compile(r"position\s*:\s*fixed", re.I)
# A box that keeps its place while the page moves, opened right before the link.
FLOATS = re.compile(
    r"<\w{1,10}\b[^<>]{0,250}position\s*:\s*fixed[^<>]{0,200}>\s*(?:<(?:div|p|span|li|ul)\b[^<>]{0,100}>\s*){0,2}$",
    re.I,
)
SWAPPED_MIN = 5  # links to the host that also serves the page's scripts or styles
FARM_MIN = 4  # links to hosts that look bought, one after another


def find(scene: Scene) -> Iterator[Finding]:
    """Yield the links of a page to strangers, each host once."""
    page, hosts = scene.page, scene.lists.hosts
    if scene.own:  # without an address the stranger may be the page itself
        yield from swapped(scene)
    seen: set[str] = set()
    bought = 0
    for link, host in sorted(scene.abroad, key=lambda one: one[0].tag != "a"):
        if len(seen) >= LINKS_MAX:
            break
        bought += is_suspicious(host, hosts)
        if host in seen:
            continue
        seen.add(host)
        severity, reason = _grade(scene, link, host, bought)
        yield Finding(
            Code.FOREIGN_LINK, severity, link.start, link.end,
            excerpt(page.source, link.start, link.end), reason, (("hosts", host),),
        )  # fmt: skip


def swapped(scene: Scene) -> Iterator[Finding]:
    """Yield the stranger that serves both the scripts or styles and the links of a page."""
    page, hosts = scene.page, scene.lists.hosts
    sources = [(script.src, script.start, script.end) for script in page.scripts if script.src]
    sources += [
        (element.attributes.get("href", ""), element.start, element.end)
        for element in page.elements
        if element.tag == "link" and "stylesheet" in element.attributes.get("rel", "").lower()
    ]
    counted = Counter(host for link, host in scene.abroad if link.tag == "a")
    for address, start, end in sources:
        host = foreign(address, scene.own, hosts)
        if host is not None and counted[host] >= SWAPPED_MIN:
            yield Finding(
                Code.FOREIGN_LINK, Severity.BLOCK, start, end,
                excerpt(page.source, start, end), "swapped", (("hosts", host),),
            )  # fmt: skip
            return


def _floats(source: str, link: Link) -> bool:
    """Say whether a link, or the box right around it, keeps its place over the page."""
    before = source[max(0, link.start - FLOAT_REACH) : link.start]
    opening = source[link.start : link.start + FLOAT_REACH].partition(">")[0]
    return FLOATS.search(before) is not None or FIXED.search(opening) is not None


def _grade(scene: Scene, link: Link, host: str, bought: int) -> tuple[Severity, str]:
    page, hosts = scene.page, scene.lists.hosts
    if looks_official(host) or is_confusable(host):
        return (
            Severity.BLOCK if page.html or is_confusable(host) else Severity.REVIEW
        ), "link_lookalike"
    outside = page.ended is not None and link.start >= page.ended
    late = scene.footer_end is not None and link.hidden is None and link.at >= scene.footer_end
    folded = fold(link.text or host).text
    weight, count, _ = strongest(folded, scene.lists)
    points = suspicion(host, hosts)
    anchor = link.tag in {"a", "area", "option"} and page.html
    if outside or (anchor and points >= 2) or (points >= 2 and (weight or bought >= FARM_MIN)):
        return Severity.BLOCK, "link_bought"
    if anchor and link.text and not WORDED.search(link.text):
        return Severity.BLOCK, "link_on_mark"
    told = scene.lists.guards.find(folded)
    if weight >= 2 and not told and (anchor or points or count >= 2 or late):
        return Severity.BLOCK, "link_spam"
    if link.tag == "area" and page.html and WHOLE.search(page.source, link.start, link.end):
        return Severity.BLOCK, "link_floats"
    if anchor and _floats(page.source, link):
        return Severity.BLOCK, "link_floats"
    if link.tag == "a" and points >= 2:
        return Severity.REVIEW, "link_bought"
    return Severity.REVIEW if link.tag == "a" and page.html else Severity.NOTE, "link"
