"""The grammar of 公开时限, the cell that says by when something must be open.

Source: the trial directories of the 26 areas (国办发〔2019〕54号) and Order 711, art. 26, which
caps every limit at twenty working days unless a law says otherwise.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

DISCLOSURE_DAYS_MAX = 20  # Order 711, art. 26, in working days

CALENDAR_DAYS_MAX = 26  # twenty working days are never fewer days of the calendar

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
NUMBER = r"([0-9０-９]+|[〇零一二两三四五六七八九十百]+)"
WORKING = re.compile(NUMBER + r"个?(?:法定)?工作日")
CALENDAR = re.compile(NUMBER + r"(?:个(?:自然)?|自然)?[日天](?!历)")
POSTED = re.compile(r"(?:公示|公布|公开)(?:期|时间)?(?:为|不少于|不得少于|满|期限为)?\s*$")
EVENTS = (
    ("changed", re.compile(r"变更|更新|修改|调整|变动")),
    ("formed", re.compile(r"形成|产生|生成|作出|做出|发生")),
    ("made", re.compile(r"制定|制作|制发|印发|出台|签发|发文")),
    ("obtained", re.compile(r"获取|获得|收到|取得|接到")),
    ("approved", re.compile(r"批准|批复|审批|审核|核准|通过|决定")),
)
PERIODS = (
    ("day", re.compile(r"(?:按|每|逐)[日天]")),
    ("week", re.compile(r"(?:按|每|逐)(?:周|星期)")),
    ("month", re.compile(r"(?:按|每|逐)个?月|月度")),
    ("half_year", re.compile(r"(?:按|每)?半年")),
    ("quarter", re.compile(r"(?:按|每|逐)个?季|季度")),
    ("year", re.compile(r"(?:按|每|逐)年|年度")),
)
AT_ONCE = re.compile(r"实时|即时|当[日天]|立即|同步|随时|同时|第一时间")
PROMPTLY = re.compile(r"及时|适时|尽快|按时|定期")
STANDING = re.compile(r"长期|常年|动态|持续|一直")
PROVISO = re.compile(
    r"另有规定|从其规定|依法|按照.*规定|按规定|法律.*规定|规定(?:的)?(?:时限|期限|时间)"
)


class Kind(StrEnum):
    """How a limit is said."""

    WITHIN = "within"
    AT_ONCE = "at_once"
    PROMPTLY = "promptly"
    PERIODIC = "periodic"
    POSTED = "posted"
    STANDING = "standing"
    BY_LAW = "by_law"


class Unit(StrEnum):
    """What the days of a limit are."""

    WORKING = "working"
    CALENDAR = "calendar"


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What a cell of 公开时限 says.

    Attributes:
        kind: The way it is said.
        days: Days within which to open it, for WITHIN; None otherwise.
        unit: What these days are.
        events: What they are counted from: formed, changed, made, obtained, approved.
        period: day, week, month, quarter, half_year or year; empty when none is named.
        posted_days: Days for which it stays posted (公示N个工作日); None when nothing is said.
        posted_unit: What these days are.
        proviso: Whether another rule may go before ("另有规定的从其规定").
    """

    kind: Kind
    days: int | None = None
    unit: Unit = Unit.WORKING
    events: tuple[str, ...] = ()
    period: str = ""
    posted_days: int | None = None
    posted_unit: Unit = Unit.WORKING
    proviso: bool = False

    @property
    def within_law(self) -> bool:
        """Whether the limit keeps to art. 26 as it stands; a proviso is for a person to judge."""
        if self.days is None:
            return True
        most = DISCLOSURE_DAYS_MAX if self.unit is Unit.WORKING else CALENDAR_DAYS_MAX
        return self.days <= most


def parse(text: str) -> TimeLimit | None:
    """Return what a cell says about time; None when it says nothing that is understood."""
    cleaned = re.sub(r"\s+", "", text)
    if not cleaned:
        return None
    within: tuple[int, Unit] | None = None
    posted: tuple[int, Unit] | None = None
    for start, days, unit in _spans(cleaned):
        if POSTED.search(cleaned[:start]) and not cleaned[:start].endswith("予以公开"):
            posted = posted or (days, unit)
        else:
            within = within or (days, unit)
    period = next((name for name, pattern in PERIODS if pattern.search(cleaned)), "")
    if within:
        kind: Kind | None = Kind.WITHIN
    elif period:
        kind = Kind.PERIODIC
    else:
        kind = Kind.POSTED if posted else _loose(cleaned)
    if kind is None:
        return None
    return TimeLimit(
        kind,
        days=within[0] if within else None,
        unit=within[1] if within else Unit.WORKING,
        events=tuple(name for name, pattern in EVENTS if pattern.search(cleaned)) if within else (),
        period=period,
        posted_days=posted[0] if posted else None,
        posted_unit=posted[1] if posted else Unit.WORKING,
        proviso=bool(PROVISO.search(cleaned)),
    )


def number(text: str) -> int:
    """Return the number that Arabic, full-width or Chinese figures below a thousand spell."""
    if text.isdigit():
        return int(text)
    total = 0
    figure = 0
    for character in text:
        if character in "十百":
            total += (figure or 1) * (10 if character == "十" else 100)
            figure = 0
        else:
            figure = DIGITS[character]
    return total + figure


def _spans(text: str) -> list[tuple[int, int, Unit]]:
    """Return where each number of days begins, how many and of which sort, in order."""
    found = [(m.start(), number(m.group(1)), Unit.WORKING) for m in WORKING.finditer(text)]
    taken = [range(m.start(), m.end()) for m in WORKING.finditer(text)]
    for match in CALENDAR.finditer(text):
        dated = text[: match.start()].endswith(("月", "年"))
        if not dated and not any(match.start() in span for span in taken):
            found.append((match.start(), number(match.group(1)), Unit.CALENDAR))
    return sorted(found)


def _loose(text: str) -> Kind | None:
    """Return the kind of a limit that names neither days nor a period."""
    for kind, pattern in (
        (Kind.AT_ONCE, AT_ONCE),
        (Kind.PROMPTLY, PROMPTLY),
        (Kind.STANDING, STANDING),
        (Kind.BY_LAW, PROVISO),
    ):
        if pattern.search(text):
            return kind
    return None
