import pytest
from django.utils import timezone

from gongkai.applications.models import Application
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.explanation import Notices
from gongkai.bodies.models import Body, Role, User
from gongkai.calendars.actions import load_shipped

from .calendar import DAYS, NOTICES
from .making import appointed, filed


@pytest.fixture(scope="session")
def days() -> Days:
    return DAYS


@pytest.fixture(scope="session")
def notices() -> Notices:
    return NOTICES


@pytest.fixture
def own_home(tmp_path, settings):
    """Keys and files of this test alone."""
    settings.GONGKAI_KEYS = tmp_path / "keys"
    settings.GONGKAI_FILES = tmp_path / "files"
    return tmp_path


@pytest.fixture
def calendar(db):
    load_shipped(at=timezone.now())


@pytest.fixture
def county(db, own_home, calendar) -> Body:
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def clerk(county) -> User:
    return appointed(county, "clerk", Role.REGISTRAR, Role.HANDLER, Role.OPENNESS)


@pytest.fixture
def application(county) -> Application:
    return filed(county)
