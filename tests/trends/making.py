"""Invented letters, recombined from pieces of our own."""

import csv
import random
from datetime import date, datetime, timedelta
from pathlib import Path

from gongkai.trends.topics.letters import Letter

SUBJECTS = {
    "住房": ["小区物业乱收停车费", "楼顶漏水开发商不修", "电梯经常停运", "业主要求更换物业"],
    "教育": ["小学学位不够", "老师在校外有偿补课", "幼儿园收费太高", "学校食堂饭菜差"],
    "环保": ["工厂夜间排放臭气", "河道污水直排", "垃圾站臭味扰民", "搅拌站粉尘很大"],
}
TAILS = ["希望派人来看", "已经反映过几次", "家里老人孩子受不了", "请给个答复", "周末更明显"]


def classed(count: int = 90, seed: int = 5) -> list[tuple[str, str, str]]:
    """Return rows of subject, text and class."""
    random_ = random.Random(seed)
    rows = []
    for number in range(count):
        label = sorted(SUBJECTS)[number % 3]
        subject = random_.choice(SUBJECTS[label])
        tails = "，".join(random_.sample(TAILS, 2))
        rows.append((f"{subject}", f"我家附近{subject}，第{number}次写信，{tails}。", label))
    return rows


def table(path: Path, rows: list[tuple[str, ...]], header: tuple[str, ...], encoding: str) -> Path:
    with path.open("w", encoding=encoding, newline="") as text:
        writer = csv.writer(text)
        writer.writerow(header)
        writer.writerows(rows)
    return path


def letter(number: int, subject: str, text: str, on: date, user: str = "") -> Letter:
    return Letter(
        number=str(number),
        user=user or f"U{number}",
        subject=subject,
        text=text,
        received_at=datetime(on.year, on.month, on.day) + timedelta(minutes=number),  # noqa: DTZ001
    )


def county() -> list[Letter]:
    """Two matters of ten letters each, one estate with two matters, and forty letters about
    nothing in common."""
    random_ = random.Random(3)
    day = date(2026, 3, 1)
    made = []
    for at in range(10):
        tail = "，".join(random_.sample(TAILS, 2))
        subject = random_.choice(
            ["柳溪新城附近搅拌站粉尘噪音扰民", "投诉柳溪新城旁搅拌站噪音", "柳溪新城搅拌站粉尘污染"]
        )
        text = f"柳溪新城小区旁边的搅拌站昼夜生产，粉尘和噪音很大，{tail}。"
        made.append(letter(at, subject, text, day + timedelta(days=at)))
    for at in range(10, 20):
        tail = "，".join(random_.sample(TAILS, 2))
        subject = random_.choice(["梧桐花园捆绑销售车位", "投诉梧桐花园强制捆绑车位销售"])
        text = f"梧桐花园开发商要求买房必须捆绑购买车位，{tail}。"
        made.append(letter(at, subject, text, day + timedelta(days=at)))
    for at in range(20, 24):
        text = "柳溪新城小区门口的公交站牌没有了，希望恢复公交线路。"
        made.append(letter(at, "柳溪新城公交站牌恢复", text, day + timedelta(days=at)))
    for at in range(24, 64):
        name = "".join(random_.sample("云安宁松江湖银山枫玉泉长永临华", 3))
        word = "".join(random_.sample("甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉", 4))
        made.append(letter(at, f"{name}{word}事项", f"{word}{name}，{random_.choice(TAILS)}", day))
    return made
