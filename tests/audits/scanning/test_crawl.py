"""A site on this machine: what is fetched, what is left, what the search engine is shown."""

# ruff: noqa: E501 (markup reads better on one line)

from datetime import date

import pytest

from gongkai.audits.rules.pages import PageReport
from gongkai.audits.scanning import Failure, Options, scan_targets

TODAY = date(2026, 4, 1)


def options(**told):
    return Options(
        **{"today": TODAY, "rate": 0, "allow_loopback": True, "links_checked": 50, **told}
    )


def crawled(site, **told):
    return list(scan_targets([f"{site}/"], options(**told)))


def names(results, site):
    return [one.target.removeprefix(site) for one in results if isinstance(one, PageReport)]


def test_pages_of_the_site_are_found_and_strangers_left(serve, page):
    other = serve({"/": page("other")})
    site = serve({
        "/": page(f"<a href=/a>a</a><a href='b.html#x'>b</a><a href='{other}/'>c</a><a href='mailto:x@y'>d</a>"),
        "/a": page("<a href='/'>home</a>"),
        "/b.html": page("text"),
    })  # fmt: skip
    assert sorted(names(crawled(site), site)) == ["/", "/a", "/b.html"]


def test_robots_are_obeyed_by_pages_and_links(serve, page):
    asked = []

    def secret(request):
        asked.append(request.path)
        page("secret")(request)

    site = serve({
        "/robots.txt": page("User-agent: *\nDisallow: /secret", Content_Type="text/plain"),
        "/": page("<a href=/secret>s</a><a href=/open>o</a>"),
        "/open": page("open"),
        "/secret": secret,
    })  # fmt: skip
    assert sorted(names(crawled(site), site)) == ["/", "/open"]
    assert asked == []


def test_the_budget_ends_a_site_without_end(serve, page):
    links = "".join(f"<a href='/p{number}'>p</a>" for number in range(50))
    replies = {f"/p{number}": page(links) for number in range(50)} | {"/": page(links)}
    site = serve(replies)
    assert len(names(crawled(site, pages=7, links_checked=0), site)) == 7


def test_what_only_the_search_engine_is_shown_is_found(serve, page):
    def cloaked(request):
        engine = "Baiduspider" in request.headers.get("User-Agent", "")
        words = "<div>澳门葡京赌场_真人百家乐_六合彩开奖</div>" if engine else ""
        page(f"<html><body><p>通知</p>{words}</body></html>")(request)

    [report] = crawled(serve({"/": cloaked}))
    assert report.polluted
    assert {one.reason for one in report.findings if one.code == "spam_text"} == {"cloaked"}


def test_a_search_engine_that_is_sent_elsewhere_is_noticed(serve, page):
    def cloaked(request):
        if "baidu" in request.headers.get("Referer", ""):
            page("", 302, Location="http://203.0.113.9/")(request)
        else:
            page("<p>通知</p>")(request)

    [report] = crawled(serve({"/": cloaked}))
    assert report.polluted


def test_dead_links_are_named_with_their_place(serve, page):
    def no_head(request):
        page("here", 405 if request.command == "HEAD" else 200)(request)

    soft = page("<title>页面不存在</title>")
    text = "<a href='/gone'>g</a><a href='/soft.zip'>s</a><a href='/picky.zip'>p</a>"
    site = serve({"/": page(text), "/soft.zip": soft, "/picky.zip": no_head})
    home = next(one for one in crawled(site) if one.target == f"{site}/")
    dead = [text[one.start : one.end] for one in home.findings if one.code == "dead_link"]
    assert dead == ["<a href='/gone'>g</a>"]


def test_without_leave_this_machine_is_not_fetched(serve, page):
    site = serve({"/": page("inside")})
    assert crawled(site, allow_loopback=False) == [Failure(f"{site}/", "private")]


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "big5", "utf-8"])
def test_pages_are_read_in_any_encoding(serve, encoding):
    text = (
        "<html><meta charset=gbk><body>身份證號碼 11010519491231002X 各鄉鎮人民政府</body></html>"
    )
    text = text.replace("gbk", "" if encoding == "utf-16" else encoding)

    def send(request):
        content = text.encode(encoding)
        request.send_response(200)
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    [report] = crawled(serve({"/": send}))
    assert "personal_data" in {one.code.value for one in report.findings}
