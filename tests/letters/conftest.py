import pytest
from django.utils import timezone

from gongkai.bodies.models import Body, Role, User
from gongkai.calendars.actions import load_shipped
from gongkai.letters.models import Letter

from .making import appointed, wrote


@pytest.fixture
def own_home(tmp_path, settings):
    """Keys and files of this test alone."""
    settings.GONGKAI_KEYS = tmp_path / "keys"
    settings.GONGKAI_FILES = tmp_path / "files"
    return tmp_path


@pytest.fixture
def county(db, own_home) -> Body:
    load_shipped(at=timezone.now())
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def housing(county) -> Body:
    return Body.objects.create(
        code="zhujian", name="示例县住建局", tier="department", path="000001000001", parent=county
    )


@pytest.fixture
def water(county) -> Body:
    return Body.objects.create(
        code="shuiwu", name="示例县水务局", tier="department", path="000001000002", parent=county
    )


@pytest.fixture
def clerk(county) -> User:
    return appointed(county, "clerk", Role.REGISTRAR)


@pytest.fixture
def unit_clerk(housing) -> User:
    return appointed(housing, "unit", Role.HANDLER)


@pytest.fixture
def letter(county) -> Letter:
    return wrote(county)
