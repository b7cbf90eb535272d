"""Budgets and final accounts of the county, and the accounts of single departments."""

from dataclasses import dataclass
from datetime import date

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between, share
from gongkai.project.demo.county import DemoBody, by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, Placed, Plan
from gongkai.project.demo.series.figures import LAST, Year

TOPIC = "财政、金融、审计"
TAXES = {
    "增值税": 31.0,
    "企业所得税": 9.5,
    "个人所得税": 3.1,
    "资源税": 1.4,
    "城市维护建设税": 5.2,
    "房产税": 4.3,
    "城镇土地使用税": 3.6,
    "契税": 7.4,
    "其他税收收入": 2.6,
    "专项收入": 8.9,
    "行政事业性收费收入": 4.0,
    "罚没收入": 3.8,
    "国有资源（资产）有偿使用收入": 12.7,
    "其他非税收入": 2.5,
}
SPENDING = {
    "一般公共服务支出": 8.4,
    "公共安全支出": 4.6,
    "教育支出": 23.2,
    "科学技术支出": 1.9,
    "文化旅游体育与传媒支出": 1.6,
    "社会保障和就业支出": 17.3,
    "卫生健康支出": 10.8,
    "节能环保支出": 2.7,
    "城乡社区支出": 6.5,
    "农林水支出": 13.1,
    "交通运输支出": 3.4,
    "住房保障支出": 2.8,
    "灾害防治及应急管理支出": 1.2,
    "债务付息支出": 1.9,
    "其他支出": 0.6,
}
DEPARTMENTS = ("education", "civil", "health", "housing", "transport", "office")
UNITS = ("机关本级", "服务中心", "执法大队", "事务中心", "信息中心")
WIDE = (
    "单位|合计|上年结转|财政拨款|事业收入|其他收入|人员经费|公用经费|项目支出|"
    "其中：政府采购|三公经费|人数"
)
FULL = 10_000  # ten thousands of yuan in a hundred million


@dataclass(frozen=True, slots=True)
class Bill:
    """A list of items with their amounts, in ten thousands of yuan."""

    total: int
    items: dict[str, int]

    @classmethod
    def of(cls, total: float, weights: dict[str, float], *names: object) -> "Bill":
        """Split a total in hundreds of millions of yuan over weighted items."""
        amount = round(total * FULL)
        parts = share(amount, list(weights.values()), *names)
        return cls(amount, dict(zip(weights, parts, strict=True)))


def plans() -> list[Plan]:
    """Return budgets of 2022 to 2026, accounts of 2021 to 2025 and some departments' budgets."""
    years = [Year(year) for year in range(2021, LAST + 1)]
    found = [_budget(year) for year in years] + [_accounts(year) for year in years]
    found += [_department(by_code()[code]) for code in DEPARTMENTS]
    return found


def _budget(year: Year) -> Plan:
    coming = year.of + 1
    return Plan(
        key=f"budget-{coming}",
        kind="budget",
        title=f"云河县{year.of}年财政预算执行情况和{coming}年财政预算（草案）的报告",
        by="finance",
        made=date(coming, 1, between(21, 26, coming, "budget")),
        lag=9,
        topic=TOPIC,
        category="财政预决算",
        keywords=("预算", "财政", f"{coming}年"),
        summary=f"{coming}年一般公共预算收入、支出安排和重点项目说明。",
        files=(DemoFile(f"{coming}年预算表.xlsx", lambda: attachments.sheet(_budget_rows(year))),),
        render=lambda _shelf, paper: _budget_text(year, paper),
    )


def _revenue(year: Year, ahead: bool) -> Bill:
    total = year.figure("revenue") * (1.042 if ahead else 1)
    return Bill.of(total, TAXES, year.of + ahead, "revenue")


def _spending(year: Year, ahead: bool) -> Bill:
    total = year.figure("spending") * (1.018 if ahead else 1)
    return Bill.of(total, SPENDING, year.of + ahead, "spending")


def _budget_rows(year: Year) -> list[str]:
    bill = _spending(year, ahead=True)
    rows = [f"{year.of + 1}年一般公共预算支出表（单位：万元）", "科目|预算数"]
    return [*rows, *(f"{name}|{amount}" for name, amount in bill.items.items())]


