"""Codes of applications in words."""

from django import template

from gongkai.applications import wording
from gongkai.applications.rules.road import State

register = template.Library()


@register.filter
def state_words(state: str) -> str:
    """Say where a case stands."""
    return str(wording.STATES[State(state)])
