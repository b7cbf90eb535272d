"""Fetching from servers nobody vouches for: no private address, no endless answer, no bomb.

The name is resolved once, every address is checked, and the connection goes to the checked address,
so that a name which changes its mind in between gains nothing. One deadline holds for the whole
exchange, however slowly its bytes come.
"""

import socket
import ssl
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from urllib.parse import urljoin, urlsplit

import httpcore

SECONDS = 15.0  # the national rule counts a page that takes longer as not open
BYTES_MAX = 5_000_000
REDIRECTS_MAX = 6
AGENT = "GongkaiScan/1.0 (+page scan of public sites; respects robots.txt)"
SEARCH_ENGINE = (
    "Mozilla/5.0 (compatible; Baiduspider/2.0; +http://www.baidu.com/search/spider.html)"
)
SEARCH_REFERRER = "https://www.baidu.com/s?wd=%E6%94%BF%E5%8A%A1%E5%85%AC%E5%BC%80"
EMBEDDING = (
    ip_network("2002::/16"), ip_network("64:ff9b::/96"), ip_network("64:ff9b:1::/48"),
    ip_network("2001::/32"), ip_network("::/96"),
)  # fmt: skip


class FetchError(Exception):
    """An address cannot be fetched; `reason` is a key of `wording.REFUSALS`."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the address it came from in the end, and at most BYTES_MAX bytes."""

    address: str
    status: int
    content: bytes
    kind: str = ""


def is_allowed(address: str, *, loopback: bool) -> bool:
    """Say whether an IP address may be connected to: public ones, loopback only when asked."""
    try:
        one: IPv4Address | IPv6Address = ip_address(address.split("%")[0])
    except ValueError:
        return False
    if isinstance(one, IPv6Address):
        if one.ipv4_mapped is not None:
            one = one.ipv4_mapped
        elif not one.is_loopback and any(one in network for network in EMBEDDING):
            return False
    if one.is_loopback:
        return loopback
    return one.is_global and not one.is_multicast


_names = ThreadPoolExecutor(8, thread_name_prefix="names")


def resolve(host: str, port: int, seconds: float) -> list[str]:
    """Return the IP addresses of a host.

    Raises:
        FetchError: The name is not known or the answer does not come in time.
    """
    asked = _names.submit(socket.getaddrinfo, host, port, type=socket.SOCK_STREAM)
    try:
        return list(dict.fromkeys(str(row[4][0]) for row in asked.result(timeout=seconds)))
    except LateError:
        raise FetchError("timeout") from None
    except (OSError, UnicodeError):
        raise FetchError("unresolved") from None


class _Until(threading.local):
    """The deadline of the exchange that runs in this thread."""

    at = 0.0

    def left(self) -> float:
        left = self.at - time.monotonic()
        if left <= 0:
            raise httpcore.ReadTimeout("the deadline of the exchange has passed")
        return left


_until = _Until()


class _Stream(httpcore.NetworkStream):
    """A stream whose every wait ends at the deadline."""

    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, _until.left())

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, _until.left())

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,
    ) -> httpcore.NetworkStream:
        return _Stream(self._stream.start_tls(ssl_context, server_hostname, _until.left()))

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


class _Checked(httpcore.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, *, loopback: bool) -> None:
        self._loopback = loopback
        self._plain = httpcore.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        found = resolve(host, port, _until.left())
        allowed = [one for one in found if is_allowed(one, loopback=self._loopback)]
        if not allowed or len(allowed) < len(found):
            raise FetchError("private")
        error: Exception | None = None
        for address in allowed[:3]:
            try:
                return _Stream(
                    self._plain.connect_tcp(address, port, min(_until.left(), 6.0), local_address)
                )
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as failed:
                error = failed
        raise error or FetchError("refused")

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        raise FetchError("private")

    def sleep(self, seconds: float) -> None:
        time.sleep(seconds)


