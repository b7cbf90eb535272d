from django.apps import AppConfig
from django.utils.translation import pgettext_lazy


class LettersConfig(AppConfig):
    name = "gongkai.letters"
    label = "letters"
    verbose_name = pgettext_lazy("letter", "letters")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from gongkai.bodies import desk
        from gongkai.calendars.signals import notice_entered
        from gongkai.letters import listeners, queues
        from gongkai.letters.searching import ReleasedLetters
        from gongkai.search import sources

        notice_entered.connect(listeners.recount_all_open, dispatch_uid="letters.recount")
        desk.register(queues.queues)
        sources.register(ReleasedLetters())
