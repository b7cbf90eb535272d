"""Published items are offered to people about to ask, and what came of it is counted."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction
from django.db.models import F

from gongkai.applications.models import Suggestion


@transaction.atomic
def count_shown(rows: Iterable[tuple[str, str]], *, today: date) -> None:
    """Count items that stood on a page: (path, title)."""
    for path, title in rows:
        row, _new = Suggestion.objects.get_or_create(
            on=today, path=path[:200], defaults={"title": title[:200]}
        )
        Suggestion.objects.filter(pk=row.pk).update(shown=F("shown") + 1)


def count_opened(path: str, *, today: date) -> bool:
    """Count an item that was opened from where it was offered; False if it never was."""
    rows = Suggestion.objects.filter(on=today, path=path)
    return bool(rows.update(opened=F("opened") + 1))


def count_answered(path: str, *, today: date) -> bool:
    """Count an item that answered somebody's question; False if it was never offered."""
    rows = Suggestion.objects.filter(on=today, path=path)
    return bool(rows.update(answered=F("answered") + 1))
