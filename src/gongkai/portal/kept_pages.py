"""Pages as they are kept: one answer in three encodings, its validators, a store with a bound.

Nothing here knows of Django: a page is a status, headers and bytes.
"""

import threading
import zlib
from collections import OrderedDict
from collections.abc import Callable, Iterable
from functools import lru_cache
from hashlib import blake2b
from typing import Any, Generic, TypeVar

import brotli

SIZE_BYTES_MAX = 4 * 1024 * 1024
ENTRY_BYTES = 2_000  # headers, key and objects of one page, roughly
WORTH_SQUEEZING = 500  # bytes; below, a compressed answer saves no packet
BROTLI_QUALITY = 5
GZIP_LEVEL = 6
GZIP_WBITS = 31  # zlib's way of saying: with a gzip header

# Browsers ask again each time and get 304, so that a purge shows at once at theirs too.
CACHE_CONTROL = "public, max-age=0, must-revalidate"
# Chinese and English pages have addresses of their own, so the language never varies a page.
VARY_ALLOWED = frozenset({"accept-encoding", "accept-language", "hx-request"})
PRIVATE = ("no-store", "no-cache", "private")
TEXTUAL = ("text/", "application/json", "application/atom+xml", "application/xml", "image/svg")
REPLACED = frozenset({"etag", "vary", "content-length", "cache-control"})

Headers = list[tuple[str, str]]
Key = TypeVar("Key")


def refusal(status: str, headers: Headers) -> str | None:
    """Return why an answer may not be kept for everybody; None when it may."""
    if not status.startswith("200"):
        return f"its status is {status}"
    for name, value in headers:
        reason = _objection(name.lower(), value)
        if reason is not None:
            return reason
    return None


def _objection(name: str, value: str) -> str | None:
    if name == "set-cookie":
        return "it sets a cookie"
    if name == "content-encoding":
        return "it is encoded already"
    if name == "vary":
        other = {word.strip().lower() for word in value.split(",")} - VARY_ALLOWED
        return f"it varies by {', '.join(sorted(other))}" if other else None
    if name == "cache-control" and any(word in value for word in PRIVATE):
        return f"it says {value}"
    if name == "content-length" and 2 * int(value) > SIZE_BYTES_MAX:
        return "it is too large"
    return None


@lru_cache(maxsize=256)
def encoding_for(accepted: str) -> str:
    """Return br, gzip or nothing for an Accept-Encoding header."""
    weights = {}
    for part in accepted.lower().split(","):
        name, _, rest = part.strip().partition(";")
        weights[name.strip()] = rest.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    for name in ("br", "gzip"):
        if weights.get(name, weights.get("*", False)):
            return name
    return ""


def matches(header: str, mark: str) -> bool:
    """Say whether If-None-Match names this page, in whatever encoding it was sent."""
    for candidate in header.split(","):
        word = candidate.strip().removeprefix("W/").strip('"')
        if word == "*" or word.partition("-")[0] == mark:
            return True
    return False


class KeptPage:
    """One page, ready to be sent.

    Attributes:
        slots: What it depends on, see `generations`.
        since: The clock of purges when its render began.
        until: The instant (seconds since 1970) after which it must be rendered again.
        size_bytes: What it may take in memory, its compressed forms included.
    """

    __slots__ = ("_answers", "_body", "_headers", "_mark", "since", "size_bytes", "slots", "until")

    def __init__(
        self,
        headers: Headers,
        body: bytes,
        *,
        slots: tuple[int, ...],
        since: int,
        until: float,
    ) -> None:
        self.slots = slots
        self.since = since
        self.until = until
        self.size_bytes = 2 * len(body) + ENTRY_BYTES
        self._body = body
        self._mark = blake2b(body, digest_size=12).hexdigest()
        said = {name.lower(): value for name, value in headers}
        vary = ", ".join(["Accept-Encoding", *_htmx(said.get("vary", ""))])
        self._headers = [
            *((name, value) for name, value in headers if name.lower() not in REPLACED),
            ("Cache-Control", said.get("cache-control", CACHE_CONTROL)),
            ("Vary", vary),
        ]
        self._answers: dict[str, tuple[Headers, bytes]] = {}

    def answer(
        self, environ: dict[str, Any], start_response: Callable[..., Any]
    ) -> Iterable[bytes]:
        """Send the page, or 304 when the visitor has it."""
        encoding = encoding_for(environ.get("HTTP_ACCEPT_ENCODING", ""))
        headers, body = self._answers.get(encoding) or self._squeeze(encoding)
        known = environ.get("HTTP_IF_NONE_MATCH")
        if known is not None and matches(known, self._mark):
            start_response(
                "304 Not Modified",
                [pair for pair in headers if not pair[0].lower().startswith("content-")],
            )
            return []
        start_response("200 OK", headers.copy())
        return [] if environ["REQUEST_METHOD"] == "HEAD" else [body]

    def _squeeze(self, encoding: str) -> tuple[Headers, bytes]:
        body, used = self._body, ""
        kind = next((value for name, value in self._headers if name.lower() == "content-type"), "")
        if encoding and len(body) >= WORTH_SQUEEZING and kind.startswith(TEXTUAL):
            body, used = compressed(body, encoding), encoding
        mark = f"{self._mark}-{used}" if used else self._mark
        headers = [*self._headers, ("ETag", f'"{mark}"'), ("Content-Length", str(len(body)))]
        if used:
            headers.append(("Content-Encoding", used))
        self._answers[encoding] = (headers, body)
        return headers, body


def compressed(body: bytes, encoding: str) -> bytes:
    """Return a body in br or gzip."""
    if encoding == "br":
        return bytes(brotli.compress(body, quality=BROTLI_QUALITY))
    squeezer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, GZIP_WBITS)
    return squeezer.compress(body) + squeezer.flush()


def _htmx(vary: str) -> list[str]:
    return ["HX-Request"] if "hx-request" in vary.lower() else []


class KeptPages(Generic[Key]):
    """The pages of one process, the least recently asked for forgotten first."""

    def __init__(self, bytes_max: int) -> None:
        self.bytes_max = bytes_max
        self.bytes = 0
        self._pages: OrderedDict[Key, KeptPage] = OrderedDict()
        self._guard = threading.Lock()

    def __len__(self) -> int:
        return len(self._pages)

    def get(self, key: Key) -> KeptPage | None:
        """Return a page, fresh or not."""
        page = self._pages.get(key)
        if page is not None:
            try:
                self._pages.move_to_end(key)
            except KeyError:  # another thread has just forgotten it
                return page
        return page

    def put(self, key: Key, page: KeptPage) -> None:
        """Keep a page in place of the one before it."""
        with self._guard:
            before = self._pages.pop(key, None)
            if before is not None:
                self.bytes -= before.size_bytes
            self._pages[key] = page
            self.bytes += page.size_bytes
            while self.bytes > self.bytes_max and self._pages:
                _, forgotten = self._pages.popitem(last=False)
                self.bytes -= forgotten.size_bytes
