"""Codes and shares of letters in words."""

from django import template

from gongkai.letters import wording
from gongkai.letters.models import Channel, Kind

register = template.Library()


@register.filter
def state_words(state: str) -> str:
    """Say where a letter stands."""
    return str(wording.STATES[state])


@register.filter
def event_words(kind: str) -> str:
    """Say what happened."""
    return str(wording.EVENTS[kind])


@register.filter
def kind_words(kind: str) -> str:
    """Say what the writer wants."""
    return str(Kind(kind).label)


@register.filter
def channel_words(channel: str) -> str:
    """Say how a letter came."""
    return str(Channel(channel).label)


@register.filter
def solved_words(word: str) -> str:
    """Say whether the matter is solved."""
    return str(wording.SOLVED[word])


@register.filter
def satisfied_words(word: str) -> str:
    """Say how satisfied the writer is."""
    return str(wording.SATISFIED[word])


@register.filter
def measure_words(name: str) -> str:
    """Name a measure or its twin."""
    return str(wording.MEASURES[name])


@register.filter
def definition(name: str) -> str:
    """Say what exactly a measure or its twin is."""
    return str(wording.DEFINITIONS[name])


@register.filter
def left_out_words(name: str) -> str:
    """Say why letters are in no denominator."""
    return str(wording.LEFT_OUT[name])


@register.filter
def share(value: float | None) -> str:
    """Write a share with one decimal; a dash where there is nothing to divide by."""
    return "–" if value is None else f"{value * 100:.1f}%"
