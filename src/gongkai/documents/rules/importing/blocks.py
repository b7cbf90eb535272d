"""A page as blocks of running text: what a reader sees as lines and cells, in order.

A block is the text between two block edges (`<p>`, `<td>`, `<div>` ...). Inside it, a JOINT marks
each edge of an inline element and a line feed each `<br>`, so that `<b>发布日期：</b>2019-01-22`
and letter-spaced labels can be read the same way everywhere.
"""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from lxml import etree

from gongkai.documents.rules.importing.found import Refusal, UnreadableError
from gongkai.documents.rules.importing.spacing import JOINT, squeeze

BREAK = "\x1e"  # a line as seen, while the source's own line feeds still stand beside it

# An lxml element; the package carries no types.
Element = Any

INLINE = frozenset(
    {"a", "abbr", "acronym", "b", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i",
     "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span", "strike", "strong",
     "sub", "sup", "tt", "u", "var", "img", "time", "wbr", "o:p", "st1:chsdate", "ruby", "rt"}
)  # fmt: skip
_REMOVED = ("script", "style", "noscript", "template", "textarea", "select", "option", "button",
            "iframe", "frame", "object", "embed", "applet", "svg", "canvas", "input", "audio",
            "video", "map", "link")  # fmt: skip
_CHROME_TAGS = frozenset({"nav", "footer", "header", "aside"})
_CHROME = re.compile(
    r"(?:^|[-_\s])(?:nav|navbar|navi|navigation|menu|menus|crumb|crumbs|breadcrumb|foot|footer|"
    r"foots|copyright|copy|sidebar|side|share|sharebar|bdsharebuttonbox|jiathis|toolbar|tools|"
    r"related|recommend|pager|pagination|friendlink|search|login|header|banner|logo|dqwz|print|"
    r"qrcode|ewm|hot|comment|bottom|weizhi|yqlj|xgwj|xglj|xgjd|xgxw|links)(?:$|[-_\s\d])",
    re.IGNORECASE,
)
_FOOTER_WORDS = re.compile(
    r"版权所有|网站标识码|公网安备|ICP备|网站地图|技术支持[:：]|建议使用|copyright|承办单位[:：]|"
    r"主办单位[:：]|主办[:：]|最佳浏览|扫一扫在手机",
    re.IGNORECASE,
)
_PUNCTUATION = re.compile(r"[，。；！？]|[：:、](?=.{6})")
FOOTER_CHARACTERS_MAX = 300
SENTENCE_CHARACTERS_MIN = 12
LOOSE_TEXT_WEIGHT = 0.1  # of a character in a line that reads like no sentence


@dataclass(slots=True, eq=False)
class Block:
    """A run of text and its owner, the nearest block-level element.

    Attributes:
        element: The owner.
        text: With JOINT and line feeds, else as in the source.
        plain: The text without white space.
        linked: Characters that stand inside links.
        chrome: Whether an ancestor looks like navigation, footer or tools.
        order: Place in the page, from 0.
    """

    element: Element
    text: str
    plain: str
    linked: int
    chrome: bool
    order: int

    @property
    def weight(self) -> float:
        """How much of this reads like the text of a document, in characters."""
        count = len(self.plain) - self.linked
        if count <= 0 or (count <= FOOTER_CHARACTERS_MAX and _FOOTER_WORDS.search(self.plain)):
            return 0
        if count >= SENTENCE_CHARACTERS_MIN and _PUNCTUATION.search(self.plain):
            return count
        return count * LOOSE_TEXT_WEIGHT


def parse_page(text: str) -> Element:
    """Return the tree of a page without scripts, styles, comments and controls.

    Raises:
        UnreadableError: There is no markup and no text in it.
    """
    parser = etree.HTMLParser(
        encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True
    )
    root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    if root is None:
        raise UnreadableError(Refusal.EMPTY)
    for frame in list(root.iter("iframe", "embed", "object")):
        _framed_file(frame)
    for node in list(root.iter("pre")):
        _unpreformatted(node)
    etree.strip_elements(root, *_REMOVED, with_tail=False)
    return root


