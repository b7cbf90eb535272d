from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    name = "gongkai.documents"
    label = "documents"
    verbose_name = _("documents")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.bodies import desk
        from gongkai.documents import sealed
        from gongkai.documents.queues import waiting
        from gongkai.documents.sources import PublishedDocuments
        from gongkai.search import sources

        desk.register(waiting)
        sources.register(PublishedDocuments())
        sealed.connect()
