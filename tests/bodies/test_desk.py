"""The clerk's pages of bodies: what each person finds there, and what their forms do."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from gongkai.bodies import actions, desk
from gongkai.bodies.models import Appointment, Body, Contact, Office, Role, Succession, User

pytestmark = pytest.mark.django_db
BACKEND = "django.contrib.auth.backends.ModelBackend"
LISTS = ("bodies", "offices", "appointments", "contacts", "successions")


def sign_in(client, user):
    client.force_login(user, BACKEND)


@pytest.fixture
def contact(town):
    return actions.list_contact(town, purpose="openness", name="公开办", phone="0000-1")


@pytest.fixture
def keeper(client, town, holder):
    """Sign in the openness office of the town."""
    sign_in(client, holder(town))
    return client


def body_form(body, **changed):
    values = {
        "parent": body.parent_id or "",
        "code": body.code,
        "name": body.name,
        "tier": body.tier,
        "position": body.position,
    }
    return values | changed


@pytest.mark.parametrize("name", LISTS)
def test_each_list_opens_for_whoever_keeps_a_body(keeper, village, contact, name):
    assert keeper.get(reverse(f"{name}:index")).status_code == 200
    assert keeper.get(reverse(f"{name}:add")).status_code == 200


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("role", [Role.DRAFTER, Role.LEADER])
def test_for_any_other_role_the_pages_are_not_there(client, town, holder, role, name):
    sign_in(client, holder(town, role))
    for view in ("index", "add"):
        assert client.get(reverse(f"{name}:{view}")).status_code == 404


def test_the_list_shows_the_subtree_and_nothing_beside_it(keeper, education, village):
    page = keeper.get(reverse("bodies:index")).content.decode()
    assert "上柳村" in page
    assert "教育局" not in page


@pytest.mark.parametrize("view", ["edit", "inspect", "rename"])
def test_another_bodys_record_does_not_exist(keeper, education, view):
    assert keeper.get(reverse(f"bodies:{view}", args=[education.pk])).status_code == 404


def test_another_bodys_rows_do_not_exist(keeper, education, county):
    other = actions.list_contact(education, purpose="enquiry", name="总机", phone="0000-2")
    office = actions.open_office(education, name="办公室")
    for address in (
        reverse("contacts:edit", args=[other.pk]),
        reverse("contacts:delete", args=[other.pk]),
        reverse("bodies_desk:check", args=[other.pk]),
        reverse("offices:edit", args=[office.pk]),
    ):
        assert keeper.get(address).status_code == 404
        assert keeper.post(address).status_code == 404
    assert Contact.objects.get().checked_on is None


def test_a_village_is_founded_below_the_own_town(keeper, town):
    values = {"parent": town.pk, "code": "new", "name": "新村", "tier": "village", "position": 0}
    assert keeper.post(reverse("bodies:add"), values).status_code == 302
    assert Body.objects.get(code="new") in Body.objects.under(town)


def test_nothing_is_founded_outside_the_subtree(keeper, county):
    values = {"code": "new", "name": "新局", "tier": "department", "position": 0}
    for parent in (county.pk, ""):
        answer = keeper.post(reverse("bodies:add"), values | {"parent": parent})
        assert answer.status_code == 200
    assert not Body.objects.filter(code="new").exists()


def test_a_correction_is_stored_and_the_code_stays(keeper, village):
    values = body_form(village, name="上柳树村", code="other", phone="0000-5")
    assert keeper.post(reverse("bodies:edit", args=[village.pk]), values).status_code == 302
    village.refresh_from_db()
    assert (village.name, village.phone, village.code) == ("上柳树村", "0000-5", "village")


def test_the_own_body_cannot_be_put_elsewhere(keeper, town, education):
    values = body_form(town, parent=education.pk)
    keeper.post(reverse("bodies:edit", args=[town.pk]), values)
    town.refresh_from_db()
    assert town.parent.code == "county"


def test_a_wrong_unified_code_is_kept_and_pointed_out(keeper, village):
    values = body_form(village, unified_code="1" * 18)
    answer = keeper.post(reverse("bodies:edit", args=[village.pk]), values, follow=True)
    village.refresh_from_db()
    assert village.unified_code == "1" * 18
    levels = [message.level_tag for message in answer.context["messages"]]
    assert "warning" in levels


def test_a_new_name_by_decision_makes_a_successor_and_shows_the_history(keeper, village):
    values = {"code": "liu", "name": "柳社区", "on": "2026-03-01", "basis": "批复"}
    answer = keeper.post(reverse("bodies:rename", args=[village.pk]), values, follow=True)
    page = answer.content.decode()
    assert "上柳村" in page
    assert "批复" in page
    assert Succession.objects.get().successor.code == "liu"
    old = keeper.get(reverse("bodies:inspect", args=[village.pk])).content.decode()
    assert "柳社区" in old


def test_a_code_that_is_taken_is_refused_and_nothing_typed_is_lost(keeper, village):
    values = {"code": "town", "name": "柳社区", "on": "2026-03-01"}
    answer = keeper.post(reverse("bodies:rename", args=[village.pk]), values)
    assert answer.status_code == 422
    assert "柳社区" in answer.content.decode()


def test_a_merger_is_entered_once_and_ends_the_predecessor(keeper, town, village):
    other = actions.found(code="other", name="下柳村", tier="village", parent=town)
    values = {
        "predecessor": other.pk,
        "successor": village.pk,
        "kind": "merged",
        "on": "2026-03-01",
        "basis": "",
    }
    keeper.post(reverse("successions:add"), values)
    keeper.post(reverse("successions:add"), values)
    assert Succession.objects.count() == 1
    assert Body.objects.get(code="other").dissolved_on == date(2026, 3, 1)


def test_a_body_is_not_merged_into_one_below_it_or_into_itself(keeper, town, village):
    for successor in (town, village):
        values = {
            "predecessor": town.pk,
            "successor": successor.pk,
            "kind": "merged",
            "on": "2026-03-01",
        }
        assert keeper.post(reverse("successions:add"), values).status_code == 200
    assert not Succession.objects.exists()


def test_an_appointment_is_given_and_ended(keeper, village):
    user = User.objects.create_user("wang")
    values = {"body": village.pk, "user": user.pk, "role": "drafter", "from_on": "2026-03-01"}
    assert keeper.post(reverse("appointments:add"), values).status_code == 302
    held = Appointment.objects.get(user=user)
    ended = values | {"until_on": "2026-12-31", "role": "leader"}
    keeper.post(reverse("appointments:edit", args=[held.pk]), ended)
    held.refresh_from_db()
    assert (held.until_on, held.role) == (date(2026, 12, 31), "drafter")


def test_nobody_is_appointed_for_a_body_outside_the_subtree(keeper, county):
    user = User.objects.create_user("wang")
    values = {"body": county.pk, "user": user.pk, "role": "openness", "from_on": "2026-03-01"}
    assert keeper.post(reverse("appointments:add"), values).status_code == 200
    assert not Appointment.objects.filter(user=user).exists()


def test_an_office_is_opened_and_corrected(keeper, town):
    values = {"body": town.pk, "name": "党政办", "position": 0}
    keeper.post(reverse("offices:add"), values)
    office = Office.objects.get()
    keeper.post(reverse("offices:edit", args=[office.pk]), values | {"phone": "0000-3"})
    office.refresh_from_db()
    assert office.phone == "0000-3"


def test_a_contact_needs_a_way_to_reach_it(keeper, town):
    values = {"body": town.pk, "purpose": "enquiry", "name": "总机", "check_every_days": 180}
    assert keeper.post(reverse("contacts:add"), values).status_code == 200
    assert not Contact.objects.exists()
    keeper.post(reverse("contacts:add"), values | {"phone": "0000-1"})
    assert Contact.objects.get().check_due_on is None


def test_noting_a_check_dates_it_and_names_who_answers(keeper, contact):
    overdue = reverse("contacts:index") + "?overdue=true"
    assert list(keeper.get(overdue).context["object_list"]) == [contact]
    keeper.post(reverse("bodies_desk:check", args=[contact.pk]))
    contact.refresh_from_db()
    assert contact.checked_on is not None
    assert contact.owner.username == "holder"
    assert not keeper.get(overdue).context["object_list"]


def test_a_contact_can_be_taken_away(keeper, contact):
    keeper.post(reverse("contacts:delete", args=[contact.pk]))
    assert not Contact.objects.exists()


def test_the_desk_counts_the_contacts_to_be_checked_of_the_own_bodies_only(
    contact, education, town, holder
):
    actions.list_contact(education, purpose="enquiry", name="总机", phone="0000-2")
    now = datetime(2026, 3, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
    (queue,) = [q for q in desk.queues(holder(town), now) if "contacts" in q.url]
    assert (queue.count, len(queue.rows)) == (1, 1)
    drafter = holder(town, Role.DRAFTER, "drafter")
    assert not [q for q in desk.queues(drafter, now) if "contacts" in q.url]


def test_the_tree_can_be_exported_by_whoever_keeps_a_body(keeper, client, village, holder):
    assert "上柳村" in keeper.get(reverse("bodies_desk:export")).content.decode()
    sign_in(client, holder(village, Role.DRAFTER, "drafter"))
    assert client.get(reverse("bodies_desk:export")).status_code == 404


def test_a_superuser_keeps_the_whole_tree(client, county, education):
    sign_in(client, User.objects.create_superuser("chief"))
    values = {"parent": "", "code": "second", "name": "第二个", "tier": "county", "position": 0}
    assert client.post(reverse("bodies:add"), values).status_code == 302
    assert client.get(reverse("bodies:inspect", args=[education.pk])).status_code == 200


def test_a_stranger_is_sent_to_sign_in(client, county):
    answer = client.get(reverse("bodies:index"))
    assert answer.status_code == 302
    assert "login" in answer["Location"]
