"""What applications do when something below them happens."""

from django.utils import timezone

from gongkai.applications.actions.recounting import moved, recount
from gongkai.applications.models import Application


def recount_all_open(sender: object, year: int, **extra: object) -> None:
    """Count open dates again when a holiday notice was entered, and log the old and the new."""
    keys = list(Application.objects.open().values_list("pk", flat=True))
    today = timezone.localdate()
    for key in moved(keys, today):
        recount(key, today=today, at=timezone.now(), cause=f"holiday notice {year}")
