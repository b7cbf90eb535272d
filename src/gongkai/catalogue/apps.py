from typing import Any

from django.apps import AppConfig
from django.apps import apps as registry
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


def load_shipped_areas(
    sender: AppConfig, using: str, apps: Any = registry, **kwargs: object
) -> None:
    """Give a fresh, upgraded or emptied database the twenty-six areas.

    `flush` tells of itself without naming the state of the models; it is today's then.
    """
    from gongkai.catalogue import models
    from gongkai.catalogue.actions import areas

    try:
        migrated = apps.get_model("catalogue", "Area")
    except LookupError:
        return  # migrated back to nothing
    fields = {field.name for field in migrated._meta.local_fields}
    if using == "default" and fields == {f.name for f in models.Area._meta.local_fields}:
        areas.load_shipped()


class CatalogueConfig(AppConfig):
    name = "gongkai.catalogue"
    label = "catalogue"
    verbose_name = _("catalogue")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.catalogue import listening

        post_migrate.connect(load_shipped_areas, sender=self)
        listening.connect()
