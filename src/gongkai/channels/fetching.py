"""Feeds fetched from outside: never from an address of our own network, never without an end.

The name is resolved once, every address it leads to must be public, and the connection goes to
exactly the address that was looked at, so a name cannot change its mind in between.
"""

import ipaddress
import socket
import time
from urllib.parse import urljoin, urlsplit

import httpx

BYTES_MAX = 3_000_000
WAIT_SECONDS = 15
WHOLE_SECONDS = 30
REDIRECTS_MAX = 3
AGENT = "Gongkai (new-media register)"


class FetchError(Exception):
    """A feed could not be read; the text is for the clerk."""


def public_address(host: str, port: int, *, loopback: bool = False) -> str:
    """Return an address of a host, all of whose addresses are public.

    Args:
        host: A name or an address.
        port: The port to be asked.
        loopback: Also allow this machine, for tests.

    Raises:
        FetchError: It does not exist or leads into a private network.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise FetchError(f"{host}: {error}") from error
    addresses = [ipaddress.ip_address(str(row[4][0]).partition("%")[0]) for row in found]
    for address in addresses:
        if not (address.is_global and not address.is_multicast) and not (
            loopback and address.is_loopback
        ):
            raise FetchError(f"{host}: {address}")
    return str(addresses[0])


def fetch(url: str, *, loopback: bool = False) -> bytes:
    """Return what an address holds.

    Raises:
        FetchError: It leads inward, answers with a fault, too slowly, or too much.
    """
    until = time.monotonic() + WHOLE_SECONDS
    for _hop in range(REDIRECTS_MAX + 1):
        answer = _ask(url, until, loopback=loopback)
        if isinstance(answer, bytes):
            return answer
        url = urljoin(url, answer)
    raise FetchError(url)


def _ask(url: str, until: float, *, loopback: bool) -> bytes | str:
    """Return the content, or the address it has moved to."""
    parts = urlsplit(url)
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.username:
        raise FetchError(url)
    try:
        port = parts.port or (443 if parts.scheme == "https" else 80)
    except ValueError as error:
        raise FetchError(url) from error
    address = public_address(parts.hostname, port, loopback=loopback)
    there = f"[{address}]" if ":" in address else address
    target = parts._replace(netloc=f"{there}:{port}", fragment="").geturl()
    headers = {"Host": parts.netloc, "User-Agent": AGENT, "Accept-Encoding": "identity"}
    try:
        with (
            httpx.Client(timeout=WAIT_SECONDS, trust_env=False) as client,
            client.stream(
                "GET", target, headers=headers, extensions={"sni_hostname": parts.hostname}
            ) as answer,
        ):
            if answer.has_redirect_location:
                return answer.headers["location"]
            if answer.status_code != httpx.codes.OK:
                raise FetchError(f"HTTP {answer.status_code}")
            return _drained(answer, until)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise FetchError(str(error) or type(error).__name__) from error


def _drained(answer: httpx.Response, until: float) -> bytes:
    held = bytearray()
    for piece in answer.iter_raw():
        held += piece
        if len(held) > BYTES_MAX or time.monotonic() > until:
            raise FetchError(f"> {BYTES_MAX} B / {WHOLE_SECONDS} s")
    return bytes(held)
