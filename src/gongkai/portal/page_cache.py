"""Whole public pages, kept in front of Django in each web process and purged exactly.

A view takes part by naming what its page shows: `tag(response, "document:abc")`. A page without
a tag is never kept. The rule of when a kept page is fresh stands in `generations`; what may be
kept at all is `refusal`. See docs/explanation/page-cache.md.

Apps below the portal cannot import this module; they set the two headers by hand.
"""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import HttpResponse

from gongkai.portal.generations import EVERYTHING, Generations, slot, slots
from gongkai.portal.kept_pages import SIZE_BYTES_MAX, KeptPage, KeptPages, refusal

TAGS = "X-Page-Tags"  # what the page shows, separated by spaces
READS = "X-Page-Reads"  # query parameters it reads, separated by spaces; others are ignored
MARKS = frozenset({TAGS.lower(), READS.lower()})
QUERY_MAX = 512  # characters; a longer query is answered and not kept
KNOWN_MAX = 20_000  # paths whose parameters are remembered
FLIGHT_SECONDS = 10  # how long a request waits for the same page being rendered

Environ = dict[str, Any]
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[Environ, StartResponse], Iterable[bytes]]
Place = tuple[str, str, bool, bool]  # host, path, over HTTPS, asked for by htmx
Key = tuple[Place, str]  # and the query, cut down to what the page reads


def tag(response: HttpResponse, *tags: str, reads: Iterable[str] = ()) -> HttpResponse:
    """Say what a page shows, so that it can be kept and is dropped when that changes.

    Args:
        response: The page; it must be the same for every visitor.
        tags: Such as "document:KEY", "documents", "body:CODE"; without spaces.
        reads: The query parameters that change the page.

    Raises:
        ValueError: A tag is empty, has a space or is not ASCII.
    """
    for one in tags:
        if not one or not one.isascii() or " " in one:
            msg = f"not a tag: {one!r}"
            raise ValueError(msg)
    for name, values in ((TAGS, tags), (READS, tuple(reads))):
        if values:
            response.headers[name] = " ".join([*response.headers.get(name, "").split(), *values])
    return response


@cache
def generations() -> Generations:
    """Return this process's view of the shared counters."""
    return Generations(Path(settings.GONGKAI_HOME) / "cache" / "generations")


def purge(*tags: str) -> None:
    """Drop every kept page that shows one of these, in all processes, at once."""
    generations().purge([slot(one) for one in tags])


def purge_everything() -> None:
    """Drop every kept page in all processes."""
    generations().purge([EVERYTHING])


