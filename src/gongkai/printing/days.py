"""Days as the pages write them, in the reader's language."""

from datetime import date, datetime
from functools import lru_cache

from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.timezone import localtime
from django.utils.translation import get_language


def day(value: date | datetime | None) -> SafeString | str:
    """Write a date: 2026年11月22日, 22 November 2026; nothing for None."""
    if value is None or value == "":
        return ""
    return _written(_civil(value), "j F Y" if _in_english() else "Y年n月j日", get_language())


def full_day(value: date | datetime | None) -> SafeString | str:
    """Write a date with its day of the week: 2026年11月22日 (星期日)."""
    if value is None or value == "":
        return ""
    form = "l, j F Y" if _in_english() else "Y年n月j日 (l)"
    return _written(_civil(value), form, get_language())


@lru_cache(maxsize=4096)
def _written(civil: date, form: str, language: str | None) -> SafeString:
    """Write a date; a list writes the same few days over and over. The language is part of it."""
    return format_html('<time datetime="{}">{}</time>', civil.isoformat(), format_date(civil, form))


def _civil(value: date | datetime) -> date:
    return localtime(value).date() if isinstance(value, datetime) else value


def _in_english() -> bool:
    return (get_language() or "").startswith("en")
