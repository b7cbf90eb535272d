"""Kept pages, looked at from outside: a WSGI application in front of another."""

import gzip
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import brotli
import pytest
from django.http import HttpResponse

from gongkai.portal.generations import Generations, slot
from gongkai.portal.page_cache import PageCache, canonical, next_midnight, tag

# Each answer ends with Django looking after its connections, which earlier tests may have opened.
pytestmark = pytest.mark.django_db

NOON = 1_780_286_400.0  # 2026-06-01 12:00 in Shanghai
TEXT = "县级以上人民政府" * 200


class Site:
    """A site of one view behind the cache, which counts its renders."""

    def __init__(self, path: Path, view: Callable[[dict[str, str]], HttpResponse]) -> None:
        self.shared = Generations(path)
        self.view = view
        self.renders: list[str] = []
        self.time = NOON
        self.cache = self.another_process()

    def another_process(self) -> PageCache:
        return PageCache(
            self._application,
            shared=self.shared,
            bytes_max=1_000_000,
            life_seconds=300,
            now=lambda: self.time,
        )

    def _application(self, environ, start_response):
        self.renders.append(environ["PATH_INFO"] + "?" + environ["QUERY_STRING"])
        response = self.view(environ)
        headers = [
            *response.items(),
            *(("Set-Cookie", c.OutputString()) for c in _cookies(response)),
        ]
        start_response(f"{response.status_code} {response.reason_phrase}", headers)
        return response

    def get(self, address: str = "/page", cache: PageCache | None = None, **environ: str):
        path, _, query = address.partition("?")
        heard = []
        body = b"".join(
            (cache or self.cache)(
                {
                    "REQUEST_METHOD": "GET",
                    "PATH_INFO": path,
                    "QUERY_STRING": query,
                    "HTTP_HOST": "county.example",
                    "wsgi.url_scheme": "http",
                }
                | environ,
                lambda status, headers, exc_info=None: heard.append((status, dict(headers))),
            )
        )
        return heard[0][0], heard[0][1], body


def _cookies(response: HttpResponse) -> Iterator:
    return iter(response.cookies.values())


@pytest.fixture
def site(tmp_path):
    def made(view=None):
        return Site(tmp_path / "generations", view or (lambda environ: shown("a")))

    return made


def shown(*tags: str, text: str = TEXT, reads=(), **headers: str) -> HttpResponse:
    response = HttpResponse(text, headers={"Content-Length": str(len(text.encode())), **headers})
    return tag(response, *tags, reads=reads) if tags else response


def twice(site: Site, address: str = "/page", **environ: str) -> int:
    for _ in range(2):
        site.get(address, **environ)
    return len(site.renders)


def test_a_tagged_page_is_rendered_once_and_its_marks_stay_inside(site):
    one = site()
    status, headers, body = one.get()
    assert one.get() == (status, headers, body)
    assert len(one.renders) == 1
    assert status == "200 OK"
    assert body == TEXT.encode()
    assert headers["Cache-Control"] == "public, max-age=0, must-revalidate"
    assert headers["Vary"] == "Accept-Encoding"
    assert not [name for name in headers if name.startswith("X-Page")]


def test_a_page_without_a_tag_is_never_kept(site):
    one = site(lambda environ: shown())
    assert twice(one) == 2


def test_a_purge_drops_what_shows_the_tag_and_nothing_else(site):
    one = site(lambda environ: shown(environ["PATH_INFO"].strip("/")))
    one.get("/a"), one.get("/b")
    one.shared.purge([slot("a")])
    one.get("/a"), one.get("/b")
    assert one.renders == ["/a?", "/b?", "/a?"]


def test_a_purge_shows_in_every_process(site):
    one = site()
    other = one.another_process()
    one.get(), one.get(cache=other)
    Generations(one.shared.path).purge([slot("a")])
    one.get(), one.get(cache=other)
    assert len(one.renders) == 4


