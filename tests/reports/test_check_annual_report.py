"""Published reports held against their own arithmetic: what is wrong is found, nothing else."""

import copy
import json
import os
import re
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.reports import wording
from gongkai.reports.checking import Verdict, check, reports_in
from gongkai.reports.rules.annual import APPLICANTS, COLUMNS, ROWS
from gongkai.reports.rules.narrative import Claim, claim_of, spoken
from gongkai.reports.rules.page import report_from_page
from gongkai.reports.rules.reading import ReadingError, report_from

from .form import page, report


def verdicts(*reports: dict[str, Any]) -> list[Verdict]:
    content = json.dumps({"reports": list(reports)}, ensure_ascii=False).encode()
    return check(reports_in(content, "reports.json"))


def codes(*reports: dict[str, Any]) -> set[str]:
    """Return what was found in the last of some reports."""
    last = verdicts(*reports)[-1]
    return {finding.code for finding in (*last.broken, *last.warnings)}


def changed(row: str, column: str, by: int) -> dict[str, Any]:
    whole = copy.deepcopy(report())
    whole["table3"][row][column] += by
    return whole


def test_a_report_in_which_everything_agrees_has_no_findings():
    (verdict,) = verdicts(report())
    assert {one.code: one.comparisons for one in verdict.checked} == {
        "I1": 7,
        "I2": 7,
        "I3": 25,
        "I4": 3,
        "I5": 0,
        "I6": 0,
    }
    assert (verdict.broken, verdict.warnings) == ((), ())


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize("column", [APPLICANTS[0], APPLICANTS[-1], "total"])
def test_one_wrong_cell_anywhere_breaks_an_identity(row, column):
    assert codes(changed(row, column, 1)) & {"I1", "I2", "I3"}


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ROWS), st.sampled_from(COLUMNS), st.integers(1, 10**6))
def test_no_wrong_cell_goes_unnoticed(row, column, by):
    assert verdicts(changed(row, column, by))[0].broken


def test_disputes_that_do_not_add_up_are_found():
    whole = copy.deepcopy(report())
    whole["table4"]["review"]["pending"] += 1
    assert codes(whole) == {"I4"}


def test_a_blank_cell_and_a_slash_count_as_nothing():
    whole = copy.deepcopy(report())
    for row in whole["table3"].values():
        for column in row:
            row[column] = row[column] or ("/" if column == "total" else "")
    assert codes(whole) == set()


def last_year(**parts: Any) -> dict[str, Any]:
    before = report(id="example-2024", title=report()["title"].replace("2025", "2024"), year=2024)
    before["table2"]["行政规范性文件"] = {"made": 1, "repealed": 0, "in_force": 27}
    before["table3"] = copy.deepcopy(before["table3"])
    for row, by in (("carried_out", -2), ("granted", 2), ("total_handled", 2)):
        for column in ("natural_person", "total"):
            before["table3"][row][column] += by
    return before | parts


def test_years_that_follow_each_other_agree():
    assert codes(last_year()) == set()
    assert codes(last_year(), report()) == set()


def test_what_is_carried_in_must_have_been_carried_out():
    before = last_year()
    whole = copy.deepcopy(report())
    for row in ("carried_in", "new_received"):
        for column in ("natural_person", "total"):
            whole["table3"][row][column] += 1 if row == "carried_in" else -1
    assert codes(before, whole) == {"I5"}


def test_documents_in_force_are_only_warned_about():
    whole = copy.deepcopy(report())
    whole["table2"]["行政规范性文件"]["in_force"] = 31
    assert codes(last_year(), whole) == {"I6"}
    assert verdicts(last_year(), whole)[-1].broken == ()


LINTS = [
    ("narrative_differs", {"narrative": {"受理政府信息公开申请": 14}}),
    ("narrative_differs", {"narrative": {"予以公开": 8}}),
    ("narrative_sum", {"narrative": {"收到": 16, "当面": 2, "信函": 3, "网络": 10}}),
    ("narrative_sum", {"narrative": {"收到": 17, "上年结转": 2, "办结": 15, "结转下年度": 3}}),
    ("impossible_competence", {"table2": {"规章": {"made": 0, "repealed": 0, "in_force": 6}}}),
    ("in_force_too_few", {"table2": {"行政规范性文件": {"made": 3, "repealed": 1, "in_force": 1}}}),
    ("published_late", {"published_on": "2026-04-01"}),
    ("disputes_contradict", {"text": "行政复议、诉讼结果均维持。"}),
]


@pytest.mark.parametrize(("code", "parts"), LINTS)
def test_a_lint_warns_and_breaks_nothing(code, parts):
    whole = report(**parts)
    assert code in codes(whole)
    assert verdicts(whole)[0].broken == ()


