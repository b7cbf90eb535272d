"""A letter of a case in words: its template filled with what the case and the handler say.

Letters are written in Chinese whatever language the clerk reads.
"""

import json
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from importlib.resources import files

from django.utils.translation import override

from gongkai.applications import access
from gongkai.applications.actions.recounting import events_of
from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import LETTER_TABLE, Application, Letter, LetterFile, Practice
from gongkai.applications.rules import fees, remedies
from gongkai.applications.rules.clock import Reckoning, reckon
from gongkai.applications.rules.composing import Composed, compose
from gongkai.applications.rules.course import PAYMENT_DAYS
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import Event, EventType, Ground
from gongkai.applications.rules.grounds import REGULATION, ground_of, statement_of
from gongkai.applications.rules.letters import LETTERS, Kind, Party
from gongkai.bodies.models import Body
from gongkai.custody import envelope
from gongkai.printing.rules.sheet import Line, Sheet

WEEKDAYS = "一二三四五六日"
DRAFT = "草稿"
CHANNEL_RULES = {
    "in_person": "当面提交，以提交之日为收到申请之日（条例第三十一条第（一）项）",
    "signed_post": "以签收邮件之日为收到申请之日（条例第三十一条第（二）项）",
    "ordinary_post": "平常信函，以与申请人确认之日为收到申请之日（条例第三十一条第（二）项）",
    "fax": "传真提交，以双方确认之日为收到申请之日（条例第三十一条第（三）项）",
    "web": "互联网提交，以双方确认之日为收到申请之日（条例第三十一条第（三）项）",
    "email": "电子邮件提交，以双方确认之日为收到申请之日（条例第三十一条第（三）项）",
}
TARIFFS = {
    fees.Basis.ITEM: (
        "10件以下（含10件）不收费；11至30件（含30件）部分100元/件；31件以上部分，"
        "以10件为一档，每增加一档，收费标准提高100元/件"
    ),
    fees.Basis.PAGE: (
        "30页以下（含30页）不收费；31至100页（含100页）部分10元/页；"
        "101至200页（含200页）部分20元/页；201页以上部分40元/页"
    ),
}


def told_of(letter: Letter) -> dict[str, str]:
    """Return what the handler wrote into a letter."""
    text = envelope.unseal_text(
        bytes(letter.sealed_key), bytes(letter.told), LETTER_TABLE, str(letter.pk), "told"
    )
    return json.loads(text) if text else {}


def practice_of(body: Body) -> Practice:
    """Return what a body has settled; the usual where it has not."""
    return Practice.objects.filter(body=body).first() or Practice(body=body)


def day_in_words(day: date | None) -> str:
    """Write a day as letters do."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "　　年　月　日"


def full_day_in_words(day: date) -> str:
    """Write a day with its weekday."""
    return f"{day_in_words(day)}（星期{WEEKDAYS[day.weekday()]}）"


@cache
def template(kind: str) -> str:
    """Return the one template that Word and PDF of a kind of letter are made from."""
    folder = files("gongkai.applications").joinpath("papers")
    return folder.joinpath(f"{kind}.txt").read_text(encoding="utf-8")


def sheet_of(letter: Letter, *, today: date, masked: bool = False) -> Sheet:
    """Return a letter as a sheet.

    Args:
        letter: The letter; its application and body must have been fetched.
        today: Its date while none is given.
        masked: Hide who the applicant is, for looking at drafts.
    """
    composed = compose(template(letter.kind), fields_of(letter, today=today, masked=masked))
    names = [name_of(file) for file in letter.files.filter(part=LetterFile.Part.ENCLOSURE)]
    draft = letter.stage in {Letter.Stage.DRAFT, Letter.Stage.SUBMITTED}
    remedy = remedy_of(letter)
    lines = [*composed.lines, *([Line(remedy)] if remedy else [])]
    return Sheet(
        letterhead=letter.body.name,
        number=letter.number or f"{word_of(letter)}〔{(letter.dated_on or today).year}〕　号",
        title=composed.title,
        addressee=composed.addressee,
        lines=tuple(lines),
        facts=tuple(composed.facts),
        facts_at=composed.facts_at,
        enclosures=tuple(name.rsplit(".", 1)[0] for name in names),
        signer=letter.body.name,
        dated=day_in_words(letter.dated_on or (None if draft else today)),
        contact=contact_of(letter.body),
        mark=DRAFT if draft else "",
        slip=_slip(composed.slip) if composed.slip else None,
    )


def _slip(composed: Composed) -> Sheet:
    return Sheet(
        letterhead="",
        number="",
        title=composed.title,
        addressee=composed.addressee,
        lines=tuple(composed.lines),
        signer="",
        dated="",
    )


def word_of(letter: Letter) -> str:
    """Return the word in front of a letter's number."""
    practice = practice_of(letter.body)
    reply = LETTERS[Kind(letter.kind)].event is EventType.REPLIED
    return practice.reply_word if reply else practice.notice_word


