"""The check form: each line's verdict from what was gathered, and the whole.

Vetoes first: one that holds fails the whole. Then each deduction costs its points for each thing
found, capped at its own points, and what is left of a hundred is the score. A line whose kinds
nobody looked for has no verdict: the form says that a person must look, never that all is well.
Bonuses are a person's to award: the machine says only whether they would count.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from gongkai.audits.rules.check_form.facts import Fact, Gathered, Kind
from gongkai.audits.rules.check_form.ruleset import Bonus, Deduction, RuleSet, Veto

WHOLE = Decimal(100)
CENT = Decimal("0.01")
SERVICE_VETO = "W6"


class Verdict(StrEnum):
    """What a line says."""

    GOOD = "good"
    BAD = "bad"
    UNSEEN = "unseen"
    EXEMPT = "exempt"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the form.

    Attributes:
        code: W1, N2, D03 ...
        part: veto, deduction or bonus.
        heading: The indicator of a deduction or bonus.
        title: What is asked.
        rule: The rule in words.
        verdict: What was found.
        found: How many things.
        lost: Points lost.
        cap: Points that can be lost, or won by a bonus; 0 for a veto.
        fingerprints: The findings that show it.
    """

    code: str
    part: str
    heading: str
    title: str
    rule: str
    verdict: Verdict
    found: int
    lost: Decimal
    cap: Decimal
    fingerprints: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CheckForm:
    """The whole form."""

    lines: tuple[Line, ...]
    vetoed: tuple[str, ...]
    score: Decimal
    passed: bool


def judge(gathered: Gathered, rules: RuleSet, *, services: bool = True) -> CheckForm:
    """Return the form that the facts lead to.

    Args:
        gathered: What was found.
        rules: The version of the rules.
        services: Whether the body offers services. Without them their indicator and W6 are left
            out, and what is left of the other points counts in proportion (75 points times 4/3).
    """
    lines = (
        *(_veto(line, gathered) for line in rules.vetoes),
        *(_deduction(line, gathered) for line in rules.deductions),
    )
    whole = WHOLE
    if not services and rules.service_indicator:
        whole -= rules.service_points
        lines = tuple(_exempted(line, rules) for line in lines)
    vetoed = tuple(
        line.code for line in lines if line.part == "veto" and line.verdict is Verdict.BAD
    )
    left = max(whole - sum((line.lost for line in lines), Decimal(0)), Decimal(0))
    score = (left * WHOLE / whole).quantize(CENT, ROUND_HALF_UP) if whole else WHOLE
    bonuses = tuple(_bonus(one, counts=score > rules.bonus_above) for one in rules.bonuses)
    return CheckForm((*lines, *bonuses), vetoed, score, not vetoed and score >= rules.pass_points)


def _exempted(line: Line, rules: RuleSet) -> Line:
    """Return a line of services as one that does not apply."""
    of_services = line.heading == rules.service_indicator or line.code == SERVICE_VETO
    return replace(line, verdict=Verdict.EXEMPT, lost=Decimal(0)) if of_services else line


def _bonus(bonus: Bonus, *, counts: bool) -> Line:
    return Line(
        code=bonus.code,
        part="bonus",
        heading=bonus.indicator,
        title=bonus.title,
        rule=bonus.rule,
        verdict=Verdict.UNSEEN if counts else Verdict.EXEMPT,
        found=0,
        lost=Decimal(0),
        cap=bonus.cap,
        fingerprints=(),
    )


def _of(kinds: Iterable[Kind], gathered: Gathered) -> tuple[Fact, ...]:
    wanted = frozenset(kinds)
    return tuple(fact for fact in gathered.facts if fact.kind in wanted)


def _verdict(kinds: Iterable[Kind], gathered: Gathered, *, bad: bool) -> Verdict:
    if bad:
        return Verdict.BAD
    kinds = frozenset(kinds)
    return Verdict.GOOD if kinds and kinds <= gathered.looked else Verdict.UNSEEN


def _veto(veto: Veto, gathered: Gathered) -> Line:
    found = _of(veto.kinds, gathered)
    return Line(
        code=veto.code,
        part="veto",
        heading="",
        title=veto.title,
        rule=veto.rule,
        verdict=_verdict(veto.kinds, gathered, bad=len(found) >= veto.at_least),
        found=len(found),
        lost=Decimal(0),
        cap=Decimal(0),
        fingerprints=tuple(fact.fingerprint for fact in found),
    )


def _deduction(rule: Deduction, gathered: Gathered) -> Line:
    found = _of(rule.kinds, gathered)
    return Line(
        code=rule.code,
        part="deduction",
        heading=rule.indicator,
        title=rule.title,
        rule=rule.rule,
        verdict=_verdict(rule.kinds, gathered, bad=bool(found)),
        found=len(found),
        lost=min(rule.each * len(found), rule.cap),
        cap=rule.cap,
        fingerprints=tuple(fact.fingerprint for fact in found),
    )
