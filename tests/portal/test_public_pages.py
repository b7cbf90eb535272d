"""The public pages: reachable, in two languages and two sizes, without cookies, cheap."""

import re
from html.parser import HTMLParser
from itertools import pairwise, product

import pytest
from django.test import Client

from gongkai.documents.models import Document
from gongkai.portal.models import HomePage, SiteFace

PAGES = [
    "/",
    "/documents/",
    "/documents/?kind=normative&q=河道",
    "/search/",
    "/search/?q=河道",
    "/columns/",
    "/columns/normative/",
    "/topics/",
    "/topics/rivers/",
    "/bodies/",
    "/bodies/qinghe/",
    "/bodies/shuili/",
    "/bodies/qinghe/openness/",
    "/guides/",
    "/guides/request/",
    "/guides/words/",
    "/open-data/",
    "/sitemap/",
    "/styleguide/",
    "/documents/k000000001/",
]
QUERIES_MAX = 8


@pytest.fixture
def site(prose: HomePage, publish) -> HomePage:
    publish("清禾县河道管理办法", indexed=False)
    publish("清禾县水利局关于河道清淤的公告", code="shuili", kind="announcement")
    return prose


def test_no_public_page_sets_or_varies_by_a_cookie(site, client: Client) -> None:
    for prefix, page in product(("", "/en", "/large", "/large/en"), PAGES):
        answer = client.get(prefix + page)
        assert answer.status_code == 200, prefix + page
        assert not answer.cookies, prefix + page
        assert "cookie" not in answer.headers.get("Vary", "").lower(), prefix + page


def test_no_public_page_carries_inline_style_or_script(site, client: Client) -> None:
    inline = re.compile(r"<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)")
    found = {page: inline.findall(client.get(page).content.decode()) for page in PAGES}
    assert {page: parts for page, parts in found.items() if parts} == {}


class Outline(HTMLParser):
    """The levels of headings, in order."""

    def __init__(self) -> None:
        super().__init__()
        self.levels: list[int] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))


def test_each_page_has_one_first_heading_and_no_level_is_skipped(site, client) -> None:
    for page in PAGES:
        if page == "/styleguide/":  # it shows headings as samples
            continue
        outline = Outline()
        outline.feed(client.get(page).content.decode())
        levels = outline.levels
        assert levels.count(1) == 1, page
        assert levels[0] == 1, page
        assert all(after - before <= 1 for before, after in pairwise(levels)), (page, levels)


def test_each_page_takes_few_queries_and_no_more_when_documents_grow(
    site, publish, queries, refresh_index
) -> None:
    few = {page: queries(page) for page in PAGES}
    for number in range(30):
        publish(f"清禾县河道整治公告第{number}号", kind="announcement", indexed=False)
        publish(f"清禾县河道管理办法实施细则第{number}号", indexed=False)
    refresh_index()
    assert {page: queries(page) for page in PAGES} == few
    assert {page: count for page, count in few.items() if count > QUERIES_MAX} == {}


def test_every_link_between_public_pages_answers(site, client: Client) -> None:
    seen: set[str] = set()
    waiting = ["/", "/en/", "/large/"]
    while waiting and len(seen) < 400:
        address = waiting.pop(0)
        seen.add(address)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if not answer.headers["Content-Type"].startswith("text/html"):
            continue
        for found in re.findall(r'href="(/[^"#]*|\?[^"]*)"', answer.content.decode()):
            link = found.replace("&amp;", "&")
            link = address.split("?")[0] + link if link.startswith("?") else link
            # The small county never published through the log: there is nothing in it.
            if link.startswith(("/static/", "/log/")) or link.endswith("/proof/"):
                continue
            # One form, which every page leads to with its own address.
            link = link.partition("?")[0] if "/corrections/report/" in link else link
            if link in seen or link in waiting:
                continue
            waiting.append(link)
    assert {"/documents/k000000001/", "/bodies/dongshan-1/", "/en/", "/large/"} <= seen


