"""One of our own pages as it is served, against what the record and the template say it holds.

Whatever stands behind the footer, beside the parts that the template has, in the text without
being in the record, or links to a host that neither the record nor the site names, was written
there by somebody else.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

BLANK = re.compile(r"\s+")
# What stands directly in the body of every page; tag and, if it matters, class.
PARTS = {
    "a": "skip", "header": "band", "nav": "crumbs", "main": "page", "footer": "footer",
    "script": "", "aside": "", "p": "", "div": "",
}  # fmt: skip
SURE = ("a", "header", "main", "footer")
SHOWN_MAX = 200
COMPARED_MAX = 20_000  # characters beyond which only the fact of a difference is told


@dataclass(frozen=True, slots=True)
class Outside:
    """Something that stands where nothing of ours does.

    Attributes:
        place: after_footer, beside, text or link.
        text: What stands there, shortened.
    """

    place: str
    text: str


def words(text: str) -> str:
    """Return a text without white space, in which layout makes no difference."""
    return BLANK.sub("", text)


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= SHOWN_MAX else f"{text[:SHOWN_MAX]}…"


def outside(
    html: str, *, text: str | None, hosts: Iterable[str], selector: str = ".document-text"
) -> list[Outside]:
    """Return what stands in a page of ours without being of the record or of the template.

    Args:
        html: The page as it is served.
        text: The words of the record; None for a page that has no record of its own.
        hosts: Hosts that the record and the site itself name.
        selector: Where the record's words stand.
    """
    tree = LexborHTMLParser(html)
    body = tree.body
    if body is None:
        return [Outside("beside", "")]
    found = [*_around(body)]
    if text is not None:
        found += _beyond(tree, text, selector)
    found += _links(tree, frozenset(hosts))
    return found


def _around(body: LexborNode) -> Iterable[Outside]:
    """Yield what stands in the body beside the template's parts, and behind its footer."""
    behind = False
    for node in body.iter(include_text=True):
        content = node.text() if node.is_text_node is False else (node.text_content or "")
        known = not node.is_text_node and _known(node)
        if behind and (content.strip() or not known) and node.tag != "script":
            if content.strip() or not node.is_text_node:
                yield Outside("after_footer", _short(content) or f"<{node.tag}>")
        elif not known and content.strip():
            yield Outside("beside", _short(content))
        behind = behind or node.tag == "footer"


def _known(node: LexborNode) -> bool:
    wanted = PARTS.get(node.tag or "")
    if wanted is None:
        return False
    classes = (node.attributes.get("class") or "").split()
    return wanted in classes if node.tag in SURE else True


def _beyond(tree: LexborHTMLParser, text: str, selector: str) -> list[Outside]:
    node = tree.css_first(selector)
    shown, said = words(node.text() if node else ""), words(text)
    if shown == said:
        return []
    return [Outside("text", added(said, shown))]


def added(said: str, shown: str) -> str:
    """Return what one text has more than the other, or what it lacks after a minus sign."""
    if shown.startswith(said):
        return _short(shown[len(said) :])
    if max(len(said), len(shown)) > COMPARED_MAX:
        return "…"
    steps = SequenceMatcher(None, said, shown, autojunk=False).get_opcodes()
    more = [shown[c:d] for tag, _a, _b, c, d in steps if tag in {"insert", "replace"}]
    less = [said[a:b] for tag, a, b, _c, _d in steps if tag in {"delete", "replace"}]
    return _short(" … ".join(more)) if more else _short("−" + " … ".join(less))


def _links(tree: LexborHTMLParser, hosts: frozenset[str]) -> Iterable[Outside]:
    for node in tree.css("a[href], iframe[src], script[src], img[src]"):
        address = node.attributes.get("href") or node.attributes.get("src") or ""
        host = host_of(address)
        if host and host not in hosts:
            yield Outside("link", f"{_short(node.text())} {address[:SHOWN_MAX]}".strip())


def host_of(address: str) -> str:
    """Return the host of an absolute address; empty for a relative one."""
    try:
        return (urlsplit(address).hostname or "").lower()
    except ValueError:
        return ""


def hosts_in(html: str) -> frozenset[str]:
    """Return the hosts that a text links to."""
    if "href" not in html:
        return frozenset()
    found = {
        host_of(node.attributes.get("href") or "") for node in LexborHTMLParser(html).css("a[href]")
    }
    return frozenset(found - {""})
