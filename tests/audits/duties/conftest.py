from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.actions import load_shipped
from gongkai.catalogue.actions import directories, responsibilities
from gongkai.catalogue.actions.directories import Said
from gongkai.catalogue.models import Area, Directory, Responsibility
from gongkai.documents.models import Document

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOON = datetime(2026, 1, 5, 12, tzinfo=SHANGHAI)
CELLS = {
    "条件": ("及时公开", "示例县民政局"),
    "名单": ("每月10日前", "示例县民政局"),
    "标准": ("信息形成之日起5个工作日内", "示例县民政局、示例县住建局"),
    "去向": ("适当时候", "示例县住建局"),
    "说明": ("及时公开", "招标代理机构"),
}


@pytest.fixture
def county(db) -> Body:
    load_shipped(at=NOON)
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def civil(county) -> Body:
    return Body.objects.create(
        code="minzheng", name="示例县民政局", tier="department", path="000001000001", parent=county
    )


@pytest.fixture
def housing(county) -> Body:
    return Body.objects.create(
        code="zhujian", name="示例县住建局", tier="department", path="000001000002", parent=county
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
def directory(county, civil, housing) -> Directory:
    """Five items of one area, public since 5 January 2026, the matrix drawn up."""
    made = directories.draft(county, "county", version_on=date(2026, 1, 5), title="示例县标准目录")
    area = Area.objects.national().first()
    rows = [
        Said(
            area,
            {
                "number": "", "level1": "社会救助", "level2": name, "level3": "", "content": name,
                "basis": "《条例》", "time_limit": cell, "publisher": publisher,
                "channels": ["政府网站"], "audience_all": True, "audience_group": "",
                "active": True, "on_request": False, "city": False, "county": True,
                "township": False, "village": False,
            },
        )
        for name, (cell, publisher) in CELLS.items()
    ]  # fmt: skip
    directories.fill(made, rows)
    directories.publish(made, at=NOON)
    responsibilities.draw_up(made, today=date(2026, 1, 5))
    return made


@pytest.fixture
def code_of(directory):
    codes = dict(directory.items.values_list("level2", "code"))
    return codes.__getitem__


@pytest.fixture
def row_of(directory, code_of):
    def find(name: str, body: Body) -> Responsibility:
        return Responsibility.objects.get(item_code=code_of(name), body=body, until_on=None)

    return find


@pytest.fixture
def opened(directory, county, code_of):
    """Publish a document and put it under an item: `opened("名单", civil, "2026-10-08")`."""

    def make(
        name: str, body: Body, on: str, *, formed: str = "", withdrawn: str = "", title: str = ""
    ) -> Document:
        def instant(day: str) -> datetime:
            return datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=SHANGHAI)

        document = Document(
            key=f"{name}{body.pk}{on}"[:10].replace("-", ""),
            owner=body,
            title=title or f"{name}公示",
            made_on=date.fromisoformat(formed) if formed else None,
            published_on=date.fromisoformat(on),
            published_at=instant(on),
            backfilled=True,
        )
        document.key = f"k{Document.objects.count():09d}"
        document.save()
        values = {"state": "published"}
        if withdrawn:
            values = {
                "state": "withdrawn", "withdrawal_reason": "mistake",
                "withdrawn_at": instant(withdrawn),
            }  # fmt: skip
        revision = document.revisions.create(
            number=1, content={}, digest="", created_at=instant(on)
        )
        Document.objects.filter(pk=document.pk).update(public_revision=revision, **values)
        responsibilities.file_under(
            [document.key], keeper=county, tier="county", item_code=code_of(name), body=body,
            by=None, at=NOON,
        )  # fmt: skip
        document.refresh_from_db()
        return document

    return make
