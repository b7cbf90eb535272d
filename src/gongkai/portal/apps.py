from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    name = "gongkai.portal"
    label = "portal"
    verbose_name = _("portal")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.portal.sources import PublicPages, connect
        from gongkai.search import sources

        sources.register(PublicPages())
        connect()
        from gongkai.bodies import desk
        from gongkai.portal import holidays, pages, purging
        from gongkai.portal.views import prose

        pages.shown_by(prose.shown)
        purging.connect()
        desk.register(holidays.queues)
