"""Pinyin notes (D6): a page run through a converter carries readings in brackets all over.

A lesson does so too, and so does a single rare name. A lesson speaks of reading and notes each
character once, with its tone; a converter notes the same common characters again and again.
"""

import re
from collections.abc import Iterator
from functools import cache

from pypinyin import pinyin_dict

from gongkai.audits.rules.pages.findings import (
    RESTORED_CHARACTERS_MAX,
    Code,
    Finding,
    Severity,
    excerpt,
)
from gongkai.audits.rules.pages.fold import TONED
from gongkai.audits.rules.pages.han import HAN, HAN_CLASS, simplify
from gongkai.audits.rules.pages.lists import Thresholds
from gongkai.audits.rules.pages.page import Page
from gongkai.audits.rules.pages.spelling import plain, words_by_reading

SYLLABLE = rf"[A-Za-zü:{TONED}]{{1,7}}"
# Spaces, wide brackets, numbers for tones and repeats occur.
NOTED = re.compile(
    rf"([{HAN_CLASS}])"
    rf"((?:[ \u3000]?[(（\[［〔【][ \u3000]?{SYLLABLE}[1-5]?[ \u3000]?[)）\]］〕】]){{1,6}})"
)
ONE = re.compile(rf"[(（\[［〔【][ \u3000]?({SYLLABLE})[1-5]?[ \u3000]?[)）\]］〕】]")
LESSON = re.compile(
    "拼音|注音|读音|讀音|生字|识字|声调|聲調|多音字|普通话|普通話|读作|讀作|朗读|字音|正音|组词|课文|声母|韵母|古诗|诵读"
    "|易读错|易错字|读准|读错"
)
# One Han character after syllables written out, as in "huifa展", or between them. It begins with
# the letter and looks back from there, so that the search skips to letters; group 1 is there where
# the character follows.
SPELLED = re.compile(
    rf"[a-z](?:(?<![A-Za-z0-9.@/_\-].)[a-z]{{1,11}}(?=[{HAN_CLASS}])()|(?<=[{HAN_CLASS}].)[a-z]{{1,11}}(?![A-Za-z0-9.@/_\-]))"
)
SPELLED_MIN = 3
KNOWN_LATIN = frozenset(
    """app wifi pdf doc docx xls xlsx ppt wps ofd web com cn www http https html net org gov usb cpu
    bot pos kwh email mail tel fax vip logo ktv led gps gdp cpi epc nba ppp xiaomi huawei""".split()
)


@cache
def _readings() -> tuple[dict[int, frozenset[str]], frozenset[str]]:
    every = {
        code: frozenset(plain(one) for one in words.split(","))
        for code, words in pinyin_dict.pinyin_dict.items()
    }
    return every, frozenset(one for words in every.values() for one in words)


def reads(one: str, syllable: str) -> bool:
    """Say whether a syllable, with or without tone, is a reading of a character."""
    return plain(syllable) in _readings()[0].get(ord(one), frozenset())


def find(page: Page, numbers: Thresholds) -> Iterator[Finding]:
    """Yield one finding for the notes of a page, first to last, with the text restored."""
    text = page.shown.text
    notes = [
        match
        for match in (NOTED.finditer(text) if ONE.search(text) else ())
        if any(reads(match[1], syllable) for syllable in ONE.findall(match[2]))
    ]
    if notes:
        yield from _noted(page, notes, numbers)
    yield from _spelled(page)


def _noted(page: Page, notes: "list[re.Match[str]]", numbers: Thresholds) -> Iterator[Finding]:
    text = page.shown.text
    han = len(HAN.findall(text))
    rate = 1000 * len(notes) / max(han, 1)
    repeated = sum(len(ONE.findall(note[2])) > 1 for note in notes)
    if (len(notes) < numbers.notes_min or rate < numbers.notes_per_thousand) and repeated < 3:
        return
    distinct = len({note[1] for note in notes}) / len(notes)
    lesson = len(LESSON.findall(text)) >= (1 if distinct >= 0.5 else 3)
    severity = Severity.BLOCK
    if lesson and repeated < 3 and (distinct >= 0.3 or len(LESSON.findall(text)) >= 5):
        severity = Severity.NOTE
    first, last = notes[0].start(), notes[-1].end()
    restored = restore(text[_line_start(text, first) : _line_end(text, last)])
    span = page.shown.span(first, last)
    yield Finding(
        Code.PINYIN_NOTES, severity, *span, excerpt(page.source, *span),
        "lesson" if severity is Severity.NOTE else "pinyin",
        (("count", str(len(notes))), ("rate", f"{rate:.1f}")), restored,
    )  # fmt: skip


def restore(text: str) -> str:
    """Return a text without its notes, in simplified characters."""
    return simplify(NOTED.sub(r"\1", text))[:RESTORED_CHARACTERS_MAX]


def _line_start(text: str, place: int) -> int:
    return text.rfind("\n", 0, place) + 1


def _line_end(text: str, place: int) -> int:
    end = text.find("\n", place)
    return end if end >= 0 else len(text)


def _spelled(page: Page) -> Iterator[Finding]:
    """Yield characters replaced by their syllables, when it happens more than by chance."""
    text = page.shown.text
    found = []
    for match in SPELLED.finditer(text):
        word = match.group()
        if word not in KNOWN_LATIN and len(word) >= 3 and syllables(word):
            found.append(match)
    if len(found) < SPELLED_MIN:
        return
    han = len(HAN.findall(text))
    severity = (
        Severity.BLOCK
        if len(found) >= 5 and 1000 * len(found) / max(han, 1) >= 5
        else Severity.REVIEW
    )
    first, last = found[0].start(), found[-1].end()
    span = page.shown.span(first, last)
    words = "、".join(dict.fromkeys(match.group() for match in found[:8]))
    yield Finding(
        Code.PINYIN_NOTES, severity, *span, excerpt(page.source, *span), "pinyin_words",
        (("words", words), ("count", str(len(found)))), respelled(text[first : last + 2]),
    )  # fmt: skip


def syllables(word: str) -> tuple[str, ...]:
    """Return a word as syllables of pinyin, empty when it cannot be read so."""
    known = _readings()[1]
    ways: list[tuple[str, ...] | None] = [()] + [None] * len(word)
    for end in range(1, len(word) + 1):
        for start in range(max(0, end - 6), end):
            before = ways[start]
            if before is not None and len(word[start:end]) > 1 and word[start:end] in known:
                ways[end] = (*before, word[start:end])
                break
    return ways[-1] or ()


def respelled(text: str) -> str | None:
    """Return a text with syllables before or after Han replaced by the word they belong to."""
    table = words_by_reading()

    def word_of(match: "re.Match[str]") -> str:
        spelled, followed = match.group(), match[1] is not None
        parts = syllables(spelled)
        if not parts or spelled in KNOWN_LATIN:
            return match.group()
        after = text[match.end() : match.end() + 1] if followed else ""
        before = text[match.start() - 1 : match.start()] if not followed else ""
        return table.get((before, parts, after), match.group())

    changed = SPELLED.sub(word_of, text)
    return changed[:RESTORED_CHARACTERS_MAX] if changed != text else None
