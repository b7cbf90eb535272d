"""No private address, no endless or huge answer, no bomb: whatever a server does, it ends."""

import gzip
import time

import pytest

from gongkai.audits.scanning import fetching
from gongkai.audits.scanning.fetching import BYTES_MAX, Fetcher, FetchError, is_allowed


@pytest.mark.parametrize(
    "address",
    """10.0.0.1 127.0.0.1 127.9.9.9 169.254.169.254 172.16.0.1 192.168.1.1 100.64.0.1 0.0.0.0
    224.0.0.1 255.255.255.255 ::1 :: fe80::1 fe80::1%eth0 fc00::1 fd12:3456::1 ff02::1
    ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:a9fe:a9fe 64:ff9b::7f00:1 2002:7f00:1:: ::127.0.0.1
    2001:0:7f00:1:: localhost""".split(),
)
def test_private_addresses_are_refused(address):
    assert not is_allowed(address, loopback=False)


@pytest.mark.parametrize("address", ["8.8.8.8", "2400:3200::1", "::ffff:8.8.8.8"])
def test_public_addresses_are_allowed(address):
    assert is_allowed(address, loopback=False)


def test_only_loopback_is_opened_for_tests():
    assert is_allowed("127.0.0.1", loopback=True)
    assert not is_allowed("10.0.0.1", loopback=True)
    assert not is_allowed("169.254.169.254", loopback=True)


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]"]
)
def test_no_spelling_of_loopback_is_fetched(serve, page, host):
    port = serve({"/": page("inside")}).rpartition(":")[2]
    with pytest.raises(FetchError) as refused:
        Fetcher().get(f"http://{host}:{port}/")
    assert refused.value.reason in {"private", "unresolved"}


def test_a_name_that_points_inside_is_refused(monkeypatch):
    monkeypatch.setattr(fetching, "resolve", lambda *asked: ["8.8.8.8", "10.0.0.7"])
    with pytest.raises(FetchError, match="private"):
        Fetcher().get("http://rebinding.example/")


def test_a_redirect_inside_is_not_followed(serve, page):
    site = serve({"/": page("", 302, Location="http://10.0.0.1/")})
    with pytest.raises(FetchError, match="private"):
        Fetcher(loopback=True).get(f"{site}/")


def test_a_redirect_to_a_file_is_not_followed(serve, page):
    site = serve({"/": page("", 302, Location="file:///etc/passwd")})
    with pytest.raises(FetchError, match="address"):
        Fetcher(loopback=True).get(f"{site}/")


def test_redirects_in_a_circle_end(serve, page):
    site = serve({"/": page("", 302, Location="/")})
    with pytest.raises(FetchError, match="redirects"):
        Fetcher(loopback=True).get(f"{site}/")


def dripping(request):
    request.send_response(200)
    request.end_headers()
    for _ in range(200):
        request.wfile.write(b"x")
        time.sleep(0.05)


def creeping_headers(request):
    request.wfile.write(b"HTTP/1.1 200 OK\r\n")
    for number in range(200):
        request.wfile.write(f"X-{number}: y\r\n".encode())
        time.sleep(0.05)


@pytest.mark.parametrize("reply", [dripping, creeping_headers, lambda request: time.sleep(5)])
def test_a_slow_server_is_left_at_the_deadline(serve, reply):
    site = serve({"/": reply})
    with pytest.raises(FetchError, match="timeout"):
        Fetcher(loopback=True, seconds=0.6).get(f"{site}/")


def endless(request):
    request.send_response(200)
    request.end_headers()
    while True:
        request.wfile.write(b"a" * 65536)


def test_an_endless_page_is_cut(serve):
    site = serve({"/": endless})
    assert len(Fetcher(loopback=True).get(f"{site}/").content) == BYTES_MAX


def bomb(request):
    content = gzip.compress(b"a" * 50_000_000)
    request.send_response(200)
    request.send_header("Content-Encoding", "gzip")
    request.send_header("Content-Length", str(len(content)))
    request.end_headers()
    request.wfile.write(content)


def test_a_packed_page_is_unpacked_no_further_than_the_limit(serve):
    site = serve({"/": bomb})
    assert len(Fetcher(loopback=True).get(f"{site}/").content) == BYTES_MAX


@pytest.mark.parametrize(
    "raw", [b"", b"rubbish\r\n\r\n", b"HTTP/1.1 999999 X\r\n\r\n", b"HTTP/1.1 200 OK\r\nA" * 99]
)
def test_an_answer_that_is_none_is_said_to_be_broken(serve, raw):
    site = serve({"/": lambda request: request.wfile.write(raw)})
    with pytest.raises(FetchError, match="broken"):
        Fetcher(loopback=True).get(f"{site}/")
