"""A subject of county government as its table tells it, and the words its papers share."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from gongkai.project.demo.chance import choose
from gongkai.project.demo.county import by_code
from gongkai.project.demo.tables import folder, table

FIRST_YEAR = 2021


@dataclass(frozen=True, slots=True)
class Series:
    """A yearly figure, from 2021 to 2026 (October)."""

    label: str
    unit: str
    values: tuple[float, ...]

    def at(self, year: int) -> float:
        """Return the figure of a year."""
        return self.values[year - FIRST_YEAR]

    def said(self, year: int) -> str:
        """Return the figure with its unit, thousands of tens written in full."""
        return f"{self.at(year):g}{self.unit}"


@dataclass(frozen=True, slots=True)
class Subject:
    """One matter of county government: who does what for whom, with figures."""

    row: dict[str, Any]

    @property
    def key(self) -> str:
        return str(self.row["key"])

    @property
    def name(self) -> str:
        return str(self.row["name"])

    @property
    def owner(self) -> str:
        return str(self.row["owner"])

    @property
    def topic(self) -> str:
        return str(self.row["topic"])

    @property
    def area(self) -> str:
        return str(self.row.get("area", ""))

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(self.row["words"])

    @property
    def goal(self) -> str:
        return str(self.row["goal"])

    @property
    def why(self) -> str:
        return str(self.row["why"])

    @property
    def rules(self) -> tuple[tuple[str, ...], ...]:
        """Chapters: a heading and its paragraphs."""
        return tuple(tuple(part) for part in self.row["rules"])

    @property
    def qa(self) -> tuple[tuple[str, str], ...]:
        """Questions and answers in plain words."""
        return tuple((ask, answer) for ask, answer in self.row.get("qa", []))

    @property
    def facts(self) -> tuple[tuple[str, str], ...]:
        """Key facts of the main paper: what each tells (`documents.rules.sheet.Part`), in words."""
        return tuple((part, words) for part, words in self.row.get("facts", []))

    @property
    def series(self) -> Series:
        label, unit, *values = self.row["series"]
        return Series(label, unit, tuple(values))

    @property
    def lead(self) -> str:
        return by_code()[self.owner].short

    @property
    def partner_codes(self) -> tuple[str, ...]:
        return tuple(self.row.get("with", ()))

    @property
    def partners(self) -> str:
        return "、".join(by_code()[code].short for code in self.partner_codes)

    @property
    def laws(self) -> str:
        return "、".join(self.row.get("laws", ()))

    @property
    def phone(self) -> str:
        return by_code()[self.owner].phone

    def part(self, name: str) -> dict[str, Any] | None:
        """Return a further paper's table (main, old, notice, guide, proposal, tender), if any."""
        found = self.row.get(name)
        return dict(found) if found else None

    def rows(self) -> Sequence[str] | None:
        """Return the table of the main paper, as lines, if it has one."""
        return self.row.get("table")

    def say(self, phrase: str, *names: object, **more: object) -> str:
        """Return a phrase of the bank, chosen for this subject, with its braces filled."""
        options = table("phrases")[phrase]
        text = options if isinstance(options, str) else choose(options, self.key, phrase, *names)
        known = {
            "name": self.name,
            "goal": self.goal,
            "laws": self.laws,
            "lead": self.lead,
            "partners": self.partners,
            "phone": self.phone,
        }
        return text.format(**(known | more))


@cache
def subjects() -> tuple[Subject, ...]:
    """Return every subject."""
    return tuple(Subject(row) for part in folder("subjects") for row in part["subject"])


def day(row: dict[str, Any], name: str = "made") -> date:
    """Return a date of a table.

    Raises:
        TypeError: The table holds something else there.
    """
    value = row[name]
    if not isinstance(value, date):
        msg = f"{name} should be a date, not {value!r}"
        raise TypeError(msg)
    return value
