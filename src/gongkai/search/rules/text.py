"""How text becomes tokens, the same way for what is indexed and for what is asked.

Folding maps each character to one character, so a place in the folded text is the same place in the
text: full width to half width, capitals to small letters, compatibility forms to plain ones,
traditional to simplified. Tokens are then

* for a run of Han characters every pair, and at its end the last character alone:
  预算公开 gives 预算 算公 公开 开;
* for a run of other letters and digits the run itself;
* where a Han run of two and more follows such a run, its first character alone before its pairs:
  5月份 gives 5 月 月份 份, so that 5月 is found.

A phrase of pairs therefore stands in the tokens exactly where the word stands in the text: the
lone last character keeps two runs apart. Punctuation and spaces give nothing.
"""

import re
import unicodedata
from functools import cache

import numpy as np
import opencc
from numpy.typing import NDArray

OTHER, HAN, WORD = 0, 1, 2  # classes of characters
_SPACE = 32
_CODES = 0x110000
_SURROGATES = slice(0xD800, 0xE000)
_REPLACEMENT = 0xFFFD
_HANGUL = slice(0xAC00, 0xD7A4)
# Outside these nothing has another form: unified Han, Hangul, private use.
_FOLDABLE = (
    *range(0x3400),
    *range(0xA000, 0xAC00),
    *range(0xF900, 0x1BC00),
    *range(0x1D400, 0x20000),
)
_HAN = ((0x3005, 0x3006), (0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_HAN_EXTENSIONS = (0x20000, 0x323B0)
_HAN_RUN = re.compile(
    "[" + "".join(f"{chr(first)}-{chr(end - 1)}" for first, end in (*_HAN, _HAN_EXTENSIONS)) + "]+"
)
_CIRCLES = "○◯"  # circles that people type for 〇


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the folded code and the class of every code point."""
    plain = np.arange(_CODES, dtype=np.uint32)
    classes = np.zeros(_CODES, dtype=np.uint8)
    for code in _FOLDABLE:
        character = _plain(chr(code))
        plain[code] = ord(character)
        if unicodedata.category(character)[0] in "LMN":
            classes[code] = WORD
    classes[_HANGUL] = WORD
    for first, end in (*_HAN, _HAN_EXTENSIONS):
        classes[first:end] = HAN
    for circle in _CIRCLES:
        plain[ord(circle)] = ord("〇")
    plain[_SURROGATES] = _REPLACEMENT
    folded = _simplified()[plain]
    return folded, classes[folded]


def _simplified() -> NDArray[np.uint32]:
    """Return the simplified form of every code point, character by character."""
    table = np.arange(_CODES, dtype=np.uint32)
    spans = [np.arange(first, end, dtype=np.uint32) for first, end in (*_HAN, _HAN_EXTENSIONS)]
    codes = np.concatenate(spans)
    lines = opencc.OpenCC("t2s").convert("\n".join(_spelled(codes))).split("\n")
    whole = [len(line) == 1 for line in lines]
    table[codes[whole]] = [ord(line) for line in lines if len(line) == 1]
    return table


def _plain(character: str) -> str:
    """Return the one letter or digit that a compatibility form stands for, such as ㈠ for 一."""
    spelled = unicodedata.normalize("NFKC", character).lower()
    if len(spelled) == 1:
        return spelled
    letters = [part for part in spelled if part.isalnum()]
    return letters[0] if len(letters) == 1 else character


def _codes(text: str) -> NDArray[np.uint32]:
    raw = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    return _tables()[0][raw]


def _spelled(codes: NDArray[np.uint32]) -> str:
    return codes.tobytes().decode("utf-32-le")


def fold(text: str) -> str:
    """Return the folded text, of the same length."""
    return _spelled(_codes(text))


def grams(text: str) -> str:
    """Return the tokens of a text, folded, with a space after each."""
    return _spelled(_tokens(_codes(text))[0])


def headed_grams(text: str, head: int) -> tuple[str, str]:
    """Return the tokens of a text and those of its first `head` characters.

    What follows the head must begin with something that is neither letter, digit nor Han.
    """
    codes, size = _tokens(_codes(text), head)
    whole = _spelled(codes)
    return whole, whole[:size]


def _tokens(codes: NDArray[np.uint32], head: int = 0) -> tuple[NDArray[np.uint32], int]:
    """Return the characters of the tokens, and how many of them the head has."""
    classes = _tables()[1][codes]
    leads = _leads(classes)
    lone = np.zeros(len(codes) + len(leads), dtype=np.bool_)
    if len(leads):
        lone[leads + np.arange(len(leads))] = True
        times = np.ones(len(codes), dtype=np.int8)
        times[leads] = 2
        codes, classes = codes.repeat(times), classes.repeat(times)
    han = classes == HAN
    pairs = han[:-1] & han[1:] & ~lone[:-1]
    ends = classes == WORD
    ends[:-1] &= classes[1:] != WORD
    cells = np.zeros((len(codes), 3), dtype=np.uint32)
    np.copyto(cells[:, 0], codes, where=classes != OTHER)
    np.copyto(cells[:-1, 1], codes[1:], where=pairs)
    cells[:, 2][han | ends] = _SPACE
    kept = cells != 0
    return cells[kept], int(np.count_nonzero(kept[: head + np.searchsorted(leads, head)]))


def _leads(classes: NDArray[np.uint8]) -> NDArray[np.intp]:
    """Return the places of the first character of each longer Han run after letters or digits."""
    places = np.flatnonzero(classes)
    kinds = classes[places]
    first: NDArray[np.intp] = places[1:][(kinds[:-1] == WORD) & (kinds[1:] == HAN)]
    first = first[first + 1 < len(classes)]
    followed: NDArray[np.intp] = first[classes[first + 1] == HAN]
    return followed


def squeeze(text: str) -> str:
    """Return only the letters, digits and Han characters of a text, folded."""
    codes = _codes(text)
    return _spelled(codes[_tables()[1][codes] != OTHER])


def is_han(text: str) -> bool:
    """Say whether a text is Han characters throughout; an empty one is not."""
    return _HAN_RUN.fullmatch(text) is not None


def runs(text: str) -> list[str]:
    """Return the runs of Han characters and of other letters and digits, folded, in order."""
    codes = _codes(text)
    classes = _tables()[1][codes]
    found: list[str] = []
    start = 0
    folded = _spelled(codes)
    for end in [*(np.flatnonzero(np.diff(classes)) + 1).tolist(), len(folded)]:
        if end > start and classes[start] != OTHER:
            found.append(folded[start:end])
        start = end
    return found


def trimmed(text: str) -> str:
    """Return the folded text from its first to its last letter, digit or Han character."""
    codes = _codes(text)
    places = np.flatnonzero(_tables()[1][codes] != OTHER)
    return _spelled(codes[places[0] : places[-1] + 1]) if len(places) else ""
