"""Charts as plain SVG: a bar for each month, with its number, readable without colour or script."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

WIDTH = 720
HEIGHT = 220
LEFT, TOP, BOTTOM = 8, 28, 36
HATCH = "bad"


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar.

    Attributes:
        label: What stands below it.
        value: Its height; None where there is nothing to show.
        shown: What stands above it.
        marked: Drawn hatched, such as a month that failed.
    """

    label: str
    value: float | None
    shown: str
    marked: bool = False


def bars(title: str, rows: Sequence[Bar], *, top: float, name: str) -> str:
    """Return a bar chart as SVG.

    Args:
        title: What it shows, for those who do not see it.
        rows: The bars from left to right.
        top: The value at the upper edge; at least 1 is assumed.
        name: Makes the ids in it different from those of another chart on the page.
    """
    step = (WIDTH - 2 * LEFT) / max(len(rows), 1)
    room = HEIGHT - TOP - BOTTOM
    parts = [
        f'<svg class="chart" viewBox="0 0 {WIDTH} {HEIGHT}" role="img" '
        f'aria-labelledby="{name}-title" xmlns="http://www.w3.org/2000/svg">'
        f'<title id="{name}-title">{escape(title)}</title>'
        f'<defs><pattern id="{name}-{HATCH}" width="6" height="6" '
        'patternUnits="userSpaceOnUse" patternTransform="rotate(45)">'
        '<rect width="6" height="6" fill="#f3d6d3"/>'
        '<rect width="3" height="6" fill="#a3161f"/></pattern></defs>'
    ]
    for place, bar in enumerate(rows):
        middle = LEFT + step * (place + 0.5)
        if bar.value is not None:
            high = room * min(max(bar.value, 0) / max(top, 1), 1)
            fill = f"url(#{name}-{HATCH})" if bar.marked else "#12457a"
            parts.append(
                f'<rect x="{middle - step * 0.32:.1f}" y="{TOP + room - high:.1f}" '
                f'width="{step * 0.64:.1f}" height="{high:.1f}" fill="{fill}"/>'
                + _text(middle, TOP + room - high - 6, bar.shown)
            )
        parts.append(_text(middle, HEIGHT - BOTTOM + 18, bar.label))
    base = TOP + room
    parts.append(
        f'<line x1="{LEFT}" x2="{WIDTH - LEFT}" y1="{base}" y2="{base}" stroke="currentColor"/>'
    )
    return "".join([*parts, "</svg>"])


def _text(x: float, y: float, words: str) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" text-anchor="middle" font-size="13" '
        f'fill="currentColor">{escape(words)}</text>'
    )
