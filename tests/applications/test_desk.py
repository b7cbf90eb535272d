"""The clerk's desk: what is due, one case with its lawful next steps, the register."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.applications.actions import working
from gongkai.applications.actions.receiving import code_for
from gongkai.applications.models import Application, Movement, Recount
from gongkai.bodies.models import Body, Role
from gongkai.custody import envelope
from gongkai.custody.models import Reveal

from .making import TEXTS, appointed, filed, happens

INDEX = "/admin/applications/"


def address(application, name="case"):
    return reverse(f"applications_desk:{name}", args=[application.pk])


@pytest.fixture
def recent(county):
    """A case that arrived ten days ago."""
    arrived = timezone.localdate() - timedelta(days=10)
    return filed(county, on=arrived.isoformat())


@pytest.fixture
def desk(client, clerk):
    # Wagtail's admin asks for this permission; the roles of `bodies` decide everything else.
    clerk.is_superuser = True
    clerk.save()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


def test_the_counts_on_the_lists_are_what_they_open(desk, county, application, recent_second):
    page = desk.get(INDEX)
    for tab in page.context["tabs"]:
        assert len(desk.get(INDEX, {"list": tab.key}).context["page"].lines) == tab.count


@pytest.fixture
def recent_second(county):
    arrived = timezone.localdate() - timedelta(days=3)
    return filed(county, submission="second", channel="web", on=arrived.isoformat())


def test_names_are_masked_until_somebody_says_why(desk, recent):
    listed = desk.get(INDEX).content.decode()
    page = desk.get(address(recent)).content.decode()
    assert "张**" in listed
    assert all(TEXTS[name] not in listed + page for name in ("name", "identity", "phone"))
    assert TEXTS["wanted"] in page
    shown = desk.post(address(recent, "reveal"), {"reason": "电话核对补正"}).content.decode()
    assert TEXTS["identity"] in shown
    assert Reveal.objects.get().by == "clerk"


def test_a_look_without_a_reason_shows_nothing(desk, recent):
    page = desk.post(address(recent, "reveal"), {"reason": " "}, follow=True).content.decode()
    assert TEXTS["identity"] not in page
    assert not Reveal.objects.exists()


def test_an_event_moves_the_case_and_stands_in_the_timeline(desk, recent):
    today = timezone.localdate().isoformat()
    done = desk.post(address(recent), {"type": "withdrawn", "on": today}, follow=True)
    recent.refresh_from_db()
    assert (recent.state, recent.events.count()) == ("withdrawn", 2)
    assert "申请人撤回" in done.content.decode()
    assert recent.events.last().entered_by.get_username() == "clerk"


def test_only_what_the_law_allows_is_offered(desk, recent):
    offered = [key for key, _ in desk.get(address(recent)).context["form"].fields["type"].choices]
    # What the body does itself it does by a letter, which the page offers beside.
    assert offered == ["withdrawn"]
    kinds = {kind for kind, _name, _article in desk.get(address(recent)).context["kinds"]}
    assert {"extension", "granted", "correction"} <= kinds
    happens(recent, "replied", timezone.localdate().isoformat(), outcome="granted")
    page = desk.get(address(recent))
    assert not page.context["form"].fields["type"].choices
    kinds = {kind for kind, _name, _article in page.context["kinds"]}
    assert not kinds & {"extension", "granted", "correction", "fee"}


@pytest.mark.parametrize(
    ("event", "field"),
    [
        ({"type": "corrected"}, "type"),
        ({"type": "extended"}, "type"),
        ({"type": "replied"}, "type"),
        ({"type": "withdrawn", "on": "2199-01-01"}, "on"),
    ],
)
def test_what_cannot_be_entered_is_said_and_changes_nothing(desk, recent, event, field):
    page = desk.post(address(recent), {"on": timezone.localdate().isoformat()} | event)
    assert page.status_code == 422
    assert field in page.context["form"].errors
    assert recent.events.count() == 1


def test_a_clerk_of_another_body_cannot_tell_that_a_case_exists(client, county, recent):
    other = Body.objects.create(code="ju", name="示例局", tier="department", path="000002")
    stranger = appointed(other, "stranger", Role.HANDLER, Role.REGISTRAR)
    stranger.is_superuser = True
    stranger.save()
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    assert client.get(address(recent)).status_code == 404
    assert client.post(address(recent, "reveal"), {"reason": "我想看看"}).status_code == 404
    assert not Reveal.objects.exists()


def test_a_registrar_takes_down_a_letter(desk, county):
    today = timezone.localdate().isoformat()
    form = {
        **TEXTS,
        "body": "xian",
        "kind": "legal_service_org",
        "delivery": "post",
        "channel": "signed_post",
        "arrived_on": today,
        "submission": "paper",
    }
    page = desk.post(reverse("applications_desk:register"), form, follow=True)
    case = Application.objects.get()
    assert (case.channel, case.state, case.kind) == ("signed_post", "received", "legal_service_org")
    assert "-" in page.content.decode()
    future = form | {"submission": "other", "arrived_on": "2199-01-01"}
    assert desk.post(reverse("applications_desk:register"), future).status_code == 422


def test_likenesses_are_shown(desk, county, recent):
    arrived = recent.arrived_on.isoformat()
    twin = filed(county, submission="twin", on=arrived, identity="110101199001011245")
    page = desk.get(address(recent))
    (found,) = page.context["alike"]
    assert (found.key, found.same_words, found.same_person) == (twin.pk, True, False)


def test_a_request_in_nearly_the_same_words_is_shown_and_another_is_not(desk, county, recent):
    arrived = recent.arrived_on.isoformat()
    near = filed(
        county,
        submission="near",
        on=arrived,
        identity="1",
        wanted="2024年度农村饮水工程验收的报告",
    )
    filed(county, submission="far", on=arrived, identity="2", wanted="小学招生人数")
    assert not desk.get(address(recent)).context["alike"]
    page = desk.get(address(recent), {"near": "1"})
    assert [one.key for one in page.context["alike"]] == [near.pk]
    assert "%)" in page.content.decode()


def test_a_case_opens_no_confidence_but_its_own(desk, county, recent, monkeypatch):
    for name in ("a", "b", "c"):
        filed(county, submission=name, on=recent.arrived_on.isoformat())
    looked = []
    unseal = envelope.unseal_text
    monkeypatch.setattr(
        envelope, "unseal_text", lambda *place: looked.append(place[3]) or unseal(*place)
    )
    desk.get(address(recent))
    assert set(looked) == {str(recent.pk)}


@pytest.mark.parametrize("count", [3, 30])
def test_the_list_costs_as_many_queries_however_many_cases(
    desk, county, count, django_assert_max_num_queries
):
    for number in range(count):
        filed(county, submission=f"n{number}", on="2026-09-18")
    desk.get(INDEX)
    for own_queries in (4, 2):  # what is newest, the counts of open and closed, the rows
        if own_queries == 4:
            filed(county, submission="one more", on="2026-09-18")
        with django_assert_max_num_queries(8) as captured:
            desk.get(INDEX)
        own = [query for query in captured.captured_queries if "applications_" in query["sql"]]
        assert len(own) == own_queries


def test_the_counts_follow_every_kind_of_change_at_once(desk, county, clerk, recent):
    def counts():
        return {tab.key: tab.count for tab in desk.get(INDEX).context["tabs"]}

    assert (counts()["open"], counts()["mine"]) == (1, 0)
    working.assign(recent, handler=clerk, office=None, by=clerk, at=timezone.now())
    assert counts()["mine"] == 1
    Movement.objects.create(
        application=recent, kind=Movement.Kind.ESCALATED, handler=clerk, at=timezone.now()
    )
    assert counts()["escalated"] == 1
    other = filed(county, submission="another", on="2026-09-18")
    assert counts()["open"] == 2
    Application.objects.filter(pk=other.pk).update(due_on=timezone.localdate())
    assert counts()["today"] == 0  # no row tells of it; the command below writes one
    Recount.objects.create(application=other, at=timezone.now(), cause="test")
    assert counts()["today"] == 1


def test_the_receipt_carries_the_query_code_by_itself(desk, recent):
    page = desk.get(reverse("applications_desk:letter_write", args=[recent.pk, "receipt"]))
    assert page.context["form"]["code"].value() == code_for(recent)
