"""Lists of documents: the policy library, a column for each kind, the landing of a topic."""

from dataclasses import replace
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongkai.documents.models import Kind
from gongkai.portal import finding
from gongkai.portal.finding import READS, Found, Pager, Wish
from gongkai.portal.models import TopicPage
from gongkai.portal.page_cache import tag

NARROW = ("kind", "body", "year", "validity", "topic")


def listed(wish: Wish, found: Found, *, fixed: tuple[str, ...] = ()) -> dict[str, object]:
    """Return what the list template shows of a wish and its answer.

    Args:
        wish: What is asked for.
        found: What the index answered.
        fixed: Parameters that the address of the page says already.
    """
    names = tuple(name for name in NARROW if name not in fixed)
    filters = finding.filters(wish, found, names, without=fixed)
    return {
        "wish": wish,
        "found": found,
        "filters": [item for item in filters if item.choices],
        "chips": finding.chips(wish, filters, without=fixed),
        "sorts": finding.sorts(wish, without=fixed),
        "pager": Pager(wish, found.total, without=fixed),
        "kept": [(name, value) for name, value in wish.chosen.items() if name not in fixed],
        "clear": "?" + finding.encoded(q="" if "q" in fixed else wish.q),
    }


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    wish = Wish.read(request.GET)
    context = listed(wish, finding.find(wish)) | {"heading": _("Policy library"), "here": "library"}
    response = render(request, "portal/library.html", context)
    return tag(response, "documents", "index", "portal", "bodies", reads=READS)


@require_safe
def columns(request: HttpRequest) -> HttpResponse:
    found = finding.counts()
    kinds = [(kind, name, found.count("kind", kind)) for kind, name in Kind.choices]
    response = render(request, "portal/columns.html", {"kinds": kinds})
    return tag(response, "documents", "index", "portal")


@require_safe
def column(request: HttpRequest, kind: str) -> HttpResponse:
    if kind not in Kind.values:
        raise Http404
    wish = Wish.read(request.GET, kind=kind)
    context = listed(wish, finding.find(wish), fixed=("kind",)) | {
        "heading": Kind(kind).label,
        "here": "column",
        "kind": kind,
    }
    response = render(request, "portal/library.html", context)
    return tag(response, "documents", "index", "portal", "bodies", reads=READS)


def topic(request: HttpRequest, page: TopicPage, *, today: date) -> HttpResponse:
    """Show a topic's words, then the documents that have its words, newest first."""
    wish = Wish.read(request.GET, q=page.words or page.title)
    if not wish.sort:
        wish = replace(wish, sort="newest")
    context = listed(wish, finding.find(wish), fixed=("q",)) | {
        "heading": page.shown_title,
        "here": "topic",
        "page": page,
    }
    response = render(request, "portal/library.html", context)
    return tag(response, "documents", "index", "portal", "bodies", reads=READS)
