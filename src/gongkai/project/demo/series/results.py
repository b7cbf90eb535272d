"""Results of licensing, penalties, appointments and recruitment."""

from datetime import date
from typing import Any

from gongkai.calendars.rules.workdays import SATURDAY
from gongkai.project.demo.chance import between, choose
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import DAY, written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import Placed, Plan
from gongkai.project.demo.tables import table

AREAS = ("清晏", "望川", "南渡", "芷溪", "禾宁", "云麓", "澜安", "石磨", "柳汀")
SPREAD = (("岗位要求", "专科及以上"), ("年龄", "18至35周岁"), ("服务期", "5年"))


def plans() -> list[Plan]:
    """Return every paper of this module."""
    rows = table("series/results")
    found = [_licence(row, on) for row in rows["licence"] for on in row["months"]]
    found += [_penalty(row) for row in rows["penalty"]]
    found += [_appointment(place, row) for place, row in enumerate(rows["appointment"])]
    return found + [_recruitment(row) for row in rows["recruitment"]]


def _firm(kinds: list[str], *names: object) -> str:
    return choose(AREAS, *names, "area") + str(choose(kinds, *names))


def _decided(on: date, *names: object) -> date:
    """Return a day of the month, up to `on`, that was no weekend and no National Day."""
    day = on.replace(day=between(min(9, on.day), on.day, *names, "day"))
    while day.weekday() >= SATURDAY:
        day -= DAY
    return day


def _licence(row: dict[str, Any], on: date) -> Plan:
    body = str(row["body"])
    month = f"{on.year}年{on.month}月"
    return Plan(
        key=f"licence-{body}-{on:%Y-%m}",
        kind="licence",
        title=f"{month}{row['title']}",
        by=body,
        made=on,
        lag=4,
        topic="综合政务",
        category="行政许可",
        keywords=("行政许可", "双公示", by_code()[body].short),
        summary=f"{by_code()[body].short}{month}作出的行政许可决定。",
        render=lambda _shelf, paper: _licence_text(row, paper),
    )


def _licence_text(row: dict[str, Any], paper: Placed) -> str:
    body, on = str(row["body"]), paper.made_on
    lines = []
    for place in range(1, between(9, 16, body, on) + 1):
        name = (body, on, place)
        what, term, *kinds = choose(row["what"], *name, "what")
        day = _decided(on, *name)
        lines.append(
            (
                place,
                _firm(kinds, *name),
                what,
                f"{on.year}{on.month:02d}{between(100, 899, *name)}",
                f"{day.month}月{day.day}日",
                term,
            )
        )
    sheet = Paper().text(
        f"根据《中华人民共和国行政许可法》和信用信息公示要求，现将{by_code()[body].short}"
        f"{on.year}年{on.month}月作出的{len(lines)}项行政许可决定公示如下。企业名称均为演示用虚构名称。"
    )
    head = ("序号", "行政相对人（虚构）", "许可事项", "许可编号", "决定日期", "有效期")
    sheet.table("行政许可决定", head, lines)
    sheet.text(
        "对公示内容有异议的，可以提出并附证据，我们自收到之日起5个工作日内核实更正。",
        f"联系电话：{by_code()[body].phone}。",
    )
    return sheet.sign(by_code()[body].name, written(on)).html


def _penalty(row: dict[str, Any]) -> Plan:
    body = str(row["body"])
    return Plan(
        key=f"penalty-{body}-{row['on']:%Y-%m}",
        kind="penalty",
        title=str(row["title"]),
        by=body,
        made=row["on"],
        lag=3,
        topic="市场监管、安全生产监管",
        category="行政处罚",
        keywords=("行政处罚", "决定公示", by_code()[body].short),
        summary=f"{by_code()[body].short}依法公开有一定社会影响的行政处罚决定。",
        render=lambda _shelf, paper: _penalty_text(row, paper),
    )


def _penalty_text(row: dict[str, Any], paper: Placed) -> str:
    body = by_code()[str(row["body"])]
    year = paper.made_on.year
    lines = [
        (place, *line.split("|"), f"{body.number}罚〔{year}〕{between(11, 96, line)}号")
        for place, line in enumerate(row["rows"], 1)
    ]
    sheet = Paper().text(
        "根据《中华人民共和国行政处罚法》第四十八条，具有一定社会影响的行政处罚决定应当依法公开。"
        f"现将{body.short}近期作出的{len(lines)}件处罚决定公示如下，相对人名称均为虚构。"
    )
    head = ("序号", "当事人（虚构）", "违法事实", "依据", "处罚内容", "文号")
    sheet.table("行政处罚决定", head, lines)
    sheet.text(
        "行政处罚决定被依法变更、撤销、确认违法或者确认无效的，将在3日内撤回公示信息并说明理由。",
        "公示期限：一般为三个月至一年；当事人按规定完成信用修复后，可以提前停止公示。",
    )
    return sheet.sign(body.name, written(paper.made_on)).html


