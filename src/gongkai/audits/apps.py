from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditsConfig(AppConfig):
    name = "gongkai.audits"
    label = "audits"
    verbose_name = _("audits")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.audits import duty_queue, listeners, queues
        from gongkai.audits.gathering import known
        from gongkai.bodies import desk

        desk.register(duty_queue.queues)
        desk.register(queues.queues)
        known.connect()
        listeners.connect()