def _budget_text(year: Year, paper: Placed) -> str:
    coming = year.of + 1
    done, planned = _revenue(year, ahead=False), _revenue(year, ahead=True)
    spent, wanted = _spending(year, ahead=False), _spending(year, ahead=True)
    sheet = Paper().section(f"{year.of}年预算执行情况")
    sheet.text(
        f"{year.of}年，全县一般公共预算收入{year.said('revenue')}亿元，{year.growth('revenue')}；"
        f"一般公共预算支出{year.said('spending')}亿元，{year.growth('spending')}。"
        f"{year.words('trial')}全县“三公”经费支出{between(820, 1160, year.of, 'three')}万元，"
        f"比上年下降{between(21, 74, year.of, 'less') / 10}%。"
    )
    sheet.section(f"{coming}年收入预算")
    sheet.table(
        "一般公共预算收入（单位：万元）",
        ("科目", f"{year.of}年执行数", f"{coming}年预算数"),
        [
            *((name, done.items[name], planned.items[name]) for name in TAXES),
            ("合计", done.total, planned.total),
        ],
    )
    sheet.section(f"{coming}年支出预算")
    sheet.table(
        "一般公共预算支出（单位：万元）",
        ("科目", f"{year.of}年执行数", f"{coming}年预算数"),
        [
            *((name, spent.items[name], wanted.items[name]) for name in SPENDING),
            ("合计", spent.total, wanted.total),
        ],
    )
    sheet.text(
        f"收支差额{wanted.total - planned.total}万元，由上级补助收入、债务转贷收入、调入资金和"
        "动用预算稳定调节基金弥补，收支平衡。"
    )
    sheet.section("重点支出安排")
    for name in ("教育支出", "社会保障和就业支出", "农林水支出", "卫生健康支出"):
        sheet.point(f"{name}{wanted.items[name]}万元，占支出的{_share(wanted, name)}。")
    _measures(sheet, year)
    sheet.annexes([f"{coming}年预算表"])
    return sheet.sign(by_code()["finance"].name, written(paper.made_on)).mark().html


def _measures(sheet: Paper, year: Year) -> None:
    sheet.section("做好预算工作的措施")
    sheet.point("过紧日子，一般性项目支出继续压减5%以上，非急需、非刚性支出一律不安排。")
    sheet.point(f"兜牢“三保”，足额安排工资、运转和基本民生支出。{year.words('short')}")
    sheet.point("强化绩效，50万元以上项目全部编制绩效目标，评价结果与下年预算挂钩。")
    sheet.point("防范风险，政府债务余额控制在限额以内，按期公开债务限额、余额和偿还情况。")


def _share(bill: Bill, name: str) -> str:
    return f"{bill.items[name] / bill.total * 100:.1f}%"


def _accounts(year: Year) -> Plan:
    return Plan(
        key=f"accounts-{year.of}",
        kind="budget",
        title=f"云河县{year.of}年财政决算公开",
        by="finance",
        made=date(year.of + 1, 7, between(20, 29, year.of, "accounts")),
        lag=6,
        topic=TOPIC,
        category="财政预决算",
        keywords=("决算", "财政", f"{year.of}年"),
        summary=f"{year.of}年一般公共预算、政府性基金、债务和“三公”经费决算。",
        render=lambda _shelf, paper: _accounts_text(year, paper),
    )


def _accounts_text(year: Year, paper: Placed) -> str:
    income, spent = _revenue(year, ahead=False), _spending(year, ahead=False)
    planned = {name: round(amount * 0.98) for name, amount in spent.items.items()}
    sheet = Paper().text(
        f"{year.of}年云河县财政决算已经县人大常委会批准，现予公开。决算数与向县人民代表大会报告的"
        "执行数一致，个别科目因上级结算略有调整。"
    )
    sheet.section("收入决算")
    sheet.table(
        "一般公共预算收入决算（单位：万元）",
        ("科目", "决算数"),
        [*income.items.items(), ("合计", income.total)],
    )
    sheet.section("支出决算")
    sheet.table(
        "一般公共预算支出决算（单位：万元）",
        ("科目", "年初预算数", "决算数", "完成（%）"),
        [
            (name, planned[name], amount, f"{amount / planned[name] * 100:.1f}")
            for name, amount in spent.items.items()
        ],
    )
    _debt(sheet, year)
    return sheet.sign(by_code()["finance"].name, written(paper.made_on)).html


