"""The stated facts of a page: label and value in tables, lists, rows of boxes or running text."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from gongkai.documents.rules.importing.blocks import Block, Element, text_of
from gongkai.documents.rules.importing.found import Field
from gongkai.documents.rules.importing.labels import LABEL_CHARACTERS_MAX, Label, Strength
from gongkai.documents.rules.importing.spacing import JOINT, squeeze

FACT_CHARACTERS_MAX = 1000  # a longer block is text, not facts
SHORT = 2 * LABEL_CHARACTERS_MAX  # a longer block is no label alone
CLUSTER_GAP = 4  # blocks that may stand between two facts of one table

_AFTER_LABEL = re.compile(r"[:：]|[】\]](?!\s*[:：])")
_MARKED = re.compile(r"[:：】\]]")
_BEFORE_LABEL = frozenset(" \t\r\n\u3000\u00a0[【〔（(|｜/、;；,，。】]）)>》·•■◆▪●★—-" + JOINT)
_UNKNOWN_LABEL = re.compile(r"^[\u4e00-\u9fff]{2,8}[:：]")
_TRAILING = re.compile(r"[\s|｜\[【〔（(、，,;；/\x1f]+$")
_CELLS = frozenset({"td", "th"})
_EDGES = "[]【】：:·•■◆▪●★"


@dataclass(slots=True)
class Fact:
    """A label with its value; the value is raw text and may be empty.

    Attributes:
        name: The label, squeezed.
        label: What it states.
        value: The text that stands for it.
        order: Place of the block in the page.
        elements: What shows the fact, for cutting it out of a text.
    """

    name: str
    label: Label
    value: str
    order: int
    elements: list[Element] = field(default_factory=list)


def facts_in(blocks: Sequence[Block], table: Mapping[str, Label]) -> list[Fact]:
    """Return every fact of a page in reading order; lists of other documents are left out."""
    rows: dict[Element, bool] = {}
    found: list[Fact] = []
    for block in blocks:
        if len(block.plain) > FACT_CHARACTERS_MAX:
            continue
        facts = list(_facts_of(block, table))
        if facts and not _in_listing(block.element, table, rows):
            found += facts
    return found


def clusters(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the facts in groups that stand together."""
    groups: list[list[Fact]] = []
    for fact in facts:
        if groups and fact.order - groups[-1][-1].order <= CLUSTER_GAP:
            groups[-1].append(fact)
        else:
            groups.append([fact])
    return groups


def stated(group: Sequence[Fact], strength: Strength = Strength.STRONG) -> set[Field]:
    """Return the fields that a group states with at least this strength."""
    return {
        fact.label.field
        for fact in group
        if fact.label.field is not None and fact.label.strength >= strength
    }


def split_labels(text: str, table: Mapping[str, Label]) -> Iterator[tuple[str, str]]:
    """Yield each label in a text with what follows it, up to the next label."""
    places = [place for place in _places(text, table) if place]
    for at, (name, _, end) in enumerate(places):
        stop = places[at + 1][1] if at + 1 < len(places) else len(text)
        yield name, _TRAILING.sub("", text[end:stop])


def _places(text: str, table: Mapping[str, Label]) -> Iterator[tuple[str, int, int]]:
    last = 0
    for mark in _AFTER_LABEL.finditer(text):
        name, start = _label_before(text, mark.start(), table)
        if name and start >= last:
            yield name, start, mark.end()
            last = mark.end()


def _label_before(text: str, end: int, table: Mapping[str, Label]) -> tuple[str, int]:
    """Return the longest label that ends here and where it begins, or an empty text."""
    name, best, start = "", "", end
    at = end
    while at > 0 and len(name) < LABEL_CHARACTERS_MAX:
        at -= 1
        char = text[at]
        if char.isspace() or char == JOINT:
            continue
        if not char.isalnum():
            break
        name = char + name
        if name in table and (at == 0 or text[at - 1] in _BEFORE_LABEL):
            best, start = name, at
    return best, start


def _facts_of(block: Block, table: Mapping[str, Label]) -> Iterator[Fact]:
    plain = block.plain.strip(_EDGES) if len(block.plain) <= SHORT else ""
    if plain in table:
        label = table[plain]
        if label.strength is Strength.STRONG or block.element.tag in {"td", "th", "dt"}:
            value, shown = _following(block.element, table)
            yield Fact(plain, label, value, block.order, [block.element, *shown])
        return
    pairs = list(split_labels(block.text, table)) if _MARKED.search(block.text) else []
    if not pairs and JOINT in block.text:
        pairs = list(_by_joints(block.text, table))
    for at, (name, value) in enumerate(pairs):
        shown = [block.element]
        if not squeeze(value) and at == len(pairs) - 1:
            value, more = _following(block.element, table, within=block.text)
            shown += more
        yield Fact(name, table[name], value, block.order, shown)


