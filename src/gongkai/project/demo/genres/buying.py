"""Government purchases: the call for tenders and the award that follows it."""

from typing import Any

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between, choose, share
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, DemoRelation, Placed, Plan, Shelf
from gongkai.project.demo.subjects import Subject, day

# No firm has such a name: 样例 means sample.
FIRMS = (
    "宁澜样例建设工程有限公司",
    "云河样例市政有限公司",
    "宁澜样例供应链有限公司",
    "云河样例信息技术有限公司",
    "宁澜样例水利工程有限公司",
    "云河样例商贸有限公司",
)
TENDER_DAYS = 24  # working days between the call and the award


def plans(subject: Subject) -> list[Plan]:
    """Return the call and the award of a subject's purchase, if it has one."""
    row = subject.part("tender")
    return [_call(subject, row), _award(subject, row)] if row else []


def money(yuan: float) -> str:
    """Return an amount as offices write it: in ten thousands."""
    return f"{yuan / 10000:,.2f}万元".replace(",", "")


def _code(subject: Subject, row: dict[str, Any]) -> str:
    return f"YHCG-{day(row).year}-{between(100, 899, subject.key, 'code')}"


def _call(subject: Subject, row: dict[str, Any]) -> Plan:
    title = f"{row['title']}公开招标公告"
    return Plan(
        key=f"{subject.key}-tender",
        kind="procurement",
        title=title,
        by=str(row["buyer"]),
        made=day(row),
        lag=0,
        topic="财政、金融、审计",
        category="公共资源交易",
        keywords=("政府采购", "招标公告", *subject.words[:1]),
        summary=f"采购预算{money(row['budget'])}，履约期限：{row['term']}。",
        files=(DemoFile("招标文件（节选）.pdf", lambda: _file(subject, row)),),
        render=lambda _shelf, paper: _call_text(subject, row, paper),
    )


def _file(subject: Subject, row: dict[str, Any]) -> bytes:
    lines = [f"{name}：{amount}{unit}" for name, unit, amount in row["items"]]
    head = [f"项目编号：{_code(subject, row)}", f"预算：{money(row['budget'])}"]
    return attachments.leaflet(f"{row['title']}招标文件（节选）", [*head, *lines])


def _call_text(subject: Subject, row: dict[str, Any], paper: Placed) -> str:
    buyer = by_code()[str(row["buyer"])]
    sheet = Paper()
    sheet.text(
        f"{row['title']}的潜在投标人应当在云河县公共资源交易平台（演示）免费获取招标文件，"
        f"并于{written(paper.made_on)}起第21日9时30分前递交投标文件。"
    )
    sheet.section("项目基本情况").steps(
        [
            f"项目编号：{_code(subject, row)}",
            f"采购方式：公开招标；预算金额：{money(row['budget'])}，超过预算的投标无效",
            f"合同履行期限：{row['term']}；本项目不接受联合体投标",
        ]
    )
    sheet.section("采购需求")
    sheet.table("采购清单", ("序号", "名称", "单位", "数量"), _numbered(row["items"]))
    sheet.section("投标人资格").steps(
        [
            "具有独立承担民事责任的能力，依法缴纳税收和社会保障资金",
            "参加采购活动前三年内，在经营活动中没有重大违法记录",
            "具有与采购内容相适应的资质或者许可证照",
        ]
    )
    score = between(30, 45, subject.key, "score")
    sheet.section("评标办法").text(
        f"采用综合评分法：价格{score}分，技术方案{75 - score}分，业绩和售后服务25分。"
        "小微企业价格扣除10%后参与评审。"
    )
    sheet.section("其他事项").text(
        "不收取投标保证金。开标过程在交易平台网络直播。"
        f"采购人：{buyer.name}，地址：{buyer.address}，电话：{buyer.phone}。",
        f"监督部门：云河县财政局，电话：{by_code()['finance'].phone}。",
    )
    sheet.annexes(["招标文件（节选）"])
    return sheet.sign(buyer.name, written(paper.made_on)).html


def _numbered(items: list[list[object]]) -> list[tuple[object, ...]]:
    return [(place, *item) for place, item in enumerate(items, 1)]


def _award(subject: Subject, row: dict[str, Any]) -> Plan:
    return Plan(
        key=f"{subject.key}-award",
        kind="procurement",
        title=f"{row['title']}中标结果公告",
        by=str(row["buyer"]),
        made=day(row),
        follows=f"{subject.key}-tender",
        lag=TENDER_DAYS,
        topic="财政、金融、审计",
        category="公共资源交易",
        keywords=("政府采购", "中标公告", *subject.words[:1]),
        summary=f"{row['title']}中标结果。",
        relations=(DemoRelation("related", f"{subject.key}-tender"),),
        render=lambda shelf, paper: _award_text(subject, row, shelf, paper),
    )


def _award_text(subject: Subject, row: dict[str, Any], shelf: Shelf, paper: Placed) -> str:
    buyer = by_code()[str(row["buyer"])]
    price = row["budget"] * between(872, 968, subject.key, "price") // 1000
    winner = choose(FIRMS, subject.key, "winner")
    others = [firm for firm in FIRMS if firm != winner]
    second = choose(others, subject.key, "second")
    third = choose([firm for firm in others if firm != second], subject.key, "third")
    best = between(880, 945, subject.key, "best") / 10
    sheet = Paper().text(
        f"项目编号：{_code(subject, row)}。招标公告日期：{_called(subject, shelf)}。"
    )
    sheet.text(f"中标人：{winner}；中标金额：{money(price)}；履约期限：{row['term']}。")
    sheet.table(
        "评审得分前三名",
        ("名次", "投标人", "投标报价（元）", "综合得分"),
        [
            (1, winner, price, f"{best:.1f}"),
            (2, second, price + row["budget"] // 61, f"{best - 2.4:.1f}"),
            (3, third, price + row["budget"] // 43, f"{best - 5.1:.1f}"),
        ],
    )
    parts = share(price, [1.0 for _ in row["items"]], subject.key, "parts")
    bill = zip(row["items"], parts, strict=True)
    sheet.table(
        "主要标的",
        ("名称", "单位", "数量", "金额（元）"),
        [(name, unit, amount, part) for (name, unit, amount), part in bill],
    )
    sheet.text(
        "公告期限为1个工作日。供应商认为中标结果使自己的权益受到损害的，可以自公告期限届满之日起"
        "7个工作日内以书面形式向采购人提出质疑。",
        f"采购人：{buyer.name}，电话：{buyer.phone}。",
    )
    return sheet.sign(buyer.name, written(paper.made_on)).html


def _called(subject: Subject, shelf: Shelf) -> str:
    called = shelf.of(f"{subject.key}-tender").published_on
    assert called is not None
    return written(called)