def contact_of(body: Body) -> str:
    """Return the line that says whom to ask."""
    practice = practice_of(body)
    if practice.contact:
        return practice.contact
    return f"联系电话：{body.phone}" if body.phone else ""


def name_of(file: LetterFile) -> str:
    """Return the name of a file of a letter."""
    sealed = (bytes(file.sealed_key), bytes(file.name))
    return envelope.unseal_text(*sealed, "applications.letterfile", str(file.pk), "name")


def fields_of(letter: Letter, *, today: date, masked: bool) -> dict[str, str]:
    """Return every field that a template may name."""
    application, told = letter.application, told_of(letter)
    natural = application.kind == "natural_person"
    name = application.masked_name if masked else opened(application, "name")
    with override("zh-hans"):
        delivery = str(application.get_delivery_display())
    found = {
        **dict.fromkeys(_asked(), ""),
        **told,
        "name": name,
        "you": "您" if natural else "贵单位",
        "party_you": "贵方",
        "body": letter.body.name,
        "number": letter.number or "　　",
        "case_number": application.number,
        "wanted": opened(application, "wanted"),
        "self": "您本人" if natural else "贵单位自身",
        "received_on": day_in_words(application.received_on or application.arrived_on),
        "received_words": _received(application),
        "channel_rule": CHANNEL_RULES[application.channel],
        "delivery": delivery,
        "today": day_in_words(letter.dated_on or today),
        **_grounds(letter, told),
        **_dates(letter, told, today),
        **_charge(told),
    }
    found["search"] = found["search"] or searched(application, until=letter.approved_at)
    organ, court = remedies.organ_of(*_organ(letter.body)), practice_of(letter.body).court
    found["third_remedy"] = remedies.third_party(organ, court)
    if masked:
        found["addressee"] = found["addressee"][:1] + "**" if found["addressee"] else ""
    return found


def _received(application: Application) -> str:
    if application.received_on:
        return day_in_words(application.received_on)
    return f"{day_in_words(application.arrived_on)}到达，自双方确认之日起视为收到"


def _grounds(letter: Letter, told: Mapping[str, str]) -> dict[str, str]:
    """Return what a reply rests on, and what its article wants said."""
    ground = ground_of(letter.outcome, told)
    you = "您" if letter.application.kind == "natural_person" else "贵单位"
    extension = f"根据{REGULATION}第三十三条第二款的规定"
    if told.get("ground") == Ground.VOLUME:
        extension = (
            f"经审查，{you}说明的申请理由合理，但是无法在法定期限内答复。"
            f"根据{REGULATION}第三十五条的规定"
        )
    return {
        "ground": ground,
        "by_ground": f"根据{ground}的规定，" if ground else "",
        "statement": statement_of(letter.outcome, you, told),
        "extension": extension,
    }


def _consulted(events: list[Event], you: str, today: date) -> str:
    """Say who was asked for an opinion and when; the latest day of each."""
    asked = {one.type: one.on for one in events}
    third = asked.get(EventType.THIRD_PARTY_CONSULTED)
    organ = asked.get(EventType.ORGAN_CONSULTED)
    parts = []
    if third:
        parts.append(
            f"因{you}申请公开的信息涉及第三方合法权益，我机关已于{day_in_words(third)}"
            "书面征求第三方意见"
        )
    if organ:
        parts.append(
            f"因答复{you}的申请需要征求其他机关意见，我机关已于{day_in_words(organ)}书面征求意见"
        )
    return "；".join(parts) or (
        f"因{you}申请公开的信息涉及第三方合法权益或者需要征求其他机关意见，"
        f"我机关于{day_in_words(today)}发出书面征求意见函件"
    )


def _asked() -> set[str]:
    return {name for letter in LETTERS.values() for name in (*letter.asks, *letter.may)}


