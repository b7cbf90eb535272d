from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CommitmentsConfig(AppConfig):
    name = "gongkai.commitments"
    label = "commitments"
    verbose_name = _("commitments")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.bodies import desk
        from gongkai.commitments import queues

        desk.register(queues.queues)
