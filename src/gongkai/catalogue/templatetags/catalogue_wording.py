"""Values of items as the comparison of two versions writes them."""

from typing import Any

from django import template
from django.utils.translation import gettext as _

from gongkai.catalogue.rules.doubts import Column
from gongkai.catalogue.words import column_name

register = template.Library()


@register.filter
def column_heading(name: str) -> str:
    """Return the heading of a column by the name of its field."""
    return column_name(Column(name))


@register.filter
def worded(value: Any) -> str:
    """Write a tick as yes or no and a list with its signs between."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, list):
        return "、".join(str(part) for part in value)
    return str(value) or "–"
