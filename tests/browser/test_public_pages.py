"""What a person meets on the public pages: axe, keyboard, no script, narrow screens, weight."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from gongkai.documents.models import Document, Relation

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

PAGES = [
    "/",
    "/documents/?kind=normative",
    "/documents/?q=没有这样的词",
    "/search/",
    "/search/?q=河道",
    "/columns/",
    "/columns/normative/",
    "/topics/",
    "/topics/rivers/",
    "/bodies/",
    "/bodies/shuili/",
    "/bodies/qinghe/openness/",
    "/guides/",
    "/guides/words/",
    "/open-data/",
    "/sitemap/",
    "/styleguide/",
    "/documents/k000000001/",
    "/documents/k000000001/print/",
    "/documents/k000000003/",
    "/documents/in-force/",
    "/interaction/",
    "/applications/new/",
    "/applications/calculator/",
    "/letters/",
    "/letters/new/",
    "/letters/numbers/",
    "/ask/?q=河道",
    "/corrections/report/",
    "/nowhere/",
]
WIDE_TABLE = (
    "<table><thead><tr>"
    + "".join(f'<th scope="col">第{number}季度</th>' for number in range(12))
    + "</tr></thead><tr>"
    + "<td>1,280.55万元</td>" * 12
    + "</tr></table>"
)
FIRST_VIEW_BYTES_MAX = 100_000


@pytest.fixture
def site(live_server, settings, prose, publish) -> str:
    """Documents of every sort that a page treats in its own way."""
    old = publish("清禾县河道管理办法", indexed=False, body="<p>第一条</p>" + WIDE_TABLE)
    new = publish("清禾县河道管理办法（修订）" + "关于印发配套技术导则的通知" * 5, indexed=False)
    gone = publish("撤回的公告", indexed=False)
    publish("一图读懂河道管理办法", kind="interpretation", code="shuili")
    Document.objects.filter(pk=old.pk).update(
        standing="repealed",
        attachments=[
            {"digest": "0" * 64, "name": "附表.xlsx", "size": 9000, "media_type": "text/plain"}
        ],
    )
    Document.objects.filter(pk=gone.pk).update(
        state="withdrawn", withdrawn_at="2026-03-03T00:00+08:00", withdrawal_reason="mistake"
    )
    Relation.objects.create(document=new, other=old, kind="replaces")
    return live_server.url


Visit = Callable[..., Page]


@pytest.fixture
def visit(site: str, chromium: Browser):
    """Open a page in a context of its own: `visit("/", width=390, javascript=False)`."""
    contexts = []

    def run(path: str, *, width: int = 1366, javascript: bool = True, **more) -> Page:
        context = chromium.new_context(
            base_url=site,
            viewport={"width": width, "height": 800},
            java_script_enabled=javascript,
            **more,
        )
        contexts.append(context)
        page = context.new_page()
        page.goto(path)
        return page

    yield run
    for context in contexts:
        context.close()


def test_axe_finds_nothing_on_any_page_in_either_language(visit: Visit) -> None:
    axe = Axe()
    wrong: dict[str, list[str]] = {}
    for prefix, width in (("", 390), ("/en", 1366)):
        page = visit("/", width=width)
        for path in PAGES:
            page.goto(prefix + path)
            found = axe.run(page).response["violations"]
            if found:
                nodes = [f"{item['id']}: {node['html'][:120]}" for item in found
                         for node in item["nodes"]]  # fmt: skip
                wrong[f"{prefix}{path} at {width}"] = nodes
    assert wrong == {}


def test_axe_finds_nothing_in_the_dark_and_in_high_contrast(visit: Visit) -> None:
    axe = Axe()
    for more in ({"color_scheme": "dark"}, {"contrast": "more"}):
        page = visit("/", **more)
        for path in ("/documents/k000000001/", "/styleguide/", "/bodies/shuili/"):
            page.goto(path)
            assert axe.run(page).response["violations"] == [], (path, more)


def test_nothing_stands_out_of_a_narrow_screen_even_in_large_type(visit: Visit) -> None:
    page = visit("/", width=390)
    for path in PAGES:
        for prefix in ("", "/large/en"):
            page.goto(prefix + path)
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            assert overflow <= 0, prefix + path


def test_the_keyboard_alone_skips_to_the_text_and_always_shows_where_it_is(visit: Visit) -> None:
    page = visit("/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    assert page.evaluate("document.activeElement.getBoundingClientRect().top >= 0")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.querySelector('main').contains(document.activeElement)")
    for _ in range(12):
        page.keyboard.press("Tab")
        width = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
        assert width == "3px", page.evaluate("document.activeElement.outerHTML")


def test_without_a_script_menu_filters_and_search_work_on_a_phone(visit: Visit) -> None:
    page = visit("/documents/", width=390, javascript=False)
    page.locator(".menu summary").click()
    page.locator(".menu-panel a").first.wait_for(state="visible")
    page.locator(".menu summary").click()
    page.locator(".to-drawer a").click()
    page.locator("#filters").wait_for(state="visible")
    page.locator("#filters li a").first.click()
    page.locator(".chip").first.wait_for(state="visible")
    page.goto("/")
    page.locator("#home-q").fill("河道")
    page.keyboard.press("Enter")
    page.locator("mark").first.wait_for(state="visible")


def test_a_first_view_of_a_document_is_light_and_sets_no_cookie(
    site: str, chromium: Browser
) -> None:
    context = chromium.new_context()
    page = context.new_page()
    weights: list[int] = []
    page.on("requestfinished", lambda request: weights.append(
        request.sizes()["responseBodySize"] + request.sizes()["responseHeadersSize"]
    ))  # fmt: skip
    page.goto(f"{site}/documents/k000000001/")
    page.wait_for_load_state("networkidle")
    assert len(weights) >= 5
    assert sum(weights) < FIRST_VIEW_BYTES_MAX
    assert context.cookies() == []
    context.close()


def test_paper_is_black_on_white_with_address_and_version_and_without_menus(visit: Visit) -> None:
    page = visit("/documents/k000000001/", color_scheme="dark")
    page.emulate_media(media="print")
    ground, text = page.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert (ground, text) == ("rgb(255, 255, 255)", "rgb(0, 0, 0)")
    assert not page.locator(".band").is_visible()
    assert not page.locator(".footer").is_visible()
    paper = page.locator(".on-paper")
    assert paper.is_visible()
    assert "/documents/k000000001/" in paper.inner_text()
    assert "第1版" in paper.inner_text()