def _framed_file(frame: Element) -> None:
    """Turn a PDF shown in a frame into a link to it."""
    address = frame.get("src") or frame.get("data") or ""
    if address.lower().partition("?")[0].endswith(".pdf"):
        etree.strip_elements(frame, "*")
        frame.tag = "a"
        frame.set("href", address)
        frame.text = address.rpartition("/")[2]


def _unpreformatted(node: Element) -> None:
    """Turn the line feeds of a preformatted text into `<br>`, as they are seen."""
    for owner in list(node.iter()):
        before, *lines = (owner.text or "").split("\n")
        owner.text = before
        for at, line in enumerate(lines):
            owner.insert(at, _break(line))
        if owner is not node and "\n" in (owner.tail or ""):
            before, *lines = owner.tail.split("\n")
            owner.tail = before
            parent = owner.getparent()
            for at, line in enumerate(lines, parent.index(owner) + 1):
                parent.insert(at, _break(line))
    node.tag = "div"


def _break(tail: str) -> Element:
    node = etree.Element("br")
    node.tail = tail
    return node


def blocks_of(root: Element) -> list[Block]:
    """Return the blocks of a page or of one element of it, empty ones left out."""
    return _Walk().over(root)


class _Walk:
    """One pass over the tree; a class only because the pass keeps several things in hand."""

    def __init__(self) -> None:
        self.found: list[Block] = []
        self.buffer: list[str] = []
        self.owners: list[Element] = []
        self.flags: list[bool] = []
        self.linked = 0
        self.links = 0
        self.chrome = 0

    def over(self, root: Element) -> list[Block]:
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._start(element)
            else:
                self._end(element, tail=element is not root)
        return self.found

    def _start(self, element: Element) -> None:
        tag = element.tag
        if tag == "br":
            self.buffer.append(BREAK)
            return
        if tag in INLINE:
            self.buffer.append(JOINT)
            if tag == "a":
                self.links += 1
        else:
            self._flush()
            self.owners.append(element)
            self.flags.append(is_chrome(element))
            self.chrome += self.flags[-1]
        if text := element.text:
            self.buffer.append(text)
            if self.links:
                self.linked += len(squeeze(text))

    def _end(self, element: Element, *, tail: bool) -> None:
        tag = element.tag
        if tag in INLINE:
            self.buffer.append(JOINT)
            if tag == "a":
                self.links -= 1
        elif tag != "br":
            self._flush()
            self.owners.pop()
            self.chrome -= self.flags.pop()
        if tail and (text := element.tail):
            self.buffer.append(text)
            if self.links:
                self.linked += len(squeeze(text))

    def _flush(self) -> None:
        if not self.buffer:
            return
        text = "".join(self.buffer)
        self.buffer.clear()
        plain = squeeze(text)
        if plain and self.owners:
            order = len(self.found)
            owner, chrome = self.owners[-1], self.chrome > 0
            self.found.append(Block(owner, _flowed(text), plain, self.linked, chrome, order))
        self.linked = 0


def is_chrome(element: Element) -> bool:
    """Say whether an element looks like navigation, footer or tools rather than text."""
    if element.tag in _CHROME_TAGS:
        return True
    if element.tag in {"html", "body", "form", "td", "tr", "table", "tbody"}:
        return False
    names = element.get("class"), element.get("id")
    return names != (None, None) and _is_chrome_name(*names)


@lru_cache(maxsize=4096)
def _is_chrome_name(*names: str | None) -> bool:
    return any(name is not None and _CHROME.search(name) for name in names)


def text_of(element: Element) -> str:
    """Return all text of an element, with JOINT at inline edges and line feeds at the others."""
    parts: list[str] = []
    for event, node in etree.iterwalk(element, events=("start", "end")):
        edge = JOINT if node.tag in INLINE else BREAK
        if event == "start":
            parts += [edge, node.text or ""]
        else:
            parts += [edge, (node.tail or "") if node is not element else ""]
    return _flowed("".join(parts))


def _flowed(text: str) -> str:
    """Return text as a browser flows it: a line break of the source is a space."""
    return text.replace("\r", " ").replace("\n", " ").replace(BREAK, "\n")
