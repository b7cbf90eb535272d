"""Whether a page stands where it belongs, judged apart from what it says (domain.md §11).

A page of a public body stands on a host that only public bodies get. A copy elsewhere gives itself
away by the marks it copied: site code, canonical address, or the converter's traces.
"""

import re
from collections import Counter
from collections.abc import Iterator
from ipaddress import ip_address

from gongkai.audits.rules.pages.findings import Code, Finding, Footer, Severity, excerpt
from gongkai.audits.rules.pages.hosts import claims, is_official, looks_official, site_of
from gongkai.audits.rules.pages.mixture import counts
from gongkai.audits.rules.pages.page import Page, host_of
from gongkai.audits.rules.pages.wordlists import Scene

BODY = re.compile(
    r"人民政府|政府门户网站|政府網站|政府网站|(?:市|县|区|省|镇|乡|街道)(?:局|委|办|厅|政府)|委员会|管理局|人民法院|人民检察院"
)
OWN_ADDRESS = re.compile(
    r"(?:门户网站|官方网站|官网|网址|網址|域名|本站|网站)[^\n。;；]{0,16}?((?:https?://)?(?:[a-z0-9\-]+\.)+[a-z]{2,10})",
    re.I,
)
HOME_WORDS = frozenset({"首页", "网站首页", "首頁", "主页", "返回首页"})
SPUN_MIN = 2
MAJORITY = 0.6


def find(scene: Scene, footer: Footer) -> Iterator[Finding]:
    """Yield the signs that a page is a copy on another's host."""
    page = scene.page
    host = known_host(page)
    if host and not is_official(host) and _of_a_body(scene, footer):
        yield _whole(page, "clone_host", host)
    for address in claims(page):
        claimed = host_of(address)
        if not claimed:
            continue
        if (
            host
            and site_of(claimed) != site_of(host)
            and (is_official(claimed) or is_official(host))
        ) or (not host and not is_official(claimed) and _of_a_body(scene, footer)):
            yield _whole(page, "clone_claims", claimed)
    if converted(page):
        yield _whole(page, "clone_converted", "")
    yield from _own_address(scene, footer, host)
    yield from _spun(scene)


def known_host(page: Page) -> str | None:
    """Return the page's host; numbers and names of the own machine say nothing."""
    host = page.host
    if host is None or host == "localhost" or "." not in host:
        return None
    try:
        ip_address(host)
    except ValueError:
        return host
    return None


def _of_a_body(scene: Scene, footer: Footer) -> bool:
    """Say whether the page gives itself out as a public body's: by a site code, or in its title."""
    if footer.site_code or scene.page.meta("siteidcode"):
        return True
    title = scene.page.title.text
    return bool(footer.police and BODY.search(title)) or "人民政府" in title[-20:]


def converted(page: Page) -> bool:
    """Say whether a page was run through a converter to traditional characters."""
    text = page.shown.text
    full, simple = counts(text)
    if full < 40 or full < 3 * simple:
        return False
    return (
        len(re.findall(r"[\u4e00-\u9fff][(（]\s?[a-zāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]{1,6}\s?[)）]", text))
        >= 10
    )


def _own_address(scene: Scene, footer: Footer, host: str | None) -> Iterator[Finding]:
    page = scene.page
    if not _of_a_body(scene, footer) and not BODY.search(page.shown.text[:2000]):
        return
    seen = set[str]()
    for match in OWN_ADDRESS.finditer(page.shown.text):
        named = host_of(match[1] if "//" in match[1] else f"http://{match[1]}")
        if not named or named in seen or is_official(named) or "." not in named:
            continue
        if named != host and not looks_official(named) and _is_known(scene, named):
            continue
        seen.add(named)
        span = page.shown.span(*match.span(1))
        yield Finding(
            Code.CLONE, Severity.REVIEW, *span, excerpt(page.source, *span), "clone_domain",
            (("hosts", named),),
        )  # fmt: skip


def _is_known(scene: Scene, host: str) -> bool:
    trusted = scene.lists.hosts.trusted
    labels = host.split(".")
    return any(".".join(labels[index:]) in trusted for index in range(len(labels)))


def _spun(scene: Scene) -> Iterator[Finding]:
    text = scene.page.shown.text
    found = [(text.find(spun), spun, right) for spun, right in scene.lists.spun if spun in text]
    if len(found) < SPUN_MIN:
        return
    for start, spun, right in sorted(found):
        span = scene.page.shown.span(start, start + len(spun))
        yield Finding(
            Code.CLONE, Severity.REVIEW, *span, excerpt(scene.page.source, *span), "spun",
            (("right", right),), right,
        )  # fmt: skip


def _whole(page: Page, reason: str, host: str) -> Finding:
    return Finding(Code.CLONE, Severity.REVIEW, -1, -1, "", reason, (("hosts", host),))


def host_legitimate(scene: Scene, footer: Footer, findings: list[Finding]) -> bool | None:
    """Say whether the page stands where it belongs; None with nothing to judge by."""
    page = scene.page
    reasons = {finding.reason for finding in findings if finding.code is Code.CLONE}
    host = known_host(page)
    if host is not None:
        if is_official(host):
            return True
        return False if reasons - {"spun"} or looks_official(host) else None
    if reasons - {"spun", "clone_claims"} and not _says_official(page):
        return False
    claimed = [one for address in claims(page) if (one := host_of(address))]
    if claimed and "clone_converted" not in reasons:
        return (
            all(is_official(one) for one in claimed)
            if _of_a_body(scene, footer) or any(map(is_official, claimed))
            else None
        )
    if "clone_converted" in reasons:
        return False
    return _by_links(page, _of_a_body(scene, footer))


def _says_official(page: Page) -> bool:
    return any(is_official(host) for address in claims(page) if (host := host_of(address)))


def _by_links(page: Page, of_a_body: bool) -> bool | None:
    """Judge by where the page's own absolute links lead: home links first, then the most."""
    hosts = Counter[str]()
    for link in page.links:
        host = host_of(link.href) if link.href.startswith(("http", "//")) else None
        if not host or not page.html:
            continue
        if link.text in HOME_WORDS:
            return is_official(host) if is_official(host) or of_a_body else None
        hosts[site_of(host)] += 1
    if sum(hosts.values()) < 5:
        return None
    site, count = hosts.most_common(1)[0]
    if count < MAJORITY * sum(hosts.values()):
        return None
    return True if is_official(site) else (False if of_a_body else None)
