"""Whether a phrase is in the office's language, told without a list of bad words.

Official language repeats itself: most pairs of neighbouring characters of a new text stand in older
ones. A phrase of pairs that no official text uses, and the page itself neither, comes from outside.
So does one in a script that the page does not write. That alone proves nothing: places and people
have strange names too. `unlike` weighs where it stands.
"""

# ruff: noqa: E501 (word lists read better in long lines)

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.audits.rules.pages.fold import BETWEEN
from gongkai.audits.rules.pages.han import HAN_CLASS

PAIRS_MIN = 3
STRANGE_SHARE = 0.4
STRANGE_SHARE_SIGNED = 0.25  # where two signs of an offer stand
SHARED_SHARE = 0.2
LETTERS_LONG = 12
WORDS_LONG = 6
LETTERS_MIN = 5
LATIN_WORDS_MIN = 2
OTHER_SHARE = 0.15
HAN_RUN = re.compile(f"[{HAN_CLASS}]{{2,}}")
HAN = re.compile(f"[{HAN_CLASS}]")
APART = re.compile(rf"(?<=[{HAN_CLASS}]){BETWEEN}(?=[{HAN_CLASS}](?:{BETWEEN}[{HAN_CLASS}]|$))")
# Words of bodies, places and a page's own controls: what carries one is a name, not an offer.
PUBLIC = re.compile(
    "政府|政务|人民|公开|公告|公示|通知|公报|政策|法规|法律|条例|领导|干部|党|国家|全国|全省|全市|全县|群众|街道|社区|[县乡镇]"
    "|[省市区村旗盟]$|[局委厅]$|办公室|中国|大学|学院|学校|中学|小学|幼儿园|医院|银行|集团|有限公司|责任公司|分公司|协会|学会|商会|联合会|基金会|合作社"
    "|日报|晚报|电视台|广播|新闻|要闻|工作|招标|采购|项目|工程|乡村|文明|景区|博物馆|图书馆|文化馆|版权|备案|浏览|字号|打印|关闭"
    "|无障碍|长者|客户端|公众号|技术支持|委员|代表|主任|书记|同志"
)
# Signs of scripts that Chinese pages do not write, but for names of languages.
SCRIPTS = {
    "kana": re.compile("[\u3041-\u3096\u30a1-\u30fa]"),
    "hangul": re.compile("[\u1100-\u11ff\uac00-\ud7a3]"),
    "thai": re.compile("[\u0e01-\u0e5b]"),
    "cyrillic": re.compile("[\u0400-\u04ff]"),
    "arabic": re.compile("[\u0620-\u064a]"),
    "devanagari": re.compile("[\u0900-\u097f]"),
    "vietnamese": re.compile("[\u0103\u0111\u01a1\u01b0\u1ea0-\u1ef9]"),
    "accented": re.compile("[ãâçëîïñôõöûßäœğışåøæłżćśęąźřůčžőű]"),  # letters that no pinyin has
}
OTHER = re.compile("[ãâçëîïñôõöûßäœğışåøæłżćśęąźřůčžőű\u0103\u0111\u01a1\u01b0\u0400-\u04ff\u0620-\u064a\u0900-\u097f\u0e01-\u0e5b"
                   "\u1100-\u11ff\u1ea0-\u1ef9\u3041-\u3096\u30a1-\u30fa\uac00-\ud7a3]")  # fmt: skip