def _organ(body: Body) -> tuple[str, str]:
    practice = practice_of(body)
    parent = body.parent.name if body.parent else ""
    return practice.reconsideration_organ, parent


def remedy_of(letter: Letter) -> str:
    """Return the paragraph on ways to contest a reply; empty for other letters."""
    if not LETTERS[Kind(letter.kind)].remedy:
        return ""
    practice = practice_of(letter.body)
    first = remedies.reconsideration_first(letter.outcome, practice.refusals)
    you = "您" if letter.application.kind == "natural_person" else "贵单位"
    organ = remedies.organ_of(*_organ(letter.body))
    reply = LETTERS[Kind(letter.kind)].event is EventType.REPLIED
    notice = not reply or letter.kind == Kind.CLOSING
    paper = "告知书" if notice else "答复书"
    return remedies.paragraph(you, organ, practice.court, first=first, paper=paper)


def _dates(letter: Letter, told: Mapping[str, str], today: date) -> dict[str, str]:
    days, _ = access.calendar()
    dated = letter.dated_on or today
    events = _known(letter, dated)
    stood = reckon(events, days, dated)
    due = stood.reply_due
    words = _due(due, provisional=stood.provisional)
    you = "您" if letter.application.kind == "natural_person" else "贵单位"
    pay_by = days.nth_after(dated.toordinal(), PAYMENT_DAYS)
    found = {
        "due_on": day_in_words(due),
        "due_words": words if due else "自双方确认之日起二十个工作日",
        "new_due_on": day_in_words(None),
        "consulted": _consulted(events, you, dated),
        "pay_by": day_in_words(date.fromordinal(pay_by)),
    }
    if letter.kind == Kind.EXTENSION and told.get("days", "").isdigit():
        longer = _extended(events, told, dated, days)
        found["new_due_on"] = _due(longer.reply_due, provisional=longer.provisional)
    return found


def _known(letter: Letter, dated: date) -> list[Event]:
    """Return what had happened when a letter was dated: what came of it does not change it."""
    own = EventType.EXTENDED if letter.kind == Kind.EXTENSION else None
    events = events_of(letter.application)
    return [event for event in events if event.on <= dated and event.type is not own] or events


def _due(day: date | None, *, provisional: bool) -> str:
    known = day is None or not provisional
    return day_in_words(day) + ("" if known else "（跨年度，待放假安排公布后确定）")


def _extended(events: list[Event], told: Mapping[str, str], today: date, days: Days) -> Reckoning:
    last = max(event.on for event in events)
    ground = Ground.VOLUME if told.get("ground") == Ground.VOLUME else Ground.NEED
    more = int(told["days"])
    extended = Event(EventType.EXTENDED, max(last, today), days=more, ground=ground)
    return reckon([*events, extended], days, today)


def charge_of(told: Mapping[str, str]) -> fees.Charge | None:
    """Return what a fee notice charges; None where it is not filled in."""
    if not told.get("count", "").isdigit() or told.get("basis") not in set(fees.Basis):
        return None
    before = told.get("before") or "0"
    return fees.Charge(fees.Basis(told["basis"]), int(told["count"]), int(before))


def _charge(told: Mapping[str, str]) -> dict[str, str]:
    charge = charge_of(told)
    if charge is None:
        return dict.fromkeys(("basis_words", "count_words", "tariff", "yuan"), "")
    item = charge.basis is fees.Basis.ITEM
    words = f"{charge.count}{'件' if item else '页'}"
    if item and charge.before:
        words += f"（本自然月内此前已有{charge.before}件）"
    return {
        "basis_words": "按件计收" if item else "按量计收",
        "count_words": words,
        "tariff": TARIFFS[charge.basis],
        "yuan": f"{charge.yuan:,}",
    }


def searched(application: Application, *, until: datetime | None = None) -> str:
    """Return the search log as a reply says it; empty where nobody searched.

    Args:
        application: The case.
        until: What was entered later is left out; None for everything.
    """
    rows = [
        f"{day_in_words(row.on)}在{row.place}检索（{row.method}），"
        + (f"检索到{row.result}" if row.found else "未检索到相关信息")
        for row in application.searches.all()
        if until is None or row.entered_at <= until
    ]
    return "；".join(rows) + "。" if rows else ""


def audience(letter: Letter) -> Party:
    """Return whom a letter speaks to."""
    return LETTERS[Kind(letter.kind)].to
