"""Who may do what for which body, as a matrix."""

from datetime import date

import pytest

from gongkai.bodies import access, actions
from gongkai.bodies.models import Role, User

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("role", "reached"),
    [
        (Role.OPENNESS, {"town", "village"}),
        (Role.LEADER, {"town"}),
        (Role.DRAFTER, {"town"}),
        (Role.SECRECY, {"town"}),
        (Role.REVIEWER, {"town"}),
        (Role.REGISTRAR, {"town"}),
        (Role.HANDLER, {"town"}),
    ],
)
def test_only_the_openness_office_reaches_the_bodies_below(
    role, reached, county, education, village, town, holder
):
    user = holder(town, role)
    assert {body.code for body in access.bodies_of(user, role)} == reached
    assert {body.code for body in access.seen_by(user)} == reached
    assert {b.code for b in (county, education, town, village) if access.holds(user, b, role)} == (
        reached
    )


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OPENNESS])
def test_no_other_role_may_correct_bodies(role, town, holder):
    user = holder(town, role)
    assert not access.kept_by(user).exists()
    assert not access.may_keep(user, town)
    assert not access.may_keep_any(user)


def test_the_openness_office_keeps_its_own_subtree_and_nothing_else(
    county, education, town, village, holder
):
    user = holder(town)
    assert {body.code for body in access.kept_by(user)} == {"town", "village"}
    assert access.may_keep(user, village)
    assert not access.may_keep(user, county)
    assert not access.may_keep(user, education)


def test_a_superuser_sees_and_keeps_all_and_holds_no_role(county, town):
    chief = User.objects.create_superuser("chief")
    assert set(access.seen_by(chief)) == {county, town}
    assert set(access.kept_by(chief)) == {county, town}
    assert not access.holds(chief, county, *Role)
    assert not access.bodies_of(chief).exists()


def test_a_role_counts_from_its_first_to_its_last_day(town, person):
    actions.appoint(person, town, Role.DRAFTER, from_on=date(2026, 1, 5), until_on=date(2026, 1, 6))
    for day, count in ((4, 0), (5, 1), (6, 1), (7, 0)):
        person.held_roles = None
        assert len(access.held_by(person, date(2026, 1, day))) == count


def test_somebody_who_was_locked_out_holds_nothing(town, holder):
    user = holder(town)
    user.is_active = False
    user.held_roles = None
    assert not access.held_by(user)
    assert not access.may_keep(user, town)
    assert not access.may_keep_any(user)


def test_roles_are_read_once_for_a_request(town, holder, django_assert_num_queries):
    user = User.objects.get(pk=holder(town).pk)
    with django_assert_num_queries(1):
        access.holds(user, town, Role.OPENNESS)
        access.holds(user, town, Role.LEADER)
        access.may_keep_any(user)
