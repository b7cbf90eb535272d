from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from gongkai.bodies.models import Body, Role, User
from gongkai.calendars.actions import load_shipped
from gongkai.commitments.models import Commitment
from gongkai.letters.models import Letter
from gongkai.trends.actions import outlooks
from gongkai.trends.looking import look
from gongkai.trends.models import Outlook
from gongkai.trends.outlook import packed, unpacked
from letters.making import appointed, wrote

from .test_desk import stored

TODAY = date(2026, 10, 20)
AT = datetime(2026, 10, 20, 9, tzinfo=ZoneInfo("Asia/Shanghai"))
DJANGO = "django.contrib.auth.backends.ModelBackend"
TAILS = ("孩子睡不着", "窗户不敢开", "已经多次反映", "希望现场看看", "老人咳嗽不止", "请给答复")


@pytest.fixture
def body(db, tmp_path, settings) -> Body:
    settings.GONGKAI_KEYS = tmp_path / "keys"
    settings.GONGKAI_FILES = tmp_path / "files"
    load_shipped(at=timezone.now())
    return Body.objects.create(code="xian", name="示例县", tier="county", path="000001")


@pytest.fixture
def burst(body) -> list[Letter]:
    """Six letters about one matter within a month, and two about others."""
    made = [
        wrote(
            body,
            submission=f"s{at}",
            on=f"10-{at + 2:02}",
            title="柳溪新城旁搅拌站粉尘噪音扰民",
            text=f"柳溪新城小区旁边的搅拌站昼夜生产，粉尘和噪音很大，{tail}。",
            writer={"name": f"写信人{at}", "phone": f"1380000000{at}"},
        )
        for at, tail in enumerate(TAILS)
    ]
    wrote(body, submission="a", on="10-03", title="图书馆周末开放时间", text="图书馆几点开门？")
    wrote(body, submission="b", on="10-04", title="感谢养老院护工", text="护工照顾得很好，谢谢。")
    return made


def test_what_was_seen_is_the_same_after_it_was_kept():
    seen = look(stored(), until=timezone.localdate())
    assert seen.hot
    assert unpacked(packed(seen)) == seen


def test_a_burst_becomes_one_commitment_with_an_owner_however_often_it_is_looked_at(body, burst):
    handler = appointed(body, "handler", Role.HANDLER)
    assert outlooks.refresh(AT) == 1
    made = Commitment.objects.get()
    assert (made.lead, made.owner, made.source_kind) == (body, handler, "topic")
    assert made.source_key in {str(letter.pk) for letter in burst}
    assert made.due_on == date(2026, 11, 3)  # ten working days after a Tuesday without holidays
    assert "搅拌站" in made.title
    assert outlooks.refresh(AT) == 0
    assert outlooks.refresh(AT + timedelta(days=1)) == 1
    assert Commitment.objects.count() == 1


def test_the_outlook_of_a_single_body_raises_nothing(body, burst):
    outlooks.look_again(outlooks.ask([body.pk], today=TODAY), today=TODAY, at=AT)
    assert not Commitment.objects.exists()


def test_an_outlook_nobody_asks_for_is_forgotten(body):
    outlooks.ask([body.pk], today=TODAY)
    outlooks.refresh(AT + timedelta(days=outlooks.FORGOTTEN_DAYS + 1))
    assert [outlook.scope for outlook in Outlook.objects.all()] == [outlooks.EVERY_LETTER]


def test_the_second_view_reads_what_was_kept_and_shows_when(client, body, burst, monkeypatch):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    client.force_login(User.objects.create_superuser("head", password=None), DJANGO)
    address = reverse("trends_desk:index")
    assert "柳溪新城" in client.get(address).content.decode()
    Letter.objects.update(title="别的")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(address).content.decode()
    assert "柳溪新城" in page
    assert timezone.localtime(Outlook.objects.get().seen_at).strftime("%Y-%m-%d %H:%M") in page
    assert not [one for one in asked if "letters_letter" in one["sql"]]


def test_where_there_are_many_letters_the_page_waits_for_the_worker(
    client, body, burst, monkeypatch
):
    monkeypatch.setattr(timezone, "localdate", lambda *_: TODAY)
    monkeypatch.setattr(outlooks, "AT_ONCE_MAX", 3)
    client.force_login(User.objects.create_superuser("head", password=None), DJANGO)
    page = client.get(reverse("trends_desk:index"))
    assert page.status_code == 200
    assert page.context["seen"] is None
    assert client.get(reverse("trends_desk:workbook")).status_code == 404
    outlooks.refresh(AT)
    assert client.get(reverse("trends_desk:index")).context["seen"].hot


def test_words_are_told_by_month_and_by_body(body, burst):
    outlook = outlooks.look_again(outlooks.ask(None, today=TODAY), today=TODAY, at=AT)
    words = unpacked(outlook.seen).words
    assert {one.body for one in words if one.word == "搅拌站"} == {"", str(body.pk)}
