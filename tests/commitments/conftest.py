from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.commitments import actions
from gongkai.commitments.models import Commitment

NOON = datetime(2026, 11, 2, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture(autouse=True)
def own_files(tmp_path, settings):
    settings.GONGKAI_FILES = tmp_path / "files"


@pytest.fixture
def county(db) -> Body:
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def bureau(county) -> Body:
    return Body.objects.create(
        code="zhujian", name="示例县住建局", tier="department", path="000001000001", parent=county
    )


@pytest.fixture
def helper(county) -> Body:
    return Body.objects.create(
        code="shuiwu", name="示例县水务局", tier="department", path="000001000002", parent=county
    )


@pytest.fixture
def appoint():
    def make(name: str, body: Body, *roles: Role) -> User:
        user = User.objects.create_user(name, full_name=name)
        for role in roles:
            Appointment.objects.create(body=body, user=user, role=role, from_on=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def owner(appoint, bureau) -> User:
    return appoint("owner", bureau, Role.HANDLER)


@pytest.fixture
def office(appoint, bureau) -> User:
    """The openness office of the lead body: directs, and verifies what it did not do itself."""
    return appoint("office", bureau, Role.OPENNESS)


@pytest.fixture
def promised(bureau, owner, office):
    """Make a commitment by the real verb: `promised(due_on=..., check=...)`."""

    def make(**values) -> Commitment:
        told = {
            "title": "疏通东门排水管",
            "promised": "十一月底前疏通并公布结果",
            "source": actions.Source("letter", "L-1", "/letters/L-1/"),
            "lead": bureau,
            "due_on": date(2026, 11, 30),
            "by": office,
            "at": NOON,
            "owner": owner,
        }
        return actions.promise(**(told | values))

    return make
