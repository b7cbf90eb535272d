"""Executive meetings of the county government (常务会议), every other Monday since 2021."""

from datetime import date, timedelta

from gongkai.project.demo.chance import between
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import with_weekday
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import Placed, Plan, Shelf
from gongkai.project.demo.subjects import Subject, subjects

FIRST = date(2021, 9, 6)  # of the seventeenth government
EVERY = timedelta(days=14)
BEFORE = timedelta(days=4)  # a paper leaves the office so many days after its meeting
SHOWN = (4, 14, 23, 38, 52, 61, 70, 83, 91, 97, 103, 108, 112, 117, 122, 127, 132, 136)
OTHER_POINTS = 2


def number_of(made: date) -> int:
    """Return the number of the meeting that passed a paper made on a day."""
    return max(1, (made - BEFORE - FIRST) // EVERY + 1)


def plans() -> list[Plan]:
    """Return the news of some of the meetings."""
    return [_meeting(number) for number in SHOWN]


def _meeting(number: int) -> Plan:
    on = FIRST + (number - 1) * EVERY
    return Plan(
        key=f"meeting-{number}",
        kind="meeting",
        title=f"县政府召开第十七届第{number}次常务会议",
        by="office",
        made=on,
        lag=2,
        topic="综合政务",
        category="政府会议",
        keywords=("常务会议", "会议", f"第{number}次"),
        summary=f"县政府第{number}次常务会议研究的事项。",
        render=lambda shelf, paper: _text(number, shelf, paper),
    )


def _text(number: int, shelf: Shelf, paper: Placed) -> str:
    leader = by_code()["county"].leader
    assert leader is not None
    sheet = Paper().text(
        f"{with_weekday(paper.made_on)}，县长{leader[0]}主持召开县政府第十七届第{number}次常务会议。"
        "县人大常委会、县政协、县监委、县人武部有关负责人列席会议，"
        f"{between(2, 4, number, 'citizens')}名公众代表应邀旁听。"
    )
    for subject in _passed(number):
        title = shelf.of(subject.key).plan.title
        sheet.point(
            f"会议审议并原则通过{_cited(title)}。会议指出，{subject.why}会议要求，{subject.lead}按照讨论意见"
            "修改完善后，按程序印发。"
        )
    heard = sorted(subjects(), key=lambda s: between(0, 9999, s.key, number, "heard"))
    for subject in heard[:OTHER_POINTS]:
        series = subject.series
        year = min(max(paper.made_on.year - 1, 2021), 2025)
        sheet.point(
            f"会议听取{subject.name}工作情况汇报。{subject.lead}汇报，{year}年底{series.label}为"
            f"{series.said(year)}。会议强调，要{subject.goal}，"
            f"{subject.partners or '有关部门'}要主动配合，下次会议前报告进展。"
        )
    sheet.text("会议还研究了其他事项。")
    return sheet.html


def _cited(title: str) -> str:
    inner = title.replace("《", "〈").replace("》", "〉")
    return f"《{inner}》"


def _passed(number: int) -> list[Subject]:
    """Return the subjects whose main paper this meeting passed."""
    return [
        subject
        for subject in subjects()
        if subject.row["main"]["by"] in {"county", "office"}
        and number_of(subject.row["main"]["made"]) == number
    ]
