"""From stated facts to values: which of several labels is believed, and what a value means."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from gongkai.documents.rules import number
from gongkai.documents.rules.importing.days import read_day
from gongkai.documents.rules.importing.facts import Fact, clusters, stated
from gongkai.documents.rules.importing.found import (
    DATES,
    LENGTHS,
    Field,
    Problem,
    Reason,
)
from gongkai.documents.rules.importing.labels import SENT_ON, Strength
from gongkai.documents.rules.importing.spacing import joined, squeeze, tidy

VALUE_CHARACTERS_MAX = 400  # a longer "value" is text that only follows a label
SHOWN_CHARACTERS_MAX = 80  # of a value in a report
LISTING_REPEATS = 3  # the same label so often in one group: a list of other documents

_NOTHING = frozenset(
    {"", "-", "--", "—", "——", "/", "\\", "无", "暂无", "空", "无文号", "无字号", "null", "NULL",
     "None", "none", "undefined", "N/A", "n/a", "[]", "〔〕号", "〔〕", "无主题词", "&nbsp;"}
)  # fmt: skip


@dataclass(slots=True)
class Settled:
    """The values of the stated fields.

    Attributes:
        texts: Text fields that are stated and not blank.
        days: Date fields that are stated and readable.
        weak: Text and dates that only weak labels state, raw.
        blank: Fields whose label stands on the page without a value, or with a bad one.
        problems: What could not be read.
    """

    texts: dict[Field, str] = field(default_factory=dict)
    days: dict[Field, date] = field(default_factory=dict)
    weak: dict[Field, list[str]] = field(default_factory=dict)
    blank: set[Field] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)


def settle(facts: Sequence[Fact]) -> Settled:
    """Choose among facts: the group that states most is believed before the others."""
    settled = Settled()
    groups = in_order_of_belief(facts)
    for at, group in enumerate(groups):
        for fact in sorted(group, key=lambda fact: fact.label.place):
            what = fact.label.field
            if what is None or (at > 0 and is_nothing(fact.value)):
                continue  # a blank elsewhere may be a search form; only the chosen group says so
            if fact.label.strength is Strength.WEAK:
                settled.weak.setdefault(what, []).append(fact.value)
            elif what in DATES:
                _settle_day(settled, what, fact.value)
            else:
                _settle_text(settled, what, fact.value)
    _settle_sent_on(settled, [fact for group in groups for fact in group])
    return settled


def in_order_of_belief(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Return the groups of facts, the one that states most first; lists are left out."""
    groups = [_without_listing(group) for group in clusters(facts)]
    told = [[fact for fact in group if not is_nothing(fact.value)] for group in groups]
    order = sorted(range(len(groups)), key=lambda at: -len(stated(told[at])))
    return [groups[at] for at in order]


def clean_text(what: Field, raw: str) -> str:
    """Return a raw value as a field keeps it; an empty text where it says nothing."""
    if is_nothing(raw):
        return ""
    if what is Field.INDEX_NUMBER:
        return squeeze(raw)
    lines = [line for line in raw.split("\n") if squeeze(line)]
    if what is Field.TITLE:
        return joined(lines)
    value = tidy(" ".join(lines))
    if what is Field.DOCUMENT_NUMBER and number.parse(value) is not None:
        return squeeze(value)
    return value


def is_nothing(raw: str) -> bool:
    """Say whether a value only fills the place of one: 无, -, null."""
    return squeeze(raw) in _NOTHING


def fit(what: Field, value: str) -> tuple[str, list[Problem]]:
    """Cut a value to what its column holds, and say so."""
    limit = LENGTHS.get(what)
    if limit is None or len(value) <= limit:
        return value, []
    return value[:limit], [Problem(what, Reason.TOO_LONG, shown(value))]


def shown(value: str) -> str:
    """Return a value as a report shows it."""
    value = tidy(value.replace("\n", " "))
    return value if len(value) <= SHOWN_CHARACTERS_MAX else f"{value[:SHOWN_CHARACTERS_MAX]}…"


def unusual_number(value: str) -> list[Problem]:
    """Report a document number that no known form has; several in one field are usual."""
    parts = value.replace("、", " ").replace("；", " ").replace(";", " ").split()
    if number.parse(value) or all(number.parse(part) for part in parts):
        return []
    return [Problem(Field.DOCUMENT_NUMBER, Reason.UNUSUAL_NUMBER, shown(value))]


def _settle_day(settled: Settled, what: Field, raw: str) -> None:
    if what in settled.days:
        return
    reading = read_day(raw)
    if reading.day is not None:
        settled.days[what] = reading.day
        settled.blank.discard(what)
        settled.problems = [problem for problem in settled.problems if problem.field != what]
    elif what not in settled.blank:
        settled.blank.add(what)
        if reading.reason is not None:
            settled.problems.append(Problem(what, reading.reason, shown(raw)))


def _settle_text(settled: Settled, what: Field, raw: str) -> None:
    if what in settled.texts or (len(raw) > VALUE_CHARACTERS_MAX and what is not Field.SUMMARY):
        return
    value = clean_text(what, raw)
    if not value:
        settled.blank.add(what)
        return
    settled.blank.discard(what)
    settled.texts[what], problems = fit(what, value)
    settled.problems += problems


def _settle_sent_on(settled: Settled, facts: Sequence[Fact]) -> None:
    """发文日期 beside 发布日期 is the day of the text; alone it is the day it went out."""
    published = any(
        fact.label.field is Field.PUBLISHED_ON
        and fact.label.strength is Strength.STRONG
        and fact.name not in SENT_ON
        and read_day(fact.value).day is not None
        for fact in facts
    )
    if Field.MADE_ON in settled.days or not published:
        return
    for fact in facts:
        day = read_day(fact.value).day if fact.name in SENT_ON else None
        if day is not None:
            settled.days[Field.MADE_ON] = day
            settled.blank.discard(Field.MADE_ON)
            return


def _without_listing(group: Sequence[Fact]) -> list[Fact]:
    """Drop labels that come again and again: they belong to a list of other documents."""
    names = [fact.name for fact in group]
    return [fact for fact in group if names.count(fact.name) < LISTING_REPEATS]
