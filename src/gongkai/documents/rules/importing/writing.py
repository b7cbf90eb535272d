"""An old page's text as plain, safe HTML: paragraphs, headings, lists, tables, links.

The tree is read once and written anew, so no markup of the old site survives by accident; nh3
then checks the result as it would check a stranger's. Line breaks that only imitate paragraphs
(`<br>　　`) become paragraphs; `class` keeps what is set at the right (signature and date) or in
the middle.
"""

import re
from collections.abc import Callable, Container
from dataclasses import dataclass, field
from html import escape
from typing import Any

import nh3
from lxml import etree

from gongkai.documents.rules.importing.blocks import INLINE, Element
from gongkai.documents.rules.importing.spacing import JOINT

TAGS = {
    "p", "h2", "h3", "h4", "ul", "ol", "li", "table", "caption", "thead", "tbody", "tfoot", "tr",
    "td", "th", "blockquote", "strong", "em", "a", "br", "sub", "sup", "img",
}  # fmt: skip
ATTRIBUTES = {
    "a": {"href"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan", "scope"},
    "img": {"src", "alt"},
    "ol": {"start"},
}
SCHEMES = {"http", "https", "mailto", "tel", "import"}
CLASSES = {"p": {"right", "center"}}
SPAN_MAX = 200
ALIGNED_CHARACTERS_MAX = 400

_MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "sub": "sub", "sup": "sup"}
_HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h4", "h5": "h4", "h6": "h4"}
_LISTS = frozenset({"ul", "ol", "blockquote"})
_CONTEXTS = frozenset({"li", "td", "th", "caption"})
_WHITE = re.compile(r"[ \t\r\n\f\v\u00a0\u3000\u2000-\u200d\u202f\u2060\ufeff\u00ad\x1f]+")
_INDENT = re.compile(r"^(?:\u3000{1,}|[\u00a0\u2002\u2003 ]*\u00a0{3,}|[\u2002\u2003]{2,})")
_ALIGN = re.compile(r"text-align\s*:\s*(\w+)", re.IGNORECASE)
_SIDES = {"right": "right", "end": "right", "center": "center", "middle": "center"}
_BOLD = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)", re.IGNORECASE)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_EMPTY_CELLS = re.compile(r"<(tr|tbody|thead|tfoot|table|ul|ol|li|blockquote)>\s*</\1>")
_DEAD_PICTURE = re.compile(r'<img src="import:\d+"[^>]*>')
_DEAD_LINK = re.compile(r'<a href="import:\d+"[^>]*>(.*?)</a>', re.DOTALL)

Link = Callable[[str, str], str]
Picture = Callable[[str, str], str]


def safe(text: str) -> str:
    """Return HTML with nothing in it but the tags and attributes above."""
    return nh3.clean(
        text,
        tags=TAGS,
        attributes=ATTRIBUTES,
        url_schemes=SCHEMES,
        link_rel="noopener",
        allowed_classes=CLASSES,
        clean_content_tags={"script", "style", "title", "textarea", "noscript", "iframe"},
    )


def write(
    element: Element, *, link: Link, picture: Picture, without: Container[Element] = ()
) -> str:
    """Return the text of an element as safe HTML.

    Args:
        element: The container of the text.
        link: Gives the address for an href and the words of the link; empty drops the link.
        picture: Gives the address for a src and its alternative text; empty drops the picture.
        without: Elements to leave out.
    """
    writer = _Writer(link, picture)
    walker = etree.iterwalk(element, events=("start", "end"))
    skipped: Element = None
    for event, node in walker:
        if skipped is not None:
            if event == "end" and node is skipped:
                skipped = None
                writer.text(node.tail)
            continue
        if node is element:  # the container may be a cell of a layout table; only its inside counts
            writer.text(node.text if event == "start" else "")
        elif event == "end":
            writer.end(node)
            writer.text(node.tail)
        elif node in without or hidden(node):
            skipped = node
            walker.skip_subtree()
        else:
            writer.start(node)
            writer.text(node.text)
    return safe(writer.finish())


def hidden(element: Element) -> bool:
    """Say whether an element is not shown to readers."""
    style = element.get("style")
    if style and ("none" in style or "hidden" in style) and _HIDDEN.search(style):
        return True
    return element.get("hidden") is not None


