"""公开渠道和载体: the list of channels in a cell, chosen by ■ or simply named.

Source: the trial directories of the 26 areas (国办发〔2019〕54号), which print the channels with
a box each, and the extras that single areas add.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from gongkai.catalogue.rules.doubts import Reason
from gongkai.catalogue.rules.marks import BOXES, LOST_BOXES, LOST_TICKS, TICKS

WEBSITE = "政府网站"
STANDARD = (
    WEBSITE,
    "政府公报",
    "两微一端",
    "发布会/听证会",
    "广播电视",
    "纸质媒体",
    "公开查阅点",
    "政务服务中心",
    "便民服务站",
    "入户/现场",
    "社区/企事业单位/村公示栏(电子屏)",
    "精准推送",
)
# Names that directories print beside or instead of the standard ones; kept as printed.
LOCAL = (
    "政府门户网站",
    "门户网站",
    "两微一端一抖",
    "新闻发布会",
    "行政服务中心",
    "政务服务大厅",
    "行政审批服务中心",
    "便民服务中心",
    "便民服务点",
    "社区/企事业单位/村委会公示栏(电子屏)",
    "单位/村委会公示栏(电子屏)",
    "单位/村公示栏(电子屏)",
    "征地信息公开平台",
    "公共资源交易平台",
    "投资项目在线审批监管平台",
    "招标投标公共服务平台",
    "招投标公共服务平台",
    "信用中国网站",
    "国家企业信用信息公示系统",
    "政府采购网",
    "12345热线",
    "12345政务服务便民热线",
)
# Ways of writing, not other names.
ALIASES = {
    "发布会听证会": "发布会/听证会",
    "发布会、听证会": "发布会/听证会",
    "入户现场": "入户/现场",
    "入户、现场": "入户/现场",
    "社区/企事业单位/村公示栏": "社区/企事业单位/村公示栏(电子屏)",
    "社区、企事业单位、村公示栏": "社区/企事业单位/村公示栏(电子屏)",
    "社区、企事业单位、村公示栏(电子屏)": "社区/企事业单位/村公示栏(电子屏)",
    "社区企事业单位村公示栏(电子屏)": "社区/企事业单位/村公示栏(电子屏)",
    "信用中国": "信用中国网站",
    "“信用中国”网站": "信用中国网站",
}
OTHER = "其他"
# A cell that names this many of the standard channels without one mark has lost its marks.
MARKS_LOST_FROM = 8
NAME_LENGTH_MAX = 60

_BY_NAME = {name: name for name in (*STANDARD, *LOCAL)} | ALIASES
_NAMES = sorted(_BY_NAME, key=len, reverse=True)
_WIDE = str.maketrans({"（": "(", "）": ")", "／": "/", "\u3000": " ", "﹙": "(", "﹚": ")"})
_BY_WIDE = {name.translate(_WIDE): chosen for name, chosen in _BY_NAME.items()}
_KNOWN = re.compile("|".join(re.escape(name.translate(_WIDE)) for name in _NAMES))
_SEPARATORS = re.compile(r"[;；、,，。\n\r\t]+|\s{2,}")
_MARKED = re.compile(f"[{re.escape(''.join(sorted(TICKS - set('VvⅤ') | BOXES)))}]")
_WITH_COMMAS = sorted((name for name in ALIASES if "、" in name), key=len, reverse=True)
# Boxes drawn with brackets: [√], （ ）, 【x】.
_DRAWN = re.compile(r"[(\[【［]\s*([√✓✔xX☑■]?)\s*[)\]】］]")
_LETTERS = re.escape("".join(sorted(LOST_TICKS | LOST_BOXES)))
_LOST_FIRST = re.compile(f"(^|[\\s;；、,，)）])([{_LETTERS}])\\s*(?={_KNOWN.pattern}|{OTHER})")
_LOST_NEXT = re.compile(f"({_KNOWN.pattern})\\s*([{_LETTERS}])\\s*(?={_KNOWN.pattern}|{OTHER})")
_OTHER = re.compile(rf"^{OTHER}(?:渠道|载体|方式)?[:：_＿\s(]*(.*?)[)_＿\s]*$")


@dataclass(frozen=True, slots=True)
class Channels:
    """What a cell names: the chosen channels in their order, and what is doubtful."""

    names: tuple[str, ...]
    doubts: tuple[tuple[Reason, str], ...] = ()


def parse(text: str) -> Channels:
    """Return the channels that a cell chooses."""
    drawn = _DRAWN.sub(lambda box: "■" if box.group(1) else "□", text.translate(_WIDE))
    cleaned = _box_again(drawn)
    if _MARKED.search(cleaned):
        return _marked(cleaned)
    names, doubts = _named(cleaned)
    if sum(name in STANDARD for name in names) >= MARKS_LOST_FROM:
        doubts.append((Reason.MARKS_LOST, ""))
    return Channels(tuple(names), tuple(doubts))


def sort(names: Iterable[str]) -> list[str]:
    """Return channels in the order in which the directories print them, extras last."""
    order = {name: place for place, name in enumerate((*STANDARD, *LOCAL))}
    return sorted(dict.fromkeys(names), key=lambda name: order.get(name, len(order)))


def is_website(name: str) -> bool:
    """Say whether a channel is the government's site, however it is called."""
    return name.endswith("网站") and ("政府" in name or "门户" in name)


