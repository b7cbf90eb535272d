"""A clerk finds a letter by its number at once, by its title a stretch at a time."""

import pytest
from django.urls import reverse

from gongkai.bodies.models import Role
from gongkai.letters import finding
from gongkai.letters.models import Letter

from .making import appointed, wrote

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def year(county):
    """Twelve letters of two days each month; the one of March speaks of a lamp."""
    for month in range(1, 7):
        for number in (1, 2):
            lamp = month == 3 and number == 1
            wrote(
                county,
                submission=f"{month} {number}",
                on=f"{month:02}-{number:02}",
                title="路灯不亮" if lamp else "楼下水管漏水",
                channel="telephone",
                original_number=f"12345-{month}{number}",
            )


@pytest.fixture
def seen(client, clerk):
    client.force_login(clerk, BACKEND)

    def ask(query):
        page = client.get(reverse("letters_desk:index") + "?list=all&" + query)
        return page.context["page"].lines, page.context["older"], page.content.decode()

    return ask


def test_both_numbers_of_a_letter_find_it_however_old_it_is(year, seen, monkeypatch):
    monkeypatch.setattr(finding, "STRETCH_LETTERS", 2)
    first = Letter.objects.get(original_number="12345-11")
    for number in (first.number, "12345-11"):
        lines, older, _page = seen(f"q={number}")
        assert [line.key for line in lines] == [first.pk]
        assert older == ""


def test_titles_are_looked_through_a_stretch_at_a_time_until_all_were_read(year, seen, monkeypatch):
    monkeypatch.setattr(finding, "STRETCH_LETTERS", 3)
    lines, older, page = seen("q=路灯")
    assert (lines, "2026年5月2日" in page) == ([], True)
    days = []
    while older and not lines:
        days.append(older.partition("until=")[2])
        lines, older, page = seen(older.partition("list=all&")[2])
    assert [line.title for line in lines] == ["路灯不亮"]
    assert days == ["2026-05-01", "2026-03-02"]


def test_every_letter_is_in_one_stretch_and_in_one_only(year, seen, monkeypatch):
    for size in range(1, 14):
        monkeypatch.setattr(finding, "STRETCH_LETTERS", size)
        lines, older, _page = seen("q=水管")
        met = [line.key for line in lines]
        while older:
            lines, older, _page = seen(older.partition("list=all&")[2])
            met += [line.key for line in lines]
        assert len(met) == len(set(met)) == 11, size


def test_who_found_nothing_reads_that_everything_was_looked_through(year, seen):
    lines, older, page = seen("q=从来没有")
    assert (lines, older) == ([], "")
    assert "没有信件的编号或标题" in page


def test_a_day_that_is_none_begins_with_the_newest(year, seen):
    for day in ("gestern", "2026-13-01", ""):
        assert len(seen(f"q=水管&until={day}")[0]) == 11


def test_a_number_of_another_bodys_letter_finds_nothing(client, year, water):
    client.force_login(appointed(water, "stranger", Role.HANDLER), BACKEND)
    page = client.get(reverse("letters_desk:index") + "?list=all&q=12345-11")
    assert page.context["page"].lines == []
