from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ApplicationsConfig(AppConfig):
    name = "gongkai.applications"
    label = "applications"
    verbose_name = _("applications")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.applications import listeners, queues
        from gongkai.bodies import desk
        from gongkai.calendars.signals import notice_entered

        notice_entered.connect(listeners.recount_all_open, dispatch_uid="applications.recount")
        desk.register(queues.source)
