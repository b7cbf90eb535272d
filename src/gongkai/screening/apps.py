from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ScreeningConfig(AppConfig):
    name = "gongkai.screening"
    label = "screening"
    verbose_name = _("screening")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.bodies import desk
        from gongkai.screening.queues import queues

        desk.register(queues)
