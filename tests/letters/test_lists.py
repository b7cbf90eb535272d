"""The desk's lists: the same letters as the rule says, read from the index made for them."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.letters import access, listing
from gongkai.letters.models import Assistance, Letter

from .making import answered, wrote


@pytest.fixture
def letters(county, housing, water) -> dict[str, Letter]:
    led = wrote(county, submission="led")
    answered(led, housing)
    beside = wrote(county, submission="beside")
    Assistance.objects.create(letter=beside, body=water)
    return {"led": led, "beside": beside, "own": wrote(water, submission="own")}


@pytest.mark.parametrize(
    ("bodies", "seen"),
    [
        (["housing"], {"led"}),
        (["water"], {"beside", "own"}),
        (["county"], {"led", "beside"}),
        (["county", "water"], {"led", "beside", "own"}),
        ([], set()),
    ],
)
def test_a_body_has_what_it_leads_received_or_works_on_beside(request, letters, bodies, seen):
    keys = [request.getfixturevalue(name).pk for name in bodies]
    wanted = {letters[name].pk for name in seen}
    found = access.among(Letter.objects.all(), keys).values_list("pk", flat=True)
    assert sorted(found) == sorted(wanted)
    assert set(Letter.objects.filter(access.of_bodies(keys))) == set(
        Letter.objects.filter(pk__in=wanted)
    )
    for most in (2, 100):  # the long way and the short one
        rows, total = access.newest(keys, most)
        assert {row.pk for row in rows} == wanted
        assert total == min(most, len(wanted))


def test_open_letters_are_read_from_their_own_index(letters, county):
    if connection.vendor != "sqlite":
        pytest.skip("other databases explain themselves in other words")
    rows = access.among(Letter.objects.filter(open=True), [county.pk])
    assert "letter_desk" in rows.order_by("next_on", "number").explain()


def test_many_letters_are_listed_no_further_than_one_turns_pages(letters, county):
    rows, total = access.newest([county.pk], 1)
    assert total == 1  # however many there are
    assert rows.first() is not None
    # It is remembered, and one body's answer is no other body's.
    assert access.newest([county.pk], 1)[1] == 1
    assert access.newest([], 1)[1] == 0


def test_pages_of_a_list_stay_within_it(letters, county):
    rows = access.among(Letter.objects.filter(open=True), [county.pk]).order_by("number")
    for wanted in (None, "0", "1", "99", "-3", "²", "x"):
        page = listing.page(rows, rows.count(), wanted, date(2026, 9, 30))
        assert (page.number, page.pages, page.previous, page.following) == (1, 1, None, None)
        assert len(page.lines) == rows.count()


def test_a_letters_page_goes_through_no_other_letters(client, letters, clerk):
    if connection.vendor != "sqlite":
        pytest.skip("other databases explain themselves in other words")
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse("letters_desk:case", args=[letters["led"].pk])).status_code == 200
    asked = [row["sql"] for row in queries.captured_queries if '"letters_letter"' in row["sql"]]
    assert len(asked) >= 4
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
            plan = [row[-1] for row in cursor.fetchall()]
        assert not [line for line in plan if line.startswith("SCAN letters_letter")], (sql, plan)
