"""Places and people in the words of a letter."""

import re
from collections import Counter
from collections.abc import Iterable

# What the names of places end in; longer endings first, so that 安置小区 is not cut at 小区.
_ENDINGS = (
    # Estates are named so that nobody takes them for a district.
    "华庭 豪庭 雅庭 名庭 华府 府邸 官邸 名邸 帝景 美景 丽景 天著 紫郡 水郡 花都 林语 蓝湾 "
    "天下 年华 天池 "
    "星湖湾 雅居 名居 豪园 华园 雅园 佳园 嘉园 馨园 御园 名园 世家 世纪城 未来城 "
    "安置小区 安置房 职业技术学院 职业学院 技术学院 幼儿园 派出所 菜市场 农贸市场 "
    "商业广场 美食广场 "
    "地铁站 高铁站 火车站 汽车站 小区 社区 街道 花园 家园 新城 名城 之城 广场 公馆 学院 "
    "大学 中学 小学 "
    "学校 医院 公园 市场 大道 大厦 公寓 别墅 中心 国际城 集团 公司 工地 村 镇 乡 路 街 巷 "
    "苑 府 湾 城 桥 "
    "站 号线 厂"
).split()
_CODED = r"(?:[A-Z]\d{0,2}[省市区县州盟镇]?)"
_AREA = r"(?:[\u4e00-\u9fff]{2,4}[省市区县州盟])"
_PLACE = re.compile(
    rf"(?:(?:{_CODED}|{_AREA})\s*)*[\u4e00-\u9fff\d号]{{1,7}}?(?:{'|'.join(_ENDINGS)})(?:[\d一二三四五六七八九十]+[期栋号区])?"
)
_CODE = re.compile(r"[A-Z]\d{0,2}[省市区县州盟镇]")
_BARE = re.compile(rf"(?:{_CODED}|{_AREA})+")
_OURS = re.compile("我|咱|本|全|该|各|整个|外|城")  # 我们县 and 全市 are no names
# What a name does not begin with: everything up to the last of these is no part of it.
_BEFORE = re.compile(
    r".*(?:位于|关于|反映|投诉|举报|咨询|请问|建议|质疑|要求|希望|我是|我们|咱们|本人|居住在|住在|就在|再次|多次|"
    r"强烈|坚决|请|在|的|是|对|和|与|及|从|到|把|被|将|向|给|有|又|问|我|这个|那个|整个|附近|周边)"
)
NAMED_AFTER = 4  # characters behind a district that are likely a name
_TOO_PLAIN = frozenset(
    "小区 社区 街道 学校 医院 公司 村 镇 路 街 市场 公园 学院 大学 小学 中学 幼儿园 工地 "
    "厂 站 城 期 组 "
    "新城 广场 中心 家园 花园 桥 道路 公路 马路 网站 城市 农村 超市 上期 工期 中心城 学期 "
    "长期 近期 后期 "
    "前期 一期 二期 三期 定期 日期 到期 延期 短期 周期 星期 假期 早期 同期 逾期 工厂 住在 "
    "整个小区 居民小区 "
    "政府 物业公司 开发商公司".split()
)
_PEOPLE = (
    (re.compile(r"业主|住户"), "业主"),
    (re.compile(r"学生|大学生|毕业生"), "学生"),
    (re.compile(r"家长"), "家长"),
    (re.compile(r"教师|老师"), "教师"),
    (re.compile(r"村民|农民(?!工)"), "村民"),
    (re.compile(r"农民工|民工"), "农民工"),
    (re.compile(r"职工|员工|工人"), "职工"),
    (re.compile(r"人才|硕士|博士"), "引进人才"),
    (re.compile(r"退役|退伍|转业|士官|军人"), "退役军人"),
    (re.compile(r"老人|老年人|退休"), "老年人"),
    (re.compile(r"残疾"), "残疾人"),
    (re.compile(r"司机|驾驶员|车主"), "车主"),
    (re.compile(r"商户|商铺业主|摊贩"), "商户"),
    (re.compile(r"居民|市民"), "居民"),
)


def named_in(text: str) -> bool:
    """Say whether a text names a place that has a name of its own."""
    return bool(_ended(text))


def without_codes(text: str) -> str:
    """Return a text of the same length in which the word behind a district's code is a blank.

    A segmenter takes that word for the beginning of the name that follows: A2区丽发新城.
    """
    return _CODE.sub(lambda match: f"{match.group()[:-1]} ", text)


def is_plain(term: str) -> bool:
    """Say whether a term tells no place from another: 中学, the code of a district."""
    return term in _ENDINGS or re.fullmatch(r"[a-z]\d{0,2}", term) is not None


def spans(text: str) -> list[tuple[int, int]]:
    """Return where names of places stand in a text, and what follows the name of a district."""
    found = [
        (match.start(), min(len(text), match.end() + NAMED_AFTER)) for match in _BARE.finditer(text)
    ]
    return found + _ended(text)


def _ended(text: str) -> list[tuple[int, int]]:
    """Return where names stand that end like the name of a place."""
    found = []
    for match in _PLACE.finditer(text):
        first, last = match.span()
        before = _BEFORE.match(match.group())
        if before:
            first += before.end()
        if last - first >= 2 and text[first:last] not in _TOO_PLAIN:
            found.append((first, last))
    return found


def names(text: str) -> list[str]:
    """Return the names of places in a text, then bare districts."""
    found = [text[first:last].strip() for first, last in _ended(text)]
    return found or [name for name in _BARE.findall(text) if not _OURS.match(name)]


def place_of(subjects: Iterable[str], share_min: float = 0.2) -> str:
    """Return the place that most subjects name; empty when none is named often enough."""
    kept = list(subjects)
    counted: Counter[str] = Counter()
    for subject in kept:
        counted.update({_without_area(name) for name in names(subject)})
    counted.pop("", None)
    best = [(count, name) for name, count in counted.items() if count >= share_min * len(kept)]
    if not best:
        return ""
    top = max(count for count, _ in best)
    name = max((name for count, name in best if count * 4 >= top * 3), key=len)
    area = Counter(
        found.group() for subject in kept if name in subject and (found := _BARE.search(subject))
    )
    leading = area.most_common(1)[0][0] if area else ""
    return name if leading in name else f"{leading}{name}"


def _without_area(name: str) -> str:
    """Return a name without the districts it begins with; a bare district stays."""
    short = re.sub(rf"^(?:{_CODED}|{_AREA})+\s*", "", name)
    return short if len(short) >= 2 and short not in _TOO_PLAIN else ("" if short else name)


def people_of(texts: Iterable[str], share_min: float = 0.25) -> str:
    """Return whom a matter concerns, as the letters name them."""
    kept = list(texts)
    counted = [(sum(bool(sign.search(text)) for text in kept), name) for sign, name in _PEOPLE]
    count, name = max(counted, key=lambda pair: pair[0])
    return name if kept and count >= share_min * len(kept) else ""
