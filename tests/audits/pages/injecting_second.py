"""Families of new words, new places and new jumps; their first run gave 0.69 and 0.89."""

# ruff: noqa: E501 (markup reads better on one line)

import base64
import random
from collections.abc import Callable
from html import escape
from json import dumps

from clean_pages import Clean

WORDS = """
重庆幸运农场走势图 港彩资料免费大全 澳洲幸运5计划群 亚洲天堂2026无码 欧美大片免费播放 信用卡取现秒到账 出售驾照分数 迷情香水购买
奇迹sf发布站 双色球内部号码 真钱斗地主提现 美女私密视频 约茶网同城 空放贷款私人 手机号定位找人 高仿名表批发
世界杯竞彩平台 成人用品货到付款 黄色小说在线阅读 大尺度直播app 海外代购电子烟 毕业证在线查询办理 bitcoin-casino-bonus best-online-slots-canada
""".split()
HOSTS = "www.ylc7788.com tiyu-app.top 5566av.cc www.cpw365.net gm-ball.vip www.jjr8.xyz".split()
QUIET_HOSTS = "static.wzmjk.com cdn.rtyhgf.net www.qwdlts.com".split()


def _words(source: random.Random) -> str:
    return source.choice(["_", ",", " ", "|", "，"]).join(
        source.sample(WORDS, source.randint(3, 6))
    )


def records(source: random.Random, clean: Clean) -> str:
    """Put advertising into places that machines read and people do not."""
    words = _words(source)
    host = source.choice(HOSTS)
    data = dumps({"@type": "Article", "headline": words, "url": f"https://{host}/"})
    return clean.html(
        middle=source.choice(
            [
                f'<script type="application/ld+json">{data}</script>',
                f'<img src="/i.png" alt="{escape(words)}" title="{escape(words)}">',
                f'<noscript><a href="https://{host}/">{words}</a></noscript>',
                f'<textarea style="display:none">{words}</textarea>',
                f'<input type="hidden" value="{escape(words)}">',
                f'<svg width="1" height="1"><title>{words}</title><text x="-99">{words}</text></svg>',
                f"<template><p>{words}</p></template>",
                f'<a href="https://{host}/" aria-label="{escape(words)}">&nbsp;</a>',
                f"<!-- <a href='https://{host}/'>{words}</a> -->",
                f'<meta property="og:title" content="{escape(words)}">',
            ]
        )
    )


def jumps(source: random.Random, clean: Clean) -> str:
    """Send visitors away by means that no tuned family uses."""
    address = f"https://{source.choice([*HOSTS, *QUIET_HOSTS])}/j"
    code = f"window['loc'+'ation']['href']='{address}'"
    packed = base64.b64encode(f"<script>top.location='{address}'</script>".encode()).decode()
    numbers = ",".join(str(ord(one)) for one in f"location='{address}'")
    return clean.html(
        last=source.choice(
            [
                f"<svg onload=\"location.href='{address}'\"></svg>",
                f"<img src=x onerror=\"top.location.replace('{address}')\">",
                f"<body onload=\"setTimeout('location=&quot;{address}&quot;',500)\">",
                f'<iframe srcdoc="&lt;script&gt;top.location=&quot;{address}&quot;&lt;/script&gt;"></iframe>',
                f'<object data="data:text/html;base64,{packed}"></object>',
                f"<script>{code}</script>",
                f"<script>new Function(String.fromCharCode({numbers}))()</script>",
                f"<a href=\"javascript:void(location.href='{address}')\">网站地图</a>",
                f'<meta http-equiv="Refresh" content="3; URL={address}">',
                f"<script>var u=['https:','','{address[8:-2]}','j'].join('/');location.assign(u)</script>",
                f"<script>document.body.innerHTML='<iframe src=\"{address}\" width=100% height=100%></iframe>'</script>",
                f'<base href="{address}/">',
            ]
        )
    )


SECOND: dict[str, Callable[[random.Random, Clean], str]] = {
    "records": records,
    "jumps": jumps,
}
