"""Verbs of commitments in words."""

from django import template
from django.utils.translation import gettext_lazy as _

register = template.Library()

VERBS = {
    "progress": _("Report progress"),
    "done": _("Report as done"),
    "verify": _("Verify and close"),
    "unsolved": _("Not solved, open again"),
    "extend": _("Move the date"),
    "assign": _("Assign"),
    "cancel": _("Cancel it"),
}


@register.filter
def verb_words(verb: str) -> str:
    """Say a verb as the button says it."""
    return str(VERBS[verb])
