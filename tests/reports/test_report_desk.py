"""The annual report at the desk: each number opens as many cases as it says."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse

from gongkai.applications.actions import working
from gongkai.applications.models import Application
from gongkai.applications.rules.disputes import Block
from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.documents.models import Document
from gongkai.reports.models import Chapter
from gongkai.reports.rules.chapters import STARTS

YEAR = 2025


def case(body, received, closed=None, outcome="", kind="natural_person"):
    key = uuid4()
    return Application(
        id=key,
        body=body,
        number=key.hex[:20],
        submission=key.hex,
        code_print=key.hex,
        channel="in_person",
        delivery="email",
        kind=kind,
        arrived_on=received,
        received_on=received,
        state="replied" if closed else "received",
        closed_on=closed,
        outcome=outcome,
    )


@pytest.fixture
def county(db):
    body = Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")
    first, last = date(YEAR, 2, 3), date(YEAR, 3, 3)
    rows = [
        case(body, first, last, "granted"),
        case(body, first, last, "granted", "legal_service_org"),
        case(body, first - timedelta(days=90), last, "cannot_not_held"),
        case(body, date(YEAR, 12, 20)),
    ]
    Application.objects.bulk_create(rows)
    working.begin_dispute(rows[0], block=Block.REVIEW, organ="示例市", begun_on=last)
    return body


@pytest.fixture
def desk(client, county):
    clerk = User.objects.create_user("clerk", is_superuser=True)
    Appointment.objects.create(
        body=county, user=clerk, role=Role.OPENNESS, from_on=date(2020, 1, 1)
    )
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


def test_every_number_opens_as_many_cases_and_documents(desk, county):
    for number, made in enumerate((date(YEAR - 1, 5, 1), date(YEAR, 6, 1))):
        Document.objects.create(
            key=f"key{number}",
            title="办法",
            kind="normative",
            owner=county,
            made_on=made,
            attribute="on_request",
        )
    page = desk.get(reverse("reports_desk:report", args=["xian", YEAR]))
    opened = 0
    for _numeral, _title, _text, table, _place in page.context["chapters"]:
        for cell, opens in [pair for row in table for pair in row]:
            if opens:
                more = [cell.column] if opens == "documents" else [cell.row, cell.column]
                at = reverse(f"reports_desk:{opens}", args=["xian", YEAR, *more])
                assert desk.get(at).context["page"].paginator.count == int(cell.text)
                opened += 1
    assert opened == 19
    assert page.context["broken"] == []


def test_a_case_that_is_disputed_twice_is_listed_twice(desk, county):
    application = Application.objects.get(disputes__isnull=False)
    working.begin_dispute(
        application, block=Block.REVIEW, organ="示例省", begun_on=date(YEAR, 5, 6)
    )
    at = reverse("reports_desk:cases", args=["xian", YEAR, "review", "total"])
    answer = desk.get(at)
    assert answer.context["page"].paginator.count == 2
    assert "示例省" in answer.content.decode()


def test_the_chapters_are_written_with_numbers_as_fields(desk, county):
    address = reverse("reports_desk:chapters", args=["xian", YEAR])
    form = {f"chapter{n}": start for n, start in enumerate(STARTS, start=1)}
    form["chapter5"] = "本年予以公开{granted}件，仍有不足。"
    assert desk.post(address, form).status_code == 302
    assert Chapter.objects.get().number == 5
    page = desk.get(reverse("reports_desk:report", args=["xian", YEAR]))
    assert "本年予以公开2件，仍有不足。" in page.content.decode()


def test_a_number_that_no_table_has_is_refused_and_the_text_stays(desk, county):
    address = reverse("reports_desk:chapters", args=["xian", YEAR])
    page = desk.post(address, {"chapter1": "共{nonsense}件"})
    assert page.status_code == 422
    assert "共{nonsense}件" in page.content.decode()
    assert desk.post(address, {"chapter1": "长" * 20_001}).status_code == 422
    assert not Chapter.objects.exists()


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_the_report_is_taken_in_each_form(desk, county, form):
    answer = desk.get(reverse("reports_desk:written", args=["xian", YEAR, form]))
    starts = {"docx": b"PK", "pdf": b"%PDF", "html": b"<!doctype html>"}
    assert answer.content.startswith(starts[form])


def test_nobody_else_sees_the_report(client, county):
    stranger = User.objects.create_user("stranger", is_superuser=True)
    client.force_login(stranger, "django.contrib.auth.backends.ModelBackend")
    for name, more in (("report", []), ("cases", ["granted", "total"]), ("written", ["pdf"])):
        assert (
            client.get(reverse(f"reports_desk:{name}", args=["xian", YEAR, *more])).status_code
            == 404
        )
