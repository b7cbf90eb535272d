"""Whose host a link leads to: our own, one that is commonly linked to, a stranger's."""

import re
import unicodedata
from functools import lru_cache
from ipaddress import ip_address

from gongkai.audits.rules.pages.fold import LOOKALIKES, skeleton
from gongkai.audits.rules.pages.lists import Hosts
from gongkai.audits.rules.pages.page import Page, host_of

SECOND_LEVEL = frozenset("com net org gov edu ac mil co".split())
SUSPICIOUS_MIN = 2
HOST = re.compile(r"^[\w\-]+(\.[\w\-]+)+$")
LOOKS_GOV = re.compile(r"(^|[.\-])(g[o0]v|zwgk|zhengfu|zhengwu)([.\-]|cn|\d|$)|g[o0]v[.\-_]?cn")
OFFICIAL = (".gov.cn", ".政务", ".xn--zfr164b", ".公益", ".xn--55qw42g")


def is_official(host: str) -> bool:
    """Say whether a host has a suffix that only public bodies get."""
    return host == "gov.cn" or host.endswith(OFFICIAL)


def site_of(host: str) -> str:
    """Return the registered name a host belongs to: the last two labels, or three under com.cn."""
    labels = host.split(".")
    if len(labels) > 2 and labels[-2] in SECOND_LEVEL and len(labels[-1]) == 2:
        return ".".join(labels[-3:])
    return ".".join(labels[-2:])


def is_trusted(host: str, hosts: Hosts) -> bool:
    """Say whether a host, or one it stands under, is on the list."""
    if is_official(host):
        return True
    labels = host.split(".")
    return any(".".join(labels[index:]) in hosts.trusted for index in range(len(labels)))


def looks_official(host: str) -> bool:
    """Say whether a host pretends to be a public body's: gov.cn misplaced or in lookalikes."""
    if is_official(host):
        return False
    plain = readable(host)
    if plain != host and (is_official(plain) or LOOKS_GOV.search(plain)):
        return True
    return bool(LOOKS_GOV.search(host))


def readable(host: str) -> str:
    """Return a host with its foreign letters replaced by the Latin ones they look like."""
    if "xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return host
    return skeleton(unicodedata.normalize("NFKC", host)).lower()


def is_confusable(host: str) -> bool:
    """Say whether a host mixes letters of other scripts that look Latin with Latin ones."""
    if "xn--" in host:
        try:
            host = host.encode("ascii").decode("idna")
        except UnicodeError:
            return True
    return any(one in LOOKALIKES for one in host) and any(
        one.isascii() and one.isalpha() for one in host
    )


@lru_cache(maxsize=4)
def _tokens(hosts: Hosts) -> tuple[re.Pattern[str], tuple[str, ...]]:
    """Return the marks that count anywhere in a host, and those that count at its begin."""
    anywhere = "|".join(re.escape(one) for one in sorted(hosts.tokens) if len(one) > 4)
    return re.compile(anywhere or r"(?!)"), tuple(one for one in hosts.tokens if len(one) > 2)


@lru_cache(maxsize=20_000)
def suspicion(host: str, hosts: Hosts) -> int:
    """Return how much a host looks bought for spam; SUSPICIOUS_MIN and more is suspicious."""
    if is_trusted(host, hosts):
        return 0
    try:
        return 2 if ip_address(host).is_global else 0
    except ValueError:
        pass
    points = 3 if looks_official(host) or is_confusable(host) else 0
    labels = host.split(".")
    points += 2 if labels[-1] in hosts.endings else int(labels[-1] in hosts.endings_weak)
    name = site_of(host).split(".")[0]
    words = set(re.split(r"[^a-z0-9]+|(?<=\D)(?=\d)|(?<=\d)(?=\D)", ".".join(labels[:-1])))
    within, ahead = _tokens(hosts)
    if words & hosts.tokens or within.search(host):
        points += 2
    elif name.startswith(ahead):
        points += 1
    points += 1 if len(re.findall(r"\d", name)) >= 3 else 0
    points += 1 if re.search(r"(\d)\1\1|36[58]|188|518|8[68]8|666|777|999", name) else 0
    points += 1 if name.count("-") >= 2 or re.search(r"[bcdfghjklmnpqrstvwxz]{6}", name) else 0
    return points


def is_suspicious(host: str, hosts: Hosts) -> bool:
    """Say whether a host looks bought for spam."""
    return suspicion(host, hosts) >= SUSPICIOUS_MIN


def own_sites(page: Page) -> frozenset[str]:
    """Return the registered names that count as the page's own."""
    if page.host:
        return frozenset({_own(page.host)})
    claimed = [host for address in claims(page) if (host := host_of(address))]
    return frozenset(_own(host) for host in claimed if is_official(host))


def _own(host: str) -> str:
    try:
        ip_address(host)
    except ValueError:
        return site_of(host)
    return host


def claims(page: Page) -> list[str]:
    """Return the addresses that the page says it stands at."""
    found = []
    for element in page.elements:
        values = element.attributes
        if (
            element.tag == "link" and "canonical" in values.get("rel", "").lower()
        ) or element.tag == "base":
            found.append(values.get("href", ""))
    found.append(page.meta("og:url"))
    domain = page.meta("sitedomain").strip()
    if domain:
        found.append(domain if "//" in domain else f"http://{domain}")
    return [address for address in found if address.strip()]


def foreign(address: str, own: frozenset[str], hosts: Hosts) -> str | None:
    """Return the host of an address that is neither ours nor trusted; None for all others."""
    address = address.strip()
    if not address or address[0] in "#?.":
        return None
    scheme, colon, _ = address.partition(":")
    if colon and scheme.lower() not in {"http", "https", "ftp"} and "/" not in scheme:
        return None
    host = host_of(address) if colon or address.startswith(("//", "\\\\", "/\\", "\\/")) else None
    if host is None and address.lower().startswith("www."):
        host = host_of(f"http://{address}")
    if host is None or not HOST.match(host) or _own(host) in own or is_trusted(host, hosts):
        return None
    return host
