"""HTML pages as tables: spans honoured, nested tables apart, entities and styles gone."""

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from gongkai.catalogue.reading.sheets import ROWS_MAX, decode
from gongkai.catalogue.rules.grid import SIDE_MAX, Cell, Table, spread

CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([-\w]+)", re.IGNORECASE)
CHARSET_SEARCHED_BYTES = 4096
BREAKS = frozenset({"br", "p", "div", "li", "tr"})
SILENT = frozenset({"script", "style", "template", "noscript"})
CAPTION_TAGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6", "p", "div", "strong", "caption"})
CAPTION_LENGTH_MAX = 120


def read_page(content: bytes) -> Iterator[Table]:
    """Yield each table of a page that is not only there to hold other tables."""
    tree = LexborHTMLParser(_decoded(content))
    title = tree.css_first("title")
    whole = title.text(strip=True) if title else ""
    for table in tree.css("table"):
        rows = [row for row in table.css("tr") if _owner(row) == table.mem_id]
        written = [_cells(row) for row in rows[:ROWS_MAX]]
        if sum(len(cells) > 1 for cells in written) > 1:
            yield spread(written, name=_caption(table) or whole)


def _decoded(content: bytes) -> str:
    """Return a page's text in the encoding it says, or whichever fits."""
    match = CHARSET.search(content[:CHARSET_SEARCHED_BYTES])
    if match:
        name = match.group(1).decode("ascii").lower()
        try:
            return content.decode("gb18030" if name.startswith("gb") else name)
        except (LookupError, UnicodeDecodeError):
            pass  # the page says one thing and is another, as pages do
    return decode(content)


def _owner(row: LexborNode) -> int | None:
    """Return the identity of the nearest table around a row."""
    above = row.parent
    while above is not None and above.tag != "table":
        above = above.parent
    return above.mem_id if above is not None else None


def _cells(row: LexborNode) -> list[Cell]:
    return [
        Cell(_text(cell), _rows(cell, row), _span(cell, "colspan"))
        for cell in row.iter()
        if cell.tag in {"td", "th"}
    ]


def _rows(cell: LexborNode, row: LexborNode) -> int:
    """Return how many rows a cell covers; none said means all that its part of the table has."""
    if (cell.attributes.get("rowspan") or "").strip() != "0":
        return _span(cell, "rowspan")
    covered, below = 1, row.next
    while below is not None and covered < SIDE_MAX:
        covered += below.tag == "tr"
        below = below.next
    return covered


def _span(cell: LexborNode, name: str) -> int:
    value = (cell.attributes.get(name) or "1").strip()
    return int(value) if value.isdecimal() and 0 < len(value) < 5 else 1


def _text(node: LexborNode) -> str:
    """Return a cell's text, its lines as a browser breaks them."""
    parts: list[str] = []
    _gather(node, parts)
    lines = "".join(parts).split("\n")
    return "\n".join(line for line in (" ".join(line.split()) for line in lines) if line)


def _gather(node: LexborNode, parts: list[str]) -> None:
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            parts.append(re.sub(r"\s+", " ", child.text_content or ""))
        elif child.tag == "img":
            parts.append(child.attributes.get("alt") or "")
        elif child.tag == "input":
            if (child.attributes.get("type") or "").lower() == "checkbox":
                parts.append("■" if "checked" in child.attributes else "□")
        elif child.tag not in SILENT:
            if child.tag in BREAKS:
                parts.append("\n")
            _gather(child, parts)
            if child.tag in BREAKS:
                parts.append("\n")


def _caption(table: LexborNode) -> str:
    """Return the nearest short text above a table, such as its title."""
    own = table.css_first("caption")
    if own is not None and own.text(strip=True):
        return own.text(strip=True)
    before = table.prev
    while before is not None:
        if before.tag in CAPTION_TAGS:
            text = before.text(strip=True)
            if text and len(text) <= CAPTION_LENGTH_MAX:
                return text
        before = before.prev
    return ""
