"""Dictionary words of a text, for ranking and for putting mistyped words right."""

import re
from functools import lru_cache

import rjieba

from gongkai.search.rules.text import fold, is_han

LEAD = 150  # characters at the head of a text whose words count for ranking
WORD_MAX = 8  # characters of a word that is worth a correction
_PIECES = 20_000

# Words that say how something is asked, not what about.
IDLE = frozenset(
    "的 了 吗 呢 吧 啊 和 与 及 或 在 是 有 对 把 被 就 都 也 还 我 你 您 他 她 它 "
    "我们 你们 您们 他们 "
    "这 那 这个 那个 哪 哪里 哪儿 哪些 什么 怎么 怎样 怎么样 怎么办 如何 为什么 是否 可以 可不可以 "
    "能 能否 能不能 请问 想 要 需要 应该 多少 几 多久 谁 一下 关于 有没有 是不是".split()
)
_NEAR = (("zh", "z"), ("ch", "c"), ("sh", "s"), ("ng", "n"))
_IN_PARENTHESES = re.compile(r"\([^()]*\)")
_SPACED = re.compile(r"(?<![一-鿿])(?:[一-鿿][ \u3000]+){1,7}[一-鿿](?![一-鿿])")


def words(text: str) -> list[str]:
    """Return the dictionary words of a folded text, two characters and more, in order."""
    return [word for word in rjieba.cut(text, False) if len(word) > 1]


def pieces(text: str) -> list[str]:
    """Return a text cut where a heading may break; joined they are the text again.

    No cut stands beside a mark. A lone character goes with the word before it, for it ends a name
    that the dictionary does not know (云河+县) or hangs on it (的); after a mark, with the next.
    """
    made: list[str] = []
    for word in rjieba.cut(text, False):
        left = made[-1] if made else ""
        lone = not left or (left[-1].isalnum() and not left[-2:-1].isalnum())
        if left and (lone or len(word) == 1 or not (word[0].isalnum() and left[-1].isalnum())):
            made[-1] += word
        else:
            made.append(word)
    return made


def content(text: str) -> list[str]:
    """Return what a question asks about: its words and lone characters without the idle ones."""
    pieces = [word for word in rjieba.cut(fold(text), False) if word.isalnum() and word not in IDLE]
    solid = [piece for piece in pieces if len(piece) > 1]
    return list(dict.fromkeys(solid or pieces))


def asks(text: str) -> bool:
    """Say whether a text is put as a question: 怎么, 什么, 请问 stand in it."""
    return any(len(word) > 1 and word in IDLE for word in rjieba.cut(fold(text), False))


def vocabulary(text: str) -> set[str]:
    """Return the Han words of a title or keyword that a mistyped word may have meant."""
    found = rjieba.cut_for_search(fold(text), False)
    return {word for word in found if 2 <= len(word) <= WORD_MAX and is_han(word)}


def unspaced(title: str) -> str:
    """Close the gaps of a title set wide: 通　知 becomes 通知."""
    return _SPACED.sub(lambda match: re.sub(r"[ \u3000]", "", match.group()), title)


@lru_cache(maxsize=_PIECES)
def sound(word: str) -> str:
    """Return the reading of a word without tones."""
    import pypinyin  # a third of a second of dictionaries that few processes need

    return "".join(pypinyin.lazy_pinyin(word))


def near(reading: str) -> str:
    """Return a reading with what many speakers do not tell apart made the same."""
    for heard, kept in _NEAR:
        reading = reading.replace(heard, kept)
    return reading


def shortened(word: str) -> set[str]:
    """Return a word and what is left when any one of its characters is taken away."""
    return {word} | {word[:place] + word[place + 1 :] for place in range(len(word))}


@lru_cache(maxsize=_PIECES)
def kin(word: str) -> tuple[str, ...]:
    """Return the tokens under which a mistyped form of a word finds it.

    `p:READING:WORD` for its sound, and for words of three characters and more
    `d:REST:WORD` for the word with any one character missing.
    """
    found = [f"p:{near(sound(word))}:{word}"]
    if len(word) > 2:
        found += sorted(f"d:{rest}:{word}" for rest in shortened(word))
    return tuple(found)


def kin_keys(piece: str) -> list[str]:
    """Return the beginnings of tokens that words close to a mistyped piece would have."""
    if not is_han(piece):
        return [f"p:{near(piece)}:"] if piece.isascii() and piece.isalpha() else []
    # Of two characters one alone says too little: they are only taken for a word that lost one.
    left = shortened(piece) if len(piece) > 2 else {piece}
    return [f"p:{near(sound(piece))}:", *sorted(f"d:{rest}:" for rest in left)]
