"""The search page: words in, documents out, and honest advice when there are none."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.portal import finding
from gongkai.portal.finding import READS, Wish
from gongkai.portal.page_cache import tag
from gongkai.portal.views.lists import listed


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    wish = Wish.read(request.GET)
    asked = bool(wish.q or wish.chosen)
    context: dict[str, object] = {"wish": wish, "asked": asked, "here": "search"}
    if not asked:
        return tag(render(request, "portal/search.html", context), "portal", reads=READS)
    found = finding.find(wish, sources=())
    context |= listed(wish, found)
    missed = not found.total and not wish.chosen
    if missed:
        context["recorded"] = finding.record_miss(wish, localdate())
    response = render(request, "portal/search.html", context)
    # A miss is written down each time somebody asks, so its page is not kept.
    return response if missed else tag(response, "index", "portal", "bodies", reads=READS)
