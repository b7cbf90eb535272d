"""A letter of a case in words: its template filled with what the case and the handler say.

Letters are written in Chinese whatever language the clerk reads.
"""

import json
from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib.resources import files

from django.utils.translation import override

from gongkai.applications import access
from gongkai.applications.actions.recounting import events_of
from gongkai.applications.actions.revealing import opened
from gongkai.applications.models import LETTER_TABLE, Application, Letter, LetterFile, Practice
from gongkai.applications.rules import fees, remedies
from gongkai.applications.rules.clock import reckon
from gongkai.applications.rules.composing import Composed, compose
from gongkai.applications.rules.days import Days
from gongkai.applications.rules.events import Event, EventType
from gongkai.applications.rules.letters import GROUNDS, LETTERS, Kind, Party
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
        "received_on": day_in_words(application.received_on or application.arrived_on),
        "channel_rule": CHANNEL_RULES[application.channel],
        "delivery": delivery,
        "today": day_in_words(letter.dated_on or today),
        "ground": GROUNDS.get(letter.outcome, ""),
        **_dates(letter, told, today),
        **_charge(told),
    }
    found["search"] = found["search"] or searched(application)
    found["third_remedy"] = remedies.third_party(remedies.organ_of(*_organ(letter.body)))
    if masked:
        found["addressee"] = found["addressee"][:1] + "**" if found["addressee"] else ""
    return found


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
    return remedies.paragraph(you, organ, practice.court, first=first)


def _dates(letter: Letter, told: Mapping[str, str], today: date) -> dict[str, str]:
    days, _ = access.calendar()
    events = events_of(letter.application)
    due = letter.application.due_on
    words = day_in_words(due) if due else "自双方确认之日起二十个工作日"
    if due and letter.application.provisional:
        words += "（跨年度，待放假安排公布后确定）"
    found = {"due_on": day_in_words(due), "due_words": words, "new_due_on": day_in_words(None)}
    if letter.kind == Kind.EXTENSION and told.get("days", "").isdigit():
        found["new_due_on"] = day_in_words(_extended(events, int(told["days"]), today, days))
    return found


def _extended(events: list[Event], more: int, today: date, days: Days) -> date | None:
    last = max(event.on for event in events)
    extended = Event(EventType.EXTENDED, max(last, today), days=more)
    return reckon([*events, extended], days, today).reply_due


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


def searched(application: Application) -> str:
    """Return the search log as a reply says it; empty where nobody searched."""
    rows = [
        f"{day_in_words(row.on)}在{row.place}检索（{row.method}），"
        + (f"检索到{row.result}" if row.found else "未检索到相关信息")
        for row in application.searches.all()
    ]
    return "；".join(rows) + "。" if rows else ""


def audience(letter: Letter) -> Party:
    """Return whom a letter speaks to."""
    return LETTERS[Kind(letter.kind)].to