def test_a_purge_in_the_middle_of_a_render_leaves_nothing_stale_behind(site):
    one = site()
    texts = iter(["old", "new", "newer"])

    def view(environ):
        text = next(texts)  # read from the database ...
        if text == "old":
            one.shared.purge([slot("a")])  # ... and changed by another process meanwhile
        return shown("a", text=text)

    one.view = view
    assert [one.get()[2] for _ in range(3)] == [b"old", b"new", b"new"]


def test_two_purges_at_once_are_both_seen(tmp_path):
    shared = Generations(tmp_path / "generations")
    threads = [
        threading.Thread(target=lambda n=n: [shared.purge([slot(str(n))]) for _ in range(50)])
        for n in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert shared.clock() == 200


def test_the_counters_survive_a_restart(tmp_path):
    Generations(tmp_path / "generations").purge([slot("a")])
    again = Generations(tmp_path / "generations")
    assert again.clock() == 1
    assert not again.fresh((slot("a"),), 0)
    assert again.fresh((slot("b"),), 0)


@pytest.mark.parametrize(
    "answer",
    [
        HttpResponse(TEXT, status=404),
        HttpResponse(TEXT, headers={"Cache-Control": "private"}),
        HttpResponse(TEXT, headers={"Cache-Control": "no-store"}),
        HttpResponse(TEXT, headers={"Vary": "Accept-Language, Cookie"}),
        HttpResponse(TEXT, headers={"Content-Encoding": "gzip"}),
        HttpResponse(TEXT, headers={"Content-Length": "3000000"}),
    ],
)
def test_what_may_not_be_kept_for_everybody_is_not_kept(site, answer):
    tag(answer, "a")
    assert twice(site(lambda environ: answer)) == 2


def test_a_page_that_sets_a_cookie_is_not_kept(site):
    def view(environ):
        response = shown("a")
        response.set_cookie("csrftoken", "x")
        return response

    assert twice(site(view)) == 2


def test_a_visitor_with_a_session_gets_the_kept_page(site):
    one = site()
    one.get()
    one.get(HTTP_COOKIE="sessionid=abc")
    assert len(one.renders) == 1


def test_a_post_passes_through_without_marks(site):
    one = site()
    one.get()
    _, headers, _ = one.get(REQUEST_METHOD="POST")
    assert len(one.renders) == 2
    assert "X-Page-Tags" not in headers


def test_a_kept_page_is_not_sent_again_to_who_has_it(site):
    one = site()
    mark = one.get()[1]["ETag"]
    status, headers, body = one.get(HTTP_IF_NONE_MATCH=f'"other", W/{mark}')
    assert (status, body) == ("304 Not Modified", b"")
    assert headers["ETag"] == mark
    assert not [name for name in headers if name.lower().startswith("content-")]
    assert one.get(HTTP_IF_NONE_MATCH='"other"')[0] == "200 OK"


def test_a_head_answers_with_the_length_and_no_body(site):
    one = site()
    length = one.get()[1]["Content-Length"]
    status, headers, body = one.get(REQUEST_METHOD="HEAD")
    assert (status, headers["Content-Length"], body) == ("200 OK", length, b"")
    assert len(one.renders) == 1


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [
        ("gzip, deflate, br", "br"),
        ("gzip", "gzip"),
        ("br;q=0, gzip;q=0.5", "gzip"),
        ("*", "br"),
        ("identity", None),
        ("", None),
    ],
)
def test_a_kept_page_goes_out_in_the_best_encoding(site, accepted, encoding):
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    _, headers, body = site().get(HTTP_ACCEPT_ENCODING=accepted)
    assert headers.get("Content-Encoding") == encoding
    assert headers["Content-Length"] == str(len(body))
    assert unpack(body) == TEXT.encode()


def test_encodings_have_validators_of_their_own_and_each_answers_304(site):
    one = site()
    marks = {one.get(HTTP_ACCEPT_ENCODING=name)[1]["ETag"] for name in ("br", "gzip", "")}
    assert len(marks) == 3
    for mark in marks:
        assert one.get(HTTP_IF_NONE_MATCH=mark)[0].startswith("304")


