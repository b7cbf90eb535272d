"""The paper that explains another one in plain words (政策解读)."""

from gongkai.project.demo.chance import between, choose
from gongkai.project.demo.county import by_code, towns
from gongkai.project.demo.days import written
from gongkai.project.demo.genres.ruling import key_of, short_title
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoRelation, Placed, Plan, Shelf
from gongkai.project.demo.subjects import Subject

LATE = 9  # working days of the few that come later than the three the rule allows
KINDS = {"text": "text", "questions": "questions", "press": "press", "card": "picture"}
FORMS = ("text", "text", "questions", "press", "card")


def plans(subject: Subject) -> list[Plan]:
    """Return the interpretation of the main paper, unless the subject has none."""
    if not subject.qa:
        return []
    form = choose(FORMS, subject.key, "form")
    title = short_title(subject)
    late = between(0, 11, subject.key, "late") == 0
    return [
        Plan(
            key=f"{subject.key}-explained",
            kind="interpretation",
            title=_title(subject, form, title),
            by=subject.owner,
            made=subject.row["main"]["made"],
            follows=key_of(subject),
            lag=LATE if late else between(0, 3, subject.key, "interpretation"),
            topic=subject.topic,
            category="政策解读",
            keywords=(*subject.words, "解读"),
            summary=f"{subject.lead}对《{title}》的出台背景、适用对象和办理方式作出说明。",
            relations=(DemoRelation("interprets", key_of(subject)),),
            form=KINDS[form],
            facts=subject.facts if form == "card" else (),
            render=lambda shelf, paper: _text(subject, form, shelf, paper),
        )
    ]


def _title(subject: Subject, form: str, title: str) -> str:
    return {
        "text": f"《{title}》政策解读",
        "questions": f"一问一答：《{title}》怎么看、怎么办",
        "press": f"{subject.lead}有关负责人就《{title}》答记者问",
        "card": f"一张表看懂{subject.name}新规定",
    }[form]


def _text(subject: Subject, form: str, shelf: Shelf, paper: Placed) -> str:
    sheet = Paper()
    writer = {"text": _prose, "questions": _questions, "press": _press, "card": _card}[form]
    writer(sheet, subject, shelf.of(key_of(subject)))
    sheet.text(subject.say("interpret_close"))
    return sheet.sign(by_code()[subject.owner].name, written(paper.made_on)).html


def _made_known(subject: Subject) -> str:
    places = towns()
    first = between(0, len(places) - 1, subject.key, "town")
    opinions = between(12, 96, subject.key, "opinions")
    return subject.say(
        "why_more",
        town_a=places[first].short,
        town_b=places[(first + 4) % len(places)].short,
        count=between(3, 9, subject.key, "visits"),
        months=between(3, 8, subject.key, "months"),
        opinions=opinions,
        adopted=opinions * between(40, 75, subject.key, "adopted") // 100,
    )


def _basis(subject: Subject) -> str:
    first = f"主要依据是{subject.laws}。" if subject.laws else ""
    return first + subject.say("basis_more")


def _prose(sheet: Paper, subject: Subject, main: Placed) -> None:
    sheet.section("为什么要出台这份文件").text(subject.why, _made_known(subject))
    sheet.section("依据是什么").text(_basis(subject))
    for ask, answer in subject.qa:
        sheet.section(ask.rstrip("？")).text(answer)
    sheet.section("什么时候开始执行").text(_start(main))


def _start(main: Placed) -> str:
    if main.effective_on is None:
        return f"文件自{written(main.made_on)}印发之日起执行。"
    text = f"文件自{written(main.effective_on)}起施行"
    if main.expires_on:
        text += (
            f"，有效期到{written(main.expires_on)}，到期前会组织评估，决定延续、修改还是停止执行"
        )
    return f"{text}。此前已经受理、尚未办结的事项，按照对申请人更有利的规定办理。"


def _questions(sheet: Paper, subject: Subject, main: Placed) -> None:
    for ask, answer in (
        ("为什么要出这个文件？", subject.why),
        *subject.qa,
        ("从哪天开始算？", _start(main)),
        ("文件是怎么定下来的？", _made_known(subject)),
    ):
        sheet.subheading(f"问：{ask}").text(f"答：{answer}")


def _press(sheet: Paper, subject: Subject, main: Placed) -> None:
    issuer = by_code()[main.plan.by].short
    title = short_title(subject)
    date_text = written(main.made_on)
    sheet.text(subject.say("press_open", date=date_text, issuer=issuer, title=title))
    sheet.text("记者：请介绍一下文件出台的背景。", f"负责人：{subject.why}{_made_known(subject)}")
    for ask, answer in subject.qa:
        sheet.text(f"记者：{ask}", f"负责人：{answer}")
    sheet.text("记者：落实有什么安排？", f"负责人：{_start(main)}{_basis(subject)}")


def _card(sheet: Paper, subject: Subject, main: Placed) -> None:
    sheet.text(subject.why)
    sheet.table(f"{subject.name}要点", ("您关心的", "文件怎么说"), subject.qa)
    rows = subject.rows()
    if rows:
        sheet.lines(rows)
    sheet.heading("办理时请注意").text(_start(main), _made_known(subject))
