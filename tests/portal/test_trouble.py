"""Pages of trouble: in words, in the reader's language, without a database, never kept."""

import re

import pytest
from django.test import Client, RequestFactory
from django.utils.translation import override

from gongkai.portal import errors

STATUSES = [400, 403, 404, 422, 429, 500, 503]


@pytest.mark.parametrize("status", STATUSES)
def test_each_status_says_what_happened_and_what_to_do_without_a_database(status: int) -> None:
    request = RequestFactory().get("/")
    for language in ("zh-hans", "en"):
        with override(language):
            answer = errors.trouble(request, status)
        html = answer.content.decode()
        assert answer.status_code == status
        assert answer.headers["Cache-Control"] == "no-store"
        heading, advice = re.search(r"<h1>(.+?)</h1>\s*<p class=\"lead\">(.+?)</p>", html).groups()
        assert heading != advice
        assert bool(re.search("[\u4e00-\u9fff]", heading + advice)) == (language == "zh-hans")


def test_a_missing_page_offers_a_search_in_its_language(db, client: Client) -> None:
    answer = client.get("/en/nowhere/")
    assert answer.status_code == 404
    html = answer.content.decode()
    assert "There is no page at this address" in html
    assert 'action="/en/search/"' in html
    assert "这个网址没有页面" in client.get("/nowhere/").content.decode()


def test_a_fault_of_ours_gets_a_number_that_stands_in_the_log(
    db, client: Client, monkeypatch, caplog
) -> None:
    def fail(*_: object) -> None:
        msg = "broken on purpose"
        raise RuntimeError(msg)

    monkeypatch.setattr("gongkai.portal.rows.newest", fail)
    client.raise_request_exception = False
    html = client.get("/").content.decode()
    number = re.search(r'<strong class="code">([0-9a-f]{8})</strong>', html)
    assert number is not None
    assert number[1] in caplog.text


def test_a_forged_form_is_refused_in_words() -> None:
    with override("en"):
        html = errors.forged(RequestFactory().post("/")).content.decode()
    assert "This form has expired" in html


@pytest.mark.parametrize(
    "sent",
    [{"code": "x" * 3_000_000}, {f"field{number}": "" for number in range(1_100)}],
    ids=["long", "many"],
)
def test_a_form_that_is_too_much_is_told_so_and_not_that_its_address_is_wrong(
    db, client: Client, sent: dict[str, str]
) -> None:
    answer = client.post("/letters/status/", sent)
    html = answer.content.decode()
    assert answer.status_code == 400
    assert "提交的内容超出表单上限" in html
    assert "这个网址" not in html.partition("<h1>")[2].partition("</h1>")[0]
