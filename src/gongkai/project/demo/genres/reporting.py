"""What follows a decision: notices, guides, replies to proposals, tenders, figures."""

from collections.abc import Sequence
from typing import Any

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between, share
from gongkai.project.demo.county import by_code, towns
from gongkai.project.demo.days import written
from gongkai.project.demo.genres.ruling import key_of
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, DemoRelation, Placed, Plan, Shelf
from gongkai.project.demo.subjects import Subject, day


def plans(subject: Subject) -> list[Plan]:
    """Return the further papers that the subject's table names."""
    found = []
    for name, write in (("notice", _notice), ("guide", _guide), ("proposal", _proposal)):
        row = subject.part(name)
        if row:
            found.append(write(subject, row))
    return found


def town_rows(spec: str, *names: object) -> tuple[list[str], list[list[str]]]:
    """Return the headings and rows of a table by township.

    Args:
        spec: `towns|label=total|label~first..last|label!constant`; a total is split by
            population, a range gives each township a figure of its own.
    """
    places = towns()
    head = ["乡镇（街道）"]
    columns: list[list[str]] = []
    totals: list[str] = ["合计"]
    for column in spec.split("|")[1:]:
        if "=" in column:
            label, total = column.split("=")
            parts = share(int(total), [place.people for place in places], *names, label)
            columns.append([str(part) for part in parts])
            totals.append(total)
        elif "~" in column:
            label, span = column.split("~")
            first, last = map(int, span.split(".."))
            columns.append([str(between(first, last, *names, label, p.code)) for p in places])
            totals.append("—")
        else:
            label, constant = column.split("!")
            columns.append([constant for _ in places])
            totals.append("—")
        head.append(label)
    body = [[place.short, *(column[row] for column in columns)] for row, place in enumerate(places)]
    return head, [*body, totals]


def add_table(sheet: Paper, spec: str | Sequence[str], title: str, *names: object) -> None:
    """Add a table given as lines, or by township."""
    if isinstance(spec, str):
        head, rows = town_rows(spec, *names)
        sheet.table(title, head, rows)
    else:
        sheet.lines(spec)


def _notice(subject: Subject, row: dict[str, Any]) -> Plan:
    by = str(row.get("by", subject.owner))
    spec = row.get("table")
    return Plan(
        key=f"{subject.key}-notice",
        kind=str(row.get("kind", "announcement")),
        title=str(row["title"]),
        by=by,
        made=day(row),
        lag=0,
        topic=subject.topic,
        category=subject.area,
        keywords=(*subject.words[:2], "公示" if "公示" in row["title"] else "公告"),
        summary=str(row["text"][0])[:120],
        relations=(DemoRelation("related", key_of(subject)),),
        files=_table_file(spec, row["title"]),
        render=lambda _shelf, paper: _notice_text(subject, row, by, paper),
    )


def _table_file(spec: object, title: str) -> tuple[DemoFile, ...]:
    if not isinstance(spec, str):
        return ()
    head, rows = town_rows(spec, title)
    lines = [f"{title}附表", "|".join(head), *("|".join(row) for row in rows)]
    return (DemoFile("分乡镇（街道）明细表.xlsx", lambda: attachments.sheet(lines)),)


def _notice_text(subject: Subject, row: dict[str, Any], by: str, paper: Placed) -> str:
    sheet = Paper().text(*row["text"])
    if "table" in row:
        add_table(sheet, row["table"], f"{subject.name}分乡镇（街道）情况", row["title"])
    sheet.text(subject.say("notice_close"))
    if paper.plan.files:
        sheet.annexes(["分乡镇（街道）明细表"])
    return sheet.sign(by_code()[by].name, written(paper.made_on)).html


def _guide(subject: Subject, row: dict[str, Any]) -> Plan:
    title = f"{row['title']}办事指南"
    form = DemoFile(
        f"{row['title']}申请表.docx",
        lambda: attachments.form(f"{row['title']}申请表", row["materials"]),
    )
    return Plan(
        key=f"{subject.key}-guide",
        kind="guide",
        title=title,
        by=subject.owner,
        made=day(row),
        topic=subject.topic,
        category="办事指南",
        keywords=(str(row["title"]), "办事指南", *subject.words[:1]),
        summary=f"{row['title']}：{row['conditions']}。{row['limit']}。",
        relations=(DemoRelation("related", key_of(subject)),),
        files=(form,),
        render=lambda _shelf, paper: _guide_text(subject, row, paper),
    )


def _guide_text(subject: Subject, row: dict[str, Any], paper: Placed) -> str:
    owner = by_code()[subject.owner]
    centre = by_code()["services"]
    sheet = Paper()
    sheet.section("事项名称").text(str(row["title"]))
    sheet.section("设定依据").text(f"{row['basis']}。")
    sheet.section("申请条件").text(f"{row['conditions']}。")
    sheet.section("办理材料").steps([f"{item}；" for item in row["materials"][:-1]])
    sheet.text(f"{len(row['materials'])}.{row['materials'][-1]}。")
    sheet.section("办理流程").text(f"{row['flow']}。")
    sheet.section("办理时限").text(f"{row['limit']}。")
    sheet.section("收费标准").text(f"{row.get('fee', '不收费')}。")
    sheet.section("办理地点").text(
        f"线下：{centre.address}{owner.short}窗口，或者各乡镇（街道）便民服务中心。",
        "线上：云河政务服务网（演示，不提供真实服务）。",
    )
    sheet.section("办理时间").text(f"{centre.hours}。")
    sheet.section("联系电话").text(
        f"咨询电话：{owner.phone}；投诉监督：{owner.phone[:-1]}5、0000-12345。"
    )
    if subject.qa:
        sheet.section("常见问题")
        for ask, answer in subject.qa[:2]:
            sheet.point(f"{ask}{answer}")
    sheet.annexes([paper.plan.files[0].name.rsplit(".", 1)[0]])
    return sheet.sign(f"更新日期：{written(paper.made_on)}").html


def _proposal(subject: Subject, row: dict[str, Any]) -> Plan:
    from_body = str(row["from"])
    return Plan(
        key=f"{subject.key}-reply",
        kind="proposal",
        title=f"{by_code()[subject.owner].name}对{from_body}的答复",
        by=subject.owner,
        made=day(row),
        topic=subject.topic,
        numbering="提",
        category="建议提案办理",
        keywords=("建议提案", "答复", *subject.words[:2]),
        summary=f"对“{row['about']}”的办理答复。",
        relations=(DemoRelation("related", key_of(subject)),),
        render=lambda shelf, paper: _proposal_text(subject, row, shelf, paper),
    )


def _proposal_text(subject: Subject, row: dict[str, Any], shelf: Shelf, paper: Placed) -> str:
    owner = by_code()[subject.owner]
    sheet = Paper().to(str(row["who"]))
    sheet.text(subject.say("proposal_open", about=row["about"]))
    sheet.text(*row["text"])
    main = shelf.of(key_of(subject))
    if main.made_on < paper.made_on:
        sheet.text(f"以上措施的政策依据见{main.cited}，已在县政府网站公布，可以随时查阅。")
    sheet.text(subject.say("proposal_close"))
    sheet.text(f"联系单位：{owner.name}，联系电话：{owner.phone}。")
    return sheet.sign(owner.name, written(paper.made_on)).mark().html
