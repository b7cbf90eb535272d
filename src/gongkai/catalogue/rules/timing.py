"""The grammar of 公开时限, the cell that says by when something must be open.

Source: the trial directories of the 26 areas (国办发〔2019〕54号) and Order 711, art. 26, which
caps every limit at twenty working days unless a law says otherwise.

The grammar is strict: a cell is cut into clauses and every clause must be understood to its last
character. One clause that is not, and the cell is not understood: a finding, never a guess.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

DISCLOSURE_DAYS_MAX = 20  # Order 711, art. 26, in working days

CALENDAR_DAYS_MAX = 26  # twenty working days are never fewer days of the calendar
HOURS_OF_A_DAY = 24
CELL_LENGTH_MAX = 300

DIGITS = {character: value for value, character in enumerate("〇一二三四五六七八九")} | {
    "零": 0,
    "两": 2,
}
NUMBER = r"(?:[0-9０-９]{1,4}|[〇零一二两三四五六七八九十百]{1,6})"
RANGE = rf"(?:{NUMBER}(?:[-—–~～至到]|－))?(?P<n>{NUMBER})"
UNIT = r"(?P<u>个?(?:法定)?工作日|工作天|个?自然日|个?小时|个月|日|天|周|年)"
DURATION = RANGE + UNIT
# What may be said of the act of opening, after its time.
ACT = (
    r"(?:应当|应|须|必须|要|均|即|可|予以|依法|主动|全面|如实|向社会|对外|面向社会|社会|集中|全文|统一|及时|"
    r"至少|不少于|进行|完成|内容|信息|情况|结果|数据|上网|网上|在线|一次|1次|一年|常态化|公开|发布|公布|公示|更新|公告|"
    r"告知|送达|推送|上传|录入|调整|维护|办理|报送|并|和|、|的|地|其|年度报告|年报|报告"
    r"|由[^，,；;。]{2,14}?(?=向社会|公开|公布|发布))*"
)
# What it is counted from: words up to a word that says so.
HAPPENING = (
    r"(?:形成|产生|生成|变更|更新|修改|制定|制作|印发|出台|获取|获得|批准|批复|作出|做出|公布)"
)
EVENT = (
    r"(?P<event>[^，,；;。]{1,60}?(?:之日起|之日|日起|之时起|之后|以后|后|起|时)(?:的|在|于)?"
    rf"|(?:自|从)?(?:该|本|相关|有关)?(?:政府)?(?:信息|文件)?{HAPPENING}"
    rf"(?:(?:或者?|和|及|、){HAPPENING})?(?:该|本|相关|有关)?(?:政府)?(?:信息|文件)?"
    r"|(?:自|从)?(?:收到|接到|取得)[^，,；;。0-9０-９一二三四五六七八九十]{1,16})"
)
WITHIN = re.compile(
    rf"(?:{EVENT})?(?P<lead>(?:在|于|应当|应|须|最长|最迟|至迟|至多|一般|原则上)*"
    rf"(?:不超过|不得超过|不晚于|不迟于|不多于)?){DURATION}(?P<in>之内|以内|内|前)?(?P<act>{ACT})"
)
POSTING = r"(?:张榜公示|公示|公告|公布|公开|张贴|展示|挂网)"
POSTED = re.compile(
    rf"(?:{EVENT}|[^，,；;。]{{1,12}}前)?(?:并|应当|应|须|须经|进行|在.{{1,12}})*{POSTING}"
    rf"(?:的)?(?:期限|期间|时间|时长|天数|期)?"
    rf"(?:应当|应|须)?(?:为|是|满|至少|不少于|不得少于|不低于|不短于|保持)*{DURATION}(?:以上)?"
)
CYCLE = (
    r"(?:(?:按|每|逐)(?:一?个)?(?P<p>半年|半年度|日|天|周|星期|月|季|季度|年|年度)度?"
    r"|(?P<q>半年度|月度|季度|年度|半年(?=一次)))"
)
BY_DAY = (
    r"(?:第?(?P<bq>[一二三四1-4])季度(?:末|底)?(?P<bqx>前|内|之前)?"
    rf"|(?P<bm>{NUMBER})月(?P<bd>{NUMBER})[日号]"
    rf"|(?P<bf>{NUMBER})月(?:底|末|份)?|(?:首月|第一个月)(?P<fd>{NUMBER})[日号]|(?P<bo>{NUMBER})[日号]"
    r"|(?P<be>年末|年底|季末|月末|月底|末|底))"
)
BEFORE = r"(?:之前|以前|前|内)?"
LAST_PERIOD = r"(?P<last>上月|上个月|上季度|上一季度|上年|上年度|上一年度|上半年)?"
PERIODIC = re.compile(rf"{CYCLE}(?:的?{BY_DAY}{BEFORE})?{ACT}{LAST_PERIOD}{ACT}")
NEXT = re.compile(
    rf"(?:每|按)?(?P<next>次月|下月|次年|下一?年度?){BY_DAY}{BEFORE}{ACT}{LAST_PERIOD}{ACT}"
)
AFTER_PERIOD = re.compile(
    rf"(?:每个?)?(?P<p>半年|半年度|月|月度|季|季度|年|年度)度?(?:结束|终了|期满)?之?后"
    rf"(?:的)?{DURATION}(?:之内|以内|内)?{ACT}"
)
BESIDE = r"(?:[^，,；;。]{1,20}?)?与[^，,；;。]{1,20}?同步"
AT_ONCE = re.compile(
    rf"(?:{EVENT})?(?:实时|即时|{BESIDE}|当[日天场]|立即|同步|随时|即刻|第一时间|随有随公开|即办即公开){ACT}"
)
PROMPTLY = re.compile(
    rf"(?:{EVENT})?(?:按规定|依法|(?:按照?|根据)(?:工作|项目|实际|建设)?(?:进展|进度)(?:情况)?)?(?:及时|适时|尽快|按时|定期|不定期){ACT}"
    r"(?:动态)?(?:调整|更新|公开)?"
)
STANDING = re.compile(
    r"(?:在[^，,；;。]{1,12}?)?(?:长期|常年|动态|持续|一直|永久|常态化|长年)(?:有效|坚持|保持)?"
    + ACT
)
PROVISO = re.compile(
    r"(?:国家|上级|本省|有关|相关|法律|行政|法规|规章|政策|文件|政府信息|信息|公开的|公开|、|和|或|及|对)*"
    r"(?:公开时限|公开期限|时限|期限|时间)?(?:另有|有)(?:明确|具体|特别)?规定的?(?:除外|从其规定)?"
    r"|从其规定|依法"
    + ACT
    + r"|依法依规"
    + ACT
    + r"|(?:按照?|依据|依照|根据)[^，,；;。]{0,30}?(?:规定|要求)(?:的?(?:时限|期限|时间)(?:要求)?)?"
    r"(?:之?内)?" + ACT + r"|(?:按照?|依据|在)?(?:法定|规定)(?:的)?(?:时限|期限|时间)之?内?" + ACT
)
EVENTS = (
    ("changed", re.compile(r"变更|更新|修改|调整|变动|变化")),
    ("formed", re.compile(r"形成|产生|生成|作出|做出|发生")),
    ("made", re.compile(r"制定|制作|制发|印发|出台|签发|发文")),
    ("obtained", re.compile(r"获取|获得|收到|取得|接到")),
    ("approved", re.compile(r"批准|批复|审批|审核|核准|通过|决定")),
)
CYCLES = {
    "日": "day", "天": "day", "周": "week", "星期": "week", "月": "month", "月度": "month",
    "季": "quarter", "季度": "quarter", "半年": "half_year", "半年度": "half_year",
    "年": "year", "年度": "year", "次月": "month", "下月": "month",
}  # fmt: skip
BREAKS = re.compile(r"[，,；;。！!：:\n/]+|[（(][^（()）]{0,60}[)）]")
JOINTS = re.compile(r"(?:或者|或|并且|并|且|其中|以及|但)")
SPACES = re.compile(r"\s+")
# In “形成（或变更）” the brackets are part of the sentence.
OF_THE_EVENT = re.compile(r"[（(](?:或者?|及|和|、)?(变更|修改|更新|调整|获取|制定|制作)[)）]")
LABEL = re.compile(r"^(?:公开)?(?:时限|期限|时间)(?:要求)?(?:为|是|[:：])")
INCLUDED = re.compile(r"[（(]含(?:本数)?[)）]")


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
    MONTH = "month"


# Whose word goes before another's when one cell says several.
ORDER = (
    Kind.WITHIN, Kind.PERIODIC, Kind.POSTED, Kind.AT_ONCE, Kind.PROMPTLY, Kind.STANDING,
    Kind.BY_LAW,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class TimeLimit:
    """What a cell of 公开时限 says.

    Attributes:
        kind: The way it is said.
        days: Days (or months) within which to open it, for WITHIN; None otherwise.
        unit: What these days are.
        events: What they are counted from: formed, changed, made, obtained, approved.
        period: day, week, month, quarter, half_year or year; empty when none is named. With
            WITHIN the days are counted from the end of each period.
        by_month: Month of the period, from 1, in which the last day lies; 0 for its last month.
        by_day: Last day in that month; 0 for the month's last day.
        follows: Whether the last day lies in the period after (次月, 上月).
        posted_days: Days for which it stays posted (公示N个工作日); None when nothing is said.
        posted_unit: What these days are.
        proviso: Whether another rule may go before ("另有规定的从其规定").
    """

    kind: Kind
    days: int | None = None
    unit: Unit = Unit.WORKING
    events: tuple[str, ...] = ()
    period: str = ""
    by_month: int = 0
    by_day: int = 0
    follows: bool = False
    posted_days: int | None = None
    posted_unit: Unit = Unit.WORKING
    proviso: bool = False

    @property
    def within_law(self) -> bool:
        """Whether the limit keeps to art. 26 as it stands; a proviso is for a person to judge."""
        if self.days is None:
            return True
        if self.unit is Unit.MONTH:
            return False  # even one month may hold more than twenty working days
        most = DISCLOSURE_DAYS_MAX if self.unit is Unit.WORKING else CALENDAR_DAYS_MAX
        return self.days <= most


def parse(text: str) -> TimeLimit | None:
    """Return what a cell says about time; None when any part of it is not understood."""
    cleaned = INCLUDED.sub("", LABEL.sub("", SPACES.sub("", text)))
    cleaned = OF_THE_EVENT.sub(r"或\1", cleaned).strip("。.；;，,")
    if not cleaned or len(cleaned) > CELL_LENGTH_MAX:
        return None
    found: list[TimeLimit] = []
    for clause in _clauses(cleaned):
        read = _read(clause.lstrip("并且"))
        if read is None:
            return None
        found += read
    return _together(found) if found else None


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


def _clauses(text: str) -> Iterator[str]:
    """Yield the clauses of a cell, what stands in brackets as one of its own."""
    place = 0
    for match in BREAKS.finditer(text):
        yield from filter(None, [text[place : match.start()]])
        if match[0][0] in "（(":
            yield from filter(None, re.split(r"[，,；;。：:/]", match[0][1:-1]))
        place = match.end()
    yield from filter(None, [text[place:]])


def _read(clause: str) -> list[TimeLimit] | None:
    """Return what a clause says; two limits joined by a word are tried when one whole is not."""
    limit = _whole(clause)
    if limit is not None:
        return [limit]
    parts = [part for part in JOINTS.split(clause) if part]
    limits = [_whole(part) for part in parts]
    if len(parts) > 1 and None not in limits:
        return [limit for limit in limits if limit is not None]
    return None


def _whole(clause: str) -> TimeLimit | None:
    if match := POSTED.fullmatch(clause):
        days, unit = _span(match)
        return TimeLimit(Kind.POSTED, posted_days=days, posted_unit=unit)
    if match := AFTER_PERIOD.fullmatch(clause):
        days, unit = _span(match)
        return TimeLimit(Kind.WITHIN, days, unit, period=CYCLES[match["p"]])
    if match := PERIODIC.fullmatch(clause) or NEXT.fullmatch(clause):
        return _periodic(match)
    for kind, pattern in (
        (Kind.AT_ONCE, AT_ONCE),
        (Kind.PROMPTLY, PROMPTLY),
        (Kind.STANDING, STANDING),
    ):
        if pattern.fullmatch(clause):
            return TimeLimit(kind)
    if match := WITHIN.fullmatch(clause):
        return _within(match, clause)
    if PROVISO.fullmatch(clause):
        return TimeLimit(Kind.BY_LAW, proviso=True)
    return None


def _within(match: re.Match[str], clause: str) -> TimeLimit | None:
    days, unit = _span(match)
    # “7个工作日公示” and “20日” without 内 may mean a day of the month or a time of posting.
    plain = match["in"] or "超过" in match["lead"] or not match["act"]
    dated = (
        match["u"] in {"日", "天", "年", "周"} and not match["in"] and "超过" not in match["lead"]
    )
    if not plain or dated or not days:
        return None
    events = tuple(name for name, pattern in EVENTS if pattern.search(match["event"] or ""))
    return TimeLimit(Kind.WITHIN, days, unit, events)


def _span(match: re.Match[str]) -> tuple[int, Unit]:
    count, unit = number(match["n"]), match["u"]
    if "工作" in unit:
        return count, Unit.WORKING
    if "小时" in unit:
        return -(-count // HOURS_OF_A_DAY), Unit.CALENDAR
    if unit == "周":
        return count * 7, Unit.CALENDAR
    if unit in {"个月", "年"}:
        return count * (12 if unit == "年" else 1), Unit.MONTH
    return count, Unit.CALENDAR


def _periodic(match: re.Match[str]) -> TimeLimit | None:
    told = match.groupdict()
    name = told.get("p") or told.get("q") or told.get("next") or ""
    period = CYCLES.get(name, "year")
    month, day = _by(told)
    months = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}.get(period, 0)
    if (month or day) and not months:
        return None  # a day of the month in a week says nothing
    if month > months or day > 31 or (told.get("bo") and period != "month"):
        return None
    follows = bool(told.get("next")) or bool(told.get("last"))
    return TimeLimit(Kind.PERIODIC, period=period, by_month=month, by_day=day, follows=follows)


def _by(told: dict[str, str | None]) -> tuple[int, int]:
    """Return month and day of the last day, 0 where the period's own end is meant."""
    if quarter := told.get("bq"):
        return number(quarter) * 3, 0
    if month := told.get("bm"):
        return number(month), number(told["bd"] or "0")
    if month := told.get("bf"):
        return number(month), 0
    if day := told.get("fd"):
        return 1, number(day)
    if day := told.get("bo"):
        return 1, number(day)
    return 0, 0


def _together(found: list[TimeLimit]) -> TimeLimit | None:
    """Return one limit for all that a cell says: the strongest kind, with what others add.

    None where two cycles, or two days of one, contradict each other.
    """
    first = min(found, key=lambda limit: ORDER.index(limit.kind))
    if first.kind is Kind.PERIODIC:
        cycles = {one for one in found if one.kind is Kind.PERIODIC}
        dated = {one for one in cycles if one.by_day or one.by_month or one.follows}
        if len({one.period for one in cycles}) > 1 or len(dated) > 1:
            return None  # by which of them is not said
        first = next(iter(dated), first)
    posted = next((limit for limit in found if limit.posted_days is not None), first)
    return replace(
        first,
        posted_days=posted.posted_days,
        posted_unit=posted.posted_unit,
        proviso=any(limit.proviso for limit in found),
    )
