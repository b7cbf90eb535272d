"""Sixty invented letters of citizens with the answers they got, through every channel.

Channels are hotline (12345), website, mailbox (of the head of the county) and board (the leader's
board); kinds consult, complain, suggest, help and thank. Writers have no names, as on a board.
"""

from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.calendars.rules.workdays import Workdays
from gongkai.project.demo.chance import between, choose
from gongkai.project.demo.days import Days
from gongkai.project.demo.subjects import day
from gongkai.project.demo.tables import table

PARTS = ("intake/letters-1", "intake/letters-2", "intake/letters-3")
CHANNELS = {"hotline": "RX", "website": "WZ", "mailbox": "XZ", "board": "LD"}
WRITERS = ("市民", "村民", "居民", "家长", "职工", "网友")
PUBLIC_SHARE = 3  # one writer in so many does not want the letter to be public


@dataclass(frozen=True, slots=True, kw_only=True)
class DemoLetter:
    """A letter and what came of it.

    Attributes:
        number: What the channel called it.
        rating: satisfied, partly, dissatisfied, or empty when nobody was asked.
        extended: Whether the answer's limit was extended once.
        public: Whether the writer agreed to publication.
    """

    key: str
    number: str
    channel: str
    kind: str
    received_on: date
    body: str
    place: str
    writer: str
    phone: str
    title: str
    text: str
    reply: str
    replied_on: date | None
    rating: str
    extended: bool
    urgent: bool
    public: bool


@cache
def letters(workdays: Workdays) -> tuple[DemoLetter, ...]:
    """Return the letters, oldest first.

    Args:
        workdays: The entered holiday notices, in which the answers are counted.
    """
    rows = [row for part in PARTS for row in table(part)["letter"]]
    days = Days(workdays)
    found = [_letter(place, row, days) for place, row in enumerate(rows, 1)]
    return tuple(sorted(found, key=lambda letter: (letter.received_on, letter.key)))


def _letter(place: int, row: dict[str, Any], days: Days) -> DemoLetter:
    received = day(row, "on")
    reply = str(row["reply"])
    return DemoLetter(
        key=f"letter-{place:02d}",
        number=f"{CHANNELS[row['channel']]}{received:%Y%m%d}{between(100, 999, place):03d}",
        channel=str(row["channel"]),
        kind=str(row["kind"]),
        received_on=received,
        body=str(row["body"]),
        place=str(row["place"]),
        writer=f"{row['place']}{choose(WRITERS, place, 'writer')}（匿名）",
        phone=f"0000-8{between(100000, 999999, place, 'phone')}",
        title=str(row["title"]),
        text=str(row["text"]),
        reply=reply,
        replied_on=days.after(received, int(row["reply_days"])) if reply else None,
        rating=str(row.get("rating", "")),
        extended=bool(row.get("extended", False)),
        urgent=bool(row.get("urgent", False)),
        public=between(1, PUBLIC_SHARE, place, "public") > 1,
    )
