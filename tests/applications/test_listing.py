"""The case list: what it shows, whom it shows it to, and that each order is an index's own."""

from datetime import timedelta

import pytest
from django.db import connection
from django.urls import reverse
from django.utils import timezone

from gongkai.applications import access, listing, queues
from gongkai.bodies.models import Body, Role

from .making import appointed, filed, happens

INDEX = "/admin/applications/"


@pytest.fixture
def today():
    return timezone.localdate()


@pytest.fixture
def bureau(county):
    return Body.objects.create(
        code="ju", name="示例局", tier="department", parent=county, path="000001000001"
    )


@pytest.fixture
def cases(county, bureau, today):
    """Two of the county and one of its bureau; one of the county's has been answered."""
    arrived = (today - timedelta(days=3)).isoformat()
    own = filed(county, submission="own", on=arrived)
    done = filed(county, submission="done", on=arrived)
    below = filed(bureau, submission="below", on=arrived)
    happens(done, "replied", today.isoformat(), outcome="granted")
    return own, done, below


def shown(user, key, today):
    rows = access.listed_by(user)
    tab = next(tab for tab in listing.tabs(rows, user, today) if tab.key == key)
    page = listing.page(rows, user, tab, None, today)
    return tab.count, {line.key for line in page.lines}


@pytest.mark.parametrize(
    ("role", "open_cases", "closed_cases"),
    [(Role.OPENNESS, {"own", "below"}, {"done"}), (Role.HANDLER, {"own"}, {"done"})],
)
def test_a_clerk_sees_the_cases_of_their_bodies(
    county, cases, today, role, open_cases, closed_cases
):
    user = appointed(county, "somebody", role)
    by_name = dict(zip(("own", "done", "below"), (case.pk for case in cases), strict=True))
    for key, names in (("open", open_cases), ("closed", closed_cases)):
        assert shown(user, key, today) == (len(names), {by_name[name] for name in names})


def test_somebody_without_a_role_sees_nothing(county, cases, today):
    assert shown(appointed(county, "guest"), "open", today) == (0, set())


def test_the_handler_of_two_bodies_sees_the_cases_of_both(county, bureau, cases, today):
    user = appointed(county, "both", Role.HANDLER)
    user.appointments.create(body=bureau, role=Role.HANDLER, from_on=today)
    assert shown(user, "open", today)[0] == 2


ORDERED = ("open", "overdue", "today", "week", "unconfirmed", "waiting", "closed")


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
@pytest.mark.parametrize("role", [Role.OPENNESS, Role.HANDLER])
@pytest.mark.parametrize("key", ORDERED)
def test_a_list_is_read_in_the_order_of_an_index(county, cases, today, key, role):
    user = appointed(county, "somebody", role)
    rows = access.listed_by(user).filter(dict(queues.lists(today, user))[key])
    if key == "closed":
        rows = rows.order_by("-closed_on", "number")
    plan = rows.values_list(*listing.COLUMNS)[:25].explain()
    side = "closed" if key == "closed" else "open"
    wanted = f"application_{side}_by_body" if role is Role.HANDLER else f"application_{side}"
    assert f"INDEX {wanted}" in plan
    assert "TEMP B-TREE" not in plan


@pytest.mark.skipif(connection.vendor != "sqlite", reason="reads the plans of SQLite")
def test_the_open_cases_are_counted_from_an_index_alone(county, cases, today):
    user = appointed(county, "somebody", Role.OPENNESS)
    grouped = access.listed_by(user).filter(queues.OPEN).order_by().values_list("due_on", "state")
    assert (
        "USING COVERING INDEX application_open_counted"
        in grouped.annotate(n=listing.Count("pk")).explain()
    )


@pytest.fixture
def desk(client, clerk):
    clerk.is_superuser = True
    clerk.save()
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


def test_older_closed_cases_are_not_counted_and_found_by_their_number(
    desk, county, today, monkeypatch
):
    monkeypatch.setattr(listing, "COUNTED_MAX", 2)
    for name in ("a", "b", "c"):
        happens(filed(county, submission=name), "replied", "2026-09-21", outcome="granted")
    page = desk.get(INDEX, {"list": "closed"})
    text = page.content.decode()
    assert [(tab.count, tab.more) for tab in page.context["tabs"] if tab.key == "closed"] == [
        (2, True)
    ]
    assert "2+" in text
    assert "按编号" in text
    found = desk.get(INDEX, {"number": "2026-0003"})
    assert [line.number for line in found.context["page"].lines] == ["2026-0003"]


def test_a_number_of_another_body_is_not_found(client, county, bureau, cases):
    stranger = appointed(bureau, "stranger", Role.HANDLER)
    stranger.is_superuser = True
    stranger.save()
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    number = cases[1].number
    page = client.get(INDEX, {"number": number})
    assert {line.key for line in page.context["page"].lines} <= {cases[2].pk}
    assert "没有" in client.get(INDEX, {"number": "2026-9"}).content.decode()


@pytest.mark.parametrize("wanted", ["", "0", "-1", "x", "９", "99999999999999999999", None])
def test_a_page_that_is_not_there_is_the_nearest_one(desk, cases, wanted):
    page = desk.get(INDEX, {"p": wanted} if wanted is not None else {})
    assert page.context["page"].number == 1


def test_the_address_of_a_row_is_that_of_its_case(desk, cases):
    text = desk.get(INDEX).content.decode()
    assert f'href="{reverse("applications_desk:case", args=[cases[0].pk])}"' in text
