"""The attributes of a tag, read once for each spelling: pages repeat the same ones all over."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

from gongkai.audits.rules.pages.styles import PLAIN, TINY_PIXELS, Look, look, pixels

ATTRIBUTE = re.compile(
    r"""[\s/]*+([^\s/>=][^\s/>=]*+)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s>"']?[^\s>]*+)))?+"""
)
TAIL = re.compile(r"[\s/=]*+>")
CACHED_CHARACTERS_MAX = 300


@dataclass(frozen=True, slots=True)
class Attributes:
    """Names in lower case with their values, and what follows from them."""

    values: dict[str, str]
    look: Look = PLAIN
    identity: str = ""
    classes: tuple[str, ...] = ()
    handlers: tuple[str, ...] = ()


NONE = Attributes({})


def read(source: str, start: int) -> tuple[Attributes, int]:
    """Return the attributes that begin at a place, and the place behind the tag's `>`.

    The end is -1 when the tag is never closed: then the rest of the page belongs to it.
    """
    at = start
    while True:
        if tail := TAIL.match(source, at):
            end = tail.end()
            break
        match = ATTRIBUTE.match(source, at)
        if match is None or match.end() == at:
            return NONE, -1
        at = match.end()
    raw = source[start : end - 1]
    if not raw or raw == "/":
        return NONE, end
    return (_cached(raw) if len(raw) <= CACHED_CHARACTERS_MAX else _parsed(raw)), end


def _parsed(raw: str) -> Attributes:
    values: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(raw):
        value = double or single or bare
        values.setdefault(name.lower(), unescape(value) if "&" in value else value)
    handlers = tuple(name for name in values if name.startswith("on") and values[name])
    classes = tuple(values["class"].split()) if "class" in values else ()
    return Attributes(values, _look(values), values.get("id", ""), classes, handlers)


_cached = lru_cache(maxsize=20_000)(_parsed)


def _look(values: dict[str, str]) -> Look:
    seen = look(values["style"]) if "style" in values else PLAIN
    reason = seen.hides
    if reason is None and "hidden" in values and values["hidden"] != "until-found":
        reason = "attribute"
    colour = seen.colour or values.get("color", "").lower() or None
    background = seen.background or values.get("bgcolor", "").lower() or None
    if reason is None and values.get("size", "") == "0":
        reason = "size"
    if reason is seen.hides and colour is seen.colour and background is seen.background:
        return seen
    return Look(reason, colour, background)


def tiny(values: dict[str, str]) -> bool:
    """Say whether width or height of a frame or marquee is next to nothing."""
    for name in ("width", "height"):
        length = pixels(values[name]) if name in values else None
        if length is not None and length <= TINY_PIXELS and "%" not in values[name]:
            return True
    return False
