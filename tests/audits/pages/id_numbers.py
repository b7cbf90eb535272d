"""Valid identity numbers of nobody, and eight layouts in which pages print them."""

import random
from collections.abc import Callable
from datetime import date, timedelta

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
REGIONS = (
    "110105 130102 140121 210102 320106 330106 370112 410204 440524 510104 610113 652301".split()
)
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")


def id_number(source: random.Random) -> str:
    """Return a number with a valid region, date and check character."""
    born = date(1950, 1, 1) + timedelta(days=source.randrange(20000))
    digits = f"{source.choice(REGIONS)}{born:%Y%m%d}{source.randrange(1000):03d}"
    total = sum(int(digit) * weight for digit, weight in zip(digits, WEIGHTS, strict=True))
    return digits + "10X98765432"[total % 11]


def _cells(number: str) -> str:
    return "<table><tr>" + "".join(f"<td>{digit}</td>\n" for digit in number) + "</tr></table>"


LAYOUTS: dict[str, Callable[[str], str]] = {
    "in a sentence": lambda number: f"<p>申请人张某，身份证号{number}，住云河县。</p>",
    "table with header": lambda number: (
        "<table><tr><th>姓名</th><th>身份证号</th><th>金额</th></tr>"
        f"<tr><td>张某</td><td>{number}</td><td>1200</td></tr></table>"
    ),
    "grouped by spaces": lambda number: f"<p>证件：{number[:6]} {number[6:14]} {number[14:]}</p>",
    "grouped by dashes": lambda number: f"<p>证件：{number[:6]}-{number[6:14]}-{number[14:]}</p>",
    "full width": lambda number: f"<p>身份证号码：{number.translate(WIDE)}</p>",
    "one digit a cell": _cells,
    "split by tags": lambda number: (
        f"<p>证件号：<span>{number[:10]}</span><b>{number[10:14]}</b><font>{number[14:].lower()}</font></p>"
    ),
    "character references": lambda number: (
        "<p>证件号：" + "".join(f"&#{ord(digit)};" for digit in number) + "</p>"
    ),
}
