"""Annual reports on openness (政府信息公开工作年度报告) in the form of 2021; their sums agree."""

from datetime import date

from gongkai.project.demo.chance import between, share
from gongkai.project.demo.county import DemoBody, by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import Placed, Plan
from gongkai.project.demo.series.figures import LAST, Year

APPLICANTS = ("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计")
MIX = (86.0, 5.0, 0.6, 1.2, 5.0, 2.2)
# The rows of table three, with how often each outcome is met (国办公开办函〔2021〕30号).
OUTCOMES = {
    "（一）予以公开": 46.0,
    "（二）部分公开": 12.0,
    "（三）不予公开：1.属于国家秘密": 0.3,
    "2.其他法律行政法规禁止公开": 0.8,
    "3.危及“三安全一稳定”": 0.3,
    "4.保护第三方合法权益": 1.6,
    "5.属于三类内部事务信息": 1.2,
    "6.属于四类过程性信息": 1.8,
    "7.属于行政执法案卷": 1.0,
    "8.属于行政查询事项": 2.0,
    "（四）无法提供：1.本机关不掌握相关政府信息": 15.0,
    "2.没有现成信息需要另行制作": 4.0,
    "3.补正后申请内容仍不明确": 1.0,
    "（五）不予处理：1.信访举报投诉类申请": 3.0,
    "2.重复申请": 1.5,
    "3.要求提供公开出版物": 0.4,
    "4.无正当理由大量反复申请": 0.2,
    "5.要求行政机关确认或重新出具已获取信息": 0.4,
    "（六）其他处理：1.逾期不补正": 1.5,
    "2.逾期未缴费": 0.2,
    "3.其他": 2.8,
}
REPORTED = {"education": 2025, "housing": 2025, "land": 2025, "zhixi": 2025, "qingyan": 2025}
COUNTY_YEARS = range(2021, LAST + 1)


def plans() -> list[Plan]:
    """Return the county's reports of five years and some bodies' of the last."""
    found = [_report(by_code()["county"], year) for year in COUNTY_YEARS]
    return found + [_report(by_code()[code], year) for code, year in REPORTED.items()]


def _report(body: DemoBody, year: int) -> Plan:
    county = body.code == "county"
    made = date(year + 1, 3 if county else 1, between(19, 26, body.code, year, "report"))
    return Plan(
        key=f"openness-report-{body.code}-{year}",
        kind="annual_report",
        title=f"{body.name}{year}年政府信息公开工作年度报告",
        by=body.code,
        made=made,
        lag=2,
        topic="综合政务",
        category="政府信息公开年报",
        keywords=("年度报告", "政府信息公开", f"{year}年"),
        summary=f"{body.short}{year}年主动公开、依申请公开、复议诉讼和改进情况。",
        render=lambda _shelf, paper: _text(body, year, paper),
    )


def received(body: DemoBody, year: int) -> int:
    """Return how many applications a body received in a year."""
    if body.code == "county":
        return {2021: 96, 2022: 104, 2023: 118, 2024: 131, 2025: 143}[year]
    return between(3, 24, body.code, year, "received")


def carried(body: DemoBody, year: int) -> int:
    """Return how many were carried over from a year into the next; none before 2021."""
    if year < COUNTY_YEARS[0] - 1:
        return 0
    return between(0, 7 if body.code == "county" else 2, body.code, year, "carried")


def _columns(body: DemoBody, year: int) -> dict[str, list[int]]:
    """Return table three: for each row its six kinds of applicant and their sum."""
    new, before, after = received(body, year), carried(body, year - 1), carried(body, year)
    into = share(before, MIX, body.code, year - 1, "carried")
    out = share(after, MIX, body.code, year, "carried")
    fresh = share(new, MIX, body.code, year, "new")
    # Nobody's case can be carried on who had none to begin with.
    fresh = [max(n, o - i) for n, i, o in zip(fresh, into, out, strict=True)]
    fresh[0] -= sum(fresh) - new
    rows = {"一、本年新收政府信息公开申请数量": fresh, "二、上年结转政府信息公开申请数量": into}
    handled = [n + i - o for n, i, o in zip(fresh, into, out, strict=True)]
    split = [
        share(amount, list(OUTCOMES.values()), body.code, year, kind)
        for kind, amount in enumerate(handled)
    ]
    for place, name in enumerate(OUTCOMES):
        rows[f"三、本年度办理结果{name}" if not place else name] = [part[place] for part in split]
    rows["（七）总计"] = handled
    rows["四、结转下年度继续办理"] = out
    return {name: [*values, sum(values)] for name, values in rows.items()}


