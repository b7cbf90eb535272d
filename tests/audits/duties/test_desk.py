"""The clerk's pages of duties."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from gongkai.bodies import desk
from gongkai.bodies.models import Role
from gongkai.catalogue.models import Filing

pytestmark = pytest.mark.django_db
INDEX = "/admin/duties/"


@pytest.fixture
def enter(client):
    def login(user):
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        return client

    return login


@pytest.fixture
def keeper(appoint, county):
    return appoint("keeper", county, Role.OPENNESS)


@pytest.fixture
def office(appoint, civil):
    return appoint("office", civil, Role.OPENNESS)


def item_page(code, body, name="item"):
    return reverse(f"duties_desk:{name}", args=["county", code, body.code])


def test_all_items_stand_on_one_page_with_who_and_how_in_words(enter, keeper, directory):
    page = enter(keeper).get(INDEX)
    assert len(page.context["rows"]) == 6
    for words in ("尚无公开内容", "时限无法识别", "无责任单位", "未签字", "招标代理机构"):
        assert words in page.text


def test_the_counts_are_what_they_open(enter, keeper, directory, civil, opened):
    opened("条件", civil, timezone.localdate().isoformat())
    client = enter(keeper)
    page = client.get(INDEX)
    for state, _words, count in page.context["counts"]:
        assert len(client.get(INDEX, {"state": state}).context["rows"]) == count
    assert sum(count for _state, _words, count in page.context["counts"]) == 6


def test_a_body_sees_its_own_duties_and_no_others(enter, office, directory, housing, code_of):
    client = enter(office)
    assert {duty.body.code for duty, _words in client.get(INDEX).context["rows"]} == {"minzheng"}
    assert client.get(item_page(code_of("去向"), housing)).status_code == 404


def test_a_past_day_shows_what_was(enter, keeper, directory, civil, opened):
    today = timezone.localdate()
    opened("条件", civil, today.isoformat())
    client = enter(keeper)
    yesterday = {"day": (today - timedelta(days=1)).isoformat(), "state": "done"}
    assert len(client.get(INDEX, {"state": "done"}).context["rows"]) == 1
    assert len(client.get(INDEX, yesterday).context["rows"]) == 0
    assert "没有生效" in client.get(INDEX, {"day": "2020-01-01"}).text


def test_nonsense_in_the_address_is_left_out(enter, keeper, directory):
    page = enter(keeper).get(INDEX, {"day": "gestern", "tier": "x", "state": "y", "p": "z"})
    assert len(page.context["rows"]) == 6


def test_the_office_signs_who_answers_for_an_item(enter, office, directory, civil, code_of, row_of):
    client = enter(office)
    address = item_page(code_of("条件"), civil)
    future = timezone.localdate() + timedelta(days=1)
    refused = client.post(address, {"person": office.pk, "signed_on": future.isoformat()})
    assert refused.status_code == 422
    assert row_of("条件", civil).person is None
    day = timezone.localdate().isoformat()
    assert client.post(address, {"person": office.pk, "signed_on": day}).status_code == 302
    assert row_of("条件", civil).person == office


def test_a_periodic_item_shows_how_each_period_went(
    enter, office, directory, civil, opened, code_of
):
    today = timezone.localdate()
    opened("名单", civil, today.replace(day=1).isoformat())
    page = enter(office).get(item_page(code_of("名单"), civil))
    periods = page.context["periods"]
    assert periods[0][0].first == today.replace(day=1)
    assert (periods[0][1], periods[1][1]) == ("正常", "逾期未公开")
    assert len(periods) in {12, 13}


def test_a_drafter_signs_nothing(enter, appoint, directory, civil, code_of, row_of):
    drafter = appoint("drafter", civil, Role.DRAFTER)
    day = timezone.localdate().isoformat()
    client = enter(drafter)
    address = item_page(code_of("条件"), civil)
    assert client.post(address, {"person": drafter.pk, "signed_on": day}).status_code == 404
    assert row_of("条件", civil).person is None


def test_only_public_documents_of_the_body_are_put_under_an_item(
    enter, office, directory, civil, housing, opened, code_of
):
    own = opened("条件", civil, "2026-03-02", title="社会救助标准公告")
    foreign = opened("标准", housing, "2026-03-02")
    client = enter(office)
    page = client.get(item_page(code_of("标准"), civil))
    assert [document for document, _share in page.context["candidates"]] == [own]
    client.post(item_page(code_of("标准"), civil, "file"), {"file": [own.key, foreign.key]})
    filed = Filing.objects.filter(item_code=code_of("标准"), body=civil)
    assert [filing.document_key for filing in filed] == [own.key]
    client.post(item_page(code_of("标准"), civil, "file"), {"take_out": [own.key]})
    assert not filed.all().exists()


def test_a_pasted_address_of_a_document_is_enough(enter, office, directory, civil, opened, code_of):
    own = opened("条件", civil, "2026-03-02")
    pasted = {"key": f"https://www.example.gov.cn{own.get_absolute_url()}"}
    enter(office).post(item_page(code_of("标准"), civil, "file"), pasted)
    assert Filing.objects.filter(item_code=code_of("标准"), document_key=own.key).exists()


def test_the_export_is_what_is_shown(enter, keeper, directory):
    content = enter(keeper).get(INDEX + "duties.xlsx", {"state": "empty"}).content
    rows = list(load_workbook(BytesIO(content)).active.iter_rows(values_only=True))
    assert rows[0][0].startswith("示例县标准目录 2026-01-05")
    assert len(rows) == 2 + 4
    assert {row[7] for row in rows[2:]} == {"尚无公开内容"}


def test_the_desk_shows_the_own_duties_and_counts_what_it_opens(enter, office, keeper, directory):
    (queue,) = [q for q in desk.queues(office, timezone.now()) if q.url.startswith(INDEX)]
    assert queue.count == 3
    assert len(enter(office).get(queue.url).context["rows"]) == 3
    # Whoever only watches over the bodies below has nothing to open.
    assert not [q for q in desk.queues(keeper, timezone.now()) if q.url.startswith(INDEX)]


def test_only_who_keeps_the_directory_draws_the_matrix_up(enter, office, keeper, directory):
    address = reverse("duties_desk:draw_up", args=["county"])
    assert enter(office).post(address).status_code == 404
    assert enter(keeper).post(address).status_code == 302
