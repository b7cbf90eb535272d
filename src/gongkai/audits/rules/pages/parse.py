"""A page's source into the texts, links, scripts and elements that the detectors read.

Reads as a browser would where it matters to hiding: raw text elements, quoted attributes, unclosed
tags. Every text keeps its place in the source, which no kept parser offers. Linear in the length
of the page, however broken it is.
"""

import re
from datetime import date
from html import unescape

from gongkai.audits.rules.pages.attributes import NONE, Attributes, read, tiny
from gongkai.audits.rules.pages.flow import Flow
from gongkai.audits.rules.pages.page import Aside, Element, Hidden, Link, Page, Script, Stream, Zone
from gongkai.audits.rules.pages.styles import rules_of, same_colour
from gongkai.audits.rules.pages.veils import Open, Stack, written_veils

MARK = re.compile(r"<(?:(/?)([a-zA-Z][^\s/>]*)|(!--)|([!?]))")
STYLES = re.compile(r"<style\b[^>]{0,500}>(.*?)(?:</style|$)", re.I | re.S)
RAW = frozenset({"script", "style", "textarea", "title", "xmp", "noembed", "noframes", "iframe"})
RAW_END = {name: re.compile(rf"</{name}(?=[\s/>])", re.I) for name in RAW}
VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr frame".split()
)
CELLS = frozenset({"td", "th"})
BLOCKS = frozenset(
    """address article aside blockquote body br caption center dd details dialog div dl dt fieldset
    figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 head header hr html iframe legend li
    main menu nav ol option p pre section select summary table tbody tfoot thead tr ul""".split()
)
LINKING = frozenset({"a", "option"})  # an option may hold an address to go to
NOTED = frozenset(
    "base meta link iframe frame form object embed meta svg math applet use animate image".split()
)
QUIET = {"noscript": "noscript", "template": "template", "noframes": "noframes"}
WORDED = ("alt", "title", "placeholder", "aria-label", "summary", "label", "content", "value")
URL = re.compile(r"(?:https?://|www\.)[\w\-._~:/?#\[\]@!$&'()*+,;=%]{3,500}", re.I | re.A)
SOURCE_MAX = 4_000_000  # characters; the rest of a page is not read
HTML_HEAD = re.compile(
    r"<(?:!doctype\s+html|html|head|body|meta|title|table|div|script|style|span|ul|iframe)\b|<[pah]\d?[\s>]",
    re.I,
)


def parse(
    source: str,
    *,
    target: str,
    address: str | None = None,
    today: date | None = None,
    html: bool | None = None,
    home: bool | None = None,
) -> Page:
    """Return the page in a decoded source; `html` None tells markup from plain text by itself."""
    source = source.removeprefix("\ufeff")
    if html is None:
        html = HTML_HEAD.search(source[:20_000]) is not None
    if not html:
        return _plain(source, target, address, today)
    reader = Reader(source[:SOURCE_MAX])
    reader.run()
    return Page(
        target=target,
        source=source,
        html=True,
        address=address or saved_from(source),
        today=today,
        shown=reader.shown.stream(),
        hidden=reader.hidden.stream(),
        veils=tuple(reader.veils),
        title=reader.title.stream(),
        asides=tuple(reader.asides),
        links=tuple(reader.links),
        scripts=tuple(reader.scripts),
        elements=tuple(reader.elements),
        identified=tuple(reader.identified),
        ended=reader.ended,
        home=home,
    )


def saved_from(source: str) -> str | None:
    """Return the address that a browser wrote into a page it saved."""
    match = re.search(r"<!--\s*saved from url=\(\d+\)(https?://\S+)\s*-->", source[:2000])
    return match[1] if match else None


def _plain(source: str, target: str, address: str | None, today: date | None) -> Page:
    links = tuple(
        Link("a", match.group(), match.start(), match.end(), match.start(), match.end())
        for match in URL.finditer(source)
    )
    return Page(
        target=target, source=source, html=False, address=address, today=today,
        shown=Stream.whole(source), links=links,
    )  # fmt: skip