def _text(body: DemoBody, year: int, paper: Placed) -> str:
    sheet = Paper().text(
        "本报告根据《中华人民共和国政府信息公开条例》和国务院办公厅规定的格式编制，统计期限自"
        f"{year}年1月1日至12月31日。"
    )
    _overview(sheet, body, year)
    _active(sheet, body, year)
    sheet.section("收到和处理政府信息公开申请情况")
    head = ("项目", *APPLICANTS)
    sheet.table("", head, [(name, *values) for name, values in _columns(body, year).items()])
    _disputes(sheet, body, year)
    _problems(sheet, body, year)
    sheet.section("其他需要报告的事项").text(
        f"{year}年未收取政府信息公开信息处理费。"
        + ("全县人大代表建议和政协提案办理结果应公开尽公开。" if body.code == "county" else "")
    )
    return sheet.sign(body.name, written(paper.made_on)).html


def _overview(sheet: Paper, body: DemoBody, year: int) -> None:
    name = (body.code, year)
    published = between(180, 420, *name) * (22 if body.code == "county" else 1)
    sheet.section("总体情况")
    sheet.point(
        f"主动公开。全年通过网站公开政府信息{published}条，发布解读材料{published // 90}篇。"
    )
    sheet.point(
        f"依申请公开。全年新收{received(body, year)}件，上年结转{carried(body, year - 1)}件，"
        f"结转下年度{carried(body, year)}件，均在法定期限内答复，按时答复率100%。"
    )
    sheet.point(
        "政府信息管理。落实公开属性源头认定和保密审查，全年退回补充理由"
        f"{between(2, 19, *name, 'back')}件；更新文件有效性标注，动态调整不予公开内容。"
    )
    sheet.point(
        f"平台建设。完善栏目{between(3, 11, *name, 'columns')}个，提供大字版和英文版，"
        "搜索无结果的词按月分析、补充目录。"
    )
    sheet.point(
        f"监督保障。开展培训{between(1, 4, *name, 'training')}次，自查整改问题"
        f"{between(6, 48, *name, 'mended')}个，群众纠错平均"
        f"{between(10, 24, *name, 'days') / 10}个工作日处理完毕。"
    )


def _active(sheet: Paper, body: DemoBody, year: int) -> None:
    name = (body.code, year, "active")
    sheet.section("主动公开政府信息情况")
    scale = 30 if body.code == "county" else 1
    made, ended = between(0, 8, *name, "made"), between(0, 5, *name, "ended")
    if body.code == "county":
        made, ended = 6 + year % 5, 4 + year % 3
    in_force = 62 + (year - 2021) * 2 if body.code == "county" else between(4, 14, *name) + made
    sheet.table(
        "第二十条第（一）项",
        ("信息内容", "本年制发件数", "本年废止件数", "现行有效件数"),
        [("规章", 0, 0, 0), ("行政规范性文件", made, ended, in_force)],
    )
    sheet.table(
        "第二十条第（五）（六）（八）项",
        ("信息内容", "本年处理决定数量或收费金额"),
        [
            ("行政许可", between(120, 640, *name, "licence") * scale),
            ("行政处罚", between(12, 180, *name, "penalty") * scale),
            ("行政强制", between(0, 12, *name, "force") * scale),
            ("行政事业性收费（万元）", between(0, 210, *name, "fees") * scale),
        ],
    )


def _disputes(sheet: Paper, body: DemoBody, year: int) -> None:
    name = (body.code, year, "dispute")
    sheet.section("政府信息公开行政复议、行政诉讼情况")
    total = between(2, 9, *name) if body.code == "county" else between(0, 2, *name)
    head = ("类别", "结果维持", "结果纠正", "其他结果", "尚未审结", "总计")
    rows = []
    for label, weight in (
        ("行政复议", 1.0),
        ("未经复议直接起诉", 0.4),
        ("复议后起诉", 0.3),
    ):
        amount = round(total * weight)
        parts = share(amount, [70, 10, 12, 8], *name, label)
        rows.append((label, *parts, amount))
    sheet.table("", head, rows)


def _problems(sheet: Paper, body: DemoBody, year: int) -> None:
    sheet.section("存在的主要问题及改进情况")
    short = Year(year).words("short") if body.code == "county" else ""
    sheet.text(
        f"主要问题：{short}公开工作中，部分栏目更新不及时，解读以文字为主，"
        f"{body.short}个别答复书说理不够充分。",
        f"改进情况：对{between(3, 12, body.code, year, 'empty')}个长期未更新栏目逐一明确责任人；"
        f"制作图解、问答{between(4, 26, body.code, year, 'pictures')}个；"
        "修订答复文书样例，答复前由法制机构审核。上年度报告提出的改进事项均已完成。",
    )
