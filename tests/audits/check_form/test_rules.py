"""The check form's arithmetic, worked by hand."""

import tomllib
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.audits.actions.rules import PRESET
from gongkai.audits.rules.check_form.facts import Fact, Gathered, Kind, merged
from gongkai.audits.rules.check_form.guides import ELEMENTS, missing
from gongkai.audits.rules.check_form.judging import Verdict, judge
from gongkai.audits.rules.check_form.months import compare, first_of, last_of, shifted
from gongkai.audits.rules.check_form.probes import weeks, worst
from gongkai.audits.rules.check_form.ruleset import RuleSetError, in_force, parse

CONTENT = tomllib.loads(PRESET.read_text(encoding="utf-8"))
RULES = parse(CONTENT)
EVERYTHING = frozenset(Kind)


def facts(kind: Kind, count: int) -> tuple[Fact, ...]:
    return tuple(Fact(kind, f"thing:{n}") for n in range(count))


def form_of(*found: Fact, looked=EVERYTHING):
    return judge(Gathered(merged(found), frozenset(looked)), RULES)


def line(form, code):
    return next(one for one in form.lines if one.code == code)


def test_nothing_found_passes_with_a_hundred():
    form = form_of()
    assert (form.passed, form.score, form.vetoed) == (True, Decimal(100), ())


@pytest.mark.parametrize(
    ("kind", "count", "vetoed"),
    [
        (Kind.FORGED_DATE, 1, ("W1",)),
        (Kind.SITE_DOWN, 1, ("W2",)),
        (Kind.HOME_STALE, 1, ("W3",)),
        (Kind.COLUMN_STALE, 4, ()),
        (Kind.COLUMN_STALE, 5, ("W4a",)),
        (Kind.COLUMN_STALE, 10, ("W4a", "W4b")),
        (Kind.COLUMN_EMPTY, 4, ()),
        (Kind.COLUMN_EMPTY, 5, ("W4c",)),
        (Kind.LETTER_UNANSWERED, 1, ("W5",)),
        (Kind.GUIDE_LACKS, 4, ()),
        (Kind.GUIDE_LACKS, 5, ("W6",)),
        (Kind.ACCOUNT_SILENT, 1, ("N2",)),
        (Kind.ACCOUNT_UNANSWERED, 1, ("N3",)),
        (Kind.ACCOUNT_UNUSABLE, 1, ("N4",)),
        (Kind.SEARCH_MISS, 50, ()),
    ],
)
def test_a_veto_holds_from_its_number_on(kind, count, vetoed):
    form = form_of(*facts(kind, count))
    assert form.vetoed == vetoed
    assert form.passed == (not vetoed)


def test_points_are_lost_for_each_thing_up_to_the_lines_own_points():
    assert line(form_of(*facts(Kind.OVERDUE_ITEM, 9)), "D01").lost == Decimal(9)
    assert line(form_of(*facts(Kind.OVERDUE_ITEM, 40)), "D01").lost == Decimal(15)
    assert form_of(*facts(Kind.LATE_ITEM, 3)).score == Decimal("98.5")


def test_what_nobody_looked_for_is_never_called_good():
    form = form_of(looked=EVERYTHING - {Kind.SITE_DOWN})
    assert line(form, "W2").verdict is Verdict.UNSEEN
    assert line(form, "N1").verdict is Verdict.UNSEEN  # no machine looks for bought fans
    assert line(form, "W3").verdict is Verdict.GOOD


@given(st.lists(st.tuples(st.sampled_from(list(Kind)), st.integers(0, 9)), max_size=12))
def test_more_findings_never_raise_the_score(found):
    made = [Fact(kind, f"thing:{n}") for kind, n in found]
    scores = [form_of(*made[:count]).score for count in range(len(made) + 1)]
    assert scores == sorted(scores, reverse=True)
    assert all(0 <= score <= 100 for score in scores)


def test_the_same_fault_told_twice_is_one_fault_with_both_records():
    one = Fact(Kind.PAGE_ALTERED, "document:a", links=(("page", "/a/"),))
    two = Fact(Kind.PAGE_ALTERED, "document:a", since=date(2026, 1, 1), links=(("record", "/r/"),))
    assert [fact.links for fact in merged([one, two])] == [(("page", "/a/"), ("record", "/r/"))]
    assert one.fingerprint == two.fingerprint
    assert one.fingerprint != Fact(Kind.FORGED_DATE, "document:a").fingerprint


