"""What was in force on a day, from the record of changes and the texts' own dates."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import localdate

from gongkai.documents.actions import drafting, publishing
from gongkai.documents.models import Release

from .conftest import NOW, TEXT

TODAY = localdate(NOW)


@pytest.fixture
def entered(county, committed):
    """Bring a text in that has been public since 2020, then change it if asked."""

    def enter(title, changed_to=None, changed_before=0, **values):
        published = values.pop("published_on", date(2020, 5, 6))
        text = replace(
            TEXT, title=title, kind="normative", document_number=f"〔{title}〕", made_on=published,
            published_on=published, **values,
        )  # fmt: skip
        document = drafting.draft(county, text, by=None, at=NOW, source_path=f"old/{title}")
        with committed():
            publishing.backfill(document, document.revision, at=NOW)
        first = Release.objects.filter(document=document)
        first.update(done_at=NOW - timedelta(days=400))
        if changed_to:
            document.refresh_from_db()
            drafting.revise(document, replace(text, standing=changed_to), by=None, at=NOW)
            document.refresh_from_db()
            with committed():
                publishing.backfill(document, document.revision, at=NOW)
            last = Release.objects.filter(document=document).order_by("-pk").first()
            Release.objects.filter(pk=last.pk).update(done_at=NOW - timedelta(days=changed_before))
        return document

    return enter


def titles(client, day, everything=False):
    wish = {"on": day.isoformat()} | ({"all": "1"} if everything else {})
    found = client.get("/documents/in-force.json", wish).json()["documents"]
    return {row["title"]: row["validity"] for row in found}


def test_a_text_repealed_last_week_was_in_force_the_week_before(entered, client):
    entered("办法", changed_to="repealed", changed_before=7)
    assert titles(client, TODAY) == {}
    assert titles(client, TODAY - timedelta(days=14)) == {"办法": "in_force"}
    assert titles(client, TODAY - timedelta(days=3), everything=True) == {"办法": "repealed"}


def test_a_text_brought_here_later_counts_from_its_own_dates(entered, client):
    entered("细则", effective_on=date(2020, 6, 1), expires_on=date(2025, 5, 31))
    assert titles(client, date(2020, 5, 31)) == {}
    assert titles(client, date(2020, 6, 1)) == {"细则": "in_force"}
    assert titles(client, date(2025, 5, 31)) == {"细则": "in_force"}
    assert titles(client, date(2025, 6, 1)) == {}
    assert titles(client, date(2025, 6, 1), everything=True) == {"细则": "lapsed"}
    assert titles(client, date(2020, 5, 5), everything=True) == {}


def test_todays_list_costs_the_same_with_few_and_with_many(entered, client):
    entered("第0号")
    cost(client)  # what a process reads once
    few = cost(client)
    for number in range(1, 9):
        entered(f"第{number}号")
    assert cost(client) == few


def cost(client):
    with CaptureQueriesContext(connection) as seen:
        assert client.get("/documents/in-force/").status_code == 200
    return len(seen)


def test_the_history_of_a_text_answers_for_any_day(entered, client):
    document = entered("办法", changed_to="repealed", changed_before=7)
    address = f"/documents/{document.key}/history/"
    assert answer(client, address, TODAY) == "废止"
    assert answer(client, address, TODAY - timedelta(days=30)) == "有效"
    assert answer(client, address, TODAY - timedelta(days=500)) == "当日尚未在本网站公开。"


def answer(client, address, day):
    page = client.get(address, {"on": day.isoformat()}).content.decode()
    notice = page.partition('<p class="notice"><strong>')[2].partition("</p>")[0]
    return notice.partition("</strong>")[2].strip()


@pytest.mark.parametrize("day", ["2023-02-30", "x", "9999-01-01", "%00"])
def test_an_impossible_day_is_said_and_today_is_shown(entered, client, day):
    document = entered("办法")
    page = client.get(f"/documents/{document.key}/history/", {"on": day})
    assert page.status_code == 200
    assert 'role="alert"' in page.content.decode()
