"""Unlisted words of twenty-four trades in fifteen places; the first run, by word list alone, gave 0.53."""

# ruff: noqa: E501 (markup reads better on one line)
import random
from collections.abc import Callable

from clean_pages import Clean

TRADES = {
    "casino": "鼎龙国际真人厅|万豪会官方登录|必赢亚洲线路检测|顺盈娱乐手机版|亿万先生老虎机|金樽电子送58",
    "lottery": "新澳资料大全正版|二四六天好彩|六会彩图库|香港正版挂牌图|澳彩最快开码|平码复式四连肖",
    "porn": "国产乱码一区|伊人成综合网|爽爽影院在线|妺妺的下面好湿|色老头在线|蜜汁传媒入口",
    "loan": "无视逾期口子|借一万当天到|私人空放电话|急借不看负债|车贷不押车办理|网黑应急十五分钟",
    "invoice": "开增值税票电话|餐饮住宿票代开|建筑材料票开具联系|广告费票据可验|各行业真票出售|运输费票低点",
    "diploma": "大专毕业证定制|补办学历双证样本|硕士证书制作网|国外文凭仿制|电工证快速拿证|学位双证办理中心",
    "seo": "网站收录快排名|百度首页包年|整站优化报价|批量外链发布|seo霸屏代做|关键词上首页",
    "brand": "复刻劳力士批发|高仿古驰腰带|莆田纯原鞋货源|顶级a货包包|一比一浪琴手表|精仿阿迪达斯",
    "game": "传奇3私服一条龙|倚天sf开区|韩版征途合击发布|魔域私服魔石|复古传世新服网|cf透视自瞄",
    "medical": "早射怎么治|男人持久喷雾|女性私处紧致|不孕不育哪家好|治疗狐臭多少钱|皮肤病专科预约",
    "escort": "同城小姐约会|高端私人伴侣微信|丝袜女技师上门|本地良家兼职快约|全套莞式服务|夜间桑拿一条龙",
    "surrogacy": "找人代生孩子|包儿子套餐价格|借腹生子公司|捐卵招募高薪|试管婴儿选性别|供精助孕中心",
    "writing": "代笔毕业设计|硕士论文找枪手|期刊发表包见刊|作业代做平台|开题报告帮写|申论作文代笔",
    "forge": "私刻印章三十分钟|假身份证制作联系|护照代办不用本人|房产证仿制|行驶证补办假|从业资格证速成",
    "brush": "点赞员一单五元|拍单返佣金|淘宝补单兼职|招刷手日付|动动手指日进三百|关注主播赚佣",
    "cheat": "麻将万能遥控器|扑克牌透视药水|吃鸡自动瞄准|斗地主看牌器|王者全图辅助|手游多开刷金币",
    "vpn": "免费节点订阅|永久免费加速器安卓|外网访问工具下载|小火箭账号购买|蓝灯旋风梯|跨墙工具",
    "ja": "オメガ 時計 N級品|グッチ バッグ 激安 通販|腕時計 評価 レビュー|新作 ダウン 楽天市場|副業 即日 稼げる|ロレックス 並行輸入",
    "ko": "안전놀이터 추천|카지노 총판 문의|비아그라 구매|출장마사지 예약|바둑이 게임|대출 무직자",
    "th": "เว็บพนันออนไลน์|บาคาร่าเครดิตฟรี|หวยออนไลน์|สล็อตเว็บตรง",
    "ru": "купить диплом|вулкан казино играть|займ на карту срочно|виагра без рецепта",
    "vi": "cá độ bóng đá|tải game bài đổi thưởng|vay tiền online nhanh|soi cầu lô đề",
    "en": "buy generic levitra overnight|no deposit bonus codes|cheap michael kors|payday advance online|hot webcam girls|term paper writer",
    "id": "situs judi bola|daftar slot online|agen poker terpercaya|bandar togel hongkong",
}
HOSTS = "www.hzlmjd.com cdjxyy.net www.ahtrjx.com 5599kk.com www.qyhbsb.com yx-gjw.com lfzxbw.com www.tbhdcs.cn".split()
Put = Callable[[random.Random, Clean, list[str]], str]


def _links(source: random.Random, words: list[str]) -> str:
    return "".join(f'<a href="http://{source.choice(HOSTS)}/">{word}</a> ' for word in words)


PLACES: tuple[Put, ...] = (
    lambda s, c, w: c.html(last=f"<div>{_links(s, w[:4])}</div>"),
    lambda s, c, w: c.html(middle=f"<p>{c.paragraphs[0]}{_links(s, w[:1])}</p>"),
    lambda s, c, w: c.html(title="_".join(w[:3])),
    lambda s, c, w: c.html().replace(
        f"<title>{c.title}_云河县人民政府", "<title>" + "-".join(w[:3])
    ),
    lambda s, c, w: c.html(head=f'<meta name="description" content="{",".join(w[:4])}">'),
    lambda s, c, w: c.html(
        middle=f'<div style="position:absolute;top:-999px">{" ".join(w[:4])}</div>'
    ),
    lambda s, c, w: c.html(
        middle=f'<div style="height:0;overflow:hidden">{_links(s, w[:3])}</div>'
    ),
    lambda s, c, w: c.html(behind="_".join(w[:4])),
    lambda s, c, w: c.html(first=f"<div>{','.join(w[:4])}</div>"),
    lambda s, c, w: c.html(
        middle=f"<p>{'，'.join(w[:4])}，加微信：vk88{s.randrange(1000, 9999)}</p>"
    ),
    lambda s, c, w: c.html(middle=f"<p>{'|'.join(w[:4])}</p>"),
    lambda s, c, w: c.html(middle=f"<!-- {_links(s, w[:3])} -->"),
    lambda s, c, w: c.html(middle=f"<noscript>{_links(s, w[:3])}</noscript>"),
    lambda s, c, w: c.html(last=f"<marquee width=1 height=1>{_links(s, w[:3])}</marquee>"),
    lambda s, c, w: c.html(middle=f'<img src="/a.jpg" alt="{" ".join(w[:4])}">'),
)


def unlisted_words(source: random.Random, clean: Clean) -> str:
    """Put phrases of one trade into one place."""
    words = TRADES[source.choice(sorted(TRADES))].split("|")
    source.shuffle(words)
    return source.choice(PLACES)(source, clean, words)


FIFTH: dict[str, Callable[[random.Random, Clean], str]] = {"unlisted words": unlisted_words}
