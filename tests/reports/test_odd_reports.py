"""Reports of others that are odd: counts that cannot be, totals alone, chapters without a word."""

import pytest

from gongkai.reports import wording
from gongkai.reports.checking import check
from gongkai.reports.rules.reading import report_from


@pytest.mark.parametrize("count", [-3, 1.5])
def test_a_count_that_cannot_be_is_warned_about(count):
    row = {"natural_person": count, "total": count}
    (verdict,) = check([report_from({"table3": {"new_received": row}})])
    assert [one.code for one in verdict.warnings] == ["impossible_count"] * 2


def test_a_row_told_by_its_total_alone_claims_nothing_of_its_columns():
    content = {"table3": {"new_received": {"total": 3}}, "table4": {"review": {"total": 2}}}
    (verdict,) = check([report_from(content)])
    assert verdict.broken == ()
    (torn,) = check([report_from({"table3": {"new_received": {"other_org": 1, "total": 3}}})])
    assert [one.code for one in torn.broken] == ["I3"]


def test_a_chapter_that_says_nothing_is_warned_about():
    (verdict,) = check([report_from({"chapters": {"总体情况": "好。", "存在的主要问题": " "}})])
    (found,) = verdict.warnings
    assert (found.code, found.place) == ("chapter_empty", "存在的主要问题")
    assert wording.finding_text(found).endswith("存在的主要问题")


def test_a_title_is_written_as_one_short_line():
    report = report_from({"title": "年\x1b[31m报" * 1000, "text": "x", "year": "2023"})
    assert report.title.isprintable()
    assert len(report.title) <= 200
    assert report.year == 2023
