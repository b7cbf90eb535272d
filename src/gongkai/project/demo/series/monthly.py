"""What is opened every month: complaints taken and settled, and the quality of air and water."""

from datetime import date

from gongkai.project.demo.chance import between, share
from gongkai.project.demo.county import DemoBody, by_code, towns
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import Placed, Plan
from gongkai.project.demo.series.areas import CATEGORY, YEAR

MONTHS = range(1, 12)  # in which something is opened, about the month before
FORGOTTEN = {("hening", 7), ("hening", 8), ("bailu", 10)}
KINDS = ("占道经营", "油烟噪声", "乱倒垃圾", "违规搭建", "户外广告")
PLACES = ("县城北站", "县城南站", "芷溪站", "石磨站")
AIR, COMPLAINTS = "生态环境", "城市综合执法"


def plans() -> list[Plan]:
    """Return the monthly papers of the city management and of the environment."""
    return [
        _plan(by_code()[code], month)
        for code in ("city", "environment")
        for month in MONTHS
        if (code, month) not in FORGOTTEN
    ]


def covers(body: str, area: str) -> list[str]:
    """Return the keys of the papers under which a body opens the monthly item of an area.

    The city management tells of every township in one paper, but for those that sent it nothing.
    """
    reporting = {"city", *(one.code for one in _townships())}
    owner = "environment" if area == AIR and body == "environment" else ""
    owner = "city" if area == COMPLAINTS and body in reporting else owner
    return [
        _key(owner, month)
        for month in MONTHS
        if owner and not {(body, month), (owner, month)} & FORGOTTEN
    ]


def _townships() -> list[DemoBody]:
    return [body for body in towns() if body.tier == "township"]


def _key(code: str, month: int) -> str:
    return f"monthly-{code}-{YEAR}-{month:02}"


def _plan(body: DemoBody, month: int) -> Plan:
    last = date(YEAR - 1, 12, 1) if month == 1 else date(YEAR, month - 1, 1)
    what = "空气和水环境质量" if body.code == "environment" else "县城和各乡镇投诉举报受理办理情况"
    title = f"{body.short}{last.year}年{last.month}月{what}"
    text = _air if body.code == "environment" else _complaints
    return Plan(
        key=_key(body.code, month),
        kind="announcement",
        title=title,
        by=body.code,
        made=date(YEAR, month, between(5, 9, body.code, month, "monthly")),
        lag=between(0, 3, body.code, month, "lag"),
        topic="城乡建设、环境保护",
        category=CATEGORY,
        keywords=(what, "月度公开", body.short),
        summary=f"{title}，每月公开一次。",
        render=lambda _shelf, paper: text(body, last, paper),
    )


def _complaints(body: DemoBody, last: date, paper: Placed) -> str:
    taken = between(24, 63, body.code, last.month, "taken")
    parts = share(taken, [5, 4, 3, 2, 1], body.code, last.month, "kinds")
    open_ones = [
        min(part, between(0, 2, body.code, last.month, kind))
        for kind, part in zip(KINDS, parts, strict=True)
    ]
    sheet = Paper().text(
        f"{last.year}年{last.month}月，{body.short}通过电话、窗口和县长信箱共受理县城投诉举报{taken}件，"
        f"办结{taken - sum(open_ones)}件，其余仍在承诺的期限内办理。分类情况如下，"
        "不涉及投诉人个人信息。"
    )
    rows = [
        (kind, part, part - waiting, waiting)
        for kind, part, waiting in zip(KINDS, parts, open_ones, strict=True)
    ]
    sheet.table("分类受理办理情况", ("类别", "受理（件）", "办结（件）", "在办（件）"), rows)
    sheet.table("各乡镇受理办理情况", ("乡镇", "受理（件）", "办结（件）"), _by_township(last))
    sheet.text(
        "一般投诉5个工作日内办结并回复，情况复杂的不超过15个工作日，需要多个部门联合处置的由牵头单位统一答复。",
        "对办理结果不满意的，可以在收到答复后10个工作日内要求复核，复核由另一名工作人员负责。",
        f"受理电话：{body.phone}，法定工作日受理，其余时间请拨打政务服务便民热线。",
    )
    return sheet.sign(body.name, written(paper.made_on)).html


def _by_township(last: date) -> list[tuple[str, int, int]]:
    month = last.month % 12 + 1  # in which it is told
    rows = []
    for body in _townships():
        if (body.code, month) not in FORGOTTEN:
            taken = between(2, 14, body.code, last.month, "taken")
            rows.append((body.short, taken, taken - between(0, 1, body.code, last.month, "open")))
    return rows


def _air(body: DemoBody, last: date, paper: Placed) -> str:
    good = between(24, 28, "air", last.month)
    sheet = Paper().text(
        f"{last.year}年{last.month}月，云河县城区空气质量优良天数{good}天，首要污染物为细颗粒物，"
        "县级集中式饮用水水源水质达标率100%，地表水断面水质均达到年度目标。各监测站点情况如下。"
    )
    means = (("pm25", 22, 46), ("pm10", 35, 78), ("ozone", 96, 148))
    rows = [
        (place, *(between(low, high, name, place, last.month) for name, low, high in means))
        for place in PLACES
    ]
    head = ("站点", "细颗粒物（微克/立方米）", "可吸入颗粒物（微克/立方米）", "臭氧（微克/立方米）")
    sheet.table("空气质量月均值", head, rows)
    sheet.table(
        "地表水断面水质",
        ("断面", "目标类别", "本月类别"),
        [
            ("云河入境断面", "Ⅲ类", "Ⅱ类"),
            ("云河出境断面", "Ⅲ类", "Ⅲ类"),
            ("芷溪河口断面", "Ⅲ类", "Ⅲ类"),
        ],
    )
    sheet.text(
        "监测数据经市级审核，个别时段因仪器校准缺数，按照有关规范不参与统计。",
        f"咨询电话：{body.phone}。发现环境污染行为，可以拨打12345反映。",
    )
    return sheet.sign(body.name, written(paper.made_on)).html
