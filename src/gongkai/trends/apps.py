from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrendsConfig(AppConfig):
    name = "gongkai.trends"
    label = "trends"
    verbose_name = _("trends")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.letters import suggesting as desk
        from gongkai.trends import reading, sources

        sources.register("letters", reading.stored)

        def suggested(subject: str, text: str) -> desk.Suggestion | None:
            from gongkai.trends import suggesting  # half a second of libraries for the first letter

            return suggesting.for_desk(subject, text)

        desk.register(suggested)
