from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BodiesConfig(AppConfig):
    name = "gongkai.bodies"
    label = "bodies"
    verbose_name = _("bodies")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.bodies import desk, queues

        desk.register(queues.queues)
