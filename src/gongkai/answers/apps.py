from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AnswersConfig(AppConfig):
    name = "gongkai.answers"
    label = "answers"
    verbose_name = _("answers")
    default_auto_field = "django.db.models.BigAutoField"
