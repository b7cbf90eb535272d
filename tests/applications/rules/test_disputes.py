"""Table four: each dispute in one column of each year it is counted in, and in no other."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.applications.rules.disputes import Block, Fact, Result, result_in, table

ENDED = [Result.UPHELD, Result.CORRECTED, Result.OTHER]


@pytest.mark.parametrize(
    ("begun", "ended", "result", "year", "counted_as"),
    [
        ((2025, 6, 1), (2025, 9, 1), Result.UPHELD, 2025, Result.UPHELD),
        ((2025, 6, 1), (2026, 2, 1), Result.CORRECTED, 2025, Result.PENDING),
        ((2025, 6, 1), (2026, 2, 1), Result.CORRECTED, 2026, Result.CORRECTED),
        ((2025, 6, 1), (2025, 9, 1), Result.UPHELD, 2026, None),
        ((2025, 6, 1), None, Result.PENDING, 2027, Result.PENDING),
        ((2026, 1, 1), None, Result.PENDING, 2025, None),
        ((2025, 12, 31), (2026, 1, 1), Result.OTHER, 2025, Result.PENDING),
    ],
)
def test_a_dispute_is_counted_by_where_it_stood_at_the_end_of_the_year(
    begun, ended, result, year, counted_as
):
    fact = Fact(Block.REVIEW, date(*begun), result, date(*ended) if ended else None)
    assert result_in(fact, year) is counted_as


def test_the_co_defendant_does_not_count():
    fact = Fact(Block.LITIGATION_DIRECT, date(2025, 6, 1), Result.PENDING, None, counted=False)
    assert result_in(fact, 2025) is None


days = st.dates(date(2023, 1, 1), date(2027, 12, 31))


@given(st.lists(st.tuples(st.sampled_from(Block), days, days, st.sampled_from(ENDED))))
def test_what_was_pending_is_what_comes_back_next_year(rows):
    facts = [Fact(block, min(a, b), result, max(a, b)) for block, a, b, result in rows]
    for year in range(2023, 2027):
        now, then = table(facts, year + 1), table(facts, year)
        for block in Block:
            begun = sum(f.block is block and f.begun_on.year == year + 1 for f in facts)
            assert sum(now[block].values()) == begun + then[block]["pending"]
