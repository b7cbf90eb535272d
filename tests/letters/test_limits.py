"""Limits are changed by the openness office, kept with who changed them, and counted at once."""

import io
from datetime import date

import pytest
from django.core.management import call_command
from django.urls import reverse

from gongkai.bodies.models import Role
from gongkai.letters.actions import tallying
from gongkai.letters.actions.recounting import moved
from gongkai.letters.models import Letter, Limit, LimitChange
from gongkai.letters.rules.terms import NAMES

from .making import appointed, wrote

BACKEND = "django.contrib.auth.backends.ModelBackend"


@pytest.fixture
def office(county):
    return appointed(county, "office", Role.OPENNESS)


def sent(**numbers):
    return dict.fromkeys(NAMES, "") | {"source": "县府办〔2026〕3号"} | numbers


def sound():
    assert moved(list(Letter.objects.values_list("pk", flat=True))) == []
    assert tallying.wrong() == []


def test_a_change_is_kept_and_holds_for_letters_that_come_after_it(client, county, office, letter):
    client.force_login(office, BACKEND)
    page = reverse("letters_desk:limits_edit") + "?body=xian&kind=complain"
    assert client.get(page).status_code == 200
    assert client.post(page, sent(finish="3", urgent="0")).status_code == 302
    (row,) = LimitChange.objects.all()
    assert (row.body, row.kind, row.by) == (county, "complain", office)
    assert (row.before, row.after) == ({}, {"finish": 3, "urgent": 0})
    assert wrote(county, submission="later").due_on == date(2026, 10, 9)
    letter.refresh_from_db()
    assert letter.due_on == date(2026, 10, 12)
    sound()
    shown = client.get(reverse("letters_desk:limits") + "?body=xian").content.decode()
    assert "3" in shown
    assert "县府办〔2026〕3号" in shown
    # The same again is no change; an empty row is none.
    client.post(page, sent(finish="3", urgent="0"))
    assert LimitChange.objects.count() == 1
    client.post(page, sent(source=""))
    assert not Limit.objects.exists()
    assert LimitChange.objects.first().after == {}
    sound()


@pytest.mark.parametrize("number", ["-1", "251", "three", "１.5"])
def test_what_is_no_number_of_days_is_refused_and_changes_nothing(client, county, office, number):
    client.force_login(office, BACKEND)
    page = client.post(reverse("letters_desk:limits_edit") + "?body=xian", sent(finish=number))
    assert page.status_code == 422
    assert page.context["form"].errors["finish"]
    assert not Limit.objects.exists()
    assert not LimitChange.objects.exists()


def test_nobody_else_changes_limits(client, county, housing, clerk, unit_clerk):
    page = reverse("letters_desk:limits_edit")
    for user in (clerk, unit_clerk):
        client.force_login(user, BACKEND)
        assert client.post(page + "?body=xian", sent(finish="1")).status_code == 404
    own = appointed(housing, "own", Role.OPENNESS)
    client.force_login(own, BACKEND)
    assert client.post(page + "?body=xian", sent(finish="1")).status_code == 404
    assert not Limit.objects.exists()


def test_a_preset_replaces_the_rows_of_a_body_and_each_is_kept(client, county, office):
    Limit.objects.create(body=county, kind="thank", finish=20)
    client.force_login(office, BACKEND)
    told = {"step": "preset", "preset": "department"}
    client.post(reverse("letters_desk:limits_edit") + "?body=xian", told)
    rows = dict(Limit.objects.filter(body=county).values_list("kind", "finish"))
    assert rows == {"": 3, "complain": 13, "suggest": 13}
    assert LimitChange.objects.count() == 4
    assert wrote(county, submission="later", on="09-30").due_on == date(2026, 10, 23)
    call_command("letter_limits", preset="department", body="xian", stdout=io.StringIO())
    assert LimitChange.objects.count() == 4
