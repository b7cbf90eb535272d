"""Text streams while a page is read: pieces are added with the place they came from."""

import re
from html import unescape

from gongkai.audits.rules.pages.page import Stream

ENTITY = re.compile(r"&(?:#[0-9]{1,8}|#[xX][0-9a-fA-F]{1,7}|[a-zA-Z][a-zA-Z0-9]{1,30});?")


class Flow:
    """A stream in the making."""

    __slots__ = ("ends", "exact", "length", "parts", "sources", "starts")

    def __init__(self) -> None:
        self.parts: list[str] = []
        self.starts: list[int] = []
        self.sources: list[int] = []
        self.ends: list[int] = []
        self.exact: list[bool] = []
        self.length = 0

    def add(self, text: str, start: int, end: int, exact: bool = True) -> None:
        """Add a piece of the source; `exact` when it stands there character by character."""
        self.parts.append(text)
        self.starts.append(self.length)
        self.sources.append(start)
        self.ends.append(end)
        self.exact.append(exact)
        self.length += len(text)

    def add_markup(self, raw: str, start: int) -> None:
        """Add a piece of markup text; character references become what they name."""
        if "&" not in raw:
            self.add(raw, start, start + len(raw))
            return
        at = 0
        for match in ENTITY.finditer(raw):
            named = unescape(match.group())
            if named == match.group():
                continue
            if match.start() > at:
                self.add(raw[at : match.start()], start + at, start + match.start())
            self.add(named, start + match.start(), start + match.end(), exact=False)
            at = match.end()
        if at < len(raw):
            self.add(raw[at:], start + at, start + len(raw))

    def part(self, mark: str, place: int) -> None:
        """Add a mark that parts two pieces, unless one stands there."""
        if self.parts and self.parts[-1] != mark:
            if self.parts[-1] in SEPARATORS and mark != "\n":
                return
            self.add(mark, place, place, exact=False)

    def stream(self) -> Stream:
        return Stream("".join(self.parts), self.starts, self.sources, self.ends, self.exact)


SEPARATORS = frozenset({"\n", "\t", " "})
