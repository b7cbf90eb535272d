"""What each body opens once a year under its directory: one paper for each theme of the items.

Most items of a township are papers on a board or a sheet at a counter; the yearly paper brings them
to the web. `covers` says which paper holds an item, so that the loading step can file it there.
"""

import csv
from collections import defaultdict
from datetime import date
from functools import cache
from importlib.resources import files

from gongkai.project.demo.chance import between, choose
from gongkai.project.demo.county import DemoBody, bodies, by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import Placed, Plan

YEAR = 2026
ALL_OPEN_ON = date(2026, 3, 31)  # by then every paper of this module is public
CATEGORY = "基层政务公开"
EVERY_DEPARTMENT, EVERY_TOWNSHIP = "各部门", "各乡镇"
THEMES = {
    "财政资金": ("财政预决算", "税收管理", "重大建设项目", "公共资源交易"),
    "民生保障": ("社会救助", "养老服务", "就业", "社会保险", "扶贫", "涉农补贴"),
    "城乡建设": (
        "城乡规划", "农村集体土地征收", "国有土地上房屋征收与补偿", "保障性住房", "农村危房改造",
        "市政服务", "城市综合执法",
    ),
    "公共服务": ("义务教育", "公共文化服务", "卫生健康", "公共法律服务", "户籍管理"),
    "安全监管": ("安全生产", "救灾", "生态环境", "食品药品监管"),
}  # fmt: skip
THEME_OF = {area: theme for theme, areas in THEMES.items() for area in areas}
TOPICS = {
    "财政资金": "财政、金融、审计",
    "民生保障": "民政、扶贫、救灾",
    "城乡建设": "城乡建设、环境保护",
    "公共服务": "科技、教育",
    "安全监管": "综合政务",
}
PLACES = (
    "政务服务窗口摆放书面材料，可以索取",
    "公开栏同步张贴，张贴满7个工作日后归档备查",
    "随办理随公开，本页每年汇总一次",
    "政务公开专区可以查阅全文和历年材料",
    "通过“云河发布”推送，窗口工作人员可以代为查询",
)
MONTHS = (1, 2, 3)


def plans() -> list[Plan]:
    """Return a paper for each theme of a township or subdistrict and one for each department."""
    return [_plan(by_code()[code], theme) for code, theme in sorted(_held())]


def covers(body: str, area: str) -> list[str]:
    """Return the key of the paper under which a body opens the items of an area, if it has one."""
    themes = (THEME_OF.get(area, ""), "")
    return [_key(body, theme) for theme in themes if (body, theme) in _held()][:1]


def _key(code: str, theme: str) -> str:
    place = list(THEMES).index(theme) + 1 if theme else 0
    return f"items-{code}-{place}"


@cache
def _held() -> dict[tuple[str, str], list[dict[str, str]]]:
    """Return the rows of each paper by its body and theme; a department has no themes."""
    found: defaultdict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    standing = [body for body in bodies() if not body.dissolved_on]
    for row in _rows("county"):
        for body in standing:
            if body.tier in {"county", "department"} and _owes(body, row["公开主体"]):
                found[body.code, ""].append(row)
    for body in standing:
        if body.tier in {"township", "subdistrict"}:
            for row in _rows(body.tier):
                found[body.code, THEME_OF[row["领域"]]].append(row)
    return dict(found)


def _rows(tier: str) -> list[dict[str, str]]:
    folder = files("gongkai.project.demo").joinpath("directories")
    text = folder.joinpath(f"{tier}.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(text.splitlines()))


def _owes(body: DemoBody, publisher: str) -> bool:
    if body.tier == "department" and EVERY_DEPARTMENT in publisher:
        return True
    named = [part.strip() for part in publisher.replace("，", "、").split("、")]
    return any(name in {body.name, f"云河{body.short}", body.short} for name in named)


def _plan(body: DemoBody, theme: str) -> Plan:
    rows = _held()[body.code, theme]
    what = f"{theme}领域" if theme else ""
    month = MONTHS[between(0, len(MONTHS) - 1, body.code, theme, "month")]
    return Plan(
        key=_key(body.code, theme),
        kind="announcement",
        title=f"{body.short}{YEAR}年{what}基层政务公开事项信息",
        by=body.code,
        made=date(YEAR, month, between(3, 13, body.code, theme, "day")),
        lag=between(2, 10, body.code, theme, "lag"),
        topic=TOPICS.get(theme, "综合政务"),
        category=CATEGORY,
        keywords=("政务公开", "标准目录", theme or "公开事项", body.short),
        summary=f"{body.short}按照标准目录汇总的{what}{len(rows)}项公开事项，以及每一项在哪里查阅。",
        render=lambda _shelf, paper: _text(body, theme, rows, paper),
    )


def _text(body: DemoBody, theme: str, rows: list[dict[str, str]], paper: Placed) -> str:
    what = f"{theme}领域" if theme else "本单位负责的"
    sheet = Paper().text(
        f"根据云河县基层政务公开标准目录，现将{body.short}{YEAR}年{what}{len(rows)}项公开事项汇总公布。"
        "办理结果涉及个人的，公开栏只写姓名和保障情况，不写证件号码、住址和账号。",
    )
    head = ("序号", "领域", "公开事项", "公开时限", "公开情况")
    sheet.table(
        "公开事项汇总",
        head,
        [
            (place, row["领域"], row["二级事项"], row["公开时限"],
             choose(PLACES, body.code, theme, place, "where"))
            for place, row in enumerate(rows, 1)
        ],
    )  # fmt: skip
    sheet.text(
        "各项内容的要素如下，详细材料在政务公开专区和窗口查阅。",
        *(f"{row['二级事项']}：{row['公开内容（要素）']}。" for row in rows),
        f"对公开内容有疑问的，可以在工作时间致电{body.phone}，或者到窗口当面咨询，当场不能答复的在3个工作日内回复。",
    )
    return sheet.sign(body.name, written(paper.made_on)).html
