"""Words of self-inspection."""

from django import template
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from gongkai.documents.models import Kind

register = template.Library()

LIMITS = {
    "home": _("Days without an update on the home page"),
    "account": _("Days without a post of an account"),
    "answer_months": _("Months without an answer"),
    "probes_a_day": _("Probes a day at least"),
    "probe_percent": _("Failed probes that fail the site (%)"),
    "guide_classes": _("Classes of elements that a guide must lack"),
    "search_times": _("Searches without result in a month"),
    "mend_veto": _("Working days to mend what fails the whole"),
    "mend": _("Working days to mend anything else"),
}
VERBS = {
    "answer": pgettext_lazy("correction", "Answer"),
    "pass": _("Pass on to the body that answers for the page"),
    "reveal": _("See how to reach the reader"),
}


@register.filter
def limit_name(name: str) -> str:
    """Name a limit."""
    return str(LIMITS.get(name, name))


@register.filter
def column_name(kind: str) -> str:
    """Name a column."""
    return str(dict(Kind.choices).get(kind, kind))


@register.filter
def correction_verb(verb: str) -> str:
    """Say what a verb does."""
    return str(VERBS.get(verb, verb))