LANGUAGES = re.compile(
    "日本語|にほんご|한국어|한글|조선어|조선말|русский|язык|ภาษา|ไทย|tiếng|việt|العربية|हिन्दी|монгол|қазақ|кыргыз|ئۇيغۇر"
)
# Whole words: the letters between the figures of a key or a signature are none.
LATIN_WORD = re.compile(r"(?<![a-z0-9+=])[a-z]{2,}(?![a-z0-9+=])")
# Single characters and words of those who sell; they say nothing of a phrase in official language.
OFFER = re.compile(
    "[买卖售购价钱送费货售赚佣赌彩博码贷借款证票章刻假仿服挂药孕精性约私男女爽妹姐骚湿乱秒号播影撸炮]"
    "|免费|高清|在线|网站|官网|官方|下载|登录|入口|注册|手机版|平台|娱乐|游戏|国际|电子|真人|代[办做写笔生考开]|包[过儿成年]"
    "|怎么|哪家|哪里|排名|优化|收录|外链|霸屏|首页|批量|上门|兼职|一条龙|专业|联系|电话|微信|快速|快约|定制|样本|破解|加速|节点"
    "|透视|瞄准|遥控|辅助|全图|全套|技师|出租|求购|收购|打款|过户|情人|伴侣|小姐|应急|口子|到账|放款|点赞|一单|补单|日付|日结|招募|高薪|正版|最快|最新"
    "|版$|app|论坛|资源|资料|图库|枪手|枪|挣|提现|充值|会所|养生|桑拿|激情|性感|私密|抢|催收|讨账|要账|侦探|取证|清单打印|回收|高价|团购|特价|特惠|分期|首付|改命|转运|开光|算命|大师|涨停|喊单|盈利"
    "|内部|认购|全集|网盘|链接|删减|限制级|会员|俱乐部|转让|免税|一次性|神器|黄牛|优惠|返利|红包|体验金|试玩|大全|交友|诚信|保密|现货|包邮|厂家|直销|加盟|招商|代理"
)
# Papers for sale, said in words that offices use too.
FORGED = re.compile(
    r"(?:[证票章凭]|学历|文凭|流水|执照)[\u4e00-\u9fff]{0,5}(?:代开|仿制|样本|定做|定制|出售|可验|真票|速成|包过|快速拿|低点|不用本人|补办假)"
    r"|(?:私刻|代开|仿制|定做|定制|出售|[真假])[\u4e00-\u9fff]{0,5}(?:[证票章凭]|学历|文凭|流水)"
)
# Words of pages in English that a Chinese page may carry beside its own.
PUBLIC_LATIN = frozenset(
    """government county city province people china chinese office home about contact news english version
    welcome service services public information bureau website official copyright rights reserved site map
    portal search login language department committee municipal district affairs hotline tel fax email address
    wechat weibo app browser javascript enabled loading menu close back top page next previous error
    policy law travel tourism culture investment guide technology development free trade town village""".split()
)
OFFER_LATIN = re.compile(
    r"\b(?:buy|cheap|cheapest|online|free|bonus|bonuses|casino|slots?|bet|bets|betting|poker|sex|sexy|porn|xxx|nude|girls?|hot"
    r"|dating|escorts?|viagra|cialis|levitra|pills?|pharmacy|prescription|generic|order|discount|sale|outlet|replica|loans?|credit"
    r"|payday|advance|essays?|paper|writers?|writing|dissertation|crypto|bitcoin|forex|seo|backlinks?|win|jackpot|lottery|situs|judi"
    r"|agen|bandar|daftar|togel|gacor|live|cams?|webcam|vip|deposit|download|crack|keygen|torrent|streaming|watch|movies?|shop|store"
    r"|coupons?|deals?|price|prices|overnight|shipping|gratis|kaufen|acheter|comprar|barato|kredit|cvv|fake|passport|diploma|hack)\b"
)
ADDRESSED = re.compile(r"https?:|www\.|@|\.(?:cn|com|net|org|html?|php|pdf|docx?|xlsx?)\b")
DASH = re.compile(rf"(?<=[{HAN_CLASS}a-z0-9])\s?-\s?(?=[{HAN_CLASS}])|\s-\s")
PIECE = re.compile(r"[^_|｜,，、;；。!！?？…/\\\n\t~>»<«·•—:：【】\[\]()（）{}\"“”*★☆■●◆]+")


@dataclass(frozen=True, slots=True)
class Usage:
    """Pairs of characters that official texts use: for each first one, all the second ones."""

    pairs: dict[str, str] = field(default_factory=dict)

    def knows(self, pair: str) -> bool:
        """Say whether official texts use a pair of characters."""
        return pair[1] in self.pairs.get(pair[0], "")


def usage_of(lines: str) -> Usage:
    """Return the usage of a file's lines: a first character, then the second ones."""
    return Usage({line[0]: line[1:] for line in lines.split("\n") if len(line) > 1})


