"""Forty invented applications for information, each with the dated facts of its course.

Kinds, channels, event words and outcomes are those of `applications.rules`; the names of the
applicants are plays on words (问, 求, 查), their papers and telephones plainly false.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.calendars.rules.workdays import Workdays
from gongkai.project.demo.chance import between
from gongkai.project.demo.days import Days
from gongkai.project.demo.subjects import day
from gongkai.project.demo.tables import table

PARTS = ("intake/requests-1", "intake/requests-2")
FAMILY = "问求查知询"
GIVEN = ("有据", "分明", "其详", "根底", "一二", "究竟", "来历", "虚实")
FIRMS = {
    "commercial_enterprise": "宁澜样例商贸有限公司",
    "research_institution": "宁澜样例学院课题组",
    "social_welfare_org": "云河样例志愿服务中心",
    "legal_service_org": "宁澜样例律师事务所",
    "other_org": "云河样例行业协会",
}


@dataclass(frozen=True, slots=True)
class DemoEvent:
    """One dated fact; words as in `applications.rules.events`."""

    type: str
    on: date
    days: int | None = None
    party: str = ""
    ground: str = "need"


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoRequest:
    """An application: who asked what of whom, what happened, and how it ended if it has."""

    key: str
    body: str
    kind: str
    channel: str
    delivery: str
    oral: bool
    arrived_on: date
    name: str
    identity: str
    phone: str
    email: str
    address: str
    wanted: str
    events: tuple[DemoEvent, ...]
    outcome: str
    grounds: dict[str, str]


@cache
def requests(workdays: Workdays) -> tuple[DemoRequest, ...]:
    """Return the applications, oldest first.

    Args:
        workdays: The entered holiday notices, in which the events are counted.
    """
    rows = [row for part in PARTS for row in table(part)["request"]]
    days = Days(workdays)
    found = [_request(place, row, days) for place, row in enumerate(rows)]
    return tuple(sorted(found, key=lambda request: (request.arrived_on, request.key)))


def _request(place: int, row: dict[str, Any], days: Days) -> DemoRequest:
    arrived = days.at_or_after(day(row, "arrived"))
    kind = str(row["kind"])
    person = FAMILY[place % len(FAMILY)] + GIVEN[place // len(FAMILY) % len(GIVEN)]
    return DemoRequest(
        key=f"request-{place + 1:02d}",
        body=str(row["body"]),
        kind=kind,
        channel=str(row["channel"]),
        delivery=str(row["delivery"]),
        oral=bool(row.get("oral", False)),
        arrived_on=arrived,
        name=FIRMS.get(kind, person),
        identity=f"演示证件{place + 1:03d}",
        phone=f"0000-9{between(100000, 999999, place, 'phone')}",
        email=f"request{place + 1:02d}@example.com",
        address=f"云河县演示地址{place + 1}号",
        wanted=str(row["wanted"]),
        events=tuple(_event(text, arrived, days) for text in row["events"]),
        outcome=str(row.get("outcome", "")),
        grounds=dict(row.get("grounds", {})),
    )


def _event(text: str, arrived: date, days: Days) -> DemoEvent:
    """Read an event: its word, the working days after arrival, and what it needs beside them."""
    word, after, *more = text.split()
    on = days.after(arrived, int(after))
    match word:
        case "extended":
            return DemoEvent(word, on, days=int(more[0]), ground=more[1])
        case "correction_requested" | "reason_requested":
            return DemoEvent(word, on, days=int(more[0]))
        case _:
            return DemoEvent(word, on, party=more[0] if more else "")