def probes(failed: int, days: int = 7, a_day: int = 20):
    told = [(date(2026, 11, 1) + timedelta(days=n // a_day), True) for n in range(days * a_day)]
    return [(day, place >= failed) for place, (day, _opened) in enumerate(told)]


@pytest.mark.parametrize(("failed", "down"), [(0, False), (6, False), (7, True), (140, True)])
def test_a_site_is_down_from_five_percent_of_a_weeks_probes(failed, down):
    week = worst(weeks(probes(failed), 20))
    assert week is not None
    assert week.probes == 140
    assert week.down(5) is down


def test_a_day_with_too_few_probes_says_nothing():
    assert weeks(probes(140, a_day=19), 20) == []
    assert weeks(probes(140, days=6), 20) == []


def test_a_guide_that_names_everything_lacks_nothing():
    assert missing("；".join(words[-1] for words in ELEMENTS.values())) == ()
    assert missing("联系电话：0000-1234567") == tuple(n for n in ELEMENTS if n != "联系电话")


@pytest.mark.parametrize(
    "change",
    [
        {"title": ""},
        {"pass_points": 101},
        {"vetoes": None},
        {"limits": {"home": 0}},
        {"limits": {"nonsense": 3}},
        {"columns": [{"kind": "news", "days": -1}]},
        {"deductions": [CONTENT["deductions"][0]] * 2},
        {"deductions": [{**CONTENT["deductions"][0], "each": "much"}]},
        {"vetoes": [{"code": "W1", "title": "x", "kinds": ["unknown"]}]},
    ],
)
def test_a_table_that_is_no_rule_set_is_refused(change):
    with pytest.raises(RuleSetError):
        parse({**CONTENT, **change})


def test_the_newest_version_that_has_begun_holds():
    versions = {1: date(2019, 4, 3), 2: date(2026, 7, 1), 3: date(2027, 1, 1)}
    assert in_force(versions, date(2026, 6, 30)) == 1
    assert in_force(versions, date(2026, 7, 1)) == 2
    assert in_force(versions, date(2018, 1, 1)) is None


def test_months_are_read_and_shifted_over_the_turn_of_the_year():
    assert first_of("2026-11") == date(2026, 11, 1)
    assert shifted(date(2026, 11, 23), -11) == date(2025, 12, 1)
    assert last_of(date(2028, 2, 1)) == date(2028, 2, 29)
    for text in ("2026", "2026-13", "11-2026-x", "二〇二六"):
        with pytest.raises(ValueError):
            first_of(text)


def test_two_runs_are_told_apart_by_fingerprint():
    found = compare(["a", "b"], ["b", "c"])
    assert (found.new, found.still, found.gone) == ({"c"}, {"b"}, {"a"})


SMALL = {
    "title": "指标", "vetoes": [{"code": "W6", "title": "服务", "kinds": ["guide_lacks"]}],
    "deductions": [
        {"code": "D1", "indicator": "办事服务", "title": "指南", "kinds": ["guide_lacks"],
         "each": 5, "cap": 10},
        {"code": "D2", "indicator": "发布解读", "title": "栏目", "kinds": ["column_empty"],
         "each": 3, "cap": 9},
    ],
    "bonuses": [{"code": "B1", "indicator": "创新", "title": "创新", "cap": 10}],
    "columns": [], "service_indicator": "办事服务",
}  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "services", "score", "bonus"),
    [
        (0, True, "95", "unseen"),  # 100 - 5
        (0, False, "100", "unseen"),  # 75 × 4/3
        (1, False, "96", "unseen"),  # 72 × 4/3
        (3, False, "88", "unseen"),  # 66 × 4/3
        (9, True, "86", "unseen"),  # 100 - 5 - 9, capped
    ],
)
def test_a_department_without_services_is_judged_on_the_rest(columns, services, score, bonus):
    facts = [Fact(Kind.GUIDE_LACKS, "document:a")]
    facts += [Fact(Kind.COLUMN_EMPTY, f"column:{n}") for n in range(columns)]
    form = judge(Gathered(tuple(facts), frozenset(Kind)), parse(SMALL), services=services)
    assert form.score == Decimal(score)
    assert form.passed is not services  # W6 does not apply without services
    assert form.lines[-1].verdict.value == bonus


def test_a_bonus_does_not_count_up_to_eighty_points():
    dear = SMALL | {"bonus_above": 95}
    form = judge(Gathered((Fact(Kind.GUIDE_LACKS, "document:a"),), frozenset(Kind)), parse(dear))
    assert form.score == Decimal(95)
    assert form.lines[-1].verdict.value == "exempt"
