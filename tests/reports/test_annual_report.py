"""A year's report counted from cases, documents and figures."""

from datetime import UTC, date, datetime, timedelta
from io import BytesIO, StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import transaction
from docx import Document as Word
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pypdf import PdfReader

from gongkai.applications.models import Application, Event, Kind
from gongkai.applications.rules.outcomes import OUTCOMES
from gongkai.bodies.models import Body
from gongkai.documents.models import Document
from gongkai.reports.checking import check, reports_in
from gongkai.reports.counting import annual_report, cases, covered, table_three
from gongkai.reports.models import Chapter, Figure
from gongkai.reports.rules.annual import COLUMNS, ROWS, identities
from gongkai.reports.rules.reading import report_from

DAY = timedelta(days=1)


def case(body: Body, received: date, closed: date | None, outcome: str = "", **more: object):
    key = uuid4()
    return Application(
        id=key,
        body=body,
        number=key.hex[:20],
        submission=key.hex,
        code_print=key.hex,
        channel="in_person",
        delivery="email",
        arrived_on=received,
        received_on=received,
        state="replied" if closed else "received",
        closed_on=closed,
        outcome=outcome,
        **({"kind": "natural_person"} | more),
    )


def stored(*rows: Application) -> None:
    """Store cases with the events that made them so."""
    Application.objects.bulk_create(rows)
    at = datetime(2026, 1, 1, tzinfo=UTC)
    events = []
    for row in rows:
        told = [("received", row.received_on, {"channel": "in_person"})]
        if row.closed_on:
            told.append(("replied", row.closed_on, {"outcome": row.outcome}))
        events += [
            Event(application=row, position=n, type=kind, on=on, details=more, entered_at=at)
            for n, (kind, on, more) in enumerate(told)
        ]
    Event.objects.bulk_create(events)


@pytest.fixture
def county(db):
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def year_2025(county):
    stored(
        *[
            case(county, date(2024, 12, 20), date(2025, 1, 10), "granted"),
            case(county, date(2024, 12, 1), date(2024, 12, 31), "granted"),
            case(county, date(2025, 3, 1), date(2025, 3, 20), "partial"),
            case(county, date(2025, 5, 1), date(2025, 5, 2), "deny_process_info", kind="other_org"),
            case(county, date(2025, 12, 30), date(2026, 1, 4), "granted"),
            case(county, date(2025, 12, 31), None),
            case(county, date(2026, 1, 1), None),
        ]
    )
    return annual_report(county, 2025, below=False)


def total(report, row):
    return report["table3"][row]["total"]


def test_a_year_counts_what_was_received_handled_and_carried(year_2025):
    rows = ("new_received", "carried_in", "granted", "partial", "total_handled", "carried_out")
    assert [total(year_2025, row) for row in rows] == [4, 1, 1, 1, 3, 2]
    assert year_2025["table3"]["deny_process_info"]["other_org"] == 1


def test_its_identities_hold_with_the_year_before(county, year_2025):
    before = report_from(annual_report(county, 2024, below=False))
    checked = identities(report_from(year_2025), before)
    assert all(not one.findings for one in checked)
    assert {one.code: one.comparisons for one in checked}["I5"] == 7


def test_a_case_withdrawn_before_it_was_received_is_counted_once(county):
    row = case(county, date(2025, 2, 1), date(2025, 2, 3), "other_other")
    row.received_on = None
    row.save(force_insert=True)
    table = table_three(covered(county, below=False), 2025)
    assert table["new_received"]["total"] == table["other_other"]["total"] == 1


def test_bodies_below_are_counted_when_asked(county):
    below = Body.objects.create(
        code="ju", name="示例局", tier="department", path="000001000001", parent=county
    )
    case(below, date(2025, 2, 1), None).save(force_insert=True)
    alone = annual_report(county, 2025, below=False)
    whole = annual_report(county, 2025, below=True)
    assert (total(alone, "new_received"), total(whole, "new_received")) == (0, 1)


def test_documents_and_figures_make_table_two(county):
    for number, made in enumerate((date(2024, 5, 1), date(2025, 6, 1))):
        Document.objects.create(
            key=f"key{number}",
            title="办法",
            kind="normative",
            owner=county,
            made_on=made,
            attribute="on_request",
        )
    Document.objects.create(
        key="draft",
        title="还没有印发",
        kind="normative",
        owner=county,
        made_on=date(2025, 8, 1),
        attribute="open",
    )
    Document.objects.filter(key="key0").update(expires_on=date(2025, 7, 1))
    Figure.objects.create(body=county, year=2025, name="licences", value=85)
    table = annual_report(county, 2025, below=False)["table2"]
    assert table["行政规范性文件"] == {"made": 1, "repealed": 1, "in_force": 1}
    assert table["行政许可"] == 85


