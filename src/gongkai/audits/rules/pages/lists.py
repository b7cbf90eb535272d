"""Word lists, hosts and thresholds as the detectors use them. The rows themselves are files."""

import re
from dataclasses import dataclass, field
from typing import Any

import ahocorasick_rs

from gongkai.audits.rules.pages.fold import fold
from gongkai.audits.rules.pages.usage import Usage
from gongkai.screening.rules.wording import STARTER, Wording

TERM_CHARACTERS_MAX = 40
HITS_MAX = 20_000  # more of them say nothing new


class ListError(ValueError):
    """A list cannot be used: it says no source, or one person alone changed it."""


@dataclass(frozen=True, slots=True)
class Term:
    """A word of the spam list, folded, with its weight from 0 (innocent) to 3."""

    word: str
    weight: int
    group: str


class Dictionary:
    """Terms to be found all at once in a folded text, the longest at each place."""

    def __init__(self, terms: dict[str, Term]) -> None:
        self.terms = tuple(terms.values())
        kind = ahocorasick_rs.MatchKind.LeftmostLongest
        self._automaton = ahocorasick_rs.AhoCorasick([term.word for term in self.terms], kind)

    def find(self, text: str) -> list[tuple[Term, int, int]]:
        """Return each term of a text with its span; Latin terms only as whole words."""
        found = []
        for index, start, end in self._automaton.find_matches_as_indexes(text)[:HITS_MAX]:
            term = self.terms[index]
            if term.word[0].isascii() and not _stands_alone(term.word, text, start, end):
                continue
            found.append((term, start, end))
        return found


def _stands_alone(word: str, text: str, start: int, end: int) -> bool:
    if start and _letter(text[start - 1]) and _letter(word[0]):
        return False
    return not (end < len(text) and _letter(word[-1]) and _letter(text[end]))


def _letter(one: str) -> bool:
    return one.isascii() and one.isalnum()


@dataclass(frozen=True, slots=True)
class Hosts:
    """Hosts that are linked to as a matter of course, and marks of those bought for spam."""

    trusted: frozenset[str]
    endings: frozenset[str]
    endings_weak: frozenset[str]
    tokens: frozenset[str]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers at which a detector speaks."""

    spam_block: int = 6
    spam_review: int = 4
    notes_min: int = 10
    notes_per_thousand: int = 20
    script_characters_min: int = 6
    invisible_min: int = 3
    home_days: int = 14
    news_days: int = 14
    column_days: int = 183
    forged_days: int = 30


@dataclass(frozen=True, slots=True)
class Exempt:
    """A finding that a person has reviewed and allows.

    Attributes:
        code: Code of the finding.
        text: What the finding's span holds, spaces left out of account.
        target: Part of the target's name; empty for every target.
        until: Last day as YYYY-MM-DD; empty without an end.
    """

    code: str
    text: str
    target: str = ""
    until: str = ""


@dataclass(frozen=True, slots=True)
class Lists:
    """Everything that is data and not code in the scan."""

    version: str
    spam: Dictionary
    guards: Dictionary
    official: Dictionary
    hosts: Hosts
    wordings: tuple[Wording, ...] = STARTER
    not_in: dict[str, tuple[str, ...]] = field(default_factory=dict)
    thresholds: Thresholds = field(default_factory=Thresholds)
    spun: tuple[tuple[str, str], ...] = ()
    exempt: tuple[Exempt, ...] = ()
    usage: Usage = field(default_factory=Usage)


def checked(table: dict[str, Any], name: str) -> str:
    """Return the version of a list.

    Raises:
        ListError: No version or source, or the approver is the proposer or nobody.
    """
    head = table.get("list", {})
    proposed, approved = head.get("proposed_by", ""), head.get("approved_by", "")
    if not head.get("version") or not head.get("source"):
        raise ListError(f"{name}: version and source are missing")
    if not proposed or not approved or proposed == approved:
        raise ListError(f"{name}: two people must answer for it (proposed_by, approved_by)")
    return str(head["version"])


def dictionary_of(words: list[tuple[str, int, str]]) -> Dictionary:
    """Return a dictionary of (word, weight, group); a later row overrides an earlier one."""
    terms: dict[str, Term] = {}
    for word, weight, group in words:
        folded = fold(word).text.strip()[:TERM_CHARACTERS_MAX]
        if folded:
            terms[folded] = Term(folded, weight, group)
    return Dictionary(terms)


def spam_of(table: dict[str, Any]) -> Dictionary:
    """Return the spam dictionary of a file's table."""
    rows = [
        (word, int(group["weight"]), str(group["name"]))
        for group in table.get("group", ())
        for word in str(group["terms"]).split()
    ]
    return dictionary_of(rows)


def words_of(table: dict[str, Any], name: str) -> Dictionary:
    """Return a plain dictionary of a file's table."""
    return dictionary_of([(word, 1, name) for word in str(table[name]["terms"]).split()])


def spun_of(table: dict[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the (spun, right) phrases of a file's table."""
    return tuple((str(spun), str(right)) for spun, right in table.get("spun", {}).items())


def hosts_of(table: dict[str, Any]) -> Hosts:
    """Return the hosts of a file's table."""
    marks = table["suspicious"]
    groups = [str(group["suffixes"]) for group in table["trusted"].get("group", ())]
    return Hosts(
        frozenset(" ".join([str(table["trusted"]["suffixes"]), *groups]).split()),
        frozenset(str(marks["endings"]).split()),
        frozenset(str(marks["endings_weak"]).split()),
        frozenset(str(marks["tokens"]).split()),
    )


def thresholds_of(table: dict[str, Any]) -> Thresholds:
    """Return the thresholds of a file's table."""
    dates = table["dates"]
    return Thresholds(
        spam_block=int(table["spam"]["block_score"]),
        spam_review=int(table["spam"]["review_score"]),
        notes_min=int(table["pinyin"]["notes_min"]),
        notes_per_thousand=int(table["pinyin"]["notes_per_thousand"]),
        script_characters_min=int(table["script"]["block_characters_min"]),
        invisible_min=int(table["invisible"]["review_min"]),
        home_days=int(dates["home_days"]),
        news_days=int(dates["news_days"]),
        column_days=int(dates["column_days"]),
        forged_days=int(dates["forged_days"]),
    )


def wordings_of(table: dict[str, Any]) -> tuple[Wording, ...]:
    """Return the wordings of a file's table after the starter list."""
    rows = table.get("wording", ())
    return (
        *STARTER,
        *(Wording(str(row["wrong"]), str(row["right"]), bool(row["severe"])) for row in rows),
    )


def squeezed(text: str) -> str:
    """Return a text without spaces and dashes, to compare what an exception names."""
    return re.sub(r"[\s\-\u2010-\u2015\u00a0\u3000]+", "", text)
