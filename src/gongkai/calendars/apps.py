from typing import Any

from django.apps import AppConfig
from django.apps import apps as registry
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def load_shipped_notices(
    sender: AppConfig, using: str, apps: Any = registry, **kwargs: object
) -> None:
    """Give a fresh, upgraded or emptied database the notices that came with the program.

    `flush` tells of itself without naming the state of the models; it is today's then.
    """
    from django.utils import timezone

    from gongkai.calendars import actions, models

    try:
        migrated = apps.get_model("calendars", "Notice")
    except LookupError:
        return  # migrated back to nothing
    fields = {field.name for field in migrated._meta.local_fields}
    if using == "default" and fields == {f.name for f in models.Notice._meta.local_fields}:
        actions.load_shipped(at=timezone.now())


class CalendarsConfig(AppConfig):
    name = "gongkai.calendars"
    label = "calendars"
    verbose_name = _("calendars")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        post_migrate.connect(load_shipped_notices, sender=self)
