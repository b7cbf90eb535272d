import pytest

from gongkai.applications.rules.days import Days
from gongkai.applications.rules.explanation import Notices

from .calendar import notices_of, shipped, shipped_days


@pytest.fixture(scope="session")
def days() -> Days:
    return shipped_days()


@pytest.fixture(scope="session")
def notices() -> Notices:
    return notices_of(shipped())
