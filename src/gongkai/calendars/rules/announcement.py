"""A holiday notice in its own words: the numbered paragraphs that name the days off and worked.

The notice has said it the same way since 2007:

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

Where it gives a weekday or a number of days beside a date, both must agree, so that a slip of the
pen or the notice of another year is seen.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from gongkai.calendars.rules.notice import Fault, Problem, Reading, Source, read

_ITEM = re.compile(r"^[一二三四五六七八九十]+、([^:\n]{2,12}):(.*)$", re.MULTILINE)
_NUMERAL = re.compile(r"(?<!^)(?=[一二三四五六七八九十]、[一-鿿、]{2,12}:)", re.MULTILINE)
_YEAR = re.compile(r"(\d{4})年[^。\n]{0,12}(?:节假日|放假)")
_NUMBER = re.compile(r"国办发明电\D{1,2}\d{4}\D{1,2}\d+号")
_DAY = (
    r"(?:(?P<{0}y>\d{{4}})年)?(?:(?P<{0}m>\d{{1,2}})月)?(?P<{0}d>\d{{1,2}})日"
    r"(?:\((?P<{0}n>[^)]{{0,20}})\))?"
)
_SPAN = re.compile(_DAY.format("a") + r"(?:(?:至|到|-|~|—+)" + _DAY.format("b") + ")?")
_VERB = re.compile(r"放假|补休|公休|上班")
_COUNT = re.compile(r"共(\d{1,2})天")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_WEEKDAYS = {name: number for number, name in enumerate("一二三四五六日")} | {"天": 6}
_NEW_YEAR, _DECEMBER = "元旦", 12
_SPAN_DAYS_MAX = 15


@dataclass(slots=True)
class _Reader:
    """What is known while one paragraph is read."""

    year: int
    name: str
    month: int = 0

    def day(self, found: re.Match[str], side: str) -> date | Problem | None:
        """Return one end of a span; None when the span has no such end."""
        if found[f"{side}d"] is None:
            return None
        self.month = int(found[f"{side}m"] or self.month)
        # The New Year holiday may begin in December of the year before.
        before = self.month == _DECEMBER and _NEW_YEAR in self.name
        year = int(found[f"{side}y"] or (self.year - 1 if before else self.year))
        written = f"{year}年{self.month}月{found[f'{side}d']}日"
        try:
            day = date(year, self.month, int(found[f"{side}d"]))
        except ValueError:
            return Problem(0, Fault.DATE, written)
        weekday = _WEEKDAY.search(found[f"{side}n"] or "")
        if weekday and _WEEKDAYS[weekday[1]] != day.weekday():
            return Problem(0, Fault.WEEKDAY, f"{written}（{weekday[0]}）")
        return day


def speaks(text: str) -> bool:
    """Say whether a text is a notice in words, not a table."""
    return bool(_ITEM.search(_laid_out(text)))


def read_announcement(text: str) -> Reading:
    """Read a notice's own text, collecting every problem rather than stopping at the first."""
    text = _laid_out(text)
    year = _YEAR.search(text)
    if not year:
        return Reading((), (Problem(0, Fault.NO_YEAR),))
    rows: list[tuple[date, str, bool]] = []
    problems: list[Problem] = []
    for item in _ITEM.finditer(text):
        reader = _Reader(int(year[1]), item[1])
        for found in _spoken(reader, item[2]):
            if isinstance(found, Problem):
                problems.append(found)
            else:
                rows.append(found)
    if problems:
        return Reading((), tuple(problems))
    reading = read(_table(int(year[1]), rows))
    number = _NUMBER.search(text)
    return replace(
        reading,
        drafts=tuple(
            replace(draft, source=Source(_bracketed(number[0])) if number else draft.source)
            for draft in reading.drafts
        ),
        problems=tuple(replace(problem, line=0) for problem in reading.problems),
    )


def _laid_out(text: str) -> str:
    """Return the text with plain digits and marks, and each numbered paragraph on one line."""
    text = re.sub(r"[ \t\r\u3000\xa0]+", "", unicodedata.normalize("NFKC", text))
    text = _NUMERAL.sub("\n", text)
    # A paragraph that was broken into lines is one paragraph.
    return re.sub(r"\n+(?![一二三四五六七八九十]+、|\d{4}年|$)", "", text)


def _spoken(reader: _Reader, words: str) -> Iterator[tuple[date, str, bool] | Problem]:
    for sentence in re.split(r"[。;]", words):
        off = 0
        for found in _SPAN.finditer(sentence):
            verb = _VERB.search(sentence, found.end())
            days = _days(reader, found)
            if isinstance(days, Problem):
                yield days
            elif verb:
                worked = verb[0] == "上班"
                off += 0 if worked else len(days)
                yield from ((day, reader.name, worked) for day in days)
        count = _COUNT.search(sentence)
        if count and off != int(count[1]):
            yield Problem(0, Fault.COUNT, f"{reader.name}：{sentence}")


def _days(reader: _Reader, found: re.Match[str]) -> list[date] | Problem:
    first, last = reader.day(found, "a"), reader.day(found, "b")
    if isinstance(first, Problem):
        return first
    if isinstance(last, Problem):
        return last
    assert first is not None  # the pattern begins with a day
    length = ((last or first) - first).days
    if not 0 <= length <= _SPAN_DAYS_MAX:
        return Problem(0, Fault.DATE, found[0])
    return [first + timedelta(days=step) for step in range(length + 1)]


def _table(year: int, rows: list[tuple[date, str, bool]]) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(["year", "date", "name", "worked"])
    for day, name, worked in rows:
        writer.writerow([year, day.isoformat(), name, "yes" if worked else "no"])
    return out.getvalue()


def _bracketed(number: str) -> str:
    digits = re.findall(r"\d+", number)
    return f"国办发明电〔{digits[0]}〕{digits[1]}号"
