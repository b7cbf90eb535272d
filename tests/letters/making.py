"""People, bodies and letters for tests, made by the real verbs."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.letters.actions.receiving import Filing, receive
from gongkai.letters.actions.telling import dispatch, tell
from gongkai.letters.models import Letter
from gongkai.letters.rules.clock import Standing
from gongkai.letters.rules.events import Event
from gongkai.letters.rules.words import EventType, Satisfied, Solved

NOON = datetime(2026, 9, 29, 12, tzinfo=ZoneInfo("Asia/Shanghai"))
WRITER = {
    "name": "柳问之",
    "phone": "13800138000",
    "email": "wen@example.cn",
    "address": "样例路1号",
}


def day(text: str) -> date:
    return date.fromisoformat(f"2026-{text}")


def appointed(body: Body, name: str, *roles: Role) -> User:
    user = User.objects.create_user(name, password="long enough for a test")
    for role in roles:
        Appointment.objects.create(body=body, user=user, role=role, from_on=date(2020, 1, 1))
    return user


def wrote(body: Body, *, submission: str = "first", on: str = "09-29", **more: object) -> Letter:
    told = {
        "channel": "website",
        "kind": "complain",
        "title": "楼下烧烤店半夜油烟扰民",
        "text": "每天夜里两点还在炒菜，油烟直接进屋，孩子睡不着。",
        "writer": WRITER,
        "consent": True,
    } | more
    filing = Filing(submission=submission, received_on=day(on), **told)  # type: ignore[arg-type]
    return receive(body, filing, by=None, at=NOON, today=day(on))


def happens(
    letter: Letter, kind: str, on: str, *, by: User | None = None, text: str = "", **more: object
) -> Standing:
    for name, words in (("solved", Solved), ("satisfied", Satisfied)):
        if name in more:
            more[name] = words(more[name])
    event = Event(type=EventType(kind), on=day(on), **more)  # type: ignore[arg-type]
    return tell(letter, event, by=by, at=NOON, today=day(on), text=text)


def sent_to(letter: Letter, unit: Body, on: str) -> Standing:
    return dispatch(letter, unit, day(on), by=None, at=NOON, today=day(on))


def answered(letter: Letter, unit: Body, text: str = "已责令整改，加装净化设备。") -> Standing:
    happens(letter, "accepted", "09-29")
    sent_to(letter, unit, "09-30")
    happens(letter, "signed", "09-30")
    return happens(letter, "replied", "10-09", text=text)
