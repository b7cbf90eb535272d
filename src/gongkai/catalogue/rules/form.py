"""The printed form of a directory: its headings and what stands in each cell of a row.

Source: the trial directories of the 26 areas (国办发〔2019〕54号). What is written here is read
back by `header` and `items` without a doubt of its own.
"""

from gongkai.catalogue.rules import channels
from gongkai.catalogue.rules.items import Item
from gongkai.catalogue.rules.tiers import Level

TICK = "√"
CHOSEN, FREE = "■", "□"
# Upper heading, lower heading; an empty lower one means that the upper reaches down.
HEADINGS = (
    ("序号", ""),
    ("公开事项", "一级事项"),
    ("公开事项", "二级事项"),
    ("公开事项", "三级事项"),
    ("公开内容（要素）", ""),
    ("公开依据", ""),
    ("公开时限", ""),
    ("公开主体", ""),
    ("公开渠道和载体", ""),
    ("公开对象", "全社会"),
    ("公开对象", "特定群体"),
    ("公开方式", "主动"),
    ("公开方式", "依申请"),
    ("公开层级", "市级"),
    ("公开层级", "县级"),
    ("公开层级", "乡级"),
    ("公开层级", "村级"),
)
CHANNEL_PLACE = 8
WIDTHS = (6, 14, 18, 14, 36, 36, 20, 18, 34, 7, 12, 6, 7, 6, 6, 6, 6)


def cells(item: Item) -> list[str]:
    """Return a row's cells as a table on the web or in a CSV file says them."""

    def tick(chosen: bool) -> str:
        return TICK if chosen else ""

    return [
        item.number,
        item.level1,
        item.level2,
        item.level3,
        item.content,
        item.basis,
        item.time_limit,
        item.publisher,
        "；".join(item.channels),
        tick(item.audience_all),
        item.audience_group,
        tick(item.active),
        tick(item.on_request),
        *(tick(level in item.levels) for level in Level),
    ]


def boxes(chosen: tuple[str, ...]) -> str:
    """Return the channels as the printed form shows them: every standard one with its box."""
    lines = [f"{CHOSEN if name in chosen else FREE}{name}" for name in channels.STANDARD]
    extra = [name for name in chosen if name not in channels.STANDARD]
    return "\n".join([*lines, *(f"{CHOSEN}{name}" for name in extra)])
