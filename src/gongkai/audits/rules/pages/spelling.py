"""Which word a few syllables beside a character stand for: 发展 for "fa展". Read on first use."""

from functools import cache

from pypinyin import phrases_dict

Key = tuple[str, tuple[str, ...], str]
PLAIN = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvnnnm")


def plain(syllable: str) -> str:
    """Return a syllable without its tone."""
    return syllable.lower().translate(PLAIN).replace("ü", "v").replace("u:", "v")


@cache
def words_by_reading() -> dict[Key, str]:
    """Return the spelled part of known words by (before, syllables, after)."""
    table: dict[Key, str] = {}
    for word, readings in phrases_dict.phrases_dict.items():
        if not 2 <= len(word) <= 4 or len(readings) != len(word):
            continue
        syllables = tuple(plain(one[0]) for one in readings)
        for cut in range(1, len(word)):
            table.setdefault(("", syllables[:cut], word[cut]), word[:cut])
            table.setdefault((word[cut - 1], syllables[cut:], ""), word[cut:])
    return table