def test_large_type_keeps_its_prefix_in_links_and_names_the_plain_page_as_canonical(
    site, client: Client
) -> None:
    html = client.get("/large/en/bodies/").content.decode()
    assert 'class="is-large"' in html
    assert 'href="/large/en/bodies/shuili/"' in html
    assert '<link rel="canonical" href="http://testserver/en/bodies/">' in html
    assert 'href="/en/bodies/"' in html  # the way back to ordinary type
    assert "/large/" not in client.get("/en/bodies/shuili/").content.decode().replace(
        'href="/large/en/bodies/shuili/"', ""
    )


def test_an_address_that_only_begins_like_the_prefix_is_not_large(site, client: Client) -> None:
    assert client.get("/largesse/").status_code == 404


def test_a_body_s_pages_wear_its_own_colour(site, client: Client) -> None:
    assert 'data-theme="pine"' in client.get("/bodies/shuili/").content.decode()
    assert 'data-theme="blue"' in client.get("/bodies/qinghe/").content.decode()


def test_a_changed_face_shows_at_once(
    site, client: Client, django_capture_on_commit_callbacks
) -> None:
    client.get("/")
    face = SiteFace.objects.get(body__code="qinghe")
    face.theme, face.icp = "ink", "新备案号"
    with django_capture_on_commit_callbacks(execute=True):
        face.save()
    html = client.get("/").content.decode()
    assert 'data-theme="ink"' in html
    assert "新备案号" in html


def test_the_footer_carries_the_marks_of_a_government_site(site, client: Client) -> None:
    html = client.get("/bodies/").content.decode()
    for mark in ("1234567890", "某ICP备00000000号-1", "清禾县政府办公室", 'name="SiteIDCode"'):
        assert mark in html


def test_a_text_without_english_says_so_and_is_marked_as_chinese(site, client: Client) -> None:
    html = client.get("/en/guides/words/").content.decode()
    assert "This page has no English text yet" in html
    assert '<div class="prose" lang="zh-Hans">' in html
    assert "no English text" not in client.get("/en/guides/request/").content.decode()


def test_no_english_word_is_left_on_the_chinese_home_page(site, client: Client) -> None:
    html = client.get("/").content.decode()
    body = re.sub(r"<[^>]+>", " ", html[html.index("<body") :])
    words = set(re.findall(r"[A-Za-z]{3,}", body)) - {"English", "ICP", "Atom", "API"}
    assert words == set()


def test_a_site_without_any_row_still_has_a_home_page(db: None, client: Client) -> None:
    assert client.get("/").status_code == 200
    assert client.get("/bodies/").status_code == 200
    assert client.get("/sitemap-0.xml").status_code == 200


def test_a_repealed_document_says_so_and_names_what_replaced_it(site, publish, client) -> None:
    from gongkai.documents.models import Relation

    old = Document.objects.get(key="k000000001")
    Document.objects.filter(pk=old.pk).update(standing="repealed")
    new = publish("清禾县河道管理办法（修订）")
    Relation.objects.create(document=new, other=old, kind="replaces")
    html = client.get("/documents/k000000001/").content.decode()
    head = html[html.index("document-head") : html.index("</header>", html.index("document-head"))]
    assert "notice is-stop" in head
    assert f"/documents/{new.key}/" in head


def test_a_wide_table_stands_in_a_frame_that_the_keyboard_can_scroll(publish, client) -> None:
    cells = "".join(f"<td>{number}</td>" for number in range(12))
    narrow = "<table><tr><td>一</td><td>二</td></tr></table>"
    publish("十二栏的表", body=f"<table><tr>{cells}</tr></table>{narrow}")
    html = client.get("/documents/k000000001/").content.decode()
    assert html.count('<div class="scroll" role="region"') == 1
    assert 'tabindex="0"><table><tr><td>0</td>' in html


def test_a_guide_is_found_in_the_search_and_stands_in_no_list_of_documents(
    site, client: Client, refresh_index, django_capture_on_commit_callbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for page in site.get_children().specific():
            page.save_revision().publish()
    refresh_index()
    found = client.get("/search/?q=联系方式").content.decode()
    assert 'href="/guides/request/"' in found
    listed = client.get("/documents/?q=联系方式").content.decode()
    assert "没有找到含" in listed
