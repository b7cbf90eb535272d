"""A body's old case list as a table: one row a case, its columns, and what is wrong with a row.

Columns may be named in English or in the words of the office; values likewise. A column that is
not known is an error, for a misspelt date would otherwise be lost silently.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from gongkai.applications.rules.events import Channel, Event, EventType, Ground
from gongkai.applications.rules.outcomes import OUTCOMES

COLUMNS: Mapping[str, str] = {
    "body": "机关代码",
    "number": "编号",
    "arrived_on": "收到日期",
    "confirmed_on": "确认日期",
    "channel": "提交方式",
    "kind": "申请人类型",
    "delivery": "获取方式",
    "name": "姓名或者名称",
    "identity": "证件号码",
    "phone": "联系电话",
    "email": "电子邮件",
    "address": "通信地址",
    "wanted": "申请内容",
    "purpose": "其他特征",
    "correction_requested_on": "补正告知日期",
    "correction_delivered_on": "补正告知送达日期",
    "corrected_on": "补正日期",
    "third_party_consulted_on": "征求第三方意见日期",
    "third_party_reached_on": "第三方收到日期",
    "third_party_answered_on": "第三方答复日期",
    "organ_consulted_on": "征求其他机关意见日期",
    "organ_reached_on": "其他机关收到日期",
    "organ_answered_on": "其他机关答复日期",
    "extended_on": "延期日期",
    "extended_days": "延期工作日",
    "reason_requested_on": "要求说明理由日期",
    "reason_given_on": "说明理由日期",
    "fee_noticed_on": "收费通知日期",
    "fee_notice_received_on": "收费通知送达日期",
    "fee_paid_on": "缴费日期",
    "withdrawn_on": "撤回日期",
    "decided_on": "答复落款日期",
    "replied_on": "答复日期",
    "outcome": "办理结果",
}
NEEDED = ("body", "arrived_on", "channel", "kind")
NUMBER_LENGTH_MAX = 40
DIGITS_MAX = 4
TEXTS = ("name", "identity", "phone", "email", "address", "wanted", "purpose")
TEXT_LENGTH_MAX = 200
LONG_TEXTS = ("wanted", "purpose")
LONG_TEXT_LENGTH_MAX = 20_000
OTHER_SEPARATORS = (";", "\t", "；")

KINDS = {
    "natural_person": ("自然人", "公民", "个人"),
    "commercial_enterprise": ("商业企业", "企业"),
    "research_institution": ("科研机构",),
    "social_welfare_org": ("社会公益组织",),
    "legal_service_org": ("法律服务机构", "律师事务所"),
    "other_org": ("其他", "其他组织", "法人或其他组织-其他"),
}
CHANNELS = {
    "in_person": ("当面", "当面提交", "现场"),
    "signed_post": ("挂号信", "快递", "挂号信、快递（签收）", "特快专递", "EMS"),
    "ordinary_post": ("平信", "平常信函", "信函"),
    "fax": ("传真",),
    "web": ("网络", "网站", "互联网", "在线"),
    "email": ("电子邮件", "邮件"),
}
DELIVERIES = {
    "email": ("电子邮件", ""),
    "post": ("邮寄",),
    "collect": ("自行领取", "当面领取"),
    "inspect": ("当场阅读", "查阅"),
}
RESULTS = {key: (one.label,) for key, one in OUTCOMES.items()}
DAY = re.compile(r"^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$")
ORDER = {kind: place for place, kind in enumerate(EventType)}
DAYS = tuple((kind, f"{kind.value}_on") for kind in EventType if kind is not EventType.RECEIVED)
BY_WORD = {
    column: {word: key for key, known in words.items() for word in (key, *known)}
    for column, words in (
        ("kind", KINDS),
        ("channel", CHANNELS),
        ("delivery", DELIVERIES),
        ("outcome", RESULTS),
    )
}


@dataclass(frozen=True, slots=True)
class Bad:
    """What is wrong with a row: its line, its column, a code for `wording`, what stood there."""

    line: int
    column: str
    code: str
    value: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One case of the list as read."""

    line: int
    body: str
    number: str
    kind: str
    channel: Channel
    delivery: str
    texts: Mapping[str, str]
    events: tuple[Event, ...] = field(default_factory=tuple)

    @staticmethod
    def column_of(kind: EventType) -> str:
        """Return the column that an event stands in."""
        return "arrived_on" if kind is EventType.RECEIVED else f"{kind.value}_on"