class Fetcher:
    """Fetches addresses one by one; safe to use from several threads."""

    def __init__(self, *, loopback: bool = False, seconds: float = SECONDS) -> None:
        self._seconds = seconds
        self._pool = httpcore.ConnectionPool(
            ssl_context=ssl.create_default_context(),
            max_connections=16,
            keepalive_expiry=20,
            network_backend=_Checked(loopback=loopback),
        )

    def close(self) -> None:
        self._pool.close()

    def get(
        self,
        address: str,
        *,
        method: str = "GET",
        agent: str = AGENT,
        referrer: str | None = None,
        within: str | None = None,
    ) -> Answer:
        """Fetch an address and follow where it sends on.

        Args:
            address: http or https.
            method: GET, or HEAD for the status alone.
            agent: What to call ourselves.
            referrer: Page that we say we come from.
            within: Host that must not be left; None follows anywhere public.

        Raises:
            FetchError: It cannot be fetched.
        """
        _until.at = time.monotonic() + self._seconds
        for _ in range(REDIRECTS_MAX):
            answer, onward = self._once(address, method, agent, referrer)
            if onward is None:
                return answer
            if urlsplit(onward).scheme not in {"http", "https"}:
                raise FetchError("address")
            if within is not None and not same_host(onward, within):
                raise FetchError("foreign")
            address = onward
        raise FetchError("redirects")

    def _once(
        self, address: str, method: str, agent: str, referrer: str | None
    ) -> tuple[Answer, str | None]:
        headers: dict[bytes | str, bytes | str] = {
            "User-Agent": agent, "Accept": "text/html,application/xhtml+xml,*/*;q=0.5",
            "Accept-Encoding": "gzip", "Accept-Language": "zh-CN,zh;q=0.9",
        }  # fmt: skip
        if referrer:
            headers["Referer"] = referrer
        try:
            url = httpcore.URL(_ascii(address))
            headers["Host"] = urlsplit(_ascii(address)).netloc.rpartition("@")[2]
            with self._pool.stream(method, url, headers=headers) as response:
                told = {
                    name.lower().decode("latin-1"): value.decode("latin-1")
                    for name, value in response.headers
                }
                if response.status in {301, 302, 303, 307, 308} and told.get("location"):
                    return Answer(address, response.status, b""), urljoin(address, told["location"])
                content = b""
                if method != "HEAD":
                    content = _content(response.iter_stream(), told.get("content-encoding", ""))
                kind = told.get("content-type", "").split(";")[0].strip().lower()
                return Answer(address, response.status, content, kind), None
        except (httpcore.TimeoutException, httpcore.PoolTimeout):
            raise FetchError("timeout") from None
        except httpcore.ConnectError as error:
            certificate = "CERTIFICATE" in str(error).upper() or "SSL" in str(error).upper()
            raise FetchError("certificate" if certificate else "refused") from None
        except (httpcore.ProtocolError, httpcore.NetworkError, zlib.error):
            raise FetchError("broken") from None
        except (httpcore.UnsupportedProtocol, ValueError, UnicodeError):
            raise FetchError("address") from None


def _ascii(address: str) -> str:
    """Return an address as it goes over the wire: host in IDNA, the rest percent-encoded."""
    from urllib.parse import quote

    parts = urlsplit(address.strip())
    host = (parts.hostname or "").encode("idna").decode("ascii")
    if ":" in host:
        host = f"[{host}]"
    port = f":{parts.port}" if parts.port else ""
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
    return f"{parts.scheme}://{host}{port}{path}{query}"


def _content(chunks: Iterator[bytes], encoding: str) -> bytes:
    """Return the bytes of an answer, unpacked, cut at BYTES_MAX whatever they unpack to."""
    unpack = (
        zlib.decompressobj(47)
        if encoding.strip().lower() in {"gzip", "x-gzip", "deflate"}
        else None
    )
    if unpack is None and encoding.strip().lower() not in {"", "identity"}:
        raise FetchError("broken")
    parts, size = [], 0
    for chunk in chunks:
        _until.left()
        part = chunk if unpack is None else unpack.decompress(chunk, BYTES_MAX - size + 1)
        parts.append(part)
        size += len(part)
        if size > BYTES_MAX:
            break
    return b"".join(parts)[:BYTES_MAX]


def same_host(one: str, other: str) -> bool:
    """Say whether two addresses stand on one host; `www.` makes no difference."""
    return _plain_host(one) == _plain_host(other)


def _plain_host(address: str) -> str:
    parts = urlsplit(address)
    port = parts.port if parts.port not in {80, 443} else None
    return f"{(parts.hostname or '').removeprefix('www.')}:{port or ''}"
