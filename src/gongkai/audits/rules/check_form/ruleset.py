"""The rule set of the check form: vetoes, deductions and limits, read from a table.

Points and thresholds differ from province to province and from year to year, so all of them are
data of a numbered version; a run names the version that it was judged by.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from gongkai.audits.rules.check_form.facts import Kind

POINTS_MAX = Decimal(100)
COLUMN_KEYS = frozenset({"kind", "days", "required"})


class RuleSetError(ValueError):
    """A table is no rule set; names the place."""


@dataclass(frozen=True, slots=True)
class Veto:
    """A line that fails the whole when enough is found (单项否决)."""

    code: str
    title: str
    kinds: tuple[Kind, ...]
    at_least: int = 1
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Deduction:
    """A line that costs points for each thing found, never more than its own points."""

    code: str
    indicator: str
    title: str
    kinds: tuple[Kind, ...]
    each: Decimal
    cap: Decimal
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Bonus:
    """A line that a person may award points for; the machine awards none."""

    code: str
    indicator: str
    title: str
    cap: Decimal
    rule: str = ""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the site: how often it must be renewed, and whether it may be missing.

    Attributes:
        kind: The kind of document that it holds.
        days: After how many days without anything new it is stale; 0 for never.
        required: Whether the county's site must have it.
    """

    kind: str
    days: int
    required: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """From when on something counts, in days unless said otherwise.

    Attributes:
        home: Without an update on the home page.
        account: Without a post.
        answer_months: Without an answer to a valid message.
        probes_a_day: Fewer probes on a day say nothing.
        probe_percent: Share of failed probes in a week that fails a site.
        guide_classes: Classes of elements that a guide must lack to count.
        search_times: How often a query without result was asked in the month to count.
        mend_veto: Working days to mend what fails the whole.
        mend: Working days to mend anything else.
        correction: Working days to answer a correction.
    """

    home: int = 14
    account: int = 14
    answer_months: int = 3
    probes_a_day: int = 20
    probe_percent: int = 5
    guide_classes: int = 4
    search_times: int = 3
    mend_veto: int = 3
    mend: int = 10


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules.

    Attributes:
        service_indicator: The indicator that does not apply to a department without services.
        service_points: Its share of the hundred; what is left counts in proportion.
        bonus_above: The score above which bonuses are added.
    """

    title: str
    source: str
    pass_points: Decimal
    vetoes: tuple[Veto, ...]
    deductions: tuple[Deduction, ...]
    columns: tuple[Column, ...]
    limits: Limits
    bonuses: tuple[Bonus, ...] = ()
    service_indicator: str = ""
    service_points: Decimal = Decimal(25)
    bonus_above: Decimal = Decimal(80)

    @property
    def lines(self) -> "tuple[Veto | Deduction, ...]":
        """Every line that findings stand in, vetoes first."""
        return (*self.vetoes, *self.deductions)

    def rule_of(self, kind: Kind) -> str:
        """Return the code of the first line that a kind of finding stands in; empty if in none."""
        for line in self.lines:
            if kind in line.kinds:
                return line.code
        return ""

    def mend_days(self, kind: Kind) -> int:
        """Return in how many working days something must be mended."""
        vetoing = any(kind in veto.kinds and veto.at_least == 1 for veto in self.vetoes)
        return self.limits.mend_veto if vetoing else self.limits.mend


def parse(told: Mapping[str, Any]) -> RuleSet:
    """Read a rule set from plain values, as TOML and JSON give them.

    Raises:
        RuleSetError: Something is missing, unknown or out of range.
    """
    vetoes = tuple(_veto(row) for row in _rows(told, "vetoes"))
    deductions = tuple(_deduction(row) for row in _rows(told, "deductions"))
    bonuses = tuple(_bonus(row) for row in _rows(told, "bonuses")) if "bonuses" in told else ()
    codes = [veto.code for veto in vetoes] + [rule.code for rule in deductions]
    codes += [bonus.code for bonus in bonuses]
    for code in codes:
        if codes.count(code) > 1:
            raise RuleSetError(f"{code} ×2")
    return RuleSet(
        title=_text(told, "title"),
        source=str(told.get("source", "")),
        pass_points=_points(told.get("pass_points", 60), "pass_points"),
        vetoes=vetoes,
        deductions=deductions,
        columns=tuple(_column(row) for row in _rows(told, "columns")),
        limits=_limits(told.get("limits", {})),
        bonuses=bonuses,
        service_indicator=str(told.get("service_indicator", "")),
        service_points=_points(told.get("service_points", 25), "service_points"),
        bonus_above=_points(told.get("bonus_above", 80), "bonus_above"),
    )


def _rows(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    rows = told.get(name)
    if not isinstance(rows, list) or not all(isinstance(row, Mapping) for row in rows):
        raise RuleSetError(name)
    return rows


def _veto(row: Mapping[str, Any]) -> Veto:
    code = _text(row, "code")
    at_least = row.get("at_least", 1)
    if not isinstance(at_least, int) or at_least < 1:
        raise RuleSetError(f"{code}.at_least")
    kinds = _kinds(row, code)
    return Veto(code, _text(row, "title"), kinds, at_least, str(row.get("rule", "")))


def _deduction(row: Mapping[str, Any]) -> Deduction:
    code = _text(row, "code")
    return Deduction(
        code=code,
        indicator=_text(row, "indicator"),
        title=_text(row, "title"),
        kinds=_kinds(row, code),
        each=_points(row.get("each"), f"{code}.each"),
        cap=_points(row.get("cap"), f"{code}.cap"),
        rule=str(row.get("rule", "")),
    )


def _bonus(row: Mapping[str, Any]) -> Bonus:
    code = _text(row, "code")
    cap = _points(row.get("cap"), f"{code}.cap")
    return Bonus(code, _text(row, "indicator"), _text(row, "title"), cap, str(row.get("rule", "")))


def _column(row: Mapping[str, Any]) -> Column:
    days = row.get("days", 0)
    if row.keys() - COLUMN_KEYS or not isinstance(days, int) or days < 0:
        raise RuleSetError(f"columns: {dict(row)}")
    return Column(_text(row, "kind"), days, bool(row.get("required", False)))


def _limits(told: Mapping[str, Any]) -> Limits:
    known = {spec.name for spec in fields(Limits)}
    for name, value in told.items():
        if name not in known or not isinstance(value, int) or value < 1:
            raise RuleSetError(f"limits.{name}")
    return Limits(**told)


def _kinds(row: Mapping[str, Any], code: str) -> tuple[Kind, ...]:
    try:
        return tuple(Kind(kind) for kind in row.get("kinds", ()))
    except ValueError as error:
        raise RuleSetError(f"{code}.kinds: {error}") from error


def _text(row: Mapping[str, Any], name: str) -> str:
    found = row.get(name)
    if not isinstance(found, str) or not found.strip():
        raise RuleSetError(name)
    return found.strip()


def _points(value: Any, place: str) -> Decimal:
    try:
        found = Decimal(str(value))
    except InvalidOperation as error:
        raise RuleSetError(place) from error
    if not 0 <= found <= POINTS_MAX:
        raise RuleSetError(place)
    return found


def in_force(versions: Mapping[int, date], on: date) -> int | None:
    """Return the number of the version that holds on a day: the newest that had begun by then."""
    begun = [number for number, first in versions.items() if first <= on]
    return max(begun, key=lambda number: (versions[number], number), default=None)
