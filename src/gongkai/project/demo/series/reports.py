"""The yearly work report of the government (政府工作报告), from what each subject came to."""

from datetime import date

from gongkai.project.demo.chance import between, choose
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import Placed, Plan
from gongkai.project.demo.series.figures import LAST, Year
from gongkai.project.demo.subjects import Subject, subjects

CHAPTERS = (
    ("夯实农业农村基础", ("agriculture", "finance", "water")),
    ("推动工业和商贸稳定增长", ("industry", "commerce", "planning", "market")),
    ("建设宜居城乡", ("housing", "city", "transport")),
    ("守护生态环境", ("environment", "land")),
    ("办好民生实事", ("civil", "education", "health", "insurance", "labour", "veterans")),
    ("丰富文化生活", ("culture",)),
    ("守牢安全底线", ("emergency", "police", "justice")),
    ("建设人民满意政府", ("office", "services", "audit")),
)


def plans() -> list[Plan]:
    """Return the reports given in 2022 to 2026."""
    return [_report(Year(year)) for year in range(2021, LAST + 1)]


def _report(year: Year) -> Plan:
    session = year.of - 2020
    return Plan(
        key=f"work-report-{year.of + 1}",
        kind="work_report",
        title=f"{year.of + 1}年云河县人民政府工作报告",
        by="county",
        made=date(year.of + 1, 1, between(11, 20, year.of, "report")),
        lag=4,
        topic="综合政务",
        category="政府工作报告",
        keywords=("政府工作报告", f"{year.of + 1}年", "民生实事"),
        summary=f"回顾{year.of}年工作，提出{year.of + 1}年目标和任务。",
        render=lambda _shelf, paper: _text(year, session, paper),
    )


def _text(year: Year, session: int, paper: Placed) -> str:
    leader = by_code()["county"].leader
    assert leader is not None
    sheet = Paper().text(
        f"（{written(paper.made_on)}在云河县第十七届人民代表大会第{session}次会议上）",
        f"云河县人民政府县长　{leader[0]}",
    )
    sheet.text(
        "各位代表：",
        "现在，我代表县人民政府向大会报告工作，请予审议，并请县政协委员和其他列席人员提出意见。",
    )
    sheet.section(f"{year.of}年工作回顾")
    sheet.text(
        f"{year.of}年，我们围绕{year.words('motto')}，扎实推进各项工作。{year.words('trial')}"
        f"全年地区生产总值{year.said('gdp')}亿元，增长{year.said('gdp_growth')}%；一般公共预算收入"
        f"{year.said('revenue')}亿元，{year.growth('revenue')}；城镇、农村常住居民人均可支配收入分别为"
        f"{year.said('urban_income')}元、{year.said('rural_income')}元。"
    )
    for heading, owners in CHAPTERS:
        done = [subject for subject in subjects() if subject.owner in owners]
        sheet.subheading(heading).text("".join(_done(subject, year.of) for subject in done))
    sheet.section("存在的困难和问题")
    sheet.text(
        f"在看到成绩的同时，我们也清醒地认识到：{year.words('short')}对此，我们将认真加以解决。"
    )
    _ahead(sheet, year)
    sheet.text("各位代表，实干才能把承诺变成现实。让我们把每一件事办到群众心坎上！")
    return sheet.html


def _done(subject: Subject, year: int) -> str:
    series = subject.series
    if not series.at(year):
        return ""
    now = series.said(year)
    if year == 2021 or not series.at(year - 1):
        return f"{subject.name}方面，{series.label}{now}。"
    change = series.at(year) - series.at(year - 1)
    if not change:
        return f"{series.label}保持在{now}。"
    step = f"{abs(change):.6g}{'个百分点' if series.unit == '%' else series.unit}"
    way = (
        ("增加" if change > 0 else "减少")
        if series.unit != "%"
        else ("提高" if change > 0 else "下降")
    )
    return choose(
        (
            f"{series.label}{now}，比上年{way}{step}。",
            f"推进{subject.name}，{series.label}{now}，{way}{step}。",
            f"{series.label}由上年的{series.said(year - 1)}变为{now}。",
        ),
        subject.key,
        year,
    )


def _ahead(sheet: Paper, year: Year) -> None:
    coming = year.of + 1
    target, revenue, urban, rural = (
        between(*span, coming, name) / 10
        for name, span in (
            ("target", (50, 58)),
            ("revenue", (30, 45)),
            ("urban", (45, 55)),
            ("rural", (55, 68)),
        )
    )
    sheet.section(f"{coming}年目标和任务")
    sheet.text(
        f"{coming}年全县经济社会发展主要预期目标：地区生产总值增长{target}%左右，一般公共预算收入"
        f"增长{revenue}%，城镇和农村居民人均可支配收入分别增长{urban}%和{rural}%，粮食产量稳定在"
        f"{int(year.figure('grain'))}万吨以上。重点做好以下工作："
    )
    chosen = [s for s in subjects() if between(0, 2, s.key, coming, "ahead") == 0]
    for subject in chosen:
        heads = "、".join(part[0] for part in subject.rules[:2])
        step = choose(subject.rules, subject.key, coming, "step")[-1]
        sheet.point(f"{subject.name}。抓好{heads}，{subject.goal}。{step}")
    sheet.section(f"{coming}年民生实事")
    works = sorted(subjects(), key=lambda s: between(0, 9999, s.key, coming, "work"))[:10]
    sheet.table(
        f"{coming}年十件民生实事",
        ("序号", "事项", "目标", "责任单位"),
        [
            (place, subject.name, _aim(subject, coming), subject.lead)
            for place, subject in enumerate(works, 1)
        ],
    )


def _aim(subject: Subject, year: int) -> str:
    series = subject.series
    return f"{series.label}{series.said(year)}"
