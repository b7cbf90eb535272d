"""Words of the register."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

VERBS = {
    "post": _("Enter a post"),
    "table": _("Take in a table of posts"),
    "message": _("Enter a message that waits for its answer"),
    "trial": _("Enter a trial of the app"),
    "change": _("Propose to merge or close down"),
}


@register.filter
def channel_verb(verb: str) -> str:
    """Say what a verb does."""
    return str(VERBS.get(verb, verb))
