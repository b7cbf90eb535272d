"""A reader says what is wrong; a clerk answers; the reader follows it by the code alone."""

import re
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from django.urls import reverse

from gongkai.audits.actions import correcting
from gongkai.audits.models import Correction
from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.actions import load_shipped
from gongkai.custody.models import Reveal
from gongkai.documents.models import Document

MONDAY = datetime(2026, 11, 2, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def county(db) -> Body:
    load_shipped(at=MONDAY)
    return Body.objects.create(code="xian", name="示例县人民政府", tier="county", path="000001")


@pytest.fixture
def bureau(county) -> Body:
    return Body.objects.create(
        code="shui", name="示例县水利局", tier="department", path="000001000001", parent=county
    )


@pytest.fixture
def handler(bureau) -> User:
    user = User.objects.create_user("handler", password="long enough for a test")
    Appointment.objects.create(body=bureau, user=user, role=Role.HANDLER, from_on=date(2020, 1, 1))
    return user


def filled(html: str, **values: str) -> dict[str, str]:
    """Return the form as a person without JavaScript sends it: the sum is worked out."""
    numerals = "零一二三四五六七八九"
    asked = re.search(r"How much is (.) plus (.)\?|(.)\s*(?:加|\+)\s*(.)\s*(?:等于|是|=)", html)
    assert asked is not None
    first, second = [part for part in asked.groups() if part]
    told = {
        name: re.search(rf'name="{name}" value="([^"]*)"', html)[1]
        for name in ("submission", "sum_token", "page")
    }
    total = numerals.index(first) + numerals.index(second)
    return told | {"sum": str(total), "wrong": "电话停机了", "quote": "0000-123"} | values


@pytest.fixture
def sent(client, county):
    """Report a mistake as a reader does: `sent(page=...)`; the response."""

    def send(path: str = "/documents/", **values: str):
        page = client.get(reverse("audits:report"), {"page": path}).text
        return client.post(reverse("audits:report"), filled(page, **values))

    return send


def test_a_report_goes_to_the_owner_of_the_document(sent, bureau):
    Document.objects.create(owner=bureau, key="abc123", title="节水办法")
    sent("/documents/abc123/")
    assert Correction.objects.get().body == bureau


@pytest.mark.parametrize("page", ["/", "/documents/nothing/", "/bodies/nobody/"])
def test_a_page_of_nobody_goes_to_the_top_body(page, sent, county, bureau):
    sent(page)
    assert Correction.objects.get().body == county


def test_the_receipts_code_alone_shows_where_it_stands(sent, client, handler, bureau):
    answer = sent("/bodies/shui/", contact="13800138000")
    row = Correction.objects.get()
    code = re.search(r'class="code">([0-9A-Z-]{19})<', answer.text)[1]
    assert code not in str(vars(row))
    client.force_login(handler, "django.contrib.auth.backends.ModelBackend")
    verb = reverse("corrections_desk:act", args=[row.pk, "answer"])
    assert client.post(verb, {"outcome": "mended", "reply": "号码已更正。"}).status_code == 302
    client.logout()
    assert "号码已更正。" in client.post(reverse("audits:follow"), {"code": code}).text


def test_every_wrong_code_gets_the_same_words(client, county):
    pages = {
        re.sub(r'value="[^"]*"', "", client.post(reverse("audits:follow"), {"code": code}).text)
        for code in ("0000-0000-0000-0000", "nonsense")
    }
    assert len(pages) == 1
    assert client.post(reverse("audits:follow"), {"code": "nonsense"}).status_code == 404


def test_the_clock_counts_working_days_and_is_a_row(county):
    correcting.set_clock(3)
    made = correcting.receive(correcting.Report("one", "/", "", "错字"), county, at=MONDAY)
    assert made.due_on == date(2026, 11, 5)
    again = correcting.receive(correcting.Report("one", "/", "", "错字"), county, at=MONDAY)
    assert again.pk == made.pk


def test_a_contact_is_sealed_and_looking_leaves_a_trace(county, handler):
    made = correcting.receive(
        correcting.Report("one", "/", "", "错字", "13800138000"), county, at=MONDAY
    )
    assert b"13800138000" not in bytes(made.contact)
    shown = correcting.reveal(made, reason="核实情况", by=handler, at=MONDAY)
    assert shown == "13800138000"
    assert Reveal.objects.get().by == "handler"


@pytest.mark.parametrize(
    "values",
    [{"sum": "99"}, {"website": "http://spam.example"}, {"wrong": ""}, {"page": "//evil.example/"}],
)
def test_programs_and_pages_elsewhere_are_refused_and_nothing_is_lost(sent, values):
    answer = sent(**values)
    assert answer.status_code == 422
    assert "0000-123" in answer.text
    assert not Correction.objects.exists()


def test_a_seventh_report_in_an_hour_from_one_address_waits(sent):
    assert [sent().status_code for _ in range(7)] == [200] * 6 + [422]


def test_another_bodys_report_does_not_exist(county, bureau, handler, client):
    made = correcting.receive(correcting.Report("one", "/", "", "错字"), county, at=MONDAY)
    client.force_login(handler, "django.contrib.auth.backends.ModelBackend")
    assert client.get(made.get_absolute_url()).status_code == 404


def test_a_report_can_become_a_commitment(county, bureau, handler):
    made = correcting.receive(
        correcting.Report("one", "/bodies/shui/", "办公地址", "早已搬迁"), bureau, at=MONDAY
    )
    promise = correcting.promise(made, by=handler, at=MONDAY)
    assert (promise.lead, promise.source_key) == (bureau, str(made.pk))


def test_every_public_page_carries_the_way_to_report(client, county):
    text = client.get("/bodies/").text
    assert "/corrections/report/?page=%2Fbodies%2F" in text
