"""Advertising in prose and swapped pages; their first run, on unlisted words, gave 0.03 and 0.17."""

# ruff: noqa: E501 (markup reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

LINES = (
    "全网最全影视资源{x}，海量大片不用下载，点开就看，每日更新，老司机都懂",
    "{x}招商主管QQ在线，开户即送，千万巨奖等你来拿，出入款快速",
    "急招夜班女孩{x}，待遇日结三千起，包住宿，无经验可学，详情加薇",
    "专业办理各种证件{x}，联网可查，不成功不收费，十年老店",
    "{x}高端圈子外围资源，真实可约，平台担保，见人付款",
    "手机贷{x}，黑白户通吃，五分钟到账，凭芝麻分就能借",
)
NAMES = "狮王 云顶 大满贯 蓝月 天机阁 花花世界 红浪漫 万家乐".split()
HOSTS = "www.sw7799.com ydgj.xyz www.dmg-88.com lanyue.app m.hhsj66.net".split()


def planted_paragraph(source: random.Random, clean: Clean) -> str:
    """Plant a paragraph of advertising prose between two of the text, with a way to get in touch."""
    line = source.choice(LINES).format(x=source.choice(NAMES))
    touch = source.choice(
        [
            f"，网址：{source.choice(HOSTS)}",
            "，微信：hx" + str(source.randrange(10**5, 10**6)),
            "，QQ：" + str(source.randrange(10**8, 10**9)),
            f'，<a href="http://{source.choice(HOSTS)}">点击进入</a>',
        ]
    )
    return clean.html(middle=f"<p>{line}{touch}</p>")


def swapped_page(source: random.Random, clean: Clean) -> str:
    """Serve a whole page of strangers under the office's head and foot, resources included."""
    host = source.choice(HOSTS)
    name = source.choice(NAMES)
    items = "".join(
        f'<li><a href="https://{host}/{n}.html"><img src="https://{host}/{n}.jpg">{name}{n}</a></li>'
        for n in range(8)
    )
    body = (
        f'<link rel="stylesheet" href="https://{host}/s.css"><h2>{name}国际</h2><ul>{items}</ul>',
        f'<script src="https://{host}/main.js"></script>',
        f"<p>{source.choice(LINES).format(x=name)}</p>",
        "<p>友情提示：未满18岁请离开</p>",
    )
    home = '<link rel="canonical" href="https://www.yunhe.gov.cn/">'
    return clean.html(title=f"{name}国际", head=home, paragraphs=body)


FOURTH: dict[str, Callable[[random.Random, Clean], str]] = {
    "planted paragraph": planted_paragraph,
    "swapped page": swapped_page,
}
