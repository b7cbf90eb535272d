from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.channels.actions import enter
from gongkai.channels.models import Account

NOON = datetime(2026, 11, 20, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def county(db) -> Body:
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def appoint(county):
    def make(name: str, *roles: Role) -> User:
        user = User.objects.create_user(name, password="long enough for a test")
        for role in roles:
            Appointment.objects.create(body=county, user=user, role=role, from_on=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def office(appoint) -> User:
    return appoint("office", Role.OPENNESS)


@pytest.fixture
def account(county) -> Account:
    return enter(
        Account(
            platform="wechat", name="示例发布", handle="shili", body=county,
            opened_on=date(2024, 1, 1), address="https://w.example/shili",
        )
    )  # fmt: skip
