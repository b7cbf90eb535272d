"""Which open elements hide what stands in them, while a page is read."""

import re
from dataclasses import dataclass

from gongkai.audits.rules.pages.attributes import Attributes
from gongkai.audits.rules.pages.styles import PLAIN, Look, Rule, look, same_colour

SELF_CLOSING = {
    "li": frozenset({"li"}), "p": frozenset({"p"}), "td": frozenset({"td", "th"}),
    "th": frozenset({"td", "th"}), "tr": frozenset({"tr", "td", "th"}),
    "dt": frozenset({"dt", "dd"}), "dd": frozenset({"dt", "dd"}), "option": frozenset({"option"}),
}  # fmt: skip
ENDS_PARAGRAPH = frozenset(
    "address article blockquote div dl fieldset footer form h1 h2 h3 h4 header hr main nav ol "
    "p pre section table ul".split()
)
WHITES = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)"})
BY_SCRIPT = re.compile(
    r"""getElementById\(\s*["']([^"']{1,60})["']\s*\)\s*\.style\s*\.\s*
    (?:display\s*=\s*["']none|visibility\s*=\s*["']hidden|position\s*=\s*["']absolute
    |left\s*=\s*["']-\d{3}|height\s*=\s*["']?[01]\b|opacity\s*=\s*["']?0\b|fontSize\s*=\s*["']?0)""",
    re.X | re.I,
)
BY_LIBRARY = re.compile(
    r"""\$\(\s*["']\s*#([\w\-]{1,60})\s*["']\s*\)\s*\.\s*(?:hide\(\s*\)|css\(\s*["']display["']\s*,\s*["']none)"""
)
WRITTEN = re.compile(r"document\.write(?:ln)?\s*\(", re.I)
WRITTEN_TAG = re.compile(
    r"<(div|span|p|font|ul|table|marquee|section|dl|b|i)\b([^>]{0,400})>", re.I
)
WRITTEN_END = re.compile(r"<\\?/(div|span|p|font|ul|table|marquee|section|dl|b|i)>", re.I)
STYLE_VALUE = re.compile(r"""style\s*=\s*\\?["']?([^"'>]{1,300})""", re.I)
WRITTEN_SHEET = re.compile(r"([#.][\w\-]{1,60})\s*\{([^{}]{1,300})\}")


@dataclass(slots=True)
class Open:
    """An open element: what it adds to hiding, and the state to return to."""

    name: str
    identity: str
    classes: tuple[str, ...]
    reason: str | None
    colour: str | None
    background: str | None


def written_veils(source: str) -> frozenset[str]:
    """Return the ids that a script of the page hides right away."""
    if "getElementById" not in source and "$(" not in source:
        return frozenset()
    return frozenset({*BY_SCRIPT.findall(source), *BY_LIBRARY.findall(source)})


class Stack:
    """The open elements of a page in reading order."""

    def __init__(self, rules: dict[str, list[Rule]], hidden_ids: frozenset[str]) -> None:
        self.rules = rules
        self.hidden_ids = hidden_ids
        self.elements: list[Open] = []
        self.counts: dict[str, int] = {}
        self.reason: str | None = None
        self.colour: str | None = None
        self.background: str | None = None
        self.by_writing: list[str] = []

    def within(self, name: str) -> bool:
        return self.counts.get(name, 0) > 0

    def open(self, name: str, attributes: Attributes, reason: str | None) -> None:
        self._imply_ends(name)
        element = Open(name, attributes.identity, attributes.classes, self.reason, self.colour,
                       self.background)  # fmt: skip
        self.elements.append(element)
        self.counts[name] = self.counts.get(name, 0) + 1
        seen = attributes.look
        if self.rules:
            seen = self._ruled(name, attributes, seen)
        if attributes.identity in self.hidden_ids:
            reason = reason or "script"
        if seen is not PLAIN:
            self._colour(seen)
            reason = reason or seen.hides or self._unseen(seen)
        self.reason = self.reason or reason

    def _colour(self, seen: Look) -> None:
        self.colour = seen.colour or self.colour
        self.background = seen.background or self.background

    def _unseen(self, seen: Look) -> str | None:
        if self.colour is None or not (seen.colour or seen.background):
            return None
        if self.background is None:
            return "colour" if self.colour in WHITES and seen.colour else None
        return "colour" if same_colour(self.colour, self.background) else None

    def _ruled(self, name: str, attributes: Attributes, seen: Look) -> Look:
        keys = [name, *(f".{one}" for one in attributes.classes)]
        if attributes.identity:
            keys.append(f"#{attributes.identity}")
        for key in keys:
            for rule in self.rules.get(key, ()):
                if self._matches(rule):
                    given = rule.look
                    seen = Look(seen.hides or given.hides, seen.colour or given.colour,
                                seen.background or given.background)  # fmt: skip
        return seen

    def _matches(self, rule: Rule) -> bool:
        steps = list(rule.steps)
        for depth, element in enumerate(reversed(self.elements)):
            if depth > 60:
                return False
            step = steps[-1]
            fits = (
                step.tag in {"", element.name}
                and step.identity in {"", element.identity}
                and step.classes <= set(element.classes)
            )
            if fits:
                steps.pop()
                if not steps:
                    return True
            elif depth == 0:
                return False
        return False

    def close(self, name: str) -> None:
        if not self.counts.get(name):
            return
        while self.elements:
            element = self.elements.pop()
            self.counts[element.name] -= 1
            self.reason, self.colour = element.reason, element.colour
            self.background = element.background
            if element.name == name:
                return

    def _imply_ends(self, name: str) -> None:
        if not self.elements:
            return
        last = self.elements[-1].name
        while last in SELF_CLOSING.get(name, ()) or (last == "p" and name in ENDS_PARAGRAPH):
            self.close(last)
            last = self.elements[-1].name if self.elements else ""

    def written(self, code: str) -> None:
        """Take in what a script writes: an opening tag that hides, a sheet that hides, an end."""
        if not WRITTEN.search(code) or len(code) > 20_000:
            return
        for identity, body in WRITTEN_SHEET.findall(code):
            if look(body).hides:
                self.hidden_ids |= {identity[1:]} if identity[0] == "#" else frozenset()
        for tag, rest in WRITTEN_TAG.findall(code):
            style = STYLE_VALUE.search(rest)
            hides = look(style[1].replace("\\", "")).hides if style else None
            if hides and not WRITTEN_END.search(code):
                self.by_writing.append(tag.lower())
                self.elements.append(Open(tag.lower(), "", (), self.reason, self.colour,
                                          self.background))  # fmt: skip
                self.counts[tag.lower()] = self.counts.get(tag.lower(), 0) + 1
                self.reason = self.reason or "script"
                return
        end = WRITTEN_END.search(code)
        if end and self.by_writing and not WRITTEN_TAG.search(code):
            self.close(self.by_writing.pop())
