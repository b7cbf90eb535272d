"""One form sent from two windows is one entry; and no letter goes out before its own day."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.actions import letters
from gongkai.applications.models import Dispute, Letter, Route, Search
from gongkai.applications.rules.letters import Kind
from gongkai.bodies.models import Role

from .making import NOON, appointed, filed

DAY = date(2026, 9, 21)


@pytest.fixture
def recent(county):
    return filed(county, on=(timezone.localdate() - timedelta(days=10)).isoformat())


@pytest.fixture
def desk(client, clerk):
    # Wagtail's admin asks for this permission; the roles of `bodies` decide everything else.
    clerk.is_superuser = True
    clerk.save()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


@pytest.mark.parametrize(
    ("name", "model", "form"),
    [
        ("search", Search, {"searched_on": "2026-09-21", "place": "档案室", "method": "年度"}),
        ("begin_dispute", Dispute, {"block": "review", "begun_on": "2026-09-21", "organ": "县"}),
    ],
)
def test_an_entry_sent_twice_is_entered_once(desk, recent, name, model, form):
    at = reverse(f"applications_desk:{name}", args=[recent.pk])
    assert [desk.post(at, form).status_code for _ in range(2)] == [302, 302]
    assert model.objects.count() == 1


def test_a_draft_sent_twice_is_one_draft_and_another_text_is_another(desk, recent):
    at = reverse("applications_desk:letter_write", args=[recent.pk, "granted"])
    first, second = (desk.post(at, {"given": "见附件", "already": "no"}).url for _ in range(2))
    assert first == second
    assert desk.post(at, {"given": "另见网站", "already": "yes"}).url != first
    assert Letter.objects.count() == 2


def test_a_letter_does_not_go_out_before_the_day_it_bears(application, county):
    handler, head = (
        appointed(county, "handler", Role.HANDLER),
        appointed(county, "h", Role.OPENNESS),
    )
    letter = letters.draft(application, Kind.GRANTED, {"given": "见附件"}, by=handler, at=NOON)
    letters.submit(letter, by=handler, at=NOON, today=DAY)
    letters.approve(letter, by=head, at=NOON, today=DAY)
    before = DAY - timedelta(days=1)
    with pytest.raises(letters.BackdatedError):
        letters.dispatch(letter, route=Route.POST, on=before, by=handler, at=NOON, today=DAY)
    application.refresh_from_db()
    assert (letter.stage, application.closed_on) == (Letter.Stage.APPROVED, None)