def _debt(sheet: Paper, year: Year) -> None:
    limit = 268_000 + (year.of - 2021) * 31_000
    balance = limit - between(2_400, 9_800, year.of, "debt")
    sheet.section("政府债务")
    sheet.text(f"{year.of}年末，全县政府债务限额{limit}万元，余额{balance}万元，控制在限额以内。")
    sheet.section("“三公”经费")
    total = between(820, 1160, year.of, "three")
    cars, guests = share(total, [78, 22], year.of, "cars")
    sheet.text(
        f"全县一般公共预算“三公”经费支出{total}万元，其中公务用车购置及运行维护费{cars}万元，公务接待费"
        f"{guests}万元，因公出国（境）费0万元。公务接待{between(640, 980, year.of, 'meals')}批次。"
    )


def _department(body: DemoBody) -> Plan:
    return Plan(
        key=f"department-budget-{body.code}",
        kind="budget",
        title=f"{body.name}2026年部门预算公开",
        by=body.code,
        made=date(2026, 2, between(9, 13, body.code, "budget")),
        lag=0,
        topic=TOPIC,
        category="财政预决算",
        keywords=("部门预算", "三公经费", body.short),
        summary=f"{body.short}2026年收支预算、机构人员、“三公”经费和绩效目标。",
        render=lambda _shelf, paper: _department_text(body, paper),
    )


def _department_text(body: DemoBody, paper: Placed) -> str:
    total = between(1_800, 9_600, body.code, "total")
    sheet = Paper().section("部门职责和机构").text(body.duties)
    sheet.text(f"部门预算包括机关本级和{len(UNITS) - 1}个下属单位，内设机构{len(body.offices)}个。")
    sheet.section("收支预算总体情况").text(
        f"2026年收支总预算{total}万元，比上年{'增加' if total % 2 else '减少'}"
        f"{between(12, 260, body.code, 'change')}万元，主要是人员变动和项目调整。"
    )
    sheet.section("收支预算明细")
    sheet.table("2026年部门收支预算表（单位：万元、人）", WIDE.split("|"), _wide_rows(body, total))
    sheet.section("机关运行经费和政府采购").text(
        f"机关运行经费{total // 9}万元，比上年下降{between(20, 61, body.code, 'less') / 10}%；"
        f"政府采购预算{total // 7}万元，面向中小企业预留{between(41, 68, body.code, 'small')}%。"
    )
    sheet.section("绩效目标").text(
        f"纳入绩效管理的项目{between(4, 11, body.code, 'projects')}个，涉及资金{total // 2}万元，"
        "实现项目支出全覆盖。"
    )
    sheet.section("名词解释").steps(
        [
            "财政拨款：财政部门核拨给单位的资金。",
            "机关运行经费：为保障单位运行用于购买货物和服务的各项资金。",
            "“三公”经费：因公出国（境）费、公务用车购置及运行费和公务接待费。",
        ]
    )
    return sheet.sign(body.name, written(paper.made_on)).html


def _wide_rows(body: DemoBody, total: int) -> list[list[object]]:
    rows: list[list[object]] = []
    for unit, part in zip(UNITS, share(total, [5, 2, 2, 1, 1], body.code, "units"), strict=True):
        left, grant, earned, other = share(part, [6, 84, 7, 3], body.code, unit, "in")
        people, office, project = share(part, [58, 12, 30], body.code, unit, "out")
        cars = max(1, office // 14)
        rows.append(
            [unit, part, left, grant, earned, other, people, office, project, project // 3, cars,
             max(3, people // 14)]
        )  # fmt: skip
    sums = [sum(int(str(row[place])) for row in rows) for place in range(1, len(rows[0]))]
    return [*rows, ["合计", *sums]]
