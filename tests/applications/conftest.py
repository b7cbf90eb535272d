import pytest

from gongkai.applications.rules.days import Days
from gongkai.applications.rules.explanation import Notices

from .calendar import DAYS, NOTICES


@pytest.fixture(scope="session")
def days() -> Days:
    return DAYS


@pytest.fixture(scope="session")
def notices() -> Notices:
    return NOTICES
