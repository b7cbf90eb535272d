"""What is asked for again and again, and what was offered before: counted as it happened."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from gongkai.applications import demand
from gongkai.applications.actions import suggesting
from gongkai.bodies.models import Body, Role

from .making import TEXTS, appointed, filed, happens

DEMAND = reverse("applications_desk:demand")


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def asked(county, today):
    """The same thing asked for by three people, one of them twice, and given to two."""
    on, end = (today - timedelta(days=5)).isoformat(), today.isoformat()
    people = ("110101199001011237", "110101199001011245", "x3", "x3")
    cases = [
        filed(county, submission=f"s{place}", on=on, identity=person, wanted=wanted)
        for place, (person, wanted) in enumerate(
            zip(people, [TEXTS["wanted"]] * 3 + [TEXTS["wanted"] + "。"], strict=True)
        )
    ]
    filed(county, submission="other", on=on, wanted="小学招生人数")
    for case in cases[:2]:
        happens(case, "replied", end, outcome="granted")
    return cases


@pytest.fixture
def clerk(county):
    user = appointed(county, "handler", Role.HANDLER)
    user.is_superuser = True
    user.save()
    return user


def test_what_was_asked_for_again_is_counted_by_requests_and_people(asked, clerk, today):
    (row,) = demand.repeated(clerk, today)
    assert (row.wanted, row.requests, row.people, row.given) == (
        TEXTS["wanted"] + "。",
        4,
        3,
        2,
    )
    assert row.may_be_published


def test_what_was_not_given_is_not_suggested_for_publication(county, clerk, today):
    on = today.isoformat()
    for name in ("a", "b"):
        case = filed(county, submission=name, on=on)
        happens(case, "replied", on, outcome="deny_state_secret")
    (row,) = demand.repeated(clerk, today)
    assert not row.may_be_published


def test_another_bodys_requests_are_not_shown(asked, county, today):
    bureau = Body.objects.create(code="ju", name="示例局", tier="department", path="000002")
    assert demand.repeated(appointed(bureau, "stranger", Role.HANDLER), today) == []


def test_an_offer_is_an_answer_only_where_somebody_said_so(client, asked, clerk, today):
    rows = [("/policies/1", "饮水工程公告"), ("/policies/2", "年度计划")]
    suggesting.count_shown(rows, today=today)
    suggesting.count_shown(rows[:1], today=today - timedelta(days=1))
    suggesting.count_shown(rows[:1], today=today - timedelta(days=400))
    suggesting.count_opened("/policies/1", today=today)
    found = demand.offers(today)
    assert (found.shown, found.opened, found.answered, found.asked) == (3, 1, 0, 0)
    suggesting.count_answered("/policies/1", today=today)
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    page = client.get(DEMAND)
    assert page.context["offers"].rows[0] == {
        "path": "/policies/1",
        "title": "饮水工程公告",
        "shown": 2,
        "opened": 1,
        "answered": 1,
    }
    assert "建议主动公开" in page.content.decode()
