"""Every public page as it is served, against its record and through the page scan.

This is what a visitor would really see.

Pages are rendered inside this process through the whole chain of middleware, as the web server
would, in Chinese and without a visitor's cookies.
"""

import io
from collections.abc import Iterator
from functools import cache
from itertools import islice
from typing import Any
from urllib.parse import urljoin, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpResponseBase
from django.utils import translation

from gongkai.audits.gathering import Scope
from gongkai.audits.gathering.library import of_document, public
from gongkai.audits.gathering.polluted import blocking, lists
from gongkai.audits.rules.check_form.facts import Fact, Kind
from gongkai.audits.rules.own_pages import Outside, host_of, hosts_in, outside
from gongkai.audits.rules.pages import Lists
from gongkai.documents.contents import Text
from gongkai.documents.rules.prose import plain
from gongkai.documents.sources import DOCUMENTS
from gongkai.search import sources

KINDS = (Kind.PAGE_ALTERED,)
PLACES = ("/", "/documents/", "/columns/", "/bodies/", "/guides/", "/topics/", "/open-data/",
          "/catalogue/", "/applications/", "/log/")  # fmt: skip
# The two ministries to whose registers every government site's footer must link.
REGISTERS = frozenset({"beian.miit.gov.cn", "beian.mps.gov.cn"})
OK = 200
OTHERS_MAX = 2000  # pages of one other sort that are rendered in a run


@cache
def handler() -> BaseHandler:
    """Return the site as this process would serve it.

    Where the style sheets were never gathered they keep their plain names: gathering them takes
    three times as long as looking at all pages, and their content is not looked at here.
    """
    storage: Any = staticfiles_storage
    if getattr(storage, "hashed_files", None) == {}:
        storage.url = lambda name: urljoin(settings.STATIC_URL, name)
    made = BaseHandler()
    made.load_middleware()
    return made


def served(path: str) -> tuple[int, str]:
    """Return the status and the text of one of our pages."""
    base = urlsplit(settings.GONGKAI_BASE_URL)
    environ = {
        "REQUEST_METHOD": "GET",
        "PATH_INFO": path,
        "SCRIPT_NAME": "",
        "QUERY_STRING": "",
        "SERVER_NAME": "localhost",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": "127.0.0.1",
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_LANGUAGE": "zh-hans",
        "HTTP_X_FORWARDED_PROTO": base.scheme,
        "wsgi.input": io.BytesIO(),
        "wsgi.errors": io.StringIO(),
        "wsgi.url_scheme": base.scheme or "http",
    }
    with translation.override("zh-hans"):
        answer: HttpResponseBase = handler().get_response(WSGIRequest(environ))
    content = getattr(answer, "content", b"")
    return answer.status_code, content.decode("utf-8", "replace")


def look(scope: Scope) -> Iterator[Fact]:
    """Yield every page of a scope that shows what neither record nor template says."""
    ours = own_hosts()
    compared, known = 0, lists()
    rows = public(scope).select_related("public_revision").order_by("pk")
    for row in rows.iterator(chunk_size=200):
        status, html = served(f"/documents/{row.key}/")
        compared += 1
        said = Text.from_json(row.public_revision.content) if row.public_revision else Text.of(row)
        text = f"{plain(said.body)}{row.mark}" if said.body else None
        hosts = ours | hosts_in(said.body) | {host_of(said.source_url)}
        if status != OK:
            continue
        strange = outside(html, text=text, hosts=hosts)
        bad = blocking(html, f"/documents/{row.key}/", known)
        if strange or bad:
            yield of_document(Kind.PAGE_ALTERED, row, scope, words=_words(strange, bad))
    scope.counts["pages"] = compared
    if scope.whole_site:
        yield from _places(scope, ours, known)


def own_hosts() -> frozenset[str]:
    """Return the hosts that our own templates may name: ours, the registers, the footer's mark."""
    hosts = {"localhost", host_of(settings.GONGKAI_BASE_URL), *settings.GONGKAI_HOSTS, *REGISTERS}
    if apps.is_installed("gongkai.portal"):
        faces = apps.get_model("portal", "SiteFace").objects.all()
        for host, mark in faces.values_list("host", "mark_url"):
            hosts |= {host, host_of(mark)}
    return frozenset(hosts - {""})


def _places(scope: Scope, ours: frozenset[str], known: Lists) -> Iterator[Fact]:
    """Yield pages without a record in the log on which something strange stands."""
    for path, named in addresses(scope).items():
        status, html = served(path)
        if status != OK:
            continue
        scope.counts["pages"] += 1
        strange = outside(html, text=None, hosts=ours | named)
        bad = blocking(html, path, known)
        if strange or bad:
            yield Fact(
                Kind.PAGE_ALTERED,
                f"place:{path}",
                scope.body.code,
                words=(("title", path), *_words(strange, bad)),
                links=(("page", path),),
            )


def addresses(scope: Scope) -> dict[str, frozenset[str]]:
    """Return the other public pages, each with the hosts that its own record names."""
    found: dict[str, frozenset[str]] = dict.fromkeys(PLACES, frozenset())
    standing = scope.bodies.standing(scope.as_of).values_list("code", flat=True)
    found |= {f"/bodies/{code}/": frozenset() for code in standing}
    for source in sources.every():
        if source.name != DOCUMENTS:
            entries = source.load(list(islice(source.keys(), OTHERS_MAX)))
            found |= {entry.url: frozenset() for entry in entries}
    return found | _prose_hosts()


def _prose_hosts() -> dict[str, frozenset[str]]:
    """Return the addresses of pages of prose, with the hosts that their published text names."""
    if not apps.is_installed("wagtail"):
        return {}
    rows = apps.get_model("wagtailcore", "Page").objects.live().select_related("live_revision")
    found: dict[str, frozenset[str]] = {}
    for page in rows.exclude(live_revision=None).specific():
        texts = [text for text in page.live_revision.content.values() if isinstance(text, str)]
        url = str(getattr(page, "get_absolute_url", lambda: "")() or page.url or "")
        if url.startswith("/"):
            found[url] = frozenset().union(*(hosts_in(text) for text in texts))
    return found


def _words(strange: list[Outside], bad: list[str]) -> tuple[tuple[str, str], ...]:
    said = [f"[{one.place}] {one.text}" for one in strange[:3]] + bad[:3]
    return (("detail", " / ".join(said)[:400]),)
