"""The terms of letters that tell which matter they are about.

Words of the subject and the text, and two words side by side, which is how names that no
dictionary has are found again. Words that every letter uses are left out.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

import numpy as np
import rjieba
import scipy.sparse
from numpy.typing import NDArray

from gongkai.search.rules.text import fold
from gongkai.trends.learning.grams import Matrix
from gongkai.trends.rules import places
from gongkai.trends.topics.letters import Kept, Letter

TEXT_READ = 500  # characters of a letter's text; the matter is said at its beginning
SUBJECT_TIMES = 3.0  # how much more a term of the subject counts
PAIR_SHARE = 0.5
TERMS_KEPT = 32  # of one letter, the heaviest
LETTERS_MIN = 2
PLACING_SHARE = 0.5  # of the letters in which a term stands in the name of a place
PLACE_PART, MATTER_PART = 0.65, 0.76
LETTERS_SHARE_MAX = 0.1
BATCH = 2_000

# Words of letters as such, whatever they are about.
PLAIN = frozenset(
    "的 了 是 在 我 有 和 就 不 人 都 一 一个 上 也 很 到 说 要 去 你 会 着 没有 看 好 "
    "自己 这 那 他 她 它 "
    "我们 你们 您 您好 你好 尊敬 领导 书记 市长 区长 县长 局长 厅长 谢谢 感谢 请问 请 希望 望 "
    "反映 投诉 咨询 建议 举报 求助 请求 强烈 呼吁 要求 关于 问题 情况 有关 相关 部门 政府 "
    "有关部门 "
    "相关部门 解决 处理 回复 答复 给予 尽快 进行 目前 现在 已经 一直 可以 能否 是否 什么 "
    "怎么 如何 "
    "为什么 为何 因为 所以 但是 而且 如果 还是 还有 这个 那个 这样 这些 那些 他们 大家 "
    "老百姓 百姓 "
    "群众 市民 居民 业主 本人 多次 时候 时间 之后 以后 以及 并且 或者 没 被 把 让 给 向 "
    "从 对 为 与 "
    "及 等 之 其 此 该 各 每 再 又 还 才 只 最 更 太 非常 严重 严重影响 影响 生活 麻烦 "
    "帮忙 关注 重视 "
    "造成 导致 存在 出现 发现 知道 认为 觉得 需要 应该 必须 不能 无法 不会 没人 无人 何时 "
    "多久 几年 "
    "加快 力度 步伐 刻不容缓 具体 行动 建设 加强 加大 再次 第三次 第二次 无果 维权 半年 "
    "违规 非法 违法 恶意 "
    "今年 去年 每天 晚上 白天 今天 昨天 年 月 日 号 市 区 县 省 镇 小区 附近 社区 街道 村 "
    "组 路 临街 门面 楼下 周边".split()
)


@dataclass(frozen=True, slots=True)
class Terms:
    """Letters in the order of their time, and the weights of their terms.

    Rows have length 1 and hold place and matter; `place` and `matter` hold one of them alone,
    of length 1, or nothing at all; `named` says whose subject
    names a place.
    """

    kept: Kept
    rows: Matrix
    place: Matrix
    matter: Matrix
    named: NDArray[np.bool_]
    names: list[str]


def gather(letters: Iterable[Letter]) -> Terms:
    """Read letters and weigh their terms."""
    kept = Kept()
    known: dict[str, int] = {}
    said = Said()
    rest = iter(letters)
    while batch := list(islice(rest, BATCH)):
        for letter in batch:
            kept.add(letter)
        said.add([_terms(letter, known) for letter in batch])
    return _weighed(kept, known, said)


class Said:
    """What letters say, one long row for each column, so that it needs little room."""

    def __init__(self) -> None:
        self._cells: list[NDArray[np.int32]] = []
        self._shares: list[NDArray[np.float32]] = []
        self._lengths: list[NDArray[np.int32]] = []

    def add(self, found: list[dict[int, float]]) -> None:
        """Add the terms of letters."""
        self._lengths.append(np.array([len(one) for one in found], dtype=np.int32))
        self._cells.append(np.fromiter((key for one in found for key in one), dtype=np.int32))
        self._shares.append(
            np.fromiter((share for one in found for share in one.values()), dtype=np.float32)
        )

    def columns(self) -> tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.int32]]:
        """Return the term and share of each thing said, and how many each letter says."""
        cells = np.concatenate([np.zeros(0, dtype=np.int32), *self._cells])
        shares = np.concatenate([np.zeros(0, dtype=np.float32), *self._shares])
        return cells, shares, np.concatenate([np.zeros(0, dtype=np.int32), *self._lengths])


def _terms(letter: Letter, known: dict[str, int]) -> dict[int, float]:
    """Return the terms of one letter with how much each is said; below 0 as part of a place."""
    said: dict[int, float] = {}
    for text, share in ((letter.subject, SUBJECT_TIMES), (letter.text[:TEXT_READ], 1.0)):
        inside = bytearray(len(text))
        for first, last in places.spans(text):
            inside[first:last] = b"\x01" * (last - first)
        before, at = "", 0
        for word in rjieba.cut(fold(places.without_codes(text)), True):
            sign = -1.0 if inside[at] else 1.0
            at += len(word)
            if not word.isalnum() or word in PLAIN or (len(word) == 1 and not word.isdigit()):
                before = "" if not word.isalnum() else before
                continue
            _say(said, known.setdefault(word, len(known)), share * sign)
            if before:
                pair = known.setdefault(f"{before} {word}", len(known))
                _say(said, pair, share * sign * PAIR_SHARE)
            before = word
    return said


def _say(said: dict[int, float], place: int, share: float) -> None:
    if abs(share) > abs(said.get(place, 0.0)):
        said[place] = share


def _weighed(kept: Kept, known: dict[str, int], said: Said) -> Terms:
    total = len(kept)
    columns, shares, size = said.columns()
    held = np.bincount(columns, minlength=len(known))
    as_place = np.bincount(columns, weights=shares < 0, minlength=len(known))
    placing = as_place > PLACING_SHARE * held
    telling = (held >= LETTERS_MIN) & (held <= max(10, LETTERS_SHARE_MAX * total))
    plain = np.array([places.is_plain(name) for name in known], dtype=np.bool_)
    telling &= ~(placing & plain)
    names = [name for name, place in known.items() if telling[place]]
    placing = placing[telling]
    renamed = np.cumsum(telling, dtype=np.int64) - 1
    rarity = np.log1p(total / np.maximum(1, held)).astype(np.float32)
    owner = np.repeat(np.arange(total, dtype=np.int32), size)
    keep = telling[columns]
    owner, shares = owner[keep], np.abs(shares[keep]) * rarity[columns[keep]]
    columns = renamed[columns[keep]].astype(np.int32)
    order = np.argsort(kept.days(), kind="stable")
    halves = []
    for half in (placing[columns], ~placing[columns]):
        chosen = _heaviest(owner[half], shares[half], TERMS_KEPT)
        halves.append(
            _even(
                scipy.sparse.csr_matrix(
                    (shares[half][chosen], (owner[half][chosen], columns[half][chosen])),
                    shape=(total, max(1, len(names))),
                    dtype=np.float32,
                )[order]
            )
        )
    place, matter = halves
    whole = _even((PLACE_PART * place + MATTER_PART * matter).tocsr())
    kept = kept.only(order.tolist())
    named = np.array([places.named_in(subject) for subject in kept.subjects], dtype=np.bool_)
    return Terms(kept, whole, place, matter, named, names)


def _even(rows: Matrix) -> Matrix:
    """Return rows brought to length 1."""
    norms = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    rows.data /= np.repeat(np.maximum(norms, 1e-9), np.diff(rows.indptr)).astype(np.float32)
    return rows


def _heaviest(
    owner: NDArray[np.int32], shares: NDArray[np.float32], most: int
) -> NDArray[np.int64]:
    """Return the places of the heaviest terms of each letter."""
    order = np.lexsort((-shares, owner))
    sorted_owner = owner[order]
    starts = np.searchsorted(sorted_owner, sorted_owner, side="left")
    chosen: NDArray[np.int64] = order[np.arange(len(order)) - starts < most]
    return chosen
