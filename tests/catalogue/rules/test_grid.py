"""Merged cells spread out as a browser would lay them."""

from hypothesis import given
from hypothesis import strategies as st

from gongkai.catalogue.rules.grid import Cell, plain, spread


def texts(table):
    return [list(row.cells) for row in table.rows]


def test_a_heading_of_two_rows_is_spread_over_both():
    table = spread(
        [
            [Cell("序号", rows=2), Cell("公开事项", columns=2), Cell("依据", rows=2)],
            [Cell("一级"), Cell("二级")],
            [Cell("1"), Cell("a"), Cell("b"), Cell("c")],
        ]
    )
    assert texts(table) == [
        ["序号", "公开事项", "公开事项", "依据"],
        ["序号", "一级", "二级", "依据"],
        ["1", "a", "b", "c"],
    ]
    assert table.rows[1].spread == {0, 3}


def test_a_cell_over_two_rows_and_two_columns_pushes_the_others_aside():
    table = spread([[Cell("a", 2, 2), Cell("b")], [Cell("c")], [Cell("d"), Cell("e"), Cell("f")]])
    assert texts(table) == [["a", "a", "b"], ["a", "a", "c"], ["d", "e", "f"]]


def test_short_rows_are_filled_with_nothing():
    assert texts(plain([["a"], ["b", "c"], []])) == [["a", ""], ["b", "c"], ["", ""]]


def test_rows_keep_their_number_in_the_file():
    assert [row.number for row in plain([["a"], ["b"]], first_row=7).rows] == [7, 8]


def test_a_span_beyond_all_measure_makes_no_giant():
    table = spread([[Cell("a", rows=10**9, columns=10**9)], [Cell("b")]])
    assert len(table.rows[0].cells) <= 200


spans = st.builds(Cell, st.text(max_size=3), st.integers(1, 4), st.integers(1, 4))


@given(st.lists(st.lists(spans, max_size=5), max_size=6))
def test_the_table_is_always_a_rectangle_and_loses_no_row(written):
    table = spread(written)
    assert len(table.rows) == len(written)
    assert len({len(row.cells) for row in table.rows}) <= 1
