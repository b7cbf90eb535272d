"""The files of the log: the format's own examples, and any tree against the plain tree."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.ledger.rules.merkle import (
    leaf_hash,
    prove_consistency,
    prove_inclusion,
    tree_root,
)
from gongkai.ledger.rules.tiles import (
    ENTRIES,
    Tile,
    TileError,
    TileTree,
    bundles,
    grow,
    hash_tiles,
    level_tiles,
    pack,
    parse_path,
    unpack,
)

PATHS = [
    (Tile(0, 1234067), "tile/0/x001/x234/067"),
    (Tile(0, 5), "tile/0/005"),
    (Tile(63, 0, 1), "tile/63/000.p/1"),
    (Tile(1, 999, 255), "tile/1/999.p/255"),
    (Tile(0, 1000), "tile/0/x001/000"),
    (Tile(ENTRIES, 273, 112), "tile/entries/273.p/112"),
    (Tile(ENTRIES, 1000000), "tile/entries/x001/x000/000"),
]


@pytest.mark.parametrize(("tile", "path"), PATHS)
def test_a_tile_has_one_path_and_the_path_names_the_tile(tile, path):
    assert tile.path == path
    assert parse_path(path) == tile


@pytest.mark.parametrize(
    "path",
    [
        "tile/0/1",
        "tile/0/x000/001",
        "tile/0/0001",
        "tile/0/x1/001",
        "tile/00/001",
        "tile/64/001",
        "tile/0/001.p/0",
        "tile/0/001.p/256",
        "tile/0/001.p/01",
        "tile/0/001/",
        "tile/8/0/001",
        "tile/data/001",
        "tile/0/../0/001",
        "tile/0/00١",
        "checkpoint",
        "tile/0/001\n",
    ],
)
def test_no_other_spelling_names_a_tile(path):
    with pytest.raises(TileError):
        parse_path(path)


def test_a_tree_of_70000_has_the_tiles_of_the_specification():
    found = hash_tiles(70_000)
    by_level = {level: [one for one in found if one.level == level] for level in range(3)}
    full = {level: sum(one.full for one in tiles) for level, tiles in by_level.items()}
    partial = {
        level: [one.width for one in tiles if not one.full] for level, tiles in by_level.items()
    }
    assert full == {0: 273, 1: 1, 2: 0}
    assert partial == {0: [112], 1: [17], 2: [1]}
    assert {one.level for one in found} == {0, 1, 2}


def test_a_tree_of_256_has_a_full_tile_and_a_partial_one_above():
    assert hash_tiles(256) == [Tile(0, 0), Tile(1, 0, 1)]


def test_an_empty_tree_has_no_tiles():
    assert hash_tiles(0) == []
    assert bundles(0) == []


def test_only_new_or_wider_tiles_are_new():
    assert level_tiles(0, 600, 300) == [Tile(0, 1), Tile(0, 2, 88)]
    assert level_tiles(0, 600, 512) == [Tile(0, 2, 88)]
    assert level_tiles(0, 512, 512) == []
    assert bundles(257, 255) == [Tile(ENTRIES, 0), Tile(ENTRIES, 1, 1)]


def test_a_bundle_states_the_length_of_each_entry():
    assert pack([b"", b"ab"]) == b"\x00\x00\x00\x02ab"
    assert unpack(b"\x00\x00\x00\x02ab") == [b"", b"ab"]
    with pytest.raises(TileError):
        pack([b"x" * 65_536])


@pytest.mark.parametrize("bundle", [b"\x00", b"\x00\x02a", b"\x00\x01a\x01"])
def test_a_bundle_cut_off_is_refused(bundle):
    with pytest.raises(TileError):
        unpack(bundle)


@given(st.lists(st.binary(max_size=300), max_size=20))
def test_packing_loses_nothing(entries):
    assert unpack(pack(entries)) == entries


def grown(sizes):
    """Return the files and leaves of a tree grown in steps of these sizes."""
    files, leaves = {}, []
    for step in sizes:
        new = [leaf_hash(f"{len(leaves) + at}".encode()) for at in range(step)]
        growth = grow(files.__getitem__, len(leaves), new)
        leaves += new
        files |= growth.files
        assert growth.size == len(leaves)
        assert growth.root == tree_root(leaves)
    return files, leaves


@given(st.lists(st.integers(1, 400), min_size=1, max_size=6))
@settings(max_examples=25, deadline=None)
def test_a_tree_grown_in_any_steps_is_the_plain_tree(sizes):
    files, leaves = grown(sizes)
    wanted = {one.path for one in hash_tiles(len(leaves))}
    assert wanted <= files.keys()
    tree = TileTree(files.__getitem__, len(leaves))
    assert tree.root() == tree_root(leaves)


@given(st.integers(1, 1500), st.data())
@settings(max_examples=25, deadline=None)
def test_proofs_read_from_tiles_are_the_plain_proofs(size, data):
    files, leaves = grown([size])
    tree = TileTree(files.__getitem__, size)
    index = data.draw(st.integers(0, size - 1))
    old = data.draw(st.integers(1, size))
    assert tree.inclusion(index) == prove_inclusion(leaves, index)
    assert tree.consistency(old) == prove_consistency(leaves, old)
    assert tree.root(old) == tree_root(leaves[:old])


@pytest.mark.parametrize("size", [65_535, 65_536, 65_537, 66_000])
def test_a_third_level_is_no_different(size):
    files, leaves = grown([size])
    tree = TileTree(files.__getitem__, size)
    assert tree.root() == tree_root(leaves)
    for index in (0, 255, 256, 65_000, size - 1):
        assert tree.inclusion(index) == prove_inclusion(leaves, index)
    assert tree.consistency(65_000) == prove_consistency(leaves, 65_000)


def test_a_tile_that_is_too_short_is_refused():
    files, _leaves = grown([300])
    files["tile/0/001.p/44"] = files["tile/0/001.p/44"][:-1]
    with pytest.raises(TileError):
        TileTree(files.__getitem__, 300).root()
