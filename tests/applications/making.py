"""People and applications for tests, made by the real verbs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.applications.actions.receiving import File, Filing, receive
from gongkai.applications.actions.telling import tell
from gongkai.applications.models import Application
from gongkai.applications.rules.clock import Reckoning
from gongkai.applications.rules.events import event_from
from gongkai.bodies.models import Appointment, Body, Role, User

NOON = datetime(2026, 9, 18, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXTS = {
    "name": "张三丰",
    "identity": "110101199001011237",
    "phone": "13800138000",
    "email": "zhang@example.cn",
    "address": "示例县城关镇1号",
    "wanted": "2025年农村饮水工程的验收报告",
    "purpose": "文号不详",
}


def appointed(body: Body, name: str, *roles: Role) -> User:
    user = User.objects.create_user(name, password="long enough for a test")
    for role in roles:
        Appointment.objects.create(body=body, user=user, role=role, from_on=date(2020, 1, 1))
    return user


def filed(
    body: Body,
    *,
    submission: str = "first",
    channel: str = "in_person",
    on: str = "2026-09-18",
    today: str = "",
    files: tuple[File, ...] = (),
    kind: str = "natural_person",
    **texts: str,
) -> Application:
    arrived = date.fromisoformat(on)
    filing = Filing(
        submission=submission,
        kind=kind,
        channel=channel,
        delivery="email",
        arrived_on=arrived,
        texts=TEXTS | texts,
        files=files,
    )
    day = date.fromisoformat(today) if today else arrived
    return receive(body, filing, by=None, at=NOON, today=day)


def happens(
    application: Application, kind: str, on: str, *, by: User | None = None, **fields: object
) -> Reckoning:
    event = event_from({"type": kind, "on": on, **fields})
    return tell(application, event, by=by, at=NOON, today=event.on)