def test_an_unknown_parameter_neither_multiplies_pages_nor_reaches_the_view(site):
    one = site(lambda environ: shown("a", text=f"query: {environ['QUERY_STRING']}", reads=["page"]))
    one.get("/page?page=2")
    bodies = {
        one.get(address)[2]
        for address in ("/page?page=2&utm_source=x", "/page?y=<b>&page=2", "/page?page=2")
    }
    assert bodies == {b"query: page=2"}
    assert len(one.renders) == 1


def test_the_first_visitor_of_a_page_cannot_put_a_query_of_theirs_into_it(site):
    one = site(lambda environ: shown("a", text=f"query: {environ['QUERY_STRING']}"))
    one.get("/page?evil=1")
    assert one.get("/page")[2] == b"query: "


def test_an_endless_query_is_answered_and_not_kept(site):
    one = site(lambda environ: shown("a", reads=["q"]))
    one.get()
    assert twice(one, "/page?q=" + "x" * 600) == 3
    assert len(one.cache.pages) == 1


def test_hosts_schemes_and_fragments_are_pages_of_their_own(site):
    one = site()
    one.get(), one.get(HTTP_HOST="other.example"), one.get(HTTP_X_FORWARDED_PROTO="https")
    one.get(HTTP_HX_REQUEST="true")
    assert len(one.renders) == len(one.cache.pages) == 4


def test_no_page_outlives_its_life_or_midnight(site):
    one = site()
    one.get()
    one.time += 301
    one.get()
    assert len(one.renders) == 2
    one.time = next_midnight(NOON) - 5
    one.get()
    one.time += 10
    one.get()
    assert len(one.renders) == 4


def test_memory_is_bounded_and_the_least_used_page_goes_first(site):
    one = site(lambda environ: shown("a", text="x" * 100_000))
    for number in range(4):
        one.get(f"/{number}")
    one.get("/0")
    one.get("/4"), one.get("/5")
    assert one.cache.pages.bytes <= 1_000_000
    one.renders.clear()
    one.get("/0")
    one.get("/1")
    assert one.renders == ["/1?"]


def test_many_who_ask_at_once_wait_for_one_render(site):
    one = site()
    one.get()
    one.shared.purge([slot("a")])
    entered, go_on = threading.Event(), threading.Event()

    def slow(environ):
        entered.set()
        assert go_on.wait(10)
        return shown("a")

    one.view = slow
    answers: list[bytes] = []
    threads = [threading.Thread(target=lambda: answers.append(one.get()[2])) for _ in range(6)]
    threads[0].start()
    assert entered.wait(10)
    for thread in threads[1:]:
        thread.start()
    go_on.set()
    for thread in threads:
        thread.join(10)
    assert len(answers) == 6
    assert len(one.renders) == 2


def test_a_render_that_fails_lets_the_next_one_try(site):
    one = site()
    one.get()
    one.shared.purge([slot("a")])

    def failing(environ):
        raise RuntimeError

    one.view = failing
    with pytest.raises(RuntimeError):
        one.get()
    one.view = lambda environ: shown("a")
    assert one.get()[0] == "200 OK"


@pytest.mark.parametrize("wrong", ["", "two words", "机构"])
def test_a_tag_that_no_header_could_carry_is_refused(wrong):
    with pytest.raises(ValueError, match="not a tag"):
        tag(HttpResponse(), wrong)


@pytest.mark.parametrize(
    ("query", "reads", "wanted"),
    [
        ("b=1&a=2", ("a", "b"), "a=2&b=1"),
        ("a=2&a=1", ("a",), "a=2&a=1"),
        ("a=&c=3", ("a",), ""),
        ("q=%E5%85%AC+%E5%BC%80", ("q",), "q=%E5%85%AC+%E5%BC%80"),
        ("utm=1", (), ""),
    ],
)
def test_a_query_is_cut_down_to_what_the_page_reads(query, reads, wanted):
    assert canonical(query, reads) == wanted