def known(name: str) -> str:
    """Return the channel that a heading names; empty when it names none."""
    return _BY_WIDE.get("".join(name.translate(_WIDE).split()), "")


def _box_again(text: str) -> str:
    """Put boxes back where a symbol font was lost: before a channel's name only."""

    def box(match: re.Match[str]) -> str:
        return match.group(1) + ("■" if match.group(2) in LOST_TICKS else "□")

    return _LOST_NEXT.sub(box, _LOST_FIRST.sub(box, text))


def _marked(text: str) -> Channels:
    """Read a cell in which boxes stand before the names."""
    names: list[str] = []
    doubts: list[tuple[Reason, str]] = []
    places = [match.start() for match in _MARKED.finditer(text)]
    before = text[: places[0]].strip(" ;；、,，\n\r\t")
    if before:
        _take(before, names, doubts)
        doubts.append((Reason.UNMARKED, before[:NAME_LENGTH_MAX]))
    for start, end in zip(places, [*places[1:], len(text)], strict=True):
        if text[start] in BOXES:
            _note_unmarked(text[start + 1 : end], names, doubts)
        else:
            _take(text[start + 1 : end], names, doubts)
    return Channels(tuple(dict.fromkeys(names)), tuple(doubts))


def _take(text: str, names: list[str], doubts: list[tuple[Reason, str]]) -> None:
    found, wondered = _named(text)
    names.extend(found)
    doubts.extend(wondered)


def _note_unmarked(text: str, names: list[str], doubts: list[tuple[Reason, str]]) -> None:
    """Take, with a doubt, what follows an empty box's own name: its mark was lost."""
    found = _KNOWN.findall(text)
    for name in found[1:]:
        names.append(_BY_WIDE[name])
        doubts.append((Reason.UNMARKED, _BY_WIDE[name]))


def _named(text: str) -> tuple[list[str], list[tuple[Reason, str]]]:
    """Return the channels named in a text, and what is doubtful about them."""
    names: list[str] = []
    doubts: list[tuple[Reason, str]] = []
    for part in _SEPARATORS.split(_joined(text)):
        place = 0
        for match in _KNOWN.finditer(part):
            _loose(part[place : match.start()], names, doubts)
            names.append(_BY_WIDE[match.group()])
            place = match.end()
        _loose(part[place:], names, doubts)
    return list(dict.fromkeys(names)), list(dict.fromkeys(doubts))


def _joined(text: str) -> str:
    """Return a text in which no known name is broken by a space, a line or a comma inside it."""
    tight = re.sub(r"(?<=[\u4e00-\u9fff/()])[ \t\r\n]+(?=[/()])|(?<=[/(])[ \t\r\n]+", "", text)
    for name in _WITH_COMMAS:
        tight = tight.replace(name, ALIASES[name].translate(_WIDE))
    return tight


def _loose(text: str, names: list[str], doubts: list[tuple[Reason, str]]) -> None:
    """Take a name that is not known, if it is one."""
    text = text.strip(" _＿:：.·")
    match = _OTHER.match(text)
    if match is None:
        if text:
            names.append(text[:NAME_LENGTH_MAX])
            doubts.append((Reason.CHANNEL, text[:NAME_LENGTH_MAX]))
        return
    named = match.group(1).strip(" _＿")
    if named:
        names.append(f"{OTHER}:{named[:NAME_LENGTH_MAX]}")
    else:
        doubts.append((Reason.OTHER_UNNAMED, ""))
