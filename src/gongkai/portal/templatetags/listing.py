"""Rows of documents and choices of filters, written without the template engine.

A list shows some hundred of them; written by templates they were more than half of the page's
cost. Everything that is not a constant goes through `escape`.
"""

from collections.abc import Iterable

from django import template
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from gongkai.portal.finding import Choice
from gongkai.portal.language import in_english
from gongkai.portal.rows import Row
from gongkai.printing.days import day

register = template.Library()


def _chinese() -> str:
    """The language of titles and numbers where the page is not in Chinese."""
    return ' lang="zh-Hans"' if in_english() else ""


@register.simple_tag
def document_rows(rows: Iterable[Row]) -> SafeString:
    """Write rows of a list: title, marked text, state, kind, body, number, date."""
    lang = _chinese()
    made = []
    for row in rows:
        facts = [f"<span>{escape(row.kind_name)}</span>", f"<span>{escape(row.body)}</span>"]
        if name := row.state_name:
            look = f' class="tag {row.state_class}"' if row.state_class else ""
            facts.insert(0, f"<span{look}>{escape(name)}</span>")
        if row.number:
            facts.append(f'<span class="code"{lang}>{escape(row.number)}</span>')
        facts.append(day(row.published_on))
        text = f'<p class="row-text"{lang}>{conditional_escape(row.text)}</p>' if row.text else ""
        made.append(
            f'<li class="row"><h3 class="row-title"><a href="{escape(row.url)}"{lang}>'
            f"{conditional_escape(row.title)}</a></h3>{text}"
            f'<p class="facts-line">{" ".join(facts)}</p></li>'
        )
    return mark_safe("\n".join(made))  # noqa: S308 - each part was escaped above


@register.simple_tag
def dated_rows(rows: Iterable[Row], own_name: str = "") -> SafeString:
    """Write rows of a dated list; the body whose page it is need not be named again."""
    lang = _chinese()
    made = []
    for row in rows:
        body = ""
        if row.body != own_name:
            body = (
                '<span aria-hidden="true"> · </span><span class="unseen">, </span>'
                f"{escape(row.body)}"
            )
        made.append(
            f'<li><span class="when">{day(row.published_on)}</span> '
            f'<a href="{escape(row.url)}"{lang}>{conditional_escape(row.title)}</a> '
            f'<span class="what">{escape(row.kind_name)}{body}</span></li>'
        )
    return mark_safe("\n".join(made))  # noqa: S308 - each part was escaped above


@register.simple_tag
def filter_choices(choices: Iterable[Choice]) -> SafeString:
    """Write the values of a filter, each a link with its count."""
    removes = escape(gettext("(chosen; follow to remove)"))
    made = []
    for choice in choices:
        here, note = "", ""
        if choice.chosen:
            here, note = ' aria-current="true"', f'<span class="unseen"> {removes}</span>'
        made.append(
            f'<li><a href="{escape(choice.url)}"{here}><span>{escape(choice.label)}{note}</span>'
            f' <span class="count">{choice.count:,}</span></a></li>'
        )
    return mark_safe("\n".join(made))  # noqa: S308 - each part was escaped above
