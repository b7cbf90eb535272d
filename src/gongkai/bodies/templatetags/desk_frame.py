"""The desk's sidebar, kept for a short while."""

from hashlib import sha256
from typing import Any

from django import template
from django.core.cache import cache
from django.template import Context
from django.utils.translation import get_language
from wagtail.admin.templatetags.wagtailadmin_tags import sidebar_props

from gongkai.bodies.access import held_by

KEPT_SECONDS = 60

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