class RowError(ValueError):
    """A row cannot be read."""

    def __init__(self, column: str, code: str, value: str = "") -> None:
        super().__init__(f"{column}: {code}")
        self.column, self.code, self.value = column, code, value


def columns(names: Iterable[str]) -> list[str]:
    """Return the column that each head means.

    Raises:
        RowError: A head is not known, stands twice, or a needed one is missing.
    """
    by_word = {word: key for key, word in COLUMNS.items()} | {key: key for key in COLUMNS}
    found = []
    names = list(names)
    if len(names) == 1 and any(sign in names[0] for sign in OTHER_SEPARATORS):
        raise RowError("?", "not_commas")
    for name in names:
        key = by_word.get(name.strip())
        if key is None:
            raise RowError(name.strip() or "?", "unknown_column", name.strip())
        if key in found:
            raise RowError(name.strip(), "column_twice", name.strip())
        found.append(key)
    for key in NEEDED:
        if key not in found:
            raise RowError(key, "column_missing", COLUMNS[key])
    return found


def read(line: int, cells: Mapping[str, str]) -> Row:
    """Return one case of the list.

    Raises:
        RowError: A cell cannot be read.
    """
    for key in NEEDED:
        if not cells.get(key, "").strip():
            raise RowError(key, "empty")
    for key, text in cells.items():
        if "\0" in text:
            raise RowError(key, "no_text", text.replace("\0", "?"))
        longest = LONG_TEXT_LENGTH_MAX if key in LONG_TEXTS else TEXT_LENGTH_MAX
        if len(text) > longest:
            raise RowError(key, "text_too_long", str(longest))
    number = cells.get("number", "").strip()
    if len(number) > NUMBER_LENGTH_MAX:
        raise RowError("number", "too_long", number)
    return Row(
        line=line,
        body=cells["body"].strip(),
        number=number,
        kind=_word("kind", cells),
        channel=Channel(_word("channel", cells)),
        delivery=_word("delivery", cells),
        texts={name: cells.get(name, "").strip() for name in TEXTS},
        events=tuple(_events(cells)),
    )


def _word(column: str, cells: Mapping[str, str]) -> str:
    text = cells.get(column, "").strip()
    found = BY_WORD[column].get(text)
    if found is None:
        raise RowError(column, "unknown_value", text)
    return found


def day(column: str, cells: Mapping[str, str]) -> date | None:
    """Return a date written as 2026-09-18, 2026/9/18 or 2026年9月18日; None for an empty cell."""
    text = cells.get(column, "").strip()
    if not text:
        return None
    found = DAY.match(text.split(" ")[0])
    try:
        return date(*map(int, found.groups())) if found else _no_day(column, text)
    except ValueError:
        return _no_day(column, text)


def _no_day(column: str, text: str) -> date:
    raise RowError(column, "no_date", text)


def _events(cells: Mapping[str, str]) -> list[Event]:
    arrived = day("arrived_on", cells)
    assert arrived is not None
    found = [Event(EventType.RECEIVED, arrived, channel=Channel(_word("channel", cells)))]
    for kind, column in DAYS:
        if cells.get(column):
            on = day(column, cells)
            if on is not None:
                found.append(_event(kind, on, cells))
    # Old lists know days only; on one day things happen in the order of the procedure.
    return sorted(found, key=lambda event: (event.on, ORDER[event.type]))


def _event(kind: EventType, on: date, cells: Mapping[str, str]) -> Event:
    if kind is EventType.EXTENDED:
        text = cells.get("extended_days", "").strip()
        if not (text.isascii() and text.isdigit() and len(text) <= DIGITS_MAX):
            raise RowError("extended_days", "no_number", text)
        return Event(kind, on, days=int(text), ground=Ground.NEED)
    if kind is EventType.REPLIED:
        if not cells.get("outcome", "").strip():
            raise RowError("outcome", "empty")
        outcome = _word("outcome", cells)
        decided_on = day("decided_on", cells)
        return Event(kind, on, decided_on=decided_on, outcome=outcome)
    return Event(kind, on)
