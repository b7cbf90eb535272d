"""An official text as blocks: headings, paragraphs, lists, tables, pictures, read from its HTML.

The renditions (Word, PDF) are made from blocks, so they cannot show what the page does not.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from selectolax.lexbor import LexborHTMLParser, LexborNode

HEADINGS = {"h1": 1, "h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
CONTAINERS = frozenset({"div", "section", "article", "body", "blockquote", "center"})
INLINE_BREAK = "\n"
SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Run:
    """Characters of one look."""

    text: str
    strong: bool = False
    emphasis: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    level: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    align: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry of a list; depth 0 is the outermost, number None means a bullet."""

    runs: tuple[Run, ...]
    depth: int = 0
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Cell:
    text: str
    rows: int = 1
    columns: int = 1
    header: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def width(self) -> int:
        """Columns of the grid that the cells fill."""
        return max((len(row) for row in grid(self.rows)), default=0)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture that stands in the text, by the address of its file; it follows its paragraph."""

    address: str
    words: str = ""

    @property
    def left_out(self) -> str:
        """What a rendition says that cannot show it; the official text is Chinese."""
        return f"[图片：{self.words}]" if self.words else "[图片]"


Block = Heading | Paragraph | Entry | Table | Picture


def blocks(html: str) -> tuple[Block, ...]:
    """Return the blocks of a text in reading order; empty ones are left out."""
    root = LexborHTMLParser(html).body
    return tuple(_inside(root)) if root is not None else ()


def grid(rows: Sequence[Sequence[Cell]]) -> list[list[Cell | None]]:
    """Lay cells on a grid: a spanning cell stands in its first place, None in the others."""
    laid: list[list[Cell | None]] = []
    taken: dict[tuple[int, int], None] = {}
    for y, row in enumerate(rows):
        laid.append([])
        x = 0
        for cell in row:
            while (y, x) in taken:
                x += 1
            for down in range(cell.rows):
                for right in range(cell.columns):
                    taken[(y + down, x + right)] = None
            _put(laid[y], x, cell)
            x += cell.columns
    width = max((x for y, x in taken if y < len(laid)), default=-1) + 1
    for line in laid:
        line.extend([None] * (width - len(line)))
    return laid


def _put(line: list[Cell | None], x: int, cell: Cell) -> None:
    line.extend([None] * (x - len(line)))
    line.append(cell)
    line.extend([None] * (cell.columns - 1))


def _inside(node: LexborNode, depth: int = 0) -> Iterator[Block]:
    loose: list[Run] = []
    shown: list[Picture] = []
    for child in node.iter(include_text=True):
        tag = child.tag or ""
        if not _is_block(tag):
            loose += _runs(child)
            shown += _pictures(child)
            continue
        yield from _paragraph(loose)
        yield from shown
        loose, shown = [], []
        yield from _block(child, tag, depth)
    yield from _paragraph(loose)
    yield from shown


def _block(node: LexborNode, tag: str, depth: int) -> Iterator[Block]:
    if tag in HEADINGS:
        runs = _tidied(list(_children(node)))
        if runs:
            yield Heading(HEADINGS[tag], runs)
    elif tag in {"ul", "ol"}:
        yield from _list(node, depth, ordered=tag == "ol")
        yield from _pictures(node)
    elif tag == "table":
        table = Table(tuple(_rows(node)))
        if table.rows:
            yield table
        yield from _pictures(node)
    elif tag in CONTAINERS:
        yield from _inside(node, depth)
    else:
        align = "right" if "right" in (node.attributes.get("class") or "").split() else ""
        yield from _paragraph(list(_children(node)), align)
        yield from _pictures(node)


def _pictures(node: LexborNode) -> Iterator[Picture]:
    for found in () if node.is_text_node else node.css("img"):  # css() finds the node itself too
        if address := found.attributes.get("src"):
            yield Picture(address, (found.attributes.get("alt") or "").strip())


def _is_block(tag: str) -> bool:
    return tag in HEADINGS or tag in CONTAINERS or tag in {"p", "ul", "ol", "table"}


def _paragraph(runs: list[Run], align: str = "") -> Iterator[Paragraph]:
    tidied = _tidied(runs)
    if tidied:
        yield Paragraph(tidied, align)


def _list(node: LexborNode, depth: int, *, ordered: bool) -> Iterator[Block]:
    number = 0
    for item in node.iter():
        if item.tag != "li":
            continue
        number += 1
        own: list[Run] = []
        nested: list[Block] = []
        for child in item.iter(include_text=True):
            if child.tag in {"ul", "ol"}:
                nested += _list(child, depth + 1, ordered=child.tag == "ol")
            else:
                own += _runs(child)
        runs = _tidied(own)
        if runs:
            yield Entry(runs, depth, number if ordered else None)
        yield from nested


def _rows(table: LexborNode) -> Iterator[tuple[Cell, ...]]:
    for row in table.css("tr"):
        cells = tuple(
            Cell(
                text=" ".join(_words(cell).split()),
                rows=_span(cell, "rowspan"),
                columns=_span(cell, "colspan"),
                header=cell.tag == "th",
            )
            for cell in row.iter()
            if cell.tag in {"td", "th"}
        )
        if cells:
            yield cells


def _span(cell: LexborNode, name: str) -> int:
    value = cell.attributes.get(name) or "1"
    return max(1, min(int(value), 200)) if value.isdecimal() else 1


def _words(node: LexborNode) -> str:
    return node.text(deep=True, separator=" ")


def _children(node: LexborNode, *, strong: bool = False, emphasis: bool = False) -> Iterator[Run]:
    for child in node.iter(include_text=True):
        yield from _runs(child, strong=strong, emphasis=emphasis)


def _runs(node: LexborNode, *, strong: bool = False, emphasis: bool = False) -> Iterator[Run]:
    if node.is_text_node:
        yield Run(node.text_content or "", strong, emphasis)
    elif node.tag == "br":
        yield Run(INLINE_BREAK)
    else:
        yield from _children(
            node,
            strong=strong or node.tag in {"strong", "b"},
            emphasis=emphasis or node.tag in {"em", "i"},
        )


def _tidied(runs: list[Run]) -> tuple[Run, ...]:
    """Fold white space, keep line breaks, drop what is empty at both ends."""
    kept = []
    for run in runs:
        text = run.text if run.text == INLINE_BREAK else SPACES.sub(" ", run.text)
        if text:
            kept.append(Run(text, run.strong, run.emphasis))
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)
