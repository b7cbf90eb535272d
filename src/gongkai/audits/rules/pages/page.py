"""A page as the detectors read it: texts by where they stand, each mapped back to the source."""

from bisect import bisect_right
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from urllib.parse import urlsplit


class Zone(StrEnum):
    """Where a text stands."""

    SHOWN = "shown"
    HIDDEN = "hidden"
    TITLE = "title"
    META = "meta"
    ATTRIBUTE = "attribute"
    COMMENT = "comment"
    SCRIPT = "script"
    STYLE = "style"


class Stream:
    """A text put together from pieces of the source, which remembers where each came from."""

    __slots__ = ("_ends", "_exact", "_sources", "_starts", "text")

    def __init__(
        self, text: str, starts: list[int], sources: list[int], ends: list[int], exact: list[bool]
    ) -> None:
        self.text = text
        self._starts = starts
        self._sources = sources
        self._ends = ends
        self._exact = exact

    @classmethod
    def whole(cls, text: str, start: int = 0) -> "Stream":
        """Return a stream that is one piece of the source, character by character."""
        return cls(text, [0], [start], [start + len(text)], [True])

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the source that a span of the text came from."""
        if not self._starts or end <= start:
            return (0, 0)
        first = max(bisect_right(self._starts, start) - 1, 0)
        last = max(bisect_right(self._starts, end - 1) - 1, 0)
        opened = self._sources[first]
        if self._exact[first]:
            opened = min(opened + start - self._starts[first], self._ends[first])
        closed = self._ends[last]
        if self._exact[last]:
            closed = min(self._sources[last] + end - self._starts[last], closed)
        return opened, max(opened, closed)


@dataclass(frozen=True, slots=True)
class Hidden:
    """A stretch of the hidden stream that one rule hides: `start` to `end` in that stream."""

    start: int
    end: int
    reason: str


@dataclass(frozen=True, slots=True)
class Aside:
    """A text that stands neither in the flow nor hidden in it: an attribute, a comment, a meta."""

    zone: Zone
    name: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Link:
    """A link or another reference. `at` and `until` are places in the stream it stands in."""

    tag: str
    href: str
    start: int
    end: int
    at: int
    until: int
    hidden: str | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Script:
    """A script of the page: code of its own, or an address, or a handler on an element."""

    kind: str
    code: str
    src: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Element:
    """A frame, form, base, meta or other tag that detectors look at, with its attributes."""

    tag: str
    attributes: dict[str, str]
    start: int
    end: int
    hidden: str | None = None


def _nothing() -> Stream:
    return Stream("", [], [], [], [])


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page.

    Attributes:
        target: What the user named: a file or an address.
        source: The text as decoded, without its byte-order mark; all spans are offsets in it.
        html: Whether it was read as HTML, else as plain text.
        address: Address the page was fetched from or is known to be saved from.
        today: Day of the scan; None leaves out what depends on it.
        shown: What a visitor reads.
        hidden: What stands in the page and is not shown; `veils` says where and why.
        ended: Offset behind `</html>`, None without.
        home: Whether the page is a home page, where that is known.
    """

    target: str
    source: str
    html: bool
    address: str | None = None
    today: date | None = None
    shown: Stream = field(default_factory=_nothing)
    hidden: Stream = field(default_factory=_nothing)
    veils: tuple[Hidden, ...] = ()
    title: Stream = field(default_factory=_nothing)
    asides: tuple[Aside, ...] = ()
    links: tuple[Link, ...] = ()
    scripts: tuple[Script, ...] = ()
    elements: tuple[Element, ...] = ()
    identified: tuple[tuple[str, str, int, int], ...] = ()
    ended: int | None = None
    home: bool | None = None

    @property
    def host(self) -> str | None:
        """Return the host the page stands on, None where that is not known."""
        return host_of(self.address) if self.address else None

    def meta(self, name: str) -> str:
        """Return the content of a meta tag by its name or property, empty without one."""
        for element in self.elements:
            if element.tag == "meta":
                known = element.attributes.get("name") or element.attributes.get("property") or ""
                if known.strip().lower() == name:
                    return element.attributes.get("content", "")
        return ""


def host_of(address: str) -> str | None:
    """Return the host of an address in lower case, None where there is none."""
    address = "".join(address.split())
    if address.startswith("//"):
        address = f"http:{address}"
    elif address.startswith(("\\\\", "/\\", "\\/")):
        address = f"http://{address[2:]}"
    try:
        parts = urlsplit(address.replace("\\", "/"))
        return (parts.hostname or "").rstrip(".") or None
    except ValueError:
        return None
