"""Feeds, site maps and robots: valid, permanent, complete."""

import json
from datetime import datetime

import pytest
from defusedxml import ElementTree

from gongkai.documents.models import Document
from gongkai.portal.views import maps

ATOM = "{http://www.w3.org/2005/Atom}"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


@pytest.mark.parametrize(
    "address",
    ["/feed.atom", "/en/feed.atom", "/bodies/qinghe/feed.atom", "/columns/plan/feed.atom"],
)
def test_an_atom_feed_has_what_its_standard_asks_for(publish, client, address) -> None:
    publish("一号<文件>&", kind="plan")
    publish("二号文件", kind="plan")
    answer = client.get(address)
    assert answer.headers["Content-Type"] == "application/atom+xml; charset=utf-8"
    root = ElementTree.fromstring(answer.content)
    for name in ("id", "title", "updated"):
        assert root.find(ATOM + name).text
    entries = root.findall(ATOM + "entry")
    assert [entry.find(ATOM + "title").text for entry in entries] == ["二号文件", "一号<文件>&"]
    for entry in entries:
        assert entry.find(ATOM + "id").text.endswith(f"{entry.find(ATOM + 'link').get('href')}")
        assert entry.find(f"{ATOM}author/{ATOM}name").text
        datetime.fromisoformat(entry.find(ATOM + "updated").text)


def test_a_json_feed_has_what_its_standard_asks_for(publish, client) -> None:
    publish("一号文件")
    answer = client.get("/bodies/qinghe/feed.json")
    assert answer.headers["Content-Type"].startswith("application/feed+json")
    feed = json.loads(answer.content)
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    (item,) = feed["items"]
    assert item["id"] == item["url"]
    assert item["content_text"]
    assert datetime.fromisoformat(item["date_published"]).tzinfo is not None


def test_an_entry_keeps_its_identity_in_every_feed(publish, client) -> None:
    publish("一号文件")
    ids = {
        json.loads(client.get(address).content)["items"][0]["id"]
        for address in (
            "/feed.json",
            "/en/feed.json",
            "/large/feed.json",
            "/bodies/qinghe/feed.json",
        )
    }
    assert len(ids) == 1


def test_a_draft_and_a_withdrawn_document_stand_in_no_feed_and_no_map(publish, client) -> None:
    publish("公开文件")
    withdrawn = publish("撤回文件")
    Document.objects.filter(pk=withdrawn.pk).update(
        state="withdrawn", withdrawn_at="2026-03-03T00:00+08:00", withdrawal_reason="mistake"
    )
    draft = Document.objects.create(key="draft00000", owner=withdrawn.owner, title="草稿")
    for address in ("/feed.atom", "/feed.json", "/sitemap-1.xml", "/", "/bodies/qinghe/"):
        text = client.get(address).content.decode()
        assert withdrawn.key not in text
        assert draft.key not in text
    assert client.get(f"/documents/{draft.key}/").status_code == 404


def test_a_feed_of_a_kind_that_there_is_not_is_missing(county, client) -> None:
    assert client.get("/columns/nothing/feed.atom").status_code == 404
    assert client.get("/bodies/nobody/feed.json").status_code == 404


def test_the_site_maps_name_each_public_document_once(publish, client, monkeypatch) -> None:
    monkeypatch.setattr(maps, "PART_ROWS", 3)
    keys = {publish(f"第{number}号文件", indexed=False).key for number in range(7)}
    index = ElementTree.fromstring(client.get("/sitemap.xml").content)
    parts = [node.text.split("/")[-1] for node in index.iter(MAP + "loc")]
    named: list[str] = []
    for part in parts:
        answer = client.get("/" + part)
        assert answer.status_code == 200, part
        named += [node.text for node in ElementTree.fromstring(answer.content).iter(MAP + "loc")]
    documents = [url.split("/")[-2] for url in named if "/documents/k" in url]
    assert sorted(documents) == sorted(keys)
    assert len(named) == len(set(named))
    assert any(url.endswith("/bodies/shuili/openness/") for url in named)


def test_robots_keep_out_of_search_and_find_the_map(county, client) -> None:
    text = client.get("/robots.txt").content.decode()
    assert "Disallow: /search/" in text
    assert "/sitemap.xml" in text
