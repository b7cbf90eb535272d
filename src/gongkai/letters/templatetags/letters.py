"""Codes and shares of letters in words."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from gongkai.letters import wording
from gongkai.letters.listing import Line
from gongkai.letters.models import Channel, Kind
from gongkai.printing.days import day

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


@register.simple_tag
def letter_rows(lines: Iterable[Line], base: str) -> SafeString:
    """Write the rows of a list of letters; the template engine takes three times as long."""
    return mark_safe("".join(_row(line, base) for line in lines))  # noqa: S308 - escaped below


def _row(line: Line, base: str) -> str:
    danger = pgettext("letter", "Danger")
    urgent = f'<span class="work-late">{escape(danger)}</span> ' if line.urgent else ""
    remark = ""
    if line.late:
        remark = f' <span class="work-late">{escape(_("Overdue"))}</span>'
    elif line.today:
        remark = f" <strong>{escape(_('Due today'))}</strong>"
    return (
        f'<tr><th scope="row"><a href="{escape(base)}{line.key}/">{escape(line.number)}</a></th>'
        f"<td>{urgent}{escape(line.title)}</td><td>{escape(line.kind)}</td>"
        f"<td>{escape(line.channel)}</td><td>{escape(line.body)}</td><td>{escape(line.state)}</td>"
        f"<td>{day(line.next_on) or '–'}{remark}</td></tr>"
    )
