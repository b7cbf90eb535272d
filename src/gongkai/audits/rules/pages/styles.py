"""What hides a text: inline styles, attributes and the page's own style sheets.

Computed styles need a browser; these are the forms that injected text uses. A menu is hidden by
the same means, so hiding alone accuses nobody: what is hidden decides.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

FAR_PIXELS = 400  # further off than this is off the screen
TINY_PIXELS = 3
PIXELS = {"px": 1.0, "pt": 1.33, "em": 16.0, "rem": 16.0, "ex": 8.0, "vw": 13.0, "vh": 8.0,
          "%": 10.0, "cm": 38.0, "mm": 3.8, "in": 96.0, "": 1.0}  # fmt: skip
NUMBER = re.compile(r"([+-]?(?:\d+\.?\d*|\.\d+))\s*(px|pt|em|rem|ex|vw|vh|%|cm|mm|in)?")
DECLARATION = re.compile(r"\s*([a-z\-]+)\s*:\s*([^;]*)")
COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.S)
WHITE = frozenset({"#fff", "#ffffff", "white", "rgb(255,255,255)", "#fefefe", "#fdfdfd"})
OFFSETS = ("left", "top", "right", "bottom", "margin-left", "margin-top", "text-indent", "margin")


@dataclass(frozen=True, slots=True)
class Look:
    """What a style says about being seen: a reason it hides, and its colours."""

    hides: str | None = None
    colour: str | None = None
    background: str | None = None


PLAIN = Look()


def pixels(value: str) -> float | None:
    """Return a length in pixels, roughly; None where the value holds no number."""
    match = NUMBER.search(value)
    return float(match[1]) * PIXELS[match[2] or ""] if match else None


@lru_cache(maxsize=20_000)
def look(style: str) -> Look:
    """Return what a style attribute or the body of a rule says about being seen."""
    told: dict[str, str] = {}
    for name, value in DECLARATION.findall(COMMENT.sub("", style[:4000]).lower()):
        told[name] = value.replace("!important", "").strip()
    if not told:
        return PLAIN
    colour = told.get("color") or told.get("-webkit-text-fill-color")
    background = told.get("background-color") or told.get("background")
    colour = re.sub(r"\s+", "", colour) if colour else None
    background = _ground(background) if background else None
    reason = _gone(told) or _away(told) or _small(told)
    if reason is None and colour is not None and _unseen(colour, background):
        reason = "colour"
    return Look(reason, colour, background)


def _ground(value: str) -> str | None:
    if "url(" in value or "gradient" in value:
        return "picture"
    match = re.match(r"(#[0-9a-f]{3,8}|rgba?\([^)]*\)|[a-z]+)", value)
    return re.sub(r"\s+", "", match[1]) if match else None


def _unseen(colour: str, background: str | None) -> bool:
    if colour == "transparent" or re.fullmatch(r"rgba\([^)]*,0?\.?0*\)", colour):
        return True
    return background is not None and same_colour(colour, background)


def same_colour(one: str, other: str) -> bool:
    """Say whether two colours look alike."""
    return one == other or {one, other} <= WHITE


def _gone(told: dict[str, str]) -> str | None:
    if told.get("display") == "none":
        return "display"
    if told.get("visibility") in {"hidden", "collapse"}:
        return "visibility"
    if told.get("content-visibility") == "hidden":
        return "visibility"
    opacity = told.get("opacity") or _inside(told.get("filter", ""), "opacity")
    share = pixels(opacity) if opacity else None
    if share is not None and share <= 0.05:
        return "opacity"
    if re.search(
        r"rect\(\s*[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?[\s,]+[01](px)?", told.get("clip", "")
    ):
        return "clip"
    if re.search(
        r"inset\(\s*(5\d|[6-9]\d|100)%|circle\(\s*0|polygon\(\s*0(px)?\s+0(px)?\s*,\s*0",
        told.get("clip-path", ""),
    ):
        return "clip"
    return None


def _inside(value: str, name: str) -> str | None:
    match = re.search(rf"{name}\s*[(=]\s*([\d.]+%?)", value)
    if match is None:
        return None
    return str(float(match[1].rstrip("%")) / 100) if "%" in match[1] or "=" in value else match[1]


def _away(told: dict[str, str]) -> str | None:
    for name in OFFSETS:
        value = told.get(name)
        if value is None:
            continue
        for match in NUMBER.finditer(value):
            distance = float(match[1]) * PIXELS[match[2] or ""]
            if distance <= -FAR_PIXELS or (name in {"left", "top"} and distance >= 3000):
                return "away"
    moved = told.get("transform", "")
    if re.search(r"scale[xy]?\(\s*0?\.?0*\s*[,)]", moved) or re.search(
        r"translate\w*\([^)]*-\d{3,}", moved
    ):
        return "away"
    return None


def _small(told: dict[str, str]) -> str | None:
    size = pixels(told["font-size"]) if "font-size" in told else _font(told.get("font", ""))
    if size is not None and size <= TINY_PIXELS:
        return "size"
    cut = told.get("overflow", told.get("overflow-y", "")) in {"hidden", "clip"}
    for name in ("height", "width", "max-height", "max-width", "line-height"):
        length = pixels(told[name]) if name in told else None
        if length is not None and length <= TINY_PIXELS and cut:
            return "size"
    return None


def _font(value: str) -> float | None:
    match = re.search(r"(?:^|\s)([\d.]+(?:px|pt|em|rem|%))", value)
    return pixels(match[1]) if match else None


@dataclass(frozen=True, slots=True)
class Compound:
    """One step of a selector: a tag, an id and classes that must all be there."""

    tag: str
    identity: str
    classes: frozenset[str]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of a style sheet that bears on being seen; the last step is the element itself."""

    steps: tuple[Compound, ...]
    look: Look


