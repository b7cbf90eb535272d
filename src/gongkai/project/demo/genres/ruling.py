"""The paper that decides a matter: rules in articles, or a plan, opinion or notice in sections."""

from datetime import date
from typing import Any

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between, choose
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, DemoRelation, Placed, Plan, Shelf
from gongkai.project.demo.series.meetings import number_of
from gongkai.project.demo.subjects import Subject, day

LETTERED = frozenset({"county", "office"})  # who sends rules out under a covering notice
LAST_GUARD = 3
NOW = {
    "通知": "现就有关事项通知如下",
    "意见": "现提出以下意见",
    "通告": "现将有关事项通告如下",
}


def plans(subject: Subject) -> list[Plan]:
    """Return the main paper of a subject and, if there is one, the older one it replaced."""
    main = subject.row["main"]
    found = [_main(subject, main)]
    old = subject.part("old")
    if old:
        found.append(_old(subject, old))
    return found


def short_title(subject: Subject) -> str:
    """Return the title of the main paper without its covering notice."""
    return str(subject.row["main"]["title"])


def key_of(subject: Subject) -> str:
    """Return the key of the main paper."""
    return subject.key


def _main(subject: Subject, main: dict[str, Any]) -> Plan:
    by = _issuer(subject, main)
    form = str(main["form"])
    normative = main["kind"] == "normative"
    enclosed = _enclosed(by, form)
    replaced = main.get("replaces")
    amends = main.get("amends")
    relations = [DemoRelation("replaces", replaced)] if replaced else []
    if amends:
        relations.append(DemoRelation("amends", amends))
    return Plan(
        key=key_of(subject),
        kind=str(main["kind"]),
        title=_covering(by, main["title"]) if enclosed else str(main["title"]),
        by=by,
        made=day(main),
        topic=subject.topic,
        numbering=_numbering(by, normative=normative),
        years=main.get("years"),
        binding=normative,
        standing=str(main.get("standing", "in_force")),
        category="行政规范性文件" if normative else "政策文件",
        keywords=subject.words,
        summary=_summary(subject, form),
        relations=tuple(relations),
        files=_files(subject),
        render=lambda shelf, paper: _text(subject, main, shelf, paper),
    )


def _issuer(subject: Subject, main: dict[str, Any]) -> str:
    by = str(main["by"])
    return by if by in LETTERED else subject.owner


def _numbering(by: str, *, normative: bool) -> str:
    return "规" if normative else "发"


def _enclosed(by: str, form: str) -> bool:
    return by in LETTERED and not form.endswith(("通知", "意见", "通告"))


def _covering(by: str, title: str) -> str:
    return f"{by_code()[by].name}关于印发《{title}》的通知"


def _summary(subject: Subject, form: str) -> str:
    heads = "、".join(part[0] for part in subject.rules)
    return f"为{subject.goal}，本{form[-2:]}对{heads}等作出规定，由{subject.lead}牵头实施。"


def _files(subject: Subject) -> tuple[DemoFile, ...]:
    rows = subject.rows()
    if not rows or not between(0, 2, subject.key, "file"):
        return ()
    name = f"{rows[0]}.xlsx"
    return (DemoFile(name, lambda: attachments.sheet(rows)),)


def _text(subject: Subject, main: dict[str, Any], shelf: Shelf, paper: Placed) -> str:
    by = _issuer(subject, main)
    form = str(main["form"])
    sheet = Paper()
    issuer = by_code()[by].name
    if _enclosed(by, form):
        sheet.to(subject.say("to_towns"))
        meeting = number_of(day(main))
        sheet.text(subject.say("forward", title=main["title"], meeting=meeting))
        sheet.sign(issuer, written(paper.made_on)).mark()
        sheet.heading(str(main["title"]))
    if main["kind"] == "normative":
        _articles(sheet, subject, main, shelf, paper)
    else:
        _sections(sheet, subject, main, paper, _replaced(main, shelf))
    if paper.plan.files:
        sheet.annexes([file.name.rsplit(".", 1)[0] for file in paper.plan.files])
    if not _enclosed(by, form):
        sheet.sign(issuer, written(paper.made_on)).mark()
    return sheet.html


