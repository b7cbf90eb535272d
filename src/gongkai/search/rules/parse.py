"""What a reader typed, as words to look for.

Words are parted by spaces and by the commas, stops and title marks of a sentence; all must be
found. What stands in quotation marks is one word whatever it holds. `site:CODE` names an organ.
Nothing that can be typed is an error.
"""

import re
from dataclasses import dataclass, replace

from gongkai.search.rules.numbers import looks_like_number, spelled
from gongkai.search.rules.text import grams, is_han, squeeze, trimmed

TEXT_MAX = 200  # characters that are looked for
WORDS_MAX = 16

_QUOTED = re.compile(r'"([^"]*)"|“([^”]*)”|「([^」]*)」|『([^』]*)』|＂([^＂]*)＂')
_BETWEEN = re.compile(r"[\s,，、;；。!！?？《》〈〉\"“”「」『』＂]+")
_SITE = re.compile(r"(?:^|\s)site:([\w-]{1,40})(?=\s|$)", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x1f\x7f\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Word:
    """One word to be found as it stands.

    `tokens` follow each other in the text. With `open_end` the last token is a lone Han character
    that in the text may begin a pair, so any token that begins with it will do.
    """

    text: str
    tokens: tuple[str, ...]
    open_end: bool = False
    quoted: bool = False

    @property
    def han(self) -> bool:
        """Whether the word is one run of Han characters."""
        return is_han(self.text)


@dataclass(frozen=True, slots=True)
class Parsed:
    """A query as it will be looked for.

    `number` is the whole query as a document number, empty when it cannot be one; `title` is the
    whole query as a title. `cut` says that the rest of a long query was left out. `empty` means
    that nothing was asked, not that nothing can be found.
    """

    words: tuple[Word, ...] = ()
    site: str = ""
    number: str = ""
    title: str = ""
    cut: bool = False
    empty: bool = False

    @property
    def text(self) -> str:
        """The words as one line, quotation marks put back."""
        return " ".join(f'"{word.text}"' if word.quoted else word.text for word in self.words)

    def changed(self, old: Word, text: str) -> "Parsed":
        """Return the query with one word spelled another way."""
        new = word_of(text)
        if new is None:
            return self
        words = tuple(new if word is old else word for word in self.words)
        changed = replace(self, words=words, number="")
        return replace(changed, title=squeeze(changed.text))


def parse(text: str) -> Parsed:
    """Read a query."""
    plain = _CONTROL.sub(" ", text[: TEXT_MAX * 2]).strip()
    cut = len(text.strip()) > TEXT_MAX
    plain = plain[:TEXT_MAX]
    site = ""
    if named := _SITE.search(plain):
        site = named.group(1)
        plain = _SITE.sub(" ", plain).strip()
    if not plain:
        return Parsed(site=site, cut=cut, empty=True)
    words: list[Word] = []
    rest = 0
    for quoted in _QUOTED.finditer(plain):
        words += _apart(plain[rest : quoted.start()])
        inside = word_of(next((part for part in quoted.groups() if part), ""))
        words += [replace(inside, quoted=True)] if inside else []
        rest = quoted.end()
    words += _apart(plain[rest:])
    return Parsed(
        words=tuple(dict.fromkeys(words))[:WORDS_MAX],
        site=site,
        number=spelled(plain) if looks_like_number(plain) else "",
        title=squeeze(plain),
        cut=cut or len(set(words)) > WORDS_MAX,
    )


def _apart(text: str) -> list[Word]:
    return [word for part in _BETWEEN.split(text) if (word := word_of(part))]


def word_of(text: str) -> Word | None:
    """Return what to look for; None when there is no letter, digit or Han character in it."""
    tokens = grams(text).split()
    if not tokens:
        return None
    lone = len(tokens[-1]) == 1 and is_han(tokens[-1])
    if lone and len(tokens) > 1:
        if not is_han(tokens[-2]):
            lone = False  # after letters and digits it stands alone in the text too
        elif len(tokens[-2]) == 2:
            tokens.pop()  # it is in the last pair already
            lone = False
    return Word(text=trimmed(text), tokens=tuple(tokens), open_end=lone)
