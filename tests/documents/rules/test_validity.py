from datetime import date

import pytest

from gongkai.documents.rules.validity import Validity, validity_on

FROM, UNTIL = date(2024, 1, 1), date(2025, 12, 31)


@pytest.mark.parametrize(
    ("standing", "today", "expected"),
    [
        ("in_force", date(2023, 12, 31), Validity.NOT_YET),
        ("in_force", date(2024, 1, 1), Validity.IN_FORCE),
        ("in_force", date(2025, 12, 31), Validity.IN_FORCE),
        ("in_force", date(2026, 1, 1), Validity.LAPSED),
        ("amended", date(2024, 6, 1), Validity.AMENDED),
        ("partly", date(2024, 6, 1), Validity.PARTLY),
        ("partly", date(2026, 6, 1), Validity.LAPSED),
        ("repealed", date(2023, 1, 1), Validity.REPEALED),
        ("lapsed", date(2024, 6, 1), Validity.LAPSED),
    ],
)
def test_dates_and_decisions_make_the_mark(standing, today, expected):
    found = validity_on(today, standing=standing, effective_on=FROM, expires_on=UNTIL)
    assert found is expected


def test_a_text_without_dates_is_in_force():
    found = validity_on(date(2026, 1, 1), standing="in_force", effective_on=None, expires_on=None)
    assert found is Validity.IN_FORCE
    assert found.binding


@pytest.mark.parametrize("mark", [Validity.REPEALED, Validity.LAPSED, Validity.NOT_YET])
def test_what_nobody_may_rely_on_is_not_binding(mark):
    assert not mark.binding