def test_numbers_in_the_text_that_agree_are_left_alone():
    narrative = {
        "收办申请(新收+结转)": 19,
        "自然人": 16,
        "法人或其他组织": 3,
        "收到": 17,
        "当面": 2,
        "信函": 5,
        "网络": 10,
        "上年结转": 2,
        "予以公开": 9,
        "部分公开": 1,
        "不予公开": 0,
        "无法提供": 4,
        "不予处理": 0,
        "其他处理": 1,
        "办结": 15,
        "结转2026": 4,
        "主动公开": 4711,
    }
    assert codes(report(narrative=narrative)) == set()


@pytest.mark.parametrize(
    ("heading", "said", "found"),
    [
        ("办结同比下降", "11.76%", set()),  # 17 handled last year, 15 now
        ("办结同比下降", "12%", set()),
        ("办结同比增长", "11.76%", {"growth_differs"}),
        ("收办申请较上年增长", "0%", set()),  # 19 and 19 with those carried in
        ("收办申请较上年增长", "1.05%", {"growth_differs"}),
        ("网站访问量同比增长", "31.2%", set()),
    ],
)
def test_a_rate_of_growth_is_computed_again(heading, said, found):
    assert codes(last_year(), report(narrative={heading: said})) == found


def test_a_copied_text_is_noticed():
    text = "本机关坚持以公开为常态不公开为例外，" + "".join(chr(0x4E00 + n * 7) for n in range(400))
    before = last_year(text=text + "2024年")
    assert codes(before, report(text=text + "2025年")) == {"same_as_last_year"}


@pytest.mark.parametrize(
    ("title", "late"),
    [("示例县财政局2025年报告", True), ("示例县人民政府2025年报告", False)],
)
def test_departments_publish_by_january_and_governments_by_march(title, late):
    whole = report(title=title, published_on="2026-02-10")
    assert ("published_late" in codes(whole)) is late


@pytest.mark.parametrize(
    ("title", "may"),
    [
        ("某省人民政府2025年政府信息公开工作年度报告", True),
        ("国家某局2025年政府信息公开工作年度报告", True),
        ("某市人民政府2025年政府信息公开工作年度报告", None),
        ("某市财政局2025年政府信息公开工作年度报告", False),
        ("某自治区人民政府2025年政府信息公开工作年度报告", True),
        ("某市某区人民政府2025年政府信息公开工作年度报告", False),
        ("某镇2025年政府信息公开工作年度报告", False),
    ],
)
def test_who_may_make_government_rules(title, may):
    from gongkai.reports.rules.lints import may_make_rules

    assert may_make_rules(report_from({"title": title})) is may


@pytest.mark.parametrize(
    ("heading", "claim"),
    [
        ("收到政府信息公开申请", Claim.RECEIVED),
        ("上年结转", Claim.CARRIED_IN),
        ("结转", Claim.CARRIED_OUT),
        ("结转下年度继续办理", Claim.CARRIED_OUT),
        ("答复(含上年结转30)", Claim.HANDLED),
        ("予以公开及部分公开", Claim.OPENED),
        ("主动公开", None),
        ("pct", None),
    ],
)
def test_headings_are_understood(heading, claim):
    assert claim_of(heading) is claim


def test_a_published_page_reads_as_the_same_report():
    whole = report()
    read = report_from_page(page(whole), "page.html")
    told = report_from(whole)
    assert (read.year, read.title) == (told.year, told.title)
    blanks = {row: {c: v or 0 for c, v in cells.items()} for row, cells in read.table3.items()}
    assert blanks == told.table3
    assert {b: {c: v or 0 for c, v in r.items()} for b, r in read.table4.items()} == told.table4
    assert read.documents == told.documents
    assert {f.code for f in check([read])[0].warnings} == set()


@pytest.mark.parametrize(
    "dressed",
    [
        lambda number: number.translate(str.maketrans("0123456789", "０１２３４５６７８９")),
        lambda number: f"{number}件" if number.isdigit() else number,
        lambda number: f"\u200b{number}\u3000",
        lambda number: f"<p><span>&nbsp;{number}&nbsp;</span></p>",
        lambda number: number.rjust(2, "0") if number.isdigit() else number,
    ],
)
def test_numbers_are_read_however_a_page_dresses_them(dressed):
    plain = page(report())
    worn = re.sub(r"(<td[^>]*>)([^<]*)(</td>)", lambda m: m[1] + dressed(m[2]) + m[3], plain)
    assert worn != plain
    read, told = report_from_page(worn, "a.html"), report_from_page(plain, "a.html")
    assert (read.table3, read.table4, read.documents) == (told.table3, told.table4, told.documents)


