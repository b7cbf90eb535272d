"""The site map for people, the ones for search engines, and what robots may read."""

from collections.abc import Iterator
from datetime import datetime
from xml.sax.saxutils import escape

from django.conf import settings
from django.db.models import Max, Min
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.bodies.models import Body
from gongkai.documents.access import public
from gongkai.documents.models import Kind
from gongkai.portal.models import ProsePage, TopicPage
from gongkai.portal.page_cache import tag

# A part holds the documents of a range of row numbers, so a part never shifts when one is added
# and no part has to count or skip the ones before it.
PART_ROWS = 10_000
XML = "application/xml; charset=utf-8"
NAMESPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
PLACES = ("/", "/documents/", "/columns/", "/bodies/", "/guides/", "/topics/", "/open-data/")


@require_safe
def people(request: HttpRequest) -> HttpResponse:
    """The site map in the footer: every sort of page, in words."""
    context = {
        "kinds": Kind.choices,
        "tops": Body.objects.standing(localdate()).filter(parent=None),
        "guides": ProsePage.objects.live().order_by("path").defer("body", "body_en"),
        "topics": TopicPage.objects.live().order_by("path"),
    }
    return tag(render(request, "portal/sitemap.html", context), "portal", "bodies")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The index of site maps: the fixed places, then the documents in parts."""
    ends = public().aggregate(first=Min("pk"), last=Max("pk"))
    numbers = [0]
    if ends["last"] is not None:
        numbers += range(ends["first"] // PART_ROWS + 1, ends["last"] // PART_ROWS + 2)
    home = settings.GONGKAI_BASE_URL
    lines = [f"<sitemap><loc>{home}/sitemap-{number}.xml</loc></sitemap>" for number in numbers]
    return tag(_xml("sitemapindex", lines), "documents")


@require_safe
def part(request: HttpRequest, number: int) -> HttpResponse:
    if number == 0:
        return tag(_xml("urlset", _places()), "portal", "bodies")
    first = (number - 1) * PART_ROWS
    found = public().filter(pk__gte=first, pk__lt=first + PART_ROWS).order_by("pk")
    rows = list(found.values_list("key", "changed_at", "published_at"))
    if not rows:
        raise Http404
    lines = (
        _url(f"/documents/{key}/", changed_at or published_at)
        for key, changed_at, published_at in rows
    )
    return tag(_xml("urlset", lines), "documents")


def _places() -> Iterator[str]:
    for path in PLACES:
        yield _url(path)
    for kind in Kind.values:
        yield _url(f"/columns/{kind}/")
    for code in Body.objects.standing(localdate()).values_list("code", flat=True):
        yield _url(f"/bodies/{code}/")
        yield _url(f"/bodies/{code}/openness/")
    for page in [*ProsePage.objects.live().defer("body", "body_en"), *TopicPage.objects.live()]:
        yield _url(page.get_absolute_url(), page.last_published_at)


def _url(path: str, changed: datetime | None = None) -> str:
    when = f"<lastmod>{changed.isoformat(timespec='seconds')}</lastmod>" if changed else ""
    return f"<url><loc>{escape(settings.GONGKAI_BASE_URL + path)}</loc>{when}</url>"


def _xml(root: str, lines: Iterator[str] | list[str]) -> HttpResponse:
    content = "\n".join(
        ['<?xml version="1.0" encoding="UTF-8"?>', f'<{root} xmlns="{NAMESPACE}">', *lines,
         f"</{root}>"]
    )  # fmt: skip
    return HttpResponse(content, content_type=XML)


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /search/",
        "Disallow: /en/search/",
        "Disallow: /large/",
        f"Sitemap: {settings.GONGKAI_BASE_URL}/sitemap.xml",
        "",
    ]
    return tag(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"), "portal")
