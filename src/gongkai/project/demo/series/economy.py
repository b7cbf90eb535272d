"""The yearly statistical communiqué (统计公报) and the quarters' results."""

from datetime import date
from typing import Any

from gongkai.project.demo import attachments
from gongkai.project.demo.chance import between
from gongkai.project.demo.county import by_code
from gongkai.project.demo.days import written
from gongkai.project.demo.paper import Paper
from gongkai.project.demo.planning import DemoFile, Placed, Plan
from gongkai.project.demo.series.figures import LAST, Year
from gongkai.project.demo.subjects import subjects
from gongkai.project.demo.tables import table

TOPIC = "国民经济管理、国有资产监管"


def plans() -> list[Plan]:
    """Return the communiqués of 2021 to 2025 and the releases of the quarters."""
    yearly = [_communique(Year(year)) for year in range(2021, LAST + 1)]
    return [*yearly, *(_quarter(row) for row in table("series/economy")["quarter"])]


def _communique(year: Year) -> Plan:
    return Plan(
        key=f"communique-{year.of}",
        kind="statistics",
        title=f"云河县{year.of}年国民经济和社会发展统计公报",
        by="statistics",
        made=date(year.of + 1, 3, between(18, 30, year.of, "communique")),
        lag=1,
        topic=TOPIC,
        category="统计信息",
        keywords=("统计公报", "国民经济", f"{year.of}年"),
        summary=f"{year.of}年全县地区生产总值{year.said('gdp')}亿元，比上年增长"
        f"{year.said('gdp_growth')}%；城乡居民收入、财政、人口和社会事业数据。",
        files=(DemoFile(f"{year.of}年主要指标.xlsx", lambda: attachments.sheet(_main(year))),),
        render=lambda _shelf, paper: _communique_text(year, paper),
    )


def _main(year: Year) -> list[str]:
    rows = [
        f"{year.of}年主要指标",
        "指标|单位|绝对数|比上年增减",
        f"地区生产总值|亿元|{year.said('gdp')}|{year.said('gdp_growth')}%（可比价）",
    ]
    for name, label, unit in (
        ("retail", "社会消费品零售总额", "亿元"),
        ("revenue", "一般公共预算收入", "亿元"),
        ("spending", "一般公共预算支出", "亿元"),
        ("urban_income", "城镇常住居民人均可支配收入", "元"),
        ("rural_income", "农村常住居民人均可支配收入", "元"),
        ("grain", "粮食产量", "万吨"),
        ("visitors", "接待游客", "万人次"),
        ("firms", "经营主体", "户"),
    ):
        change = year.growth(name).removeprefix("比上年")
        rows.append(f"{label}|{unit}|{year.said(name)}|{change}")
    return rows


def _communique_text(year: Year, paper: Placed) -> str:
    sheet = Paper()
    sheet.text(f"{year.of}年，全县上下{year.words('motto')}，经济社会发展总体平稳。")
    sheet.section("综合")
    gdp = year.figure("gdp")
    shares = [year.figure("primary"), year.figure("secondary"), year.tertiary]
    parts = [f"{value / gdp * 100:.1f}" for value in shares]
    sheet.text(
        f"根据地区生产总值统一核算结果，全年地区生产总值{gdp:g}亿元，按可比价格计算，比上年增长"
        f"{year.said('gdp_growth')}%。其中，第一产业增加值{shares[0]:g}亿元，第二产业增加值"
        f"{shares[1]:g}亿元，第三产业增加值{shares[2]:.1f}亿元，三次产业结构为{':'.join(parts)}。"
        f"按常住人口计算，人均地区生产总值{gdp * 10000 / year.figure('people'):.0f}元。",
        year.words("trial"),
    )
    sheet.lines(_main(year))
    _branches(sheet, year)
    _society(sheet, year)
    sheet.text(
        "注：1.本公报数据为初步统计数，最终数以《云河统计年鉴》为准。2.增加值绝对数按现价计算，"
        "增长速度按可比价格计算。3.部分数据因四舍五入，分项之和与总数略有出入。",
    )
    sheet.annexes([f"{year.of}年主要指标"])
    return sheet.sign(by_code()["statistics"].name, written(paper.made_on)).html