def _appointment(place: int, row: dict[str, Any]) -> Plan:
    rows = table("series/results")
    start = sum(earlier["count"] for earlier in rows["appointment"][:place])
    people = [rows["persons"][(start + n) % len(rows["persons"])] for n in range(row["count"])]
    posts = [rows["posts"][(start * 3 + n) % len(rows["posts"])] for n in range(row["count"])]
    return Plan(
        key=f"appointment-{row['made']:%Y-%m}",
        kind="personnel",
        title=f"云河县人民政府关于{people[0]}等职务任免的通知",
        by="county",
        made=row["made"],
        lag=1,
        topic="劳动、人事、监察",
        numbering="人",
        category="人事任免",
        keywords=("人事任免", people[0]),
        summary=f"县政府决定任免{len(people)}名工作人员职务。",
        render=lambda _shelf, paper: _appointment_text(people, posts, paper),
    )


def _appointment_text(people: list[str], posts: list[str], paper: Placed) -> str:
    sheet = Paper().to("各乡镇人民政府、街道办事处，县政府各部门、各直属单位")
    sheet.text("经县政府研究，决定：", "任命：")
    *named, (last, left) = zip(people, posts, strict=True)
    sheet.text(
        *(f"{person}为{post}{_trial(place)}；" for place, (person, post) in enumerate(named))
    )
    sheet.text(
        "免去：",
        f"{last}的{left}职务，到龄退休。",
        "以上拟任职人员已经任职前公示，公示期5个工作日，期间未收到影响任职的反映。试用期自任职决定之日起"
        "计算，期满考核合格的正式任职，不合格的免去试任职务。依照法律规定需要进行宪法宣誓的，"
        "由县政府办公室组织。",
    )
    sheet.sign(by_code()["county"].name, written(paper.made_on))
    return sheet.mark().html


def _trial(place: int) -> str:
    return "（试用期一年）" if place % 2 == 0 else ""


def _recruitment(row: dict[str, Any]) -> Plan:
    body = str(row["body"])
    return Plan(
        key=f"recruitment-{row['made'].year}",
        kind="announcement",
        title=str(row["title"]),
        by=body,
        made=row["made"],
        lag=0,
        topic="劳动、人事、监察",
        category="公务员和事业单位招考",
        keywords=("公开招聘", "事业单位", "考试"),
        summary=f"公开招聘{row['posts']}人，报名时间{row['signed']}，笔试{row['exam']}。",
        render=lambda _shelf, paper: _recruitment_text(row, paper),
    )


def _recruitment_text(row: dict[str, Any], paper: Placed) -> str:
    body = by_code()[str(row["body"])]
    posts = int(row["posts"])
    sheet = Paper().text(
        f"因工作需要，经县人民政府同意，面向社会公开招聘工作人员{posts}名。现将有关事项公告如下。"
    )
    sheet.section("招聘原则").text("坚持德才兼备、以德为先，公开、平等、竞争、择优。")
    sheet.section("报考条件")
    for label, value in SPREAD:
        sheet.point(f"{label}：{value}。")
    sheet.point("遵守宪法和法律，品行良好，具有正常履行职责的身体条件。")
    sheet.point("因犯罪受过刑事处罚、被开除公职、在各级招考中被认定有舞弊行为的，不得报考。")
    sheet.section("报名").text(
        f"网上报名时间：{row['signed']}，每人限报一个岗位。每岗位报考人数与招聘人数之比达不到3:1的，"
        "相应核减或者取消，艰苦边远乡镇岗位可以放宽到2:1。",
        "笔试考务费每人90元，城乡低保、脱贫家庭考生凭证免收。",
    )
    sheet.section("考试和录用")
    sheet.steps(
        [
            f"笔试：{row['exam']}，科目为综合知识和专业测试，各占50%。",
            "面试：按笔试成绩从高到低1:3确定人选，面试成绩占总成绩40%。",
            "体检、考察、公示7个工作日后办理聘用手续，试用期6个月。",
        ]
    )
    sheet.table(
        "岗位计划",
        ("类别", "人数", "最低学历", "备注"),
        [
            ("管理岗位", posts // 6, "本科", "限30周岁以下"),
            ("专业技术岗位", posts - posts // 6 - posts // 8, "专科", "须有相应资格证书"),
            ("定向岗位", posts // 8, "专科", "服务基层项目人员、退役大学生士兵"),
        ],
    )
    sheet.section("纪律").text(
        "实行回避制度，全过程接受纪检监察机关和社会监督。不指定任何辅导书，不举办也不委托举办培训班。",
        f"咨询电话：{body.phone}；监督电话：{body.phone[:-1]}5。",
    )
    return sheet.sign(body.name, written(paper.made_on)).html