class PageCache:
    """A WSGI application in front of another.

    Args:
        application: What renders.
        shared: The counters that all processes share.
        bytes_max: Memory for kept pages of this process.
        life_seconds: The longest that a page is kept, whatever happens; never past midnight,
            because pages say what is valid today.
    """

    def __init__(
        self,
        application: Application,
        *,
        shared: Generations,
        bytes_max: int,
        life_seconds: int,
        now: Callable[[], float] = time.time,
    ) -> None:
        self.application = application
        self.shared = shared
        self.pages: KeptPages[Key] = KeptPages(bytes_max)
        self.life_seconds = life_seconds
        self.now = now
        self._known: OrderedDict[Place, tuple[str, ...]] = OrderedDict()
        self._flights: dict[Key, threading.Event] = {}
        self._guard = threading.Lock()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if environ["REQUEST_METHOD"] not in {"GET", "HEAD"}:
            return self.application(environ, _without_marks(start_response))
        place = _place(environ)
        key = self._key(place, environ.get("QUERY_STRING", ""))
        if key is None:
            return self._render(place, None, environ, start_response)
        page = self._fresh(key)
        if page is not None:
            return page.answer(environ, start_response)
        return self._fly(place, key, environ, start_response)

    def _key(self, place: Place, query: str) -> Key | None:
        """Return what the page depends on; None when its parameters are not known or too long."""
        reads = self._known.get(place)
        if reads is None:
            return None
        if query:
            query = canonical(query, reads)
            if len(query) > QUERY_MAX:
                return None
        return (place, query)

    def _fresh(self, key: Key) -> KeptPage | None:
        page = self.pages.get(key)
        if page is None or page.until < self.now():
            return None
        return page if self.shared.fresh(page.slots, page.since) else None

    def _fly(
        self, place: Place, key: Key, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Render a page once for all who ask for it meanwhile."""
        with self._guard:
            flight = self._flights.get(key)
            if flight is None:
                mine = self._flights[key] = threading.Event()
        if flight is not None:
            flight.wait(FLIGHT_SECONDS)
            page = self._fresh(key)
            if page is not None:
                return page.answer(environ, start_response)
            return self._render(place, key, environ, start_response)
        try:
            return self._render(place, key, environ, start_response)
        finally:
            with self._guard:
                del self._flights[key]
            mine.set()

    def _render(
        self, place: Place, key: Key | None, environ: Environ, start_response: StartResponse
    ) -> Iterable[bytes]:
        """Let Django answer, and keep the page if it may be kept.

        A query that was cut down to what the page reads is what Django sees, so nothing of the
        rest can stand in a page that others get.
        """
        if key is not None:
            environ["QUERY_STRING"] = key[1]
        query = environ.get("QUERY_STRING", "")
        since = self.shared.clock()
        heard: list[tuple[str, Headers]] = []

        def hear(status: str, headers: Headers, exc_info: object = None) -> None:
            heard.append((status, headers))

        result = self.application(environ, hear)
        status, said = heard[-1]
        headers = _unmarked(said)
        marks = {name.lower(): value for name, value in said}
        tags = marks.get(TAGS.lower(), "").split()
        if not tags or environ["REQUEST_METHOD"] == "HEAD" or refusal(status, headers):
            start_response(status, headers)
            return result
        self._remember(place, tuple(marks.get(READS.lower(), "").split()))
        until = self._until()
        page = KeptPage(headers, _drain(result), slots=slots(tags), since=since, until=until)
        key = key or self._key(place, query)
        # Keep it only where the next visitor will look for exactly what this one asked.
        if key is not None and key[1] == query and page.size_bytes <= SIZE_BYTES_MAX:
            self.pages.put(key, page)
        return page.answer(environ, start_response)

    def _remember(self, place: Place, reads: tuple[str, ...]) -> None:
        with self._guard:
            self._known[place] = reads
            if len(self._known) > KNOWN_MAX:
                self._known.popitem(last=False)

    def _until(self) -> float:
        now = self.now()
        return min(now + self.life_seconds, next_midnight(now))


def _place(environ: Environ) -> Place:
    """Return what tells pages apart besides their query."""
    return (
        environ.get("HTTP_HOST", ""),
        environ.get("SCRIPT_NAME", "") + environ.get("PATH_INFO", ""),
        environ.get("HTTP_X_FORWARDED_PROTO") == "https" or environ["wsgi.url_scheme"] == "https",
        environ.get("HTTP_HX_REQUEST") == "true",
    )


def canonical(query: str, reads: tuple[str, ...]) -> str:
    """Return the part of a query that a page reads, in one order; the rest cannot matter."""
    try:
        pairs = parse_qsl(query, max_num_fields=100)
    except ValueError:
        return query
    kept = [(name, value) for name, value in pairs if name in reads]
    kept.sort(key=lambda pair: reads.index(pair[0]))
    return urlencode(kept)


def next_midnight(now: float) -> float:
    """Return the instant at which the next civil day begins."""
    zone = ZoneInfo(settings.TIME_ZONE)
    day = datetime.fromtimestamp(now, zone).date() + timedelta(days=1)
    return datetime(day.year, day.month, day.day, tzinfo=zone).timestamp()


def _drain(result: Iterable[bytes]) -> bytes:
    try:
        return b"".join(result)
    finally:
        close = getattr(result, "close", None)
        if close is not None:
            close()


def _unmarked(headers: Headers) -> Headers:
    return [pair for pair in headers if pair[0].lower() not in MARKS]


def _without_marks(start_response: StartResponse) -> StartResponse:
    def start(status: str, headers: Headers, exc_info: object = None) -> Any:
        return start_response(status, _unmarked(headers))

    return start
