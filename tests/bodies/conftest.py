from datetime import date

import pytest

from gongkai.bodies import actions
from gongkai.bodies.models import Role, User

TODAY = date(2026, 11, 23)


@pytest.fixture
def county(db):
    return actions.found(code="county", name="清川县人民政府", tier="county")


@pytest.fixture
def education(county):
    return actions.found(code="education", name="清川县教育局", tier="department", parent=county)


@pytest.fixture
def town(county):
    return actions.found(code="town", name="柳溪镇人民政府", tier="township", parent=county)


@pytest.fixture
def village(town):
    return actions.found(code="village", name="上柳村", tier="village", parent=town)


@pytest.fixture
def person(db):
    return User.objects.create_user("person")


@pytest.fixture
def holder(db):
    """Return a person who holds a role for a body."""

    def make(body, role=Role.OPENNESS, name="holder"):
        user = User.objects.create_user(name)
        actions.appoint(user, body, role, from_on=date(2020, 1, 1))
        return user

    return make
