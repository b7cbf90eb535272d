"""A clerk enters next year's holiday notice by pasting it, after seeing what it says."""

from datetime import UTC, date, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.bodies.models import Appointment, Body, Role, User
from gongkai.calendars.models import Notice
from gongkai.portal.holidays import missing_year, queues

NOTICE = """关于2027年部分节假日安排的通知
一、元旦：1月1日（周五）至3日（周日）放假，共3天。
二、劳动节：5月1日（周六）至5日（周三）放假调休，共5天。5月8日（周六）上班。"""


@pytest.fixture
def clerk(db):
    body = Body.objects.create(code="yunhe", name="云河县人民政府", tier="county", path="000001")
    user = User.objects.create_user("clerk", password="x")
    Appointment.objects.create(body=body, user=user, role=Role.OPENNESS, from_on=date(2020, 1, 1))
    return user


@pytest.fixture
def desk(clerk, client):
    client.force_login(clerk, "django.contrib.auth.backends.ModelBackend")
    return client


ADDRESS = "/admin/working-days/"


def test_the_days_are_shown_first_and_entered_only_then(desk):
    shown = desk.post(ADDRESS, {"text": NOTICE})
    assert "2027-05-08" in shown.text
    assert not Notice.objects.filter(year=2027).exists()
    said = desk.post(
        ADDRESS, {"text": NOTICE, "number": "国办发明电〔2026〕9号", "enter": "1"}, follow=True
    )
    notice = Notice.objects.get(year=2027)
    assert (notice.number, notice.entered_by) == ("国办发明电〔2026〕9号", "clerk")
    assert notice.days.filter(worked=True).get().date == date(2027, 5, 8)
    assert "重新" in said.text


def test_the_same_notice_twice_changes_nothing(desk):
    desk.post(ADDRESS, {"text": NOTICE, "enter": "1"})
    entered = Notice.objects.get(year=2027).entered_at
    desk.post(ADDRESS, {"text": NOTICE, "enter": "1"})
    assert Notice.objects.get(year=2027).entered_at == entered


def test_a_table_in_the_encoding_of_a_spreadsheet_is_read(desk):
    table = "年份,日期,名称,是否上班\n2027,2027-05-01,劳动节,否\n".encode("gb18030")
    shown = desk.post(ADDRESS, {"file": SimpleUploadedFile("2027.csv", table)})
    assert "2027-05-01" in shown.text


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"text": NOTICE.replace("周六）上班", "周日）上班")}, "2027年5月8日（周日）"),
        ({"text": "明年的假期还没有定"}, "明年的假期还没有定"),
        ({}, "请粘贴"),
        ({"text": NOTICE, "url": "不是网址"}, "网址"),
        ({"file": SimpleUploadedFile("x.csv", b"\xff\xfe\x00" * 50_000)}, "太大"),
    ],
)
def test_bad_input_says_what_is_wrong_and_enters_nothing(desk, given, said):
    answer = desk.post(ADDRESS, {**given, "enter": "1"})
    assert answer.status_code == 422
    assert said in answer.text
    assert not Notice.objects.filter(year=2027).exists()


def test_from_november_on_the_next_year_waits_on_the_desk_until_it_is_entered(clerk, desk):
    november = datetime(2026, 11, 23, tzinfo=UTC)
    assert missing_year(datetime(2026, 10, 23, tzinfo=UTC)) is None
    assert missing_year(november) == 2027
    (queue,) = queues(clerk, november)
    assert queue.url == reverse("holidays_desk:holidays")
    desk.post(ADDRESS, {"text": NOTICE, "enter": "1"})
    assert queues(clerk, november) == []


def test_nobody_else_finds_the_page(clerk, client):
    other = User.objects.create_user("drafter", password="x")
    body = Body.objects.get(code="yunhe")
    Appointment.objects.create(body=body, user=other, role=Role.DRAFTER, from_on=date(2020, 1, 1))
    client.force_login(other, "django.contrib.auth.backends.ModelBackend")
    assert client.post(ADDRESS, {"text": NOTICE, "enter": "1"}).status_code in {302, 404}
    assert not Notice.objects.filter(year=2027).exists()