class Reader:
    """One pass over a source."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.shown, self.hidden, self.title = Flow(), Flow(), Flow()
        self.veils: list[Hidden] = []
        self.asides: list[Aside] = []
        self.links: list[Link] = []
        self.scripts: list[Script] = []
        self.elements: list[Element] = []
        self.identified: list[tuple[str, str, int, int]] = []
        self.ended: int | None = None
        self.anchor: tuple[str, Attributes, int, int, str | None] | None = None
        sheets = "\n".join(STYLES.findall(source)) if "<style" in source.lower() else ""
        self.stack = Stack(rules_of(sheets) if sheets else {}, written_veils(source))

    def run(self) -> None:
        source, at = self.source, 0
        while True:
            match = MARK.search(source, at)
            if match is None:
                self.words(at, len(source))
                break
            if match.start() > at:
                self.words(at, match.start())
            at = self.mark(match)
            if at < 0:
                break
        self.close_anchor(len(source))
        self.veil_until_now()

    def mark(self, match: "re.Match[str]") -> int:
        slash, name, comment, _ = match.groups()
        if name:
            name = name.lower()
            return self.closing(name, match) if slash else self.opening(name, match)
        if comment:
            return self.comment(match.start())
        end = self.source.find(">", match.end())
        return end + 1 if end >= 0 else -1

    def comment(self, start: int) -> int:
        end = self.source.find("-->", start + 2)
        stop = end if end >= 0 else len(self.source)
        text = self.source[start + 4 : stop]
        if len(text) > 8:
            self.asides.append(Aside(Zone.COMMENT, "comment", text, start + 4, stop))
        return end + 3 if end >= 0 else -1

    def words(self, start: int, end: int) -> None:
        raw = self.source[start:end]
        text = raw.strip()
        flow = self.flow()
        if not text:
            flow.part(" ", start)
            return
        if raw[0].isspace():
            flow.part(" ", start)
        flow.add_markup(text, start + len(raw) - len(raw.lstrip()))
        if raw[-1].isspace():
            flow.part(" ", end - 1)

    def flow(self) -> Flow:
        return self.shown if self.stack.reason is None else self.hidden

    def opening(self, name: str, match: "re.Match[str]") -> int:
        start = match.start()
        attributes, end = read(self.source, match.end())
        if end < 0:
            return -1
        if name in BLOCKS or name in CELLS:
            self.flow().part("\t" if name in CELLS else "\n", start)
        if attributes is not NONE or name in NOTED:
            self.note(name, attributes, start, end)
        if name in RAW:
            return self.raw(name, attributes, start, end)
        before = self.stack.reason
        if name not in VOID:
            self.stack.open(name, attributes, QUIET.get(name) or _shrunk(name, attributes))
        if self.stack.reason != before:
            self.veil_until_now()
            self.begin_veil()
        if name in LINKING:
            self.close_anchor(start)
            self.anchor = (name, attributes, start, self.flow().length, self.stack.reason)
        return end

    def closing(self, name: str, match: "re.Match[str]") -> int:
        end = self.source.find(">", match.end())
        if name in LINKING:
            self.close_anchor(end + 1 if end >= 0 else match.end())
        if name in BLOCKS or name in CELLS:
            self.flow().part("\t" if name in CELLS else "\n", match.start())
        before = self.stack.reason
        self.stack.close(name)
        if self.stack.reason != before:
            self.veil_until_now()
            self.begin_veil()
        if name == "html" and self.ended is None:
            self.ended = end + 1
        return end + 1 if end >= 0 else -1

    def raw(self, name: str, attributes: Attributes, start: int, at: int) -> int:
        found = RAW_END[name].search(self.source, at)
        stop = found.start() if found else len(self.source)
        text = self.source[at:stop]
        if name == "title" and not self.stack.within("svg"):
            self.title.part("\n", at)
            self.title.add_markup(text, at)
        elif name == "script":
            kind = attributes.values.get("type", "").strip().lower()
            src = attributes.values.get("src", "").strip()
            self.scripts.append(Script(kind, text, src, start, stop))
            self.written(text)
        elif name == "style":
            if text.strip():
                self.asides.append(Aside(Zone.STYLE, name, text, at, stop))
        elif text.strip():
            self.asides.append(Aside(Zone.ATTRIBUTE, name, unescape(text), at, stop))
        if found is None:
            return -1
        end = self.source.find(">", stop)
        return end + 1 if end >= 0 else -1

    def written(self, code: str) -> None:
        """Follow scripts that write an opening tag that hides, and later its end."""
        before = self.stack.reason
        self.stack.written(code)
        if self.stack.reason != before:
            self.veil_until_now()
            self.begin_veil()

    def note(self, name: str, attributes: Attributes, start: int, end: int) -> None:
        values = attributes.values
        reason = self.stack.reason or attributes.look.hides
        if name in NOTED or "formaction" in values:
            shrunk = (
                "size" if name in {"iframe", "frame", "embed", "object"} and tiny(values) else None
            )
            self.elements.append(Element(name, values, start, end, reason or shrunk))
        for handler in attributes.handlers:
            self.scripts.append(Script(handler, values[handler], "", start, end))
        for word in WORDED:
            value = values.get(word, "")
            if len(value) > 3:
                zone = Zone.META if name == "meta" else Zone.ATTRIBUTE
                self.asides.append(Aside(zone, _named(name, word, values), value, start, end))
        if attributes.identity and len(attributes.identity) == 5:
            self.identified.append((name, attributes.identity, start, end))
        if name in {"area", "img"}:
            href = values.get("href" if name == "area" else "src", "")
            if href:
                length = self.flow().length
                self.links.append(Link(name, href, start, end, length, length, reason))

    def close_anchor(self, end: int) -> None:
        if self.anchor is None:
            return
        name, attributes, start, at, hidden = self.anchor
        self.anchor = None
        values = attributes.values
        if name == "option":
            href = values.get("value", "").strip()
            href = href if href.lower().startswith(("http:", "https:", "//")) else ""
        else:
            href = values.get("href", values.get("xlink:href", "")).strip()
        if not href:
            return
        flow = self.shown if hidden is None else self.hidden
        until = flow.length
        text = ""
        if until > at:
            index = len(flow.parts) - 1
            pieces: list[str] = []
            while index >= 0 and flow.starts[index] >= at and len(pieces) < 50:
                pieces.append(flow.parts[index])
                index -= 1
            text = "".join(reversed(pieces)).strip()
        self.links.append(Link(name, href, start, end, at, until, hidden, text[:300]))

    def begin_veil(self) -> None:
        self.flow().part("\n", 0)
        self.begun = self.hidden.length
        self.because = self.stack.reason

    begun = 0
    because: str | None = None

    def veil_until_now(self) -> None:
        if self.because is not None and self.hidden.length > self.begun:
            self.veils.append(Hidden(self.begun, self.hidden.length, self.because))
        self.because = None


def _shrunk(name: str, attributes: Attributes) -> str | None:
    if name in {"marquee", "svg"} and tiny(attributes.values):
        return "marquee" if name == "marquee" else "size"
    return None


def _named(tag: str, word: str, values: dict[str, str]) -> str:
    if tag == "meta":
        return (values.get("name") or values.get("property") or "").strip().lower()
    return f"{tag}@{word}"


__all__ = ["Open", "Reader", "parse", "same_colour"]
