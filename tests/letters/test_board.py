"""The public board: its lists by body, kind and words, each at the same cost however long it is."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.letters.actions import releasing
from gongkai.letters.models import Release
from gongkai.search import actions

from .making import NOON, answered, day, wrote


@pytest.fixture
def board(county, housing, water, clerk, settings, tmp_path):
    """Three released letters: two of housing, one of water; the index knows them."""
    settings.GONGKAI_INDEX = tmp_path / "index"
    for place, (body, kind) in enumerate(
        [(housing, "complain"), (housing, "help"), (water, "complain")]
    ):
        letter = wrote(county, submission=f"board {place}", kind=kind)
        answered(letter, body)
        shown = releasing.Shown(f"第{place}件", "楼下水管漏水" if place else "路灯不亮", "已修")
        releasing.release(letter, shown, by=clerk, today=day("10-10"))
    while actions.drain():
        pass


def titles(client, query):
    page = client.get(reverse("letters:index") + query)
    return [row.title for row in page.context["rows"]]


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("", ["第2件", "第1件", "第0件"]),
        ("?body=zhujian", ["第1件", "第0件"]),
        ("?kind=complain", ["第2件", "第0件"]),
        ("?q=漏水", ["第2件", "第1件"]),
        ("?q=漏水&kind=complain", ["第2件"]),
        ("?q=漏水&body=zhujian", ["第1件"]),
        ("?body=nosuch", []),
        ("?q=没有人写过的话", []),
    ],
)
def test_the_board_is_read_by_body_kind_and_words(client, board, query, expected):
    assert titles(client, query) == expected


def test_a_letter_taken_off_the_board_is_found_by_no_word_though_the_index_lags(client, board):
    letter = Release.objects.get(title="第1件").letter
    releasing.withdraw(letter, at=NOON)
    assert titles(client, "?q=漏水") == ["第2件"]


@pytest.mark.skipif(
    connection.vendor != "sqlite", reason="PostgreSQL reads so short a table as a whole"
)
@pytest.mark.parametrize(
    ("query", "index"),
    [
        ("", "release_on_board"),
        ("?body=zhujian", "release_of_body"),
        ("?kind=help", "release_of"),
        ("?body=zhujian&kind=help", "release_of_body"),
    ],
)
def test_each_list_of_the_board_is_read_along_an_index(client, board, query, index):
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("letters:index") + query)
    asked = [row["sql"] for row in queries.captured_queries if "letters_release" in row["sql"]]
    assert len(asked) == 2
    for sql in asked:
        with connection.cursor() as cursor:
            cursor.execute("EXPLAIN QUERY PLAN " + sql.replace("%", "%%"))
            plan = " ".join(str(row) for row in cursor.fetchall())
        assert index in plan, plan
        assert "TEMP B-TREE" not in plan
