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
_PLAIN_END = 0x20000  # the planes above hold Han characters and nothing that needs folding
_HAN = ((0x3005, 0x3006), (0x3007, 0x3008), (0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_HAN_EXTENSIONS = (0x20000, 0x323B0)
_ZEROS = "○◯"  # circles that people type for 〇


@cache
def _tables() -> tuple[NDArray[np.uint32], NDArray[np.uint8]]:
    """Return the folded code and the class of every code point."""
    folded = np.arange(_CODES, dtype=np.uint32)
    classes = np.zeros(_CODES, dtype=np.uint8)
    for code in range(_PLAIN_END):
        character = chr(code)
        plain = _plain(character)
        folded[code] = ord(plain)
        if unicodedata.category(plain)[0] in "LMN":
            classes[code] = WORD
    for first, end in (*_HAN, _HAN_EXTENSIONS):
        classes[first:end] = HAN
    traditional = "".join(
        chr(code) for first, end in (*_HAN, _HAN_EXTENSIONS) for code in range(first, end)
    )
    lines = opencc.OpenCC("t2s").convert("\n".join(traditional)).split("\n")
    simplified = {
        ord(old): ord(new) for old, new in zip(traditional, lines, strict=True) if len(new) == 1
    }
    for code, plain_code in enumerate(folded[:_PLAIN_END].tolist()):
        folded[code] = simplified.get(plain_code, plain_code)
    for code in range(*_HAN_EXTENSIONS):
        folded[code] = simplified.get(code, code)
    for circle in _ZEROS:
        folded[ord(circle)] = ord("〇")
    folded[_SURROGATES] = _REPLACEMENT
    classes = classes[folded]
    return folded, classes


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
    codes = _codes(text)
    if not len(codes):
        return ""
    codes, classes, lone = _with_leads(codes, _tables()[1][codes])
    following = np.zeros_like(classes)
    following[:-1] = classes[1:]
    successor = np.zeros_like(codes)
    successor[:-1] = codes[1:]
    han = classes == HAN
    ends = han | ((classes == WORD) & (following != WORD))
    cells = np.zeros((len(codes), 3), dtype=np.uint32)
    cells[:, 0] = np.where(classes != OTHER, codes, 0)
    cells[:, 1] = np.where(han & (following == HAN) & ~lone, successor, 0)
    cells[:, 2] = np.where(ends, _SPACE, 0)
    return _spelled(cells[cells != 0])


def _with_leads(
    codes: NDArray[np.uint32], classes: NDArray[np.uint8]
) -> tuple[NDArray[np.uint32], NDArray[np.uint8], NDArray[np.bool_]]:
    """Double the first character of each longer Han run that follows letters or digits.

    Returns the codes, their classes, and which of them stand for themselves alone.
    """
    places = np.flatnonzero(classes)
    kinds = classes[places]
    first = places[1:][(kinds[:-1] == WORD) & (kinds[1:] == HAN)]
    first = first[first + 1 < len(classes)]
    first = first[classes[first + 1] == HAN]
    lone = np.zeros(len(codes) + len(first), dtype=np.bool_)
    if len(first):
        lone[first + np.arange(len(first))] = True
        codes = np.insert(codes, first, codes[first])
        classes = np.insert(classes, first, np.uint8(HAN))
    return codes, classes, lone


def squeeze(text: str) -> str:
    """Return only the letters, digits and Han characters of a text, folded."""
    codes = _codes(text)
    return _spelled(codes[_tables()[1][codes] != OTHER])


def is_han(text: str) -> bool:
    """Say whether a text is Han characters throughout; an empty one is not."""
    return bool(text) and bool((_tables()[1][_codes(text)] == HAN).all())


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