def test_a_table_of_which_no_row_can_be_read_is_refused_and_not_passed():
    whole = page(report()).replace("<td>", "<td>约")
    with pytest.raises(ReadingError) as error:
        report_from_page(whole, "page.html")
    assert (error.value.code, error.value.place) == ("no_rows", "table3")


def test_the_text_of_a_page_is_held_against_its_tables():
    text = "2025年，全县共收到政府信息公开申请18件，上年结转2件。予以公开9件，部分公开1件。"
    verdict = check([report_from_page(page(report(), text), "page.html")])[0]
    (finding,) = verdict.warnings
    assert (finding.code, finding.says, finding.should) == ("narrative_differs", "18", "17")


def test_a_wrong_total_on_a_page_breaks_an_identity():
    whole = copy.deepcopy(report())
    whole["table3"]["granted"]["total"] += 1
    assert {f.code for f in check([report_from_page(page(whole), "page.html")])[0].broken} == {
        "I2",
        "I3",
    }


def run(path: Path, *words: str) -> tuple[int, str]:
    out = StringIO()
    try:
        call_command("check_annual_report", str(path), *words, stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


def test_the_command_exits_with_one_only_when_an_identity_fails(tmp_path):
    path = tmp_path / "report.json"
    path.write_text(json.dumps(report(narrative={"收到": 99})), encoding="utf-8")
    status, out = run(path, "--json")
    assert status == 0
    (found,) = json.loads(out)["reports"]
    assert found["holds"] is True
    assert [one["code"] for one in found["warnings"]] == ["narrative_differs"]
    path.write_text(json.dumps(changed("granted", "total", 1)), encoding="utf-8")
    assert run(path)[0] == 1


@pytest.mark.parametrize(
    "content",
    [
        "nothing of the kind",
        "<html><body>no table</body></html>",
        '{"table3": {"granted": {"natural_person": "many"}}}',
        '{"table3": {"gifted": {}}}',
        '{"reports": 3}',
        "",
        '{"table2": "none"}',
        '{"table2": {"规章": [1]}}',
        '{"year": 3}',
    ],
)
def test_a_file_that_cannot_be_read_is_said_and_is_not_a_failed_identity(content, tmp_path):
    path = tmp_path / "report"
    path.write_text(content, encoding="utf-8")
    status, out = run(path)
    assert status == 2
    assert out


def test_every_finding_has_words():
    named = {"I1", "I2", "I3", "I4", "I5", "I6"} | {code for code, _ in LINTS}
    assert named <= set(wording.FINDINGS)


NOTED = {
    "sh-gov-office-2019": ["narrative_differs", "narrative_differs", "narrative_sum"],
    "xinchengzi-style-xncz-2025": ["impossible_competence", "in_force_too_few"],
    "changchun-2023-partial": ["narrative_differs"],
    "nileke-town-2023-partial": ["impossible_competence"],
}


@pytest.mark.reference
def test_in_published_reports_what_is_noted_is_found_and_nothing_else():
    path = Path(os.environ["GONGKAI_REFERENCE"]) / "reports" / "annual_reports.json"
    found = {
        verdict.report.key: [finding.code for finding in (*verdict.broken, *verdict.warnings)]
        for verdict in check(reports_in(path.read_bytes(), path.name))
    }
    assert len(found) >= 15
    assert {key: codes for key, codes in found.items() if codes} == NOTED


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{}",
        b"null",
        b'{"reports": []}',
        b'{"reports": [{}]}',
        b'{"reports": [{"title": "2025"}]}',
        b"[" * 100_000,
        b'{"table3": {"granted": {"total": NaN}}}',
        b'{"table3": {"granted": {"total": 1e400}}}',
        b'{"table3": {"granted": {"total": "' + b"9" * 9_000 + b'"}}}',
        b'{"narrative": {"x": 1' + b"0" * 400 + b"}}",
        b'{"narrative": {"x": "' + b"1" * 15 + b'"}}',
    ],
)
def test_what_holds_no_figures_is_refused_and_not_passed(content):
    with pytest.raises(ReadingError) as refused:
        check(reports_in(content, "reports.json"))
    assert wording.error_text(refused.value)


def test_half_a_character_is_written_as_a_question_mark():
    whole = report() | {"title": "\ud800年报"}
    (verdict,) = check(reports_in(json.dumps(whole).encode(), "reports.json"))
    assert verdict.report.title == "?年报"


def test_the_heading_of_table_three_claims_nothing():
    heading = "三、收到和处理政府信息公开申请情况\n予以公开3件。"
    assert "收到" not in spoken((heading,))
    assert spoken(("共收到政府信息公开申请36件。",))["收到"] == (36,)
