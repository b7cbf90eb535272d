"""Telling which of the areas (领域) a table, a sheet or a cell speaks of."""

import re
from collections.abc import Mapping

# Words by which papers name an area beside its proper name; longer ones are tried first.
SHORT_NAMES: Mapping[str, tuple[str, ...]] = {
    "重大建设项目": ("重大建设项目批准和实施",),
    "公共资源交易": ("公共资源配置",),
    "义务教育": (),
    "户籍管理": ("户籍",),
    "农村集体土地征收": ("集体土地征收", "土地征收", "征地"),
    "国有土地上房屋征收与补偿": ("国有土地上房屋征收", "房屋征收"),
    "城市综合执法": ("城市管理综合执法", "综合执法", "城市管理执法"),
    "农村危房改造": ("危房改造",),
    "财政预决算": ("预决算", "财政预算"),
    "城乡规划": ("国土空间规划", "规划"),
    "食品药品监管": ("食品药品", "食品药品安全"),
    "生态环境": ("环境保护",),
    "扶贫": ("脱贫攻坚", "乡村振兴", "巩固拓展脱贫攻坚成果"),
    "救灾": ("救灾领域", "灾害救助", "自然灾害"),
    "税收管理": ("税收", "税务"),
    "卫生健康": ("医疗卫生",),
    "公共法律服务": ("法律服务",),
    "公共文化服务": ("公共文化", "文化服务"),
    "涉农补贴": ("农业补贴", "惠农补贴"),
    "就业": ("就业创业",),
}
TRIMMED = re.compile(
    r"领域|基层政务公开|标准目录|标准指引|事项|目录|[\s\d.、（）()一二三四五六七八九十]+$"
)
ORDINAL = re.compile(r"^[\s（(]*[\d一二三四五六七八九十]+[)）、.．\s]+")


def proper(cell: str, names: Mapping[str, str]) -> str:
    """Return the code of the area that a cell of the 领域 column names; empty for a local one.

    Args:
        cell: Such as 社会救助 or （五）社会救助领域.
        names: Proper name to code.
    """
    tight = TRIMMED.sub("", ORDINAL.sub("", "".join(cell.split())))
    if tight in names:
        return names[tight]
    for name, words in SHORT_NAMES.items():
        if tight in words and name in names:
            return names[name]
    return ""


def spoken_of(text: str, names: Mapping[str, str]) -> str:
    """Return the code of the one area that a title or file name speaks of; empty if none or two.

    The longest words win, so that 国有土地上房屋征收与补偿 is not read as 土地征收.
    """
    words = [(name, code) for name, code in names.items()]
    words += [
        (word, names[name])
        for name, others in SHORT_NAMES.items()
        if name in names
        for word in others
    ]
    left = "".join(text.split())
    found = []
    for word, code in sorted(words, key=lambda pair: -len(pair[0])):
        if word in left:
            found.append(code)
            left = left.replace(word, "　")
    return found[0] if len(set(found)) == 1 else ""


def name_of(cell: str) -> str:
    """Return the name of a local area as it should be kept."""
    return ORDINAL.sub("", " ".join(cell.split())).removesuffix("领域")[:60]
