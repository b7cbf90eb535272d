from datetime import UTC, date, datetime

import pytest

from gongkai.bodies import actions as bodies
from gongkai.bodies.models import Role, User
from gongkai.catalogue.actions import directories
from gongkai.catalogue.actions.directories import Said
from gongkai.catalogue.intake import values
from gongkai.catalogue.models import Area
from gongkai.catalogue.rules.items import Item
from gongkai.catalogue.rules.tiers import Level

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def county(db):
    return bodies.found(code="county", name="清川县人民政府", tier="county", address="府前街1号")


@pytest.fixture
def town(county):
    return bodies.found(code="town", name="柳溪镇人民政府", tier="township", parent=county)


@pytest.fixture
def holder(db):
    """Return a person who holds a role for a body."""

    def make(body, role=Role.OPENNESS, name="holder"):
        user = User.objects.create_user(name)
        bodies.appoint(user, body, role, from_on=date(2020, 1, 1))
        return user

    return make


@pytest.fixture
def said(db):
    """Return a sound row of a directory, in an area by code, with what is given changed."""

    def make(area="education", **changed):
        item = Item(
            **{
                "level1": "招生管理",
                "level2": "招生计划",
                "content": "计划人数",
                "basis": "《义务教育法》",
                "time_limit": "信息形成之日起20个工作日内",
                "publisher": "县教育局",
                "channels": ("政府网站", "两微一端"),
                "audience_all": True,
                "active": True,
                "levels": frozenset({Level.COUNTY}),
                **changed,
            }
        )
        return Said(Area.objects.get(code=area), values(item))

    return make


@pytest.fixture
def directory(county):
    """Return an empty draft for the county."""
    return directories.draft(
        county, "county", version_on=date(2026, 1, 1), title="清川县标准目录（县级）"
    )


@pytest.fixture
def published(directory, said):
    """Return a public version with three items in two areas."""
    rows = [
        said(),
        said(level2="招生结果"),
        said(area="health", level1="疾病预防", level2="接种门诊", publisher="县卫健局"),
    ]
    directories.fill(directory, rows)
    return directories.publish(directory, at=NOW)
