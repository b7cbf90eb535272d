"""The colours of the public pages, read from tokens.css: every pair that text or a control uses.

Text needs 7:1 (WCAG 1.4.6), controls and focus marks 3:1 (WCAG 1.4.11).
"""

import re
from itertools import product
from pathlib import Path

import pytest

import gongkai.portal

TOKENS = Path(gongkai.portal.__file__).parent / "static/portal/tokens.css"
THEMES = ("blue", "vermilion", "pine", "ink")
MODES = {
    "light": frozenset[str](),
    "dark": frozenset({"(prefers-color-scheme: dark)"}),
    "high contrast": frozenset({"(prefers-contrast: more)"}),
    "dark high contrast": frozenset({"(prefers-color-scheme: dark)", "(prefers-contrast: more)"}),
}
TEXT = [
    ("text", "ground"), ("text", "surface"), ("text", "tint"), ("text", "mark"),
    ("muted", "ground"), ("muted", "surface"), ("muted", "tint"),
    ("link", "ground"), ("link", "surface"), ("link", "tint"),
    ("link-hover", "ground"), ("link-hover", "surface"), ("link-hover", "tint"),
    ("on-band", "band"), ("on-band-soft", "band"),
    ("good", "good-tint"), ("warn", "warn-tint"), ("stop", "stop-tint"),
    ("good", "ground"), ("warn", "ground"), ("stop", "ground"),
    ("text", "good-tint"), ("text", "warn-tint"), ("text", "stop-tint"),
    ("link", "warn-tint"), ("link", "stop-tint"), ("link", "good-tint"),
    ("ground", "text"),
]  # fmt: skip
CONTROLS = [
    ("edge", "ground"), ("edge", "surface"), ("edge", "tint"),
    ("focus", "ground"), ("focus", "surface"), ("focus", "tint"),
    ("focus-on-band", "band"),
]  # fmt: skip
RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
TOKEN = re.compile(r"--([\w-]+):\s*(#[0-9a-f]{6});")


def blocks(css: str) -> list[tuple[frozenset[str], str, str]]:
    """Return (conditions, selectors, declarations) of each rule, in order."""
    css = re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL)
    found: list[tuple[frozenset[str], str, str]] = []
    media = re.compile(r"@media ([^{]+)\{((?:[^{}]*\{[^{}]*\})*)\s*\}")
    last = 0
    for match in media.finditer(css):
        found += [(frozenset(), *rule) for rule in RULE.findall(css[last : match.start()])]
        conditions = frozenset(part.strip() for part in match[1].split(" and "))
        found += [(conditions, *rule) for rule in RULE.findall(match[2])]
        last = match.end()
    return found + [(frozenset(), *rule) for rule in RULE.findall(css[last:])]


def colours(css: str, theme: str, mode: str) -> dict[str, str]:
    """Return the tokens that hold for one main colour in one mode, as the cascade leaves them."""
    held: dict[str, str] = {}
    for wanted in (":root", f'[data-theme="{theme}"]'):
        for conditions, selectors, declarations in blocks(css):
            names = [selector.strip() for selector in selectors.split(",")]
            if wanted in names and conditions <= MODES[mode]:
                held |= dict(TOKEN.findall(declarations))
    return held


def luminance(colour: str) -> float:
    """Return the relative luminance of a hex colour (WCAG 2.2)."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, 1 to 21."""
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_the_measure_knows_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize(("theme", "mode"), list(product(THEMES, MODES)))
def test_every_text_has_seven_to_one_and_every_control_three_to_one(theme: str, mode: str) -> None:
    held = colours(TOKENS.read_text(encoding="utf-8"), theme, mode)
    short = [
        f"{front} on {back}: {ratio:.2f} < {floor}"
        for pairs, floor in ((TEXT, 7.0), (CONTROLS, 3.0))
        for front, back in pairs
        if (ratio := contrast(held[front], held[back])) < floor
    ]
    assert short == []


def test_each_main_colour_is_its_own() -> None:
    css = TOKENS.read_text(encoding="utf-8")
    for mode in MODES:
        assert len({colours(css, theme, mode)["band"] for theme in THEMES}) == len(THEMES)


def test_no_other_style_sheet_of_the_public_pages_names_a_colour() -> None:
    links = (TOKENS.parents[2] / "templates/portal/_styles.html").read_text(encoding="utf-8")
    names = set(re.findall(r"'portal/([\w/]+\.css)'", links)) - {"tokens.css", "print.css"}
    colour = re.compile(r"#[0-9a-fA-F]{3,8}\b|rgba?\(|hsla?\(")
    named = {
        name: found
        for name in names
        if (found := colour.findall((TOKENS.parent / name).read_text(encoding="utf-8")))
    }
    assert len(names) >= 5
    assert named == {}