def _articles(
    sheet: Paper, subject: Subject, main: dict[str, Any], shelf: Shelf, paper: Placed
) -> None:
    form = str(main["form"])[-2:]
    sheet.chapter("总则")
    purpose = "purpose" if subject.laws else "purpose_plain"
    sheet.article(subject.say(purpose, form=form))
    sheet.article(subject.say("scope", form=form))
    sheet.article(subject.say("duty", form=form))
    for heading, *rules in subject.rules:
        sheet.chapter(heading)
        for rule in rules:
            sheet.article(rule)
    rows = subject.rows()
    if rows:
        sheet.article("各项标准按下表执行。上级规定调整的，从其规定。").lines(rows)
    sheet.chapter("监督管理")
    sheet.article(subject.say("rules_watch", form=form))
    sheet.article(subject.say("rules_record", form=form))
    sheet.chapter("附则")
    sheet.article(f"本{form}由{subject.lead}负责解释。")
    sheet.article(_in_force(form, paper, _replaced(main, shelf)))


def _replaced(main: dict[str, Any], shelf: Shelf) -> str:
    old = main.get("replaces")
    return shelf.of(old).cited if old else ""


def _in_force(form: str, paper: Placed, replaced: str) -> str:
    assert paper.effective_on is not None
    text = f"本{form}自{written(paper.effective_on)}起施行"
    if paper.expires_on:
        text += f"，有效期至{written(paper.expires_on)}"
    return f"{text}。{replaced}同时废止。" if replaced else f"{text}。"


def _sections(
    sheet: Paper, subject: Subject, main: dict[str, Any], paper: Placed, replaced: str
) -> None:
    form = str(main["form"])[-2:]
    if form in NOW:
        if form != "通告":
            sheet.to(subject.say("to_units"))
        sheet.text(subject.say("purpose_plain", form=form).replace(f"制定本{form}", NOW[form]))
    else:
        sheet.section("总体要求")
        sheet.text(subject.say("purpose_plain", form=form), subject.say("aim"))
        sheet.text(_figures(subject, paper.made_on))
    for heading, *rules in subject.rules:
        sheet.section(heading)
        for rule in rules:
            sheet.point(rule)
    rows = subject.rows()
    if rows:
        sheet.lines(rows)
    if form == "方案":
        _division(sheet, subject, paper.made_on)
    sheet.section("工作要求" if form == "通知" else "保障措施")
    guards = ["guard_lead", "guard_money", "guard_watch", "guard_tell"]
    for guard in guards[: LAST_GUARD + between(0, 1, subject.key, "guards")]:
        sheet.point(subject.say(guard))
    if form in {"方案", "意见"}:
        sheet.text(subject.say("closing_policy", form=form))
    if replaced:
        sheet.text(f"{replaced}同时废止。")


def _figures(subject: Subject, made: date) -> str:
    series = subject.series
    last = min(max(made.year - 1, 2021), 2025)
    return choose(
        (
            f"截至{last}年底，全县{series.label}为{series.said(last)}。",
            f"{last}年底，全县{series.label}{series.said(last)}，这是推进下一步工作的基础。",
            f"以{last}年底{series.label}{series.said(last)}为基数，逐年提出任务、逐年公布结果。",
        ),
        subject.key,
        "figures",
    )


def _division(sheet: Paper, subject: Subject, made: date) -> None:
    sheet.section("任务分工")
    rows = []
    for place, (heading, *rules) in enumerate(subject.rules, 1):
        mates = subject.partner_codes
        mate = by_code()[mates[place % len(mates)]].short if mates else "各乡镇（街道）"
        until = f"{made.year}年{between(made.month, 12, subject.key, place)}月底"
        rows.append((place, heading, len(rules), subject.lead, mate, until))
    sheet.table(
        "重点任务分工", ("序号", "任务", "措施（项）", "牵头单位", "配合单位", "完成时限"), rows
    )


def _old(subject: Subject, old: dict[str, Any]) -> Plan:
    by = _issuer(subject, old)
    return Plan(
        key=str(old["key"]),
        kind="normative",
        title=str(old["title"]),
        by=by,
        made=day(old),
        topic=subject.topic,
        numbering=_numbering(by, normative=True),
        years=old.get("years", 5),
        binding=True,
        standing=str(old.get("standing", "repealed")),
        category="行政规范性文件",
        keywords=subject.words,
        summary=str(old["text"][0]),
        render=lambda _shelf, paper: _old_text(subject, old["text"], by, paper),
    )


def _old_text(subject: Subject, texts: list[str], by: str, paper: Placed) -> str:
    assert paper.effective_on is not None
    sheet = Paper()
    for text in texts:
        sheet.article(text)
    sheet.article(
        f"{subject.lead}会同{subject.partners or '有关部门'}负责本文件的组织实施，"
        f"执行中的问题向{subject.lead}反映，电话：{subject.phone}。"
    )
    sheet.article(f"本文件自{written(paper.effective_on)}起施行。")
    return sheet.sign(by_code()[by].name, written(paper.made_on)).mark().html
