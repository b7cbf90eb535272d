"""Open data: where machines read what people read here, and the page that shows our design."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from gongkai.documents.models import Kind
from gongkai.portal.page_cache import tag


@require_safe
def open_data(request: HttpRequest) -> HttpResponse:
    return tag(render(request, "portal/open_data.html", {"kinds": Kind.choices}), "portal")


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every token and component on one page; each theme by `?theme=`."""
    theme = request.GET.get("theme", "")
    themes = ("blue", "vermilion", "pine", "ink")
    context = {"themes": themes, "theme": theme if theme in themes else ""}
    return tag(render(request, "portal/styleguide.html", context), "portal", reads=("theme",))
