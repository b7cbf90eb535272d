"""What a question asks about, and what kind of thing would answer it."""

import re
from dataclasses import dataclass
from enum import Enum

import rjieba

from gongkai.answers.rules.synonyms import ALIKE
from gongkai.search.rules.text import fold, grams

QUESTION_MAX = 300  # characters that are read
GRAMS_MAX = 60
WORDS_MAX = 30

# What says that and how something is asked, not what about.
_ASKING = re.compile(
    r"请问|您好|你好|想问一下|想咨询|咨询一下|什么时候|什么时间|什么样的?|什么|"
    r"哪些|哪几[个项家种类]?|哪[个家里天儿]|哪|如何|怎样的?|怎么样?|怎么办|多少|是否|为什么|为何|"
    r"吗|呢|吧|啊|谁|何时|何地|有没有|能不能|可不可以|是不是|会不会"
)
# Words of nearly every question about a policy: they are looked for, but tell little.
_FRAME = frozenset(
    "具体 内容 方面 要求 提出 采取 进行 做出 作出 规定 分别 相关 有关 情况 目前 需要 应该 应当 "
    "可以 主要 出台 制定 实施 开展 做好 问题 措施 举措 政策 办法 包括 指 做 对 能 要".split()
)
FRAME_SHARE = 0.5
PROVINCES = tuple(
    "北京 天津 上海 重庆 河北 山西 辽宁 吉林 黑龙江 江苏 浙江 安徽 福建 江西 山东 河南 湖北 湖南 "
    "广东 海南 四川 贵州 云南 陕西 甘肃 青海 台湾 内蒙古 广西 西藏 宁夏 新疆 香港 澳门".split()
)
_TOWN = re.compile(r"([\u4e00-\u9fff]{2,3})[市县区州盟](?!场|民|域|分|别|委|长|级|政)")
_NUMBER = re.compile(r"\d+")
_HAN_RUN = re.compile(r"[\u4e00-\u9fff]+")


class Want(Enum):
    """What kind of thing would answer a question."""

    AMOUNT = "amount"
    TIME = "time"
    WHO = "who"
    WHERE = "where"
    LIST = "list"


_WANTS = (
    (Want.AMOUNT, re.compile(r"多少|几[个家项种天次名所类]|多大|多久|多长|比例|标准|额度|期限")),
    (Want.TIME, re.compile(r"什么时候|何时|什么时间|哪天|几[号日月点时]|截止|到期|日期|多久")),
    (Want.WHO, re.compile(r"谁|哪家|哪个(?:部门|单位|机构)|哪些(?:部门|单位|机构)|由哪")),
    (Want.WHERE, re.compile(r"哪里|哪儿|何处|何地|什么地方|网站|渠道|电话|地址")),
    (Want.LIST, re.compile(r"哪些|措施|要求|举措|做法|内容|如何|怎么|怎样|方面|条件|材料|流程")),
)
_SIGNS = {
    Want.AMOUNT: re.compile(
        r"\d+(?:\.\d+)?[%万亿元倍个名家项次所天台条年月]|百分之|[一二三四五六七八九十百]+[个年倍成天万]"
    ),
    Want.TIME: re.compile(
        r"\d+[月年日时点号]|\d+个?工作日|[一二三四五六七八九十]+个?(?:月|工作日|日内)"
    ),
    Want.WHO: re.compile(r"局|部|委|厅|公司|集团|中心|医院|银行|办公室"),
    Want.WHERE: re.compile(r"www|http|网|app|公众号|微信|平台|窗口|大厅|\d{5,}"),
    Want.LIST: re.compile(
        r"[一二三四五六七八九十][是、要]|[(（][一二三四五六七八九十\d]+[)）]|\d[.、．]|①|;|；"
    ),
}

SIGNS_ENOUGH = dict.fromkeys(Want, 1) | {Want.LIST: 3}


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as it is looked for.

    `grams`, `trigrams` and `words` are tokens of the folded question without its question words,
    with how much each counts (1, or less for words of every question). `alike` holds for a word
    other words that may stand in its place.
    """

    text: str
    grams: dict[str, float]
    trigrams: dict[str, float]
    words: dict[str, float]
    alike: dict[str, tuple[str, ...]]
    runs: tuple[str, ...]
    places: frozenset[str]
    numbers: frozenset[str]
    wants: frozenset[Want]

    @property
    def empty(self) -> bool:
        """Whether nothing is left to look for."""
        return not self.grams


def places_in(folded: str) -> frozenset[str]:
    """Return the provinces and towns that a text names."""
    found = {name for name in PROVINCES if name in folded}
    return frozenset(found | set(_TOWN.findall(folded)))


def gram_list(folded: str) -> list[str]:
    """Return the pairs and words of a folded text without lone Han characters."""
    return [token for token in grams(folded).split() if len(token) > 1 or token.isascii()]


def trigram_list(folded: str) -> list[str]:
    """Return the runs of three Han characters of a folded text."""
    return [run[at : at + 3] for run in _HAN_RUN.findall(folded) for at in range(len(run) - 2)]


def word_list(folded: str) -> list[str]:
    """Return the dictionary words of a folded text, of two characters and more."""
    return [word for word in rjieba.cut(folded, False) if len(word) > 1 and word.isalnum()]


def read(question: str) -> Asked:
    """Return what a question asks about."""
    folded = fold(question[:QUESTION_MAX]).strip()
    plain = _ASKING.sub(" ", folded)
    if not gram_list(plain):
        plain = folded
    words = {word: FRAME_SHARE if word in _FRAME else 1.0 for word in word_list(plain)[:WORDS_MAX]}
    frame = {token for word in words if word in _FRAME for token in gram_list(word)}
    return Asked(
        text=folded,
        grams={
            token: FRAME_SHARE if token in frame else 1.0
            for token in dict.fromkeys(gram_list(plain)[:GRAMS_MAX])
        },
        trigrams=dict.fromkeys(trigram_list(plain)[:GRAMS_MAX], 1.0),
        words=words,
        alike={word: ALIKE[word] for word in words if word in ALIKE},
        runs=tuple(_HAN_RUN.findall(plain)),
        places=places_in(folded),
        numbers=frozenset(_NUMBER.findall(folded)),
        wants=frozenset(want for want, sign in _WANTS if sign.search(folded)),
    )


def signs_of(want: Want, folded: str) -> int:
    """Return how many signs of an answer of this kind stand in a text, counted up to enough."""
    if SIGNS_ENOUGH[want] == 1:
        return int(_SIGNS[want].search(folded) is not None)
    return len(_SIGNS[want].findall(folded))
