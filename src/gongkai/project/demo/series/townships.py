"""What every township and subdistrict publishes: relief lists and subsidies, by village."""

from datetime import date

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between, share
from gongkai.project.demo.county import DemoBody, towns
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, Placed, Plan

# Names of villages that stand in no list of divisions; each township takes some.
VILLAGES = (
    "上汀", "下汀", "东篱", "西畴", "望梅", "听泉", "半亩", "折柳", "采薇", "问渠",
    "归雁", "稻香", "溪云", "竹深", "桃蹊", "渡云",
)  # fmt: skip
SHOWN = 8  # villages in one table


def plans() -> list[Plan]:
    """Return a list of relief for each township and the farm subsidies of some."""
    places = towns()
    return [
        *(_relief(place) for place in places),
        *(_subsidy(place) for place in places if place.tier == "township"),
    ]


def villages(body: DemoBody) -> list[str]:
    """Return the names of some villages of a township."""
    first = between(0, len(VILLAGES) - 1, body.code, "villages")
    return [f"{VILLAGES[(first + place) % len(VILLAGES)]}村" for place in range(SHOWN)]


def _relief(body: DemoBody) -> Plan:
    return Plan(
        key=f"relief-{body.code}",
        kind="announcement",
        title=f"{body.short}2026年第三季度城乡低保、特困人员保障情况公示",
        by=body.code,
        made=date(2026, 10, between(12, 16, body.code, "relief")),
        lag=0,
        topic="民政、扶贫、救灾",
        category="社会救助",
        keywords=("低保", "特困人员", "公示", body.short),
        summary=f"{body.short}2026年7月至9月低保、特困人员人数和发放资金。",
        render=lambda _shelf, paper: _relief_text(body, paper),
    )


def _relief_text(body: DemoBody, paper: Placed) -> str:
    homes = round(body.people * between(58, 84, body.code, "homes"))
    people = homes * between(15, 19, body.code, "people") // 10
    weights = [1.0] * SHOWN
    by_home = share(homes, weights, body.code, "homes")
    by_person = share(people, weights, body.code, "people")
    alone = [between(1, 9, body.code, place, "alone") for place in range(SHOWN)]
    rows: list[tuple[str, int, int, int, int]] = []
    for village, *amounts in zip(villages(body), by_home, by_person, alone, strict=True):
        money = amounts[1] * 3 * between(480, 560, body.code, village)
        rows.append((village, amounts[0], amounts[1], amounts[2], money + amounts[2] * 3 * 1017))
    total = [sum(column) for column in list(zip(*rows, strict=True))[1:]]
    sheet = Paper().text(
        f"根据社会救助有关规定，现将{body.short}2026年7月至9月城乡低保、特困人员保障情况分村公示如下。"
        "保障名单在村（社区）公开栏张贴，网站不公开个人信息。",
        f"本季度新增{between(3, 14, body.code, 'new')}户，停发"
        f"{between(2, 11, body.code, 'stop')}户，停发原因为收入增加、死亡和户口迁出。",
    )
    head = ("村（社区）", "低保户数（户）", "低保人数（人）", "特困人员（人）", "发放资金（元）")
    sheet.table("分村保障情况（部分）", head, [*rows, ("小计", *total)])
    sheet.text(
        "群众对保障对象有异议的，可以在公示期7个工作日内反映，我们将入户复核并反馈结果。",
        f"监督电话：{body.phone[:-1]}5。",
    )
    return sheet.sign(body.name, written(paper.made_on)).html


def _subsidy(body: DemoBody) -> Plan:
    return Plan(
        key=f"subsidy-{body.code}",
        kind="announcement",
        title=f"{body.short}2026年耕地地力保护补贴面积和资金公示",
        by=body.code,
        made=date(2026, 5, between(18, 27, body.code, "subsidy")),
        lag=1,
        topic="农业、林业、水利",
        category="涉农补贴",
        keywords=("耕地地力保护补贴", "公示", body.short),
        summary=f"{body.short}2026年耕地地力保护补贴分村面积和金额，每亩78.6元。",
        files=(DemoFile("分村面积和金额.xlsx", lambda: attachments.sheet(_subsidy_rows(body))),),
        render=lambda _shelf, paper: _subsidy_text(body, paper),
    )


def _subsidy_rows(body: DemoBody) -> list[str]:
    acres = round(body.people * between(4200, 6100, body.code, "acres"))
    rows = ["分村面积和金额", "村|补贴农户（户）|补贴面积（亩）|补贴金额（元）"]
    total = [0, 0.0]
    for village, part in zip(
        villages(body), share(acres, [1.0] * SHOWN, body.code, "acres"), strict=True
    ):
        homes = part // between(6, 9, body.code, village)
        rows.append(f"{village}|{homes}|{part}|{part * 78.6:.1f}")
        total = [total[0] + homes, total[1] + part * 78.6]
    return [*rows, f"小计|{total[0]}|{acres}|{total[1]:.1f}"]


def _subsidy_text(body: DemoBody, paper: Placed) -> str:
    sheet = Paper().text(
        "按照“谁种地、补给谁”和村组申报、张榜公示、乡镇汇总的程序，现将2026年耕地地力保护补贴面积和"
        "金额公示如下。补贴标准为每亩78.6元，公示无异议后通过“一卡通”发放。",
        "已经作为畜牧养殖场使用、林地、成片粮田转为设施农业用地的耕地，不予补贴；常年抛荒的，"
        "次年起停发，复耕后恢复。",
    )
    sheet.lines(_subsidy_rows(body))
    sheet.text(f"公示期7天。联系电话：{body.phone}。").annexes(["分村面积和金额"])
    return sheet.sign(body.name, written(paper.made_on)).html
