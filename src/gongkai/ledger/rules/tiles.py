"""The tree cut into static files (C2SP tlog-tiles): their paths, widths and what is read from them.

A tile holds up to 256 hashes of one level, an entry bundle up to 256 entries. Only the rightmost
ones may be partial, and a partial tile is never hashed upward.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from gongkai.ledger.rules.merkle import (
    HASH_BYTES,
    Span,
    complete_root,
    complete_spans,
    consistency_spans,
    fold,
    inclusion_spans,
)

HEIGHT = 8  # levels of the tree in one tile
WIDTH = 1 << HEIGHT
LEVEL_MAX = 63
ENTRIES = -1  # the "level" of an entry bundle
ENTRY_BYTES_MAX = 65_535  # what the two-byte length before an entry can say

# Reads one file of the log by its path below the log's prefix.
Reader = Callable[[str], bytes]

_PATH = re.compile(
    r"tile/(?P<level>entries|0|[1-9][0-9]?)/(?P<index>(?:x[0-9]{3}/)*[0-9]{3})"
    r"(?:\.p/(?P<width>[1-9][0-9]{0,2}))?",
    re.ASCII,
)


class TileError(ValueError):
    """A tile, a bundle or a path is not what the format says."""


@dataclass(frozen=True, slots=True)
class Tile:
    """One file of the log: `width` hashes (or entries) of a level, 256 when it is full."""

    level: int
    index: int
    width: int = WIDTH

    @property
    def path(self) -> str:
        """The path below the log's prefix, such as `tile/0/x001/x234/067.p/112`."""
        level = "entries" if self.level == ENTRIES else str(self.level)
        digits = f"{self.index:03d}"
        digits = digits.zfill(-(-len(digits) // 3) * 3)
        groups = [digits[at : at + 3] for at in range(0, len(digits), 3)]
        name = "/".join([*(f"x{group}" for group in groups[:-1]), groups[-1]])
        return f"tile/{level}/{name}" + ("" if self.full else f".p/{self.width}")

    @property
    def full(self) -> bool:
        return self.width == WIDTH


def parse_path(path: str) -> Tile:
    """Return the tile that a path names; only the one spelling of each path is accepted.

    Raises:
        TileError: The path names none.
    """
    match = _PATH.fullmatch(path)
    if match is None:
        raise TileError(f"not the path of a tile: {path}")
    level = ENTRIES if match["level"] == "entries" else int(match["level"])
    width = WIDTH if match["width"] is None else int(match["width"])
    tile = Tile(level, int(re.sub("[x/]", "", match["index"])), width)
    if level > LEVEL_MAX or width > WIDTH or tile.path != path:
        raise TileError(f"not the path of a tile: {path}")
    return tile


def tile_in(level: int, index: int, size: int) -> Tile:
    """Return a tile as wide as it stands in a tree of `size` leaves.

    Raises:
        TileError: That tree has no such tile.
    """
    width = min(WIDTH, _count(level, size) - index * WIDTH)
    if width < 1:
        raise TileError(f"no tile {index} on level {level} of a tree of {size}")
    return Tile(level, index, width)


def level_tiles(level: int, size: int, since: int = 0) -> list[Tile]:
    """Return the tiles of one level that a tree of `size` has and one of `since` lacked."""
    first, count = _count(level, since) // WIDTH, _count(level, size)
    tiles = [tile_in(level, index, size) for index in range(first, -(-count // WIDTH))]
    return [tile for tile in tiles if tile != _standing(tile, since)]


def hash_tiles(size: int) -> list[Tile]:
    """Return every tile of hashes in a tree of `size` leaves, level by level."""
    return [tile for level in levels(size) for tile in level_tiles(level, size)]


def bundles(size: int, since: int = 0) -> list[Tile]:
    """Return the entry bundles of a tree of `size` leaves that one of `since` lacked."""
    return level_tiles(ENTRIES, size, since)


def levels(size: int) -> range:
    """Return the levels on which a tree of `size` leaves has tiles."""
    count = 0
    while _count(count, size):
        count += 1
    return range(count)


def pack(entries: Iterable[bytes]) -> bytes:
    """Return entries as a bundle: each with its length before it, two bytes, big end first."""
    parts = []
    for entry in entries:
        if len(entry) > ENTRY_BYTES_MAX:
            raise TileError(f"an entry of {len(entry)} bytes; {ENTRY_BYTES_MAX} is the limit")
        parts.append(len(entry).to_bytes(2, "big") + entry)
    return b"".join(parts)


def unpack(bundle: bytes) -> list[bytes]:
    """Return the entries of a bundle.

    Raises:
        TileError: A length runs past the end.
    """
    entries, at = [], 0
    while at < len(bundle):
        length = int.from_bytes(bundle[at : at + 2], "big")
        entry = bundle[at + 2 : at + 2 + length]
        if at + 2 > len(bundle) or len(entry) != length:
            raise TileError("the bundle ends inside an entry")
        entries.append(entry)
        at += 2 + length
    return entries


def hashes_of(content: bytes, width: int) -> list[bytes]:
    """Return the first `width` hashes of a tile's content.

    Raises:
        TileError: It is not that wide, or not made of whole hashes.
    """
    if len(content) % HASH_BYTES or len(content) < width * HASH_BYTES:
        raise TileError(f"a tile of {len(content)} bytes where {width * HASH_BYTES} were expected")
    return [content[at : at + HASH_BYTES] for at in range(0, width * HASH_BYTES, HASH_BYTES)]


class TileTree:
    """A tree of `size` leaves, read from its tiles as they are needed.

    The reader may return a wider tile than was asked for (the full one, once a partial one is
    gone); its beginning is what counts.
    """

    def __init__(self, read: Reader, size: int) -> None:
        self.size = size
        self._read = read
        self._tiles: dict[Tile, list[bytes]] = {}

    def root(self, size: int | None = None) -> bytes:
        """Return the root of the first `size` leaves; None means of all."""
        return self.span_root((0, self.size if size is None else size))

    def inclusion(self, index: int, size: int | None = None) -> list[bytes]:
        """Return the proof that a leaf is in the tree of the first `size` leaves."""
        count = self.size if size is None else size
        return [self.span_root(span) for span in inclusion_spans(index, count)]

    def consistency(self, old: int, new: int | None = None) -> list[bytes]:
        """Return the proof that the tree of `new` leaves begins with the tree of `old`."""
        return [
            self.span_root(span)
            for span in consistency_spans(old, self.size if new is None else new)
        ]

    def leaves(self, first: int, last: int) -> Iterator[bytes]:
        """Return leaf hashes from one index to another, the last not included."""
        for index in range(first, last):
            yield self._hashes(0, index // WIDTH)[index % WIDTH]

    def span_root(self, span: Span) -> bytes:
        """Return the root over a span whose ends a proof may name."""
        return fold([self._complete(lo, hi) for lo, hi in complete_spans(*span)])

    def _complete(self, lo: int, hi: int) -> bytes:
        height = (hi - lo).bit_length() - 1
        # A subtree exactly as high as a tile is one hash of the level above, where that exists.
        level = height // HEIGHT
        first = lo >> (level * HEIGHT)
        count = 1 << (height - level * HEIGHT)
        hashes = self._hashes(level, first // WIDTH)
        return complete_root(hashes[first % WIDTH : first % WIDTH + count])

    def _hashes(self, level: int, index: int) -> list[bytes]:
        tile = tile_in(level, index, self.size)
        if tile not in self._tiles:
            self._tiles[tile] = hashes_of(self._read(tile.path), tile.width)
        return self._tiles[tile]


@dataclass(frozen=True, slots=True)
class Growth:
    """What a tree becomes when leaves are appended: the files to write, its size and its root."""

    size: int
    root: bytes
    files: dict[str, bytes]


def grow(read: Reader, size: int, leaves: Sequence[bytes]) -> Growth:
    """Append leaf hashes to a tree of `size` leaves.

    Returns:
        The new tree, with the tiles that are new or wider than before.
    """
    edge = _edge(read, size)
    files: dict[str, bytes] = {}
    grown: set[int] = set()

    def put(level: int, one: bytes) -> None:
        row, index = edge.setdefault(level, ([], 0))
        row.append(one)
        grown.add(level)
        if len(row) == WIDTH:
            files[Tile(level, index).path] = b"".join(row)
            edge[level] = ([], index + 1)
            put(level + 1, complete_root(row))

    for leaf in leaves:
        put(0, leaf)
    for level in grown:
        row, index = edge[level]
        if row:
            files[Tile(level, index, len(row)).path] = b"".join(row)
    return Growth(size + len(leaves), _edge_root(edge), files)


def _edge(read: Reader, size: int) -> dict[int, tuple[list[bytes], int]]:
    """Return the partial tile of each level (its hashes, its index), empty ones included."""
    edge: dict[int, tuple[list[bytes], int]] = {}
    for level in levels(size):
        index, width = divmod(_count(level, size), WIDTH)
        row = hashes_of(read(Tile(level, index, width).path), width) if width else []
        edge[level] = (row, index)
    return edge


def _edge_root(edge: dict[int, tuple[list[bytes], int]]) -> bytes:
    subtrees: list[bytes] = []
    for level in sorted(edge, reverse=True):
        row = edge[level][0]
        subtrees += [complete_root(row[lo:hi]) for lo, hi in complete_spans(0, len(row))]
    return fold(subtrees)


def _count(level: int, size: int) -> int:
    return size >> (HEIGHT * max(level, 0))


def _standing(tile: Tile, size: int) -> Tile | None:
    width = min(WIDTH, _count(tile.level, size) - tile.index * WIDTH)
    return Tile(tile.level, tile.index, width) if width > 0 else None
