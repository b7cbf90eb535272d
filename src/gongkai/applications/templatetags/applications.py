"""Codes of applications in words."""

from collections.abc import Iterable

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from gongkai.applications import wording
from gongkai.applications.listing import Line
from gongkai.applications.rules.road import State
from gongkai.printing.days import day, full_day

register = template.Library()


@register.filter
def state_words(state: str) -> str:
    """Say where a case stands."""
    return str(wording.STATES[State(state)])


@register.simple_tag
def case_rows(lines: Iterable[Line], base: str) -> SafeString:
    """Write the rows of a case list; the template engine takes three times as long for them."""
    # On a phone the heads of the columns are not shown; two days need a word before them.
    received, due = escape(_("Day of receipt")), escape(_("Reply due"))
    rows = (_row(line, base, received, due) for line in lines)
    return mark_safe("".join(rows))  # noqa: S308 - escaped below


def _row(line: Line, base: str, received: str, due: str) -> str:
    number = escape(line.number)
    remark = ""
    if line.remark:
        mark = ' class="work-late"' if line.late else ""
        remark = f" <strong{mark}>{escape(line.remark)}</strong>"
    return (
        f'<tr><td><input type="checkbox" name="key" value="{line.key}" aria-label="{number}"></td>'
        f'<th scope="row"><a href="{escape(base)}{line.key}/">{number}</a></th>'
        f"<td>{escape(line.applicant)}</td><td>{escape(line.body)}</td>"
        f"<td>{escape(line.state)}</td>"
        f'<td data-head="{received}">{day(line.received_on) or "–"}</td>'
        f'<td data-head="{due}">{full_day(line.due_on) or "–"}{remark}</td>'
        f"<td>{escape(line.handler)}</td></tr>"
    )
