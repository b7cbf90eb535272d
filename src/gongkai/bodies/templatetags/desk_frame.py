"""What stands around every page of the desk, kept for a short while."""

import re
from hashlib import sha256
from typing import Any

from django import template
from django.core.cache import cache
from django.middleware.csrf import get_token
from django.template import Context
from django.template.base import NodeList, Parser, Token
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailadmin_tags import sidebar_props

from gongkai.bodies.access import held_by

KEPT_SECONDS = 60
# Each page has a token of its own; only the place where it stands is kept.
TOKEN = re.compile(r'(?<="CSRF_TOKEN": ")[A-Za-z0-9]+(?=")')
PLACE = "%the token of this page%"

register = template.Library()


@register.simple_tag(takes_context=True)
def kept_sidebar(context: Context) -> Any:
    """Return Wagtail's sidebar as it was built for this person and these roles a moment ago.

    Building it asks every app's menu and seven queries, which is more than the list beside it.
    """
    user = context["request"].user
    who = f"{user.pk} {user.is_superuser} {get_language()} {held_by(user)}"
    key = f"desk.sidebar.{sha256(who.encode()).hexdigest()}"
    found = cache.get(key)
    if found is None:
        found = sidebar_props(context)
        cache.set(key, found, KEPT_SECONDS)
    return found


class KeptScripts(template.Node):
    """What stands between the tags, the same on every page of one person but for its token."""

    def __init__(self, inside: NodeList) -> None:
        self.inside = inside

    def render(self, context: Context) -> SafeString:
        request = context["request"]
        key = f"desk.scripts.{request.user.pk}.{get_language()}"
        kept: str | None = cache.get(key)
        if kept is None:
            kept = TOKEN.sub(PLACE, self.inside.render(context))
            cache.set(key, kept, KEPT_SECONDS)
        shown: SafeString = mark_safe(kept.replace(PLACE, get_token(request)))  # noqa: S308
        return shown


@register.tag
def keptscripts(parser: Parser, token: Token) -> KeptScripts:
    """Keep Wagtail's own scripts and settings: fifty look-ups and a query, alike on every page."""
    inside = parser.parse(("endkeptscripts",))
    parser.delete_first_token()
    return KeptScripts(inside)
