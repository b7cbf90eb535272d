"""Bodies begin, move, merge, split and take new names; what was before can still be found."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from gongkai.bodies import actions
from gongkai.bodies.models import Appointment, Body, Contact, Role, Succession, User

pytestmark = pytest.mark.django_db
ON = date(2026, 3, 1)


def test_a_subtree_is_everything_whose_path_begins_with_the_bodys(county, education, town, village):
    assert set(Body.objects.under(county)) == {county, education, town, village}
    assert set(Body.objects.under(town)) == {town, village}
    assert set(Body.objects.under(village)) == {village}


def test_moving_a_body_takes_everything_below_it_along(county, education, town, village):
    actions.move(town, education)
    assert set(Body.objects.under(education)) == {education, town, village}
    assert Body.objects.get(code="village").parent == town


def test_a_body_cannot_be_moved_below_itself(county, town, village):
    with pytest.raises(actions.CircleRefusedError):
        actions.move(county, village)
    with pytest.raises(actions.CircleRefusedError):
        actions.move(town, town)
    assert set(Body.objects.under(town)) == {town, village}


def test_a_code_that_is_taken_founds_nothing(county):
    with pytest.raises(ValidationError) as error:
        actions.found(code="county", name="又一个", tier="county")
    assert set(error.value.message_dict) == {"code"}
    assert Body.objects.count() == 1


def test_a_merged_body_is_kept_and_points_to_what_followed(county, education, town, village):
    sports = actions.found(code="sports", name="体育局", tier="department", parent=county)
    actions.move(village, sports)
    (link,) = actions.merge([sports], education, on=ON, basis="机构改革方案")
    sports.refresh_from_db()
    assert (link.kind, link.successor, sports.dissolved_on) == ("merged", education, ON)
    assert sports in Body.objects.standing(ON - timedelta(days=1))
    assert sports not in Body.objects.standing(ON)
    assert village in Body.objects.under(education)
    assert [row.predecessor for row in education.inheritances.all()] == [sports]


def test_a_new_name_is_a_new_body_with_the_same_people_offices_and_contacts(county, person):
    poverty = actions.found(code="poverty", name="扶贫办", tier="department", parent=county)
    desk = actions.open_office(poverty, name="综合股")
    actions.appoint(person, poverty, Role.DRAFTER, from_on=date(2020, 1, 1), office=desk)
    actions.list_contact(poverty, purpose="openness", name="公开电话", phone="0000-1")
    successor = actions.rename(poverty, code="rural", name="乡村振兴局", on=ON)

    assert successor.established_on == ON
    assert Body.objects.get(code="poverty").name == "扶贫办"
    old, new = Appointment.objects.order_by("from_on")
    assert (old.body, old.until_on) == (poverty, date(2026, 2, 28))
    assert (new.body, new.from_on, new.until_on) == (successor, ON, None)
    assert new.office is not None
    assert new.office.body == successor
    assert successor.contacts.get().phone == "0000-1"
    assert Succession.objects.get().kind == "renamed"


def test_a_body_is_split_only_when_nothing_stands_below_it(county, town, village):
    east = actions.found(code="east", name="东镇", tier="township", parent=county)
    west = actions.found(code="west", name="西镇", tier="township", parent=county)
    with pytest.raises(actions.BodiesLeftBelowError):
        actions.split(town, [east, west], on=ON)
    assert Succession.objects.count() == 0
    actions.move(village, east)
    actions.split(town, [east, west], on=ON)
    assert {row.successor for row in town.successions.all()} == {east, west}
    assert Body.objects.get(code="town").dissolved_on == ON


def test_the_same_succession_is_entered_once(county, education, town):
    actions.succeed(town, education, Succession.Kind.MERGED, on=ON)
    with pytest.raises(actions.AlreadySucceededError):
        actions.succeed(town, education, Succession.Kind.MERGED, on=ON)


def test_a_body_cannot_follow_itself(county):
    with pytest.raises(ValidationError):
        actions.succeed(county, county, Succession.Kind.MERGED, on=ON)
    assert Body.objects.get().dissolved_on is None


def test_roles_end_the_day_before_their_body_does(county, education, person):
    actions.appoint(person, education, Role.DRAFTER, from_on=date(2020, 1, 1))
    actions.appoint(person, education, Role.HANDLER, from_on=ON + timedelta(days=9))
    actions.dissolve(education, on=ON)
    (left,) = Appointment.objects.all()
    assert (left.role, left.until_on) == ("drafter", date(2026, 2, 28))


def test_giving_a_role_that_is_held_changes_its_terms_and_gives_no_second(county, person):
    actions.appoint(person, county, Role.DRAFTER, from_on=date(2020, 1, 1))
    actions.appoint(person, county, Role.DRAFTER, from_on=ON, title="股长", public=True)
    (held,) = Appointment.objects.all()
    assert (held.from_on, held.title, held.public) == (date(2020, 1, 1), "股长", True)


def test_an_office_of_another_body_is_refused(county, education, person):
    desk = actions.open_office(education, name="办公室")
    with pytest.raises(ValidationError):
        actions.appoint(person, county, Role.DRAFTER, from_on=ON, office=desk)
    assert Appointment.objects.count() == 0


def test_an_appointment_that_ends_before_it_begins_is_refused(county, person):
    with pytest.raises((ValidationError, IntegrityError)):
        actions.appoint(person, county, Role.DRAFTER, from_on=ON, until_on=ON - timedelta(days=1))


def test_a_contact_is_due_for_a_check_after_its_own_number_of_days(county, person):
    contact = actions.list_contact(county, purpose="enquiry", name="总机")
    assert contact in Contact.objects.unchecked(ON)
    actions.check_contact(contact, on=ON, by=person)
    assert contact.check_due_on == date(2026, 8, 28)
    assert contact.owner == person
    assert contact not in Contact.objects.unchecked(date(2026, 8, 28))
    assert contact in Contact.objects.unchecked(date(2026, 8, 29))
    actions.change_contact(contact, check_every_days=30)
    assert contact in Contact.objects.unchecked(date(2026, 4, 1))


def test_a_contact_keeps_its_owner_when_another_checks_it(county, person):
    contact = actions.list_contact(county, purpose="enquiry", name="总机", owner=person)
    actions.check_contact(contact, on=ON, by=User.objects.create_user("other"))
    assert contact.owner == person


def test_contacts_of_a_body_that_has_ended_need_no_check(county, education):
    contact = actions.list_contact(education, purpose="enquiry", name="总机")
    actions.dissolve(education, on=ON)
    assert contact not in Contact.objects.unchecked(ON)