def _by_joints(text: str, table: Mapping[str, Label]) -> Iterator[tuple[str, str]]:
    """Read `<b>索引号</b>001 <b>文号</b>002`: labels told by their element, without colons."""
    first = text.strip().partition(JOINT)[0]  # JOINT is white space to strip
    if len(first) > 2 * LABEL_CHARACTERS_MAX or not _strong(first, table):
        return
    pieces = [piece for piece in re.split(f"[{JOINT}\n]", text) if squeeze(piece)]
    if len(pieces) < 2:
        return
    name, value = "", ""
    for piece in pieces:
        if _strong(piece, table):
            if name:
                yield name, value
            name, value = squeeze(piece), ""
        else:
            value += piece
    yield name, value


def _strong(piece: str, table: Mapping[str, Label]) -> bool:
    label = table.get(squeeze(piece))
    return label is not None and label.strength is Strength.STRONG


def _following(
    element: Element, table: Mapping[str, Label], within: str = ""
) -> tuple[str, list[Element]]:
    """Return the value that stands beside or below a label that fills its element."""
    while element is not None:
        if element.tag in _CELLS:
            return _beside(element, table)
        if (element.tail or "").strip() and not within:
            return element.tail, []
        beside = element.getnext()
        if beside is not None:
            value = text_of(beside)
            return ("", []) if _labelled(value, table) else (value, [beside])
        parent = element.getparent()
        if parent is None or squeeze(text_of(parent)) != squeeze(text_of(element)):
            return "", []
        element = parent
    return "", []


def _beside(cell: Element, table: Mapping[str, Label]) -> tuple[str, list[Element]]:
    row = cell.getparent()
    cells = [node for node in row if node.tag in _CELLS] if row is not None else [cell]
    if _is_header(cells, table):
        place = cells.index(cell)
        under = _row_below(row)
        return (text_of(under[place]), [under[place]]) if place < len(under) else ("", [])
    place = cells.index(cell) + 1
    if place < len(cells) and squeeze(text_of(cells[place])) in {":", "："}:
        place += 1
    if place >= len(cells):
        return "", []
    value = text_of(cells[place])
    return ("", []) if _is_label(value, table) else (value, [cells[place]])


def _row_below(row: Element) -> list[Element]:
    """Return the cells of the next row, which may stand in the next part of the table."""
    table = next(row.iterancestors("table"), None)
    rows = list(table.iter("tr")) if table is not None else [row]
    at = rows.index(row) + 1
    return [node for node in rows[at] if node.tag in _CELLS] if at < len(rows) else []


def _is_label(text: str, table: Mapping[str, Label]) -> bool:
    plain = squeeze(text)
    return plain.strip(_EDGES) in table or any(True for _ in _places(text[:40], table))


def _labelled(text: str, table: Mapping[str, Label]) -> bool:
    return _is_label(text, table) or bool(_UNKNOWN_LABEL.match(squeeze(text)))


def _is_header(cells: Sequence[Element], table: Mapping[str, Label]) -> bool:
    """Say whether a row holds labels only; a blank cell or a colon makes it a row of facts."""
    return len(cells) > 1 and all(squeeze(text_of(cell)) in table for cell in cells)


def _in_listing(element: Element, table: Mapping[str, Label], known: dict[Element, bool]) -> bool:
    """Say whether a table lists several documents: a row of labels over two rows or more."""
    while element is not None and element.tag != "table":
        if element.tag in {"body", "html"}:
            return False
        element = element.getparent()
    if element is None:
        return False
    if element not in known:
        rows = list(element.iter("tr"))
        first = [node for node in rows[0] if node.tag in _CELLS] if rows else []
        known[element] = (
            len(rows) > 2 and len(first) > 1 and _is_header(first, table)
            and not _is_header([node for node in rows[1] if node.tag in _CELLS], table)
            and not _pairs_below(rows[1:], table)
        )  # fmt: skip
    return known[element]


def _pairs_below(rows: Sequence[Element], table: Mapping[str, Label]) -> bool:
    """Say whether the rows below begin with labels: then the table states facts, row by row."""
    heads = [next((node for node in row if node.tag in _CELLS), None) for row in rows]
    return any(head is not None and _is_label(text_of(head), table) for head in heads)
