"""No cell of ours is a formula in anybody's spreadsheet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.screening.rules.cells import CELL_MAX, SIGNS, UNFIT, defused


@pytest.mark.parametrize(
    "text",
    ["=1+1", "+86 10", "-5%", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "  =HYPERLINK(1)", "＝1", "－1",
     "\u3000=1", "\x00=1"],
)  # fmt: skip
def test_what_starts_a_formula_becomes_text(text):
    assert str(defused(text)).startswith("'")


@pytest.mark.parametrize("value", ["政务公开", "a=b", "1-2", "-", "", None, 5, -5.5])
def test_what_starts_none_stays(value):
    assert defused(value) == value


@given(st.text())
def test_no_text_begins_with_a_sign_and_none_is_lost_but_what_no_sheet_holds(text):
    cell = str(defused(text))
    assert cell.strip() == "-" or not cell.lstrip().startswith(SIGNS)
    assert not UNFIT.search(cell)
    assert UNFIT.sub("", text)[:CELL_MAX] in cell