def _branches(sheet: Paper, year: Year) -> None:
    sheet.section("农业")
    sheet.text(
        f"全年粮食产量{year.said('grain')}万吨，{year.growth('grain')}；油料产量"
        f"{year.said('oil_crops')}万吨，{year.growth('oil_crops')}；生猪出栏{year.said('pigs')}"
        f"万头，{year.growth('pigs')}。{_subject_line(year, 'machinery')}"
        f"{_subject_line(year, 'good-fields')}"
    )
    sheet.section("工业和投资")
    sheet.text(
        f"全年规模以上工业增加值比上年增长{year.said('industry_growth')}%。固定资产投资"
        f"（不含农户）增长{year.said('investment_growth')}%，其中工业投资占"
        f"{between(34, 47, year.of, 'share')}%。{_subject_line(year, 'tech-upgrade')}"
    )
    sheet.section("贸易和旅游")
    sheet.text(
        f"全年社会消费品零售总额{year.said('retail')}亿元，{year.growth('retail')}。其中，城镇"
        f"{year.figure('retail') * 0.72:.1f}亿元，乡村{year.figure('retail') * 0.28:.1f}亿元。"
        f"接待游客{year.said('visitors')}万人次，{year.growth('visitors')}。"
    )
    sheet.section("财政和金融")
    deposits = year.figure("gdp") * 1.46
    sheet.text(
        f"一般公共预算收入{year.said('revenue')}亿元，{year.growth('revenue')}，其中税收占"
        f"{between(61, 68, year.of, 'tax')}%；一般公共预算支出{year.said('spending')}亿元，"
        f"{year.growth('spending')}，民生支出占{between(81, 85, year.of, 'people')}%。年末金融机构"
        f"人民币各项存款余额{deposits:.1f}亿元，贷款余额{deposits * 0.71:.1f}亿元。"
    )


def _society(sheet: Paper, year: Year) -> None:
    sheet.section("人口和居民生活")
    births, deaths = year.figure("births"), year.figure("deaths")
    word = "净增" if births > deaths else "净减"
    sheet.text(
        f"年末常住人口{year.said('people')}万人，{year.growth('people')}。全年出生{births:g}人，"
        f"死亡{deaths:g}人，自然变动{word}{abs(births - deaths):g}人。城镇常住居民人均可支配收入"
        f"{year.said('urban_income')}元，{year.growth('urban_income')}；农村常住居民人均可支配收入"
        f"{year.said('rural_income')}元，{year.growth('rural_income')}；城乡收入比为"
        f"{year.figure('urban_income') / year.figure('rural_income'):.2f}:1。"
    )
    sheet.section("社会事业")
    for key in ("kindergarten", "after-school", "family-doctor", "insurance-fee", "library"):
        sheet.point(_subject_line(year, key))
    sheet.point(f"年末医疗卫生机构实有床位{year.said('beds')}张，{year.growth('beds')}。")
    sheet.section("资源、环境和安全")
    for key in ("straw", "water-saving", "waste-sorting", "geo-hazard"):
        sheet.point(_subject_line(year, key))
    sheet.point(
        f"县城环境空气质量优良天数比例{year.said('good_air')}%；年末公路里程"
        f"{year.said('road_km')}公里。"
    )


def _subject_line(year: Year, key: str) -> str:
    series = next(subject for subject in subjects() if subject.key == key).series
    before = f"，上年为{series.said(year.of - 1)}" if year.of > 2021 else ""
    return f"{series.label}{series.said(year.of)}{before}。"


def _quarter(row: dict[str, Any]) -> Plan:
    name = str(row["name"])
    return Plan(
        key=f"quarter-{row['on']:%Y-%m}",
        kind="statistics",
        title=f"{name}云河县经济运行情况",
        by="statistics",
        made=row["on"],
        lag=0,
        topic=TOPIC,
        category="统计信息",
        keywords=("经济运行", "地区生产总值", name),
        summary=f"{name}全县地区生产总值{row['gdp'][0]}亿元，同比增长{row['gdp'][1]}%。",
        render=lambda _shelf, paper: _quarter_text(row, paper),
    )


def _quarter_text(row: dict[str, Any], paper: Placed) -> str:
    name = row["name"]
    urban, urban_growth, rural, rural_growth = row["income"]
    sheet = Paper().text(
        f"根据地区生产总值统一核算结果，{name}全县地区生产总值{row['gdp'][0]}亿元，按不变价格计算，"
        f"同比增长{row['gdp'][1]}%。"
    )
    sheet.section("工业生产平稳").text(f"规模以上工业增加值同比增长{row['industry']}%。")
    sheet.section("投资保持增长").text(f"固定资产投资（不含农户）同比增长{row['investment']}%。")
    sheet.section("消费稳步恢复").text(
        f"社会消费品零售总额{row['retail'][0]}亿元，同比增长{row['retail'][1]}%。"
    )
    sheet.section("财政和居民收入增加").text(
        f"一般公共预算收入{row['revenue'][0]}亿元，同比增长{row['revenue'][1]}%。城镇常住居民人均"
        f"可支配收入{urban}元，增长{urban_growth}%；农村常住居民人均可支配收入{rural}元，增长"
        f"{rural_growth}%。"
    )
    sheet.table(
        f"{name}主要指标",
        ("指标", "单位", "绝对数", "同比（%）"),
        [
            ("地区生产总值", "亿元", *row["gdp"]),
            ("规模以上工业增加值", "—", "—", row["industry"]),
            ("固定资产投资", "—", "—", row["investment"]),
            ("社会消费品零售总额", "亿元", *row["retail"]),
            ("一般公共预算收入", "亿元", *row["revenue"]),
            ("城镇居民人均可支配收入", "元", urban, urban_growth),
            ("农村居民人均可支配收入", "元", rural, rural_growth),
        ],
    )
    return sheet.sign(by_code()["statistics"].name, written(paper.made_on)).html
