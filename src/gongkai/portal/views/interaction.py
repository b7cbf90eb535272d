"""All ways of taking part on one page (互动交流)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import get_script_prefix
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from gongkai.portal import faces
from gongkai.portal.entries import taking_part
from gongkai.portal.page_cache import tag


@require_safe
def interaction(request: HttpRequest) -> HttpResponse:
    face = faces.current().for_host(request.get_host().rsplit(":", 1)[0])
    ways = taking_part(face.code, get_script_prefix(), get_language())
    return tag(render(request, "portal/interaction.html", {"ways": ways}), "bodies", "portal")