def pieces(text: str) -> list[str]:
    """Return the phrases of a folded text: cut at marks, and at spaces between Chinese words."""
    found = []
    for match in PIECE.finditer(DASH.sub("|", APART.sub("", text))):
        piece = match.group().strip(" -")
        spaced = HAN.search(piece) and not OTHER.search(piece)
        found += piece.split() if spaced else [piece]
    return [piece for piece in found if len(piece) > 1]


@dataclass(frozen=True, slots=True)
class Company:
    """What a page says elsewhere, against which its phrases are held.

    Attributes:
        text: The page's folded text.
        within: Whether the phrases stand in that text themselves.
    """

    text: str
    within: bool

    def has(self, part: str) -> bool:
        """Say whether the page says a thing elsewhere."""
        if not self.within:
            return part in self.text
        first = self.text.find(part)
        return first >= 0 and self.text.find(part, first + len(part)) >= 0


def strangeness(piece: str, usage: Usage, company: Company) -> float:
    """Return the share of a phrase's pairs that neither official texts nor the page use, 0 to 1.

    A phrase that shares next to nothing with its page weighs twice.
    """
    pairs = [run[at : at + 2] for run in HAN_RUN.findall(piece) for at in range(len(run) - 1)]
    if len(pairs) < PAIRS_MIN or PUBLIC.search(piece):
        return 0.0
    unused = [pair for pair in pairs if not usage.knows(pair)]
    unknown = sum(not company.has(pair) for pair in unused)
    if 2 * unknown < STRANGE_SHARE_SIGNED * len(pairs):
        return unknown / len(pairs)  # too little, even if it weighed twice
    twice = sum(map(company.has, pairs)) <= SHARED_SHARE * len(pairs)
    return (1 + twice) * unknown / len(pairs)


def is_strange(piece: str, usage: Usage, company: Company) -> bool:
    """Say whether a phrase is in nobody's language here: not the office's, not the page's."""
    if LANGUAGES.search(piece):
        return False
    if OTHER.search(piece):
        return _other_script(piece, company)
    if HAN.search(piece):
        return strangeness(piece, usage, company) >= STRANGE_SHARE
    words = LATIN_WORD.findall(piece)
    if len(words) < LATIN_WORDS_MIN or ADDRESSED.search(piece) or PUBLIC_LATIN & set(words):
        return False
    return sum(company.has(word) for word in words) * 2 < len(words)


def is_offer(piece: str, usage: Usage, company: Company) -> bool:
    """Say whether a strange phrase offers something, or is in a script the page does not write."""
    if LANGUAGES.search(piece):
        return False
    if OTHER.search(piece):
        return _other_script(piece, company)
    if HAN.search(piece):
        if FORGED.search(piece):
            return not company.has(piece)
        signs = len(set(OFFER.findall(piece)))
        asked = STRANGE_SHARE if signs == 1 else STRANGE_SHARE_SIGNED
        return bool(signs) and strangeness(piece, usage, company) >= asked
    return _latin(piece, company)


def _other_script(piece: str, company: Company) -> bool:
    for script in SCRIPTS.values():
        if script.search(piece) and len(re.findall(r"[^\W\d_]", piece)) >= LETTERS_MIN:
            return len(script.findall(company.text)) <= OTHER_SHARE * len(company.text)
    return False


def _latin(piece: str, company: Company) -> bool:
    words = LATIN_WORD.findall(piece)
    if len(words) < LATIN_WORDS_MIN or ADDRESSED.search(piece) or not OFFER_LATIN.search(piece):
        return False
    return sum(company.has(word) for word in words) * 2 < len(words)


def weight(offered: Iterable[str]) -> int:
    """Return how many phrases there are; a long one in letters is several that nothing parts."""
    return sum(
        2
        if len(OTHER.findall(piece)) >= LETTERS_LONG or len(LATIN_WORD.findall(piece)) >= WORDS_LONG
        else 1
        for piece in offered
    )


def strange(found: Iterable[str], usage: Usage, company: Company) -> list[str]:
    """Return the strange ones among phrases, each once."""
    return [piece for piece in dict.fromkeys(found) if is_strange(piece, usage, company)]


def offers(found: Iterable[str], usage: Usage, company: Company) -> list[str]:
    """Return the offers among phrases, each once."""
    return [piece for piece in dict.fromkeys(found) if is_offer(piece, usage, company)]