def test_numbers_in_chapters_are_fields(county, year_2025):
    Chapter.objects.create(body=county, year=2025, number=6, text="新收{new_received}件。")
    report = annual_report(county, 2025, below=False)
    assert report["chapters"]["其他需要报告的事项"] == "新收4件。"
    Chapter.objects.filter(number=6).update(text="新收{new_recieved}件。")
    with pytest.raises(CommandError, match="new_recieved"):
        call_command("annual_report", body="xian", year=2025, stdout=StringIO())


@pytest.mark.parametrize("format", ["json", "html"])
def test_what_is_written_is_read_again_by_the_checker(county, year_2025, format, tmp_path):
    path = tmp_path / f"report.{format}"
    call_command(
        "annual_report", body="xian", year=2025, format=format, output=str(path), stderr=StringIO()
    )
    (verdict,) = check(reports_in(path.read_bytes(), path.name))
    assert verdict.broken == ()
    assert verdict.report.table3["total_handled"]["total"] == 3
    assert set(verdict.report.table3) == set(ROWS)


def test_word_and_pdf_carry_every_number(county, tmp_path):
    Application.objects.bulk_create(
        case(county, date(2025, 3, 1), date(2025, 3, 9), "granted") for _ in range(417)
    )
    for format in ("docx", "pdf"):
        path = tmp_path / f"report.{format}"
        call_command(
            "annual_report",
            body="xian",
            year=2025,
            format=format,
            output=str(path),
            stderr=StringIO(),
        )
    word = Word(BytesIO((tmp_path / "report.docx").read_bytes()))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert cells.count("417") == 6  # received, granted and handled, each for people and in all
    text = "".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert text.count("417") >= 6
    assert "示例县人民政府" in text


def test_the_tables_of_word_repeat_their_heads_and_tear_no_row(county, tmp_path):
    path = tmp_path / "report.docx"
    call_command(
        "annual_report", body="xian", year=2025, format="docx", output=str(path), stderr=StringIO()
    )
    word = Word(str(path))
    marks = [len(table._tbl.findall(f".//{qn('w:tblHeader')}")) for table in word.tables]
    assert marks == [0, 3, 3]
    assert all(row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in word.tables[1].rows)
    assert "PAGE" in word.sections[0].footer._element.xml


def test_a_place_that_cannot_be_written_is_said(county, tmp_path):
    with pytest.raises(CommandError, match="nowhere"):
        call_command(
            "annual_report",
            body="xian",
            year=2025,
            output=str(tmp_path / "nowhere" / "report.json"),
            stderr=StringIO(),
        )


@pytest.mark.parametrize(
    "arguments", [{"body": "nowhere", "year": 2025}, {"body": "xian", "year": 1999}]
)
def test_a_body_or_year_that_is_not_there_is_said(county, arguments):
    with pytest.raises(CommandError):
        call_command("annual_report", stdout=StringIO(), **arguments)


def test_a_case_that_time_has_ended_is_not_counted_as_open(county):
    row = case(county, date(2025, 3, 1), None)
    row.save(force_insert=True)
    told = [
        ("received", date(2025, 3, 1), {"channel": "in_person"}),
        ("correction_requested", date(2025, 3, 3), {"days": 5}),
        ("correction_delivered", date(2025, 3, 4), {}),
    ]
    for position, (kind, on, details) in enumerate(told):
        row.events.create(
            position=position,
            type=kind,
            on=on,
            details=details,
            entered_at=datetime(2025, 3, 5, tzinfo=UTC),
        )
    with pytest.raises(CommandError, match="recount_clocks"):
        call_command("annual_report", body="xian", year=2025, stdout=StringIO())


stories = st.lists(
    st.tuples(
        st.dates(date(2022, 1, 1), date(2025, 12, 31)),
        st.none() | st.integers(0, 800),
        st.sampled_from(list(OUTCOMES)),
        st.sampled_from(Kind.values),
    ),
    max_size=40,
)


class EveryCaseIsCountedOnce(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(stories)
    def test_whatever_the_cases_the_identities_hold_and_none_is_lost(self, story):
        county = Body.objects.create(code="x", name="示例县人民政府", tier="county", path="000009")
        rows = [
            case(
                county,
                received,
                None if open_days is None else received + open_days * DAY,
                "" if open_days is None else outcome,
                kind=kind,
            )
            for received, open_days, outcome, kind in story
        ]
        with transaction.atomic():
            Application.objects.bulk_create(rows)
        bodies = covered(county, below=False)
        before, new, handled = None, 0, 0
        for year in range(2022, 2029):
            report = report_from(annual_report(county, year, below=False))
            for one in identities(report, before):
                assert not one.findings, one
            new += report.table3["new_received"]["total"]
            handled += report.table3["total_handled"]["total"]
            for row in ROWS:
                assert cases(bodies, year, row).count() == report.table3[row]["total"]
            before = report
        assert new == len(rows)
        assert handled + before.table3["carried_out"]["total"] == len(rows)
        assert set(before.table3["granted"]) == set(COLUMNS)