@dataclass
class _Writer:
    """The output so far, and the paragraph being written."""

    link: Link
    picture: Picture
    out: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    marks: list[tuple[Element, str, str]] = field(default_factory=list)
    opened: int = 0
    contexts: list[str] = field(default_factory=list)
    started: bool = False
    filled: bool = False
    heading: str = ""
    aligned: list[str] = field(default_factory=list)
    broken: bool = False
    spaced: bool = False
    plain_tables: set[Any] = field(default_factory=set)

    def start(self, node: Element) -> None:
        tag = node.tag
        if tag in INLINE:
            self._start_inline(node, tag)
        elif tag == "br":
            self.broken = True
        else:
            self._start_block(node, tag)

    def end(self, node: Element) -> None:
        tag = node.tag
        if tag in INLINE:
            self._end_inline(node)
        elif tag != "br":
            self._end_block(node, tag)

    def text(self, raw: str | None) -> None:
        if not raw:
            return
        if raw.isspace():
            self.spaced = True
            return
        if self.broken and self.started and _INDENT.match(raw) and raw.strip(" \u3000\u00a0\r\n\t"):
            self._flush()
        words = _WHITE.sub(_space, raw)
        if not self.started:
            words = words.lstrip()
        if words == " ":
            self.spaced = True
            return
        if not words:
            return
        if self.spaced and self.started and not self.broken:
            self.line.append(" ")
        self._break()
        self._open()
        self.line.append(escape(words, quote=False))
        self.started, self.spaced = True, False

    def finish(self) -> str:
        self._flush()
        text = "".join(self.out)
        for _ in range(4):
            shorter = _EMPTY_CELLS.sub("", text)
            if shorter == text:
                break
            text = shorter
        return text

    def _start_inline(self, node: Element, tag: str) -> None:
        if tag == "img":
            address = self.picture(node.get("src") or "", node.get("alt") or "")
            if address:
                self._break()
                self._open()
                alt = escape(node.get("alt") or "")
                self.line.append(f'<img src="{escape(address)}" alt="{alt}">')
                self.started = True
        elif tag == "a":
            address = self.link(node.get("href") or "", "".join(node.itertext()))
            if address:
                self.marks.append((node, f'<a href="{escape(address)}">', "</a>"))
        elif not self.heading:
            name = _MARKS.get(tag) or _weight(node)
            if name and all(mark != f"<{name}>" for _, mark, _ in self.marks):
                self.marks.append((node, f"<{name}>", f"</{name}>"))

    def _end_inline(self, node: Element) -> None:
        if not self.marks or self.marks[-1][0] is not node:
            return
        _, _, closing = self.marks.pop()
        if self.opened > len(self.marks):
            self.line.append(closing)
            self.opened = len(self.marks)

    def _start_block(self, node: Element, tag: str) -> None:
        self._flush()
        if tag in _HEADINGS and not self.contexts:
            self.heading = _HEADINGS[tag]
        elif tag in _LISTS:
            self.out.append(f"<{tag}>")
            self.contexts.append(tag)
        elif tag in {"li", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"}:
            self._start_part(node, tag)
        self.aligned.append(_alignment(node, tag) or (self.aligned[-1] if self.aligned else ""))

    def _start_part(self, node: Element, tag: str) -> None:
        if tag == "table" and len(list(_cells(node))) <= 1:
            self.plain_tables.add(node)
        if _table_of(node, tag) in self.plain_tables:
            return
        spans = "".join(
            f' {name}="{value}"'
            for name in ("colspan", "rowspan")
            if tag in {"td", "th"} and (value := _span(node.get(name)))
        )
        self.out.append(f"<{tag}{spans}>")
        self.contexts.append(tag)
        self.filled = False

    def _end_block(self, node: Element, tag: str) -> None:
        self._flush()
        self.aligned.pop()
        self.heading = ""
        if tag in _LISTS or tag in {
            "li", "table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th"
        }:  # fmt: skip
            if tag not in _LISTS and _table_of(node, tag) in self.plain_tables:
                return
            self.out.append(f"</{tag}>")
            self.contexts.pop()
            self.filled = bool(self.contexts)

    def _break(self) -> None:
        if self.broken and self.started:
            self.line.append("<br>")
        self.broken = False

    def _open(self) -> None:
        for _, opening, _ in self.marks[self.opened :]:
            self.line.append(opening)
        self.opened = len(self.marks)

    def _flush(self) -> None:
        """End the paragraph being written; marks that go on are opened again in the next."""
        if self.started:
            for _, _, closing in reversed(self.marks[: self.opened]):
                self.line.append(closing)
            words = _joined("".join(self.line))
            if words:
                self._put(words)
        self.line, self.opened, self.started = [], 0, False
        self.broken = self.spaced = False

    def _put(self, words: str) -> None:
        inner = self.contexts[-1] if self.contexts else ""
        if inner in _CONTEXTS:
            self.out.append(f"<br>{words}" if self.filled else words)
            self.filled = True
        elif self.heading:
            self.out.append(f"<{self.heading}>{words}</{self.heading}>")
        elif inner in {"table", "thead", "tbody", "tfoot", "tr"}:
            pass  # stray text between cells is no part of a table
        elif inner in {"ul", "ol"}:
            self.out.append(f"<li>{words}</li>")
        else:
            side = self.aligned[-1] if self.aligned else ""
            self.out.append(f'<p class="{side}">{words}</p>' if side else f"<p>{words}</p>")


def _joined(words: str) -> str:
    for name in ("strong", "em"):
        words = words.replace(f"</{name}><{name}>", "")
    return words.strip()


def _space(run: re.Match[str]) -> str:
    seen = run.group().strip("\u200b\u200c\u200d\u2060\ufeff\u00ad" + JOINT)
    return " " if seen else ""


def _weight(node: Element) -> str:
    style = node.get("style")
    if not style or "font-weight" not in style:
        return ""
    return "strong" if _BOLD.search(style) else ""


def _alignment(node: Element, tag: str) -> str:
    """Return right or center for a line that is set so; a signature, a heading."""
    style = node.get("style")
    found = _ALIGN.search(style) if style and "text-align" in style.lower() else None
    named = found[1] if found else node.get("align") or ("center" if tag == "center" else "")
    side = _SIDES.get(named.lower(), "")
    if side and len(node) and len("".join(node.itertext())) > ALIGNED_CHARACTERS_MAX:
        return ""  # the layout of a page, not of a line
    return side


def _span(value: str | None) -> str:
    if value and value.strip().isdecimal() and 1 < int(value) <= SPAN_MAX:
        return value.strip()
    return ""


def _table_of(node: Element, tag: str) -> Element:
    if tag == "table":
        return node
    return next(node.iterancestors("table"), None) if tag != "li" else None


def _cells(table: Element) -> list[Element]:
    return [*table.iter("td"), *table.iter("th")][:2]


def without_dead_marks(text: str) -> str:
    """Return HTML without the links and pictures whose file was not brought along."""
    text = _DEAD_PICTURE.sub("", text)
    return _DEAD_LINK.sub(r"\1", text).replace("<p></p>", "")