STEP = re.compile(r"^([a-z][a-z0-9]*|\*)?((?:[#.][\w\-\u4e00-\u9fff]+)*)$", re.I)
RULES_MAX = 2000


def rules_of(sheet: str) -> dict[str, list[Rule]]:
    """Return the rules of a style sheet that hide or colour, by `.class`, `#id` or tag."""
    found: dict[str, list[Rule]] = {}
    sheet = COMMENT.sub("", sheet.replace("<!--", "").replace("-->", ""))
    printing = False
    for chunk in sheet.split("}", RULES_MAX)[:RULES_MAX]:
        opened, brace, body = chunk.rpartition("{")
        if not brace:
            printing = False  # the bracket that closes a group
            continue
        group, _, selectors = opened.rpartition("{")
        printing = bool(re.match(r"\s*@media\s+print", group)) if group else printing
        seen = look(body)
        if printing or seen == PLAIN:
            continue
        for selector in selectors[-2000:].split(","):
            _enter(found, _steps(selector.split(";")[-1]), seen)
    return found


def _enter(found: dict[str, list[Rule]], steps: tuple[Compound, ...], seen: Look) -> None:
    if not steps:
        return
    last = steps[-1]
    key = last.tag
    if last.identity:
        key = f"#{last.identity}"
    elif last.classes:
        key = f".{min(last.classes)}"
    found.setdefault(key, []).append(Rule(steps, seen))


def _steps(selector: str) -> tuple[Compound, ...]:
    steps = []
    for word in re.sub(r"[>+~]", " ", selector).split():
        match = STEP.match(word)
        if match is None or not word:
            return ()
        marks = re.findall(r"[#.][^#.]+", match[2] or "")
        classes = frozenset(mark[1:] for mark in marks if mark[0] == ".")
        identity = next((mark[1:] for mark in marks if mark[0] == "#"), "")
        tag = (match[1] or "").lower().replace("*", "")
        if not (tag or identity or classes):
            return ()
        steps.append(Compound(tag, identity, classes))
    return tuple(steps)
