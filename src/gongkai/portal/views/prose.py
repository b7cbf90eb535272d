"""Pages of prose that editors keep: guides, what this site is, topic landings, previews."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from gongkai.portal.models import HomePage, ProsePage, TopicPage
from gongkai.portal.page_cache import tag
from gongkai.portal.views import home, lists

Section = ProsePage.Section


def live(section: str) -> Any:
    return ProsePage.objects.live().filter(section=section).order_by("path")


@require_safe
def guides(request: HttpRequest) -> HttpResponse:
    found = list(live(Section.GUIDE).defer("body", "body_en"))
    return tag(render(request, "portal/guides.html", {"guides": found}), "portal")


@require_safe
def guide(request: HttpRequest, slug: str) -> HttpResponse:
    return shown(request, get_object_or_404(live(Section.GUIDE), slug=slug))


@require_safe
def about(request: HttpRequest, slug: str) -> HttpResponse:
    return shown(request, get_object_or_404(live(Section.ABOUT), slug=slug))


@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    found = list(TopicPage.objects.live().order_by("path"))
    return tag(render(request, "portal/topics.html", {"topics": found}), "portal")


@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    return shown(request, get_object_or_404(TopicPage.objects.live(), slug=slug))


def shown(request: HttpRequest, page: HomePage | ProsePage | TopicPage) -> HttpResponse:
    """Show a page of any kind as the public sees it."""
    if isinstance(page, ProsePage):
        context = {"page": page, "guide": page.section == Section.GUIDE}
        return tag(render(request, "portal/prose.html", context), "portal")
    if isinstance(page, TopicPage):
        return lists.topic(request, page, today=localdate())
    return home.shown(request, page)
