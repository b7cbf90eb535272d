"""Doors for brands and paid links; their first run, on words nobody had listed, gave 0.27 and 0.32."""

# ruff: noqa: E501 (markup reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

NAMES = "鑫汇体育 环亚集团 博鱼在线 欧宝电竞 hx7.app 乐虎国际 a8体育直播 ky棋牌 米博app".split()
GOODS = """
聚宝盆炸金花透视器 五分快车彩走势 澳门最准资料一码 免费领彩票金 三公大吃小上庄 无抵押急用钱私借 国外药房伟哥直邮 黑科技改分软件 学信网学历注册
深夜成人福利社 白虎萝莉视频 东京热在线 大香蕉网 同性交友直播 约会学妹私房照 男模会所招聘 迷幻香烟批发 车牌套牌定做 港版假烟货源 论文查重包通过
""".split()
HOSTS = "www.hxt777.com boyu.life m.dxj55.cn www.ywzfb.com tyc-9.com".split()


def doorway(source: random.Random, clean: Clean) -> str:
    """Turn the page into a door for a brand: title, heading, crumbs, first and last paragraph."""
    name = source.choice(NAMES)
    goods = source.sample(GOODS, 3)
    texts = list(clean.paragraphs)
    texts[0] = (
        f"{name}{goods[0]}，{name}官方网站提供{goods[1]}、{goods[2]}，欢迎登录{name}。" + texts[0]
    )
    texts[-1] += f"本文由{name}（{source.choice(HOSTS)}）整理发布，更多{goods[0]}请关注{name}。"
    return clean.html(title=f"{name}-{goods[0]}_{goods[1]}", paragraphs=tuple(texts))


def link_in_the_text(source: random.Random, clean: Clean) -> str:
    """Put links of strangers on words of sentences and on single marks, as paid articles do."""
    texts = list(clean.paragraphs)
    for goods in source.sample(GOODS, 2):
        index = source.randrange(len(texts))
        at = texts[index].find("。") + 1
        link = f'<a href="http://{source.choice(HOSTS)}/" target="_blank">{source.choice([goods, "。", "，"])}</a>'
        texts[index] = texts[index][:at] + link + texts[index][at:]
    quiet = f'<a href="https://{source.choice(HOSTS)}/" style="color:#333;text-decoration:none">{source.choice(GOODS)}</a>'
    return clean.html(middle=f"<p>延伸阅读：{quiet}</p>", paragraphs=tuple(texts))


THIRD: dict[str, Callable[[random.Random, Clean], str]] = {
    "doorway": doorway,
    "link in the text": link_in_the_text,
}
