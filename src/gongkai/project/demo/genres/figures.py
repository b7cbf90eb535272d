"""Yearly figures of a subject as a small statistical release (数据发布)."""

from datetime import date

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, Placed, Plan
from gongkai.project.demo.subjects import FIRST_YEAR, Subject

EVERY = 4  # one subject in so many has a release


def plans(subject: Subject) -> list[Plan]:
    """Return the release of the subject's yearly figures, for some subjects."""
    if between(0, EVERY - 1, subject.key, "release"):
        return []
    series = subject.series
    return [
        Plan(
            key=f"{subject.key}-figures",
            kind="statistics",
            title=f"{subject.name}主要数据（2021—2025年）",
            by=subject.owner,
            made=date(2026, between(2, 5, subject.key, "month"), between(3, 26, subject.key)),
            topic=subject.topic,
            category="统计数据",
            keywords=(*subject.words[:2], "数据"),
            summary=f"2021年至2025年全县{series.label}逐年数据、口径和变化情况。",
            files=(
                DemoFile(f"{subject.name}数据.xlsx", lambda: attachments.sheet(_rows(subject))),
            ),
            render=lambda _shelf, paper: _text(subject, paper),
        )
    ]


def _rows(subject: Subject) -> list[str]:
    series = subject.series
    lines = [f"{series.label}（2021—2025年）", f"年份|{series.label}（{series.unit}）|比上年增减"]
    for place in range(5):
        now = series.values[place]
        change = f"{now - series.values[place - 1]:+.6g}" if place else "—"
        lines.append(f"{FIRST_YEAR + place}|{now:g}|{change}")
    return lines


def _text(subject: Subject, paper: Placed) -> str:
    series = subject.series
    first, last = series.at(2021), series.at(2025)
    trend = "增加" if last > first else "减少"
    sheet = Paper().section("数据").lines(_rows(subject))
    sheet.text(
        f"2025年，全县{series.label}为{series.said(2025)}，比2021年{trend}"
        f"{abs(last - first):g}{series.unit}。"
    )
    sheet.section("怎么看这组数据").text(subject.why)
    sheet.section("指标口径").text(
        f"“{series.label}”为全县口径，包括3个街道和8个乡镇，时点数据为当年12月31日，"
        f"由{subject.lead}根据业务系统和乡镇（街道）报表汇总，经县统计局审核。",
        "2021年至2024年数据以本次公布为准，与此前通报不一致的，系口径调整所致。",
    )
    sheet.text(f"数据咨询：{subject.lead}，{subject.phone}。").annexes([f"{subject.name}数据"])
    return sheet.sign(by_code()[subject.owner].name, written(paper.made_on)).html
